"""Coverage: how many measures of each set are chosen as they are, as variants, or not."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from measurealign.alignment.recommendation import CoverageOf
from measurealign.charts.palette import BLUE, GREEN, GREY, ON_COLOUR

PARTS = ("chosen as it is", "in another specification", "not covered")


def coverage_chart(found: Sequence[CoverageOf], labels: Mapping[str, str]) -> alt.LayerChart:
    """Return one bar a set, its measures stacked by how they are covered."""
    rows = pd.DataFrame(
        [
            {"set": labels[one.set], "part": part, "order": order, "measures": count}
            for one in found
            for order, (part, count) in enumerate(
                zip(PARTS, (one.same, one.variant, len(one.uncovered)), strict=True)
            )
        ],
        columns=["set", "part", "order", "measures"],
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("set:N", title=None, sort=None, axis=alt.Axis(labelLimit=200)),
        x=alt.X("measures:Q", title="measures of the set", stack="zero"),
        order=alt.Order("order:Q"),
        tooltip=["set:N", "part:N", "measures:Q"],
    )
    bars = base.mark_bar().encode(
        color=alt.Color(
            "part:N", title=None, scale=alt.Scale(domain=list(PARTS), range=[BLUE, GREEN, GREY]),
            legend=alt.Legend(orient="top", labelLimit=300),
        ),
    )  # fmt: skip
    words = (
        base.transform_filter("datum.measures > 0")
        .mark_text(color=ON_COLOUR, align="right", dx=-4)
        .encode(text="measures:Q")
    )
    return alt.LayerChart(layer=[bars, words]).properties(
        height=alt.Step(34), description=_says(found, labels)
    )


def _says(found: Sequence[CoverageOf], labels: Mapping[str, str]) -> str:
    told = (
        f"{labels[one.set]}: {one.same} of {one.listed} measures chosen as they are, "
        f"{one.variant} in another specification, {len(one.uncovered)} not covered"
        for one in found
    )
    return "Bars, one a set. " + "; ".join(told) + "."
