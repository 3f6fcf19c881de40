"""What the aligned set means for each programme: how many measures it keeps, changes, drops."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from measurealign.alignment.recommendation import ProgrammePage
from measurealign.charts.palette import BLUE, GREEN, GREY, ON_COLOUR, ORANGE

PARTS = ("keeps", "changes", "adopts", "drops")


def programmes_chart(found: Sequence[ProgrammePage]) -> alt.LayerChart:
    """Return one bar a programme, its measures stacked by what becomes of them."""
    base = alt.Chart(_rows(found)).encode(
        y=alt.Y("programme:N", title=None, sort=None, axis=alt.Axis(labelLimit=200)),
        x=alt.X("measures:Q", title="measures", stack="zero"),
        order=alt.Order("order:Q"),
        tooltip=["programme:N", "part:N", "measures:Q"],
    )
    colours = alt.Scale(domain=list(PARTS), range=[BLUE, GREEN, ORANGE, GREY])
    bars = base.mark_bar().encode(
        color=alt.Color(
            "part:N", title=None, scale=colours, legend=alt.Legend(orient="top", labelLimit=300)
        ),
    )
    words = (
        base.transform_filter("datum.measures > 0")
        .mark_text(color=ON_COLOUR, align="right", dx=-4)
        .encode(text="measures:Q")
    )
    return alt.LayerChart(layer=[bars, words]).properties(
        height=alt.Step(34), description=_says(found)
    )


def _rows(found: Sequence[ProgrammePage]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"programme": one.label, "part": part, "order": order,
             "measures": len(getattr(one, part))}
            for one in found
            for order, part in enumerate(PARTS)
        ],
        columns=["programme", "part", "order", "measures"],
    )  # fmt: skip


def _says(found: Sequence[ProgrammePage]) -> str:
    told = (
        f"{one.label}: keeps {len(one.keeps)}, changes {len(one.changes)}, adopts "
        f"{len(one.adopts)}, drops {len(one.drops)}"
        for one in found
    )
    return "Bars, one a programme. " + "; ".join(told) + "."
