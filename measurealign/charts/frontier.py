"""The frontier: for each size, demands served and mean coverage of the best set of that size."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from measurealign.alignment import Point
from measurealign.charts.palette import BLUE, GREEN, INK, ORANGE

SERVED, COVERED = "demands served", "mean coverage of the sets"


def frontier_chart(points: Sequence[Point], chosen: int) -> alt.LayerChart:
    """Return two curves over size, in percent; the chosen size is marked and named."""
    rows = pd.DataFrame(
        [
            {"size": one.size, "curve": curve, "share": share, "adds": "; ".join(one.adds)}
            for one in points
            for curve, share in (
                (SERVED, one.served / one.demands if one.demands else 1.0),
                (COVERED, one.coverage),
            )
        ],
        columns=["size", "curve", "share", "adds"],
    )
    x = alt.X("size:Q", title="measures in the set", axis=alt.Axis(tickMinStep=1))
    y = alt.Y("share:Q", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    tell = [
        alt.Tooltip("size:Q", title="measures"),
        alt.Tooltip("curve:N", title="curve"),
        alt.Tooltip("share:Q", title="share", format=".0%"),
        alt.Tooltip("adds:N", title="comes in"),
    ]
    colour = alt.Color(
        "curve:N",
        title=None,
        scale=alt.Scale(domain=[SERVED, COVERED], range=[BLUE, GREEN]),
        legend=alt.Legend(orient="top", labelLimit=300),
    )
    shape = alt.Shape(
        "curve:N",
        title=None,
        scale=alt.Scale(domain=[SERVED, COVERED], range=["circle", "square"]),
        legend=alt.Legend(orient="top", labelLimit=300),
    )
    curves = alt.Chart(rows).mark_line().encode(x=x, y=y, color=colour)
    dots = alt.Chart(rows).mark_point(filled=True, size=45).encode(
        x=x, y=y, color=colour, shape=shape, tooltip=tell
    )  # fmt: skip
    here = pd.DataFrame({"size": [chosen], "word": [f"the proposal: {chosen}"]})
    rule = alt.Chart(here).mark_rule(color=ORANGE, strokeDash=[5, 4], size=2).encode(x="size:Q")
    word = alt.Chart(here).mark_text(
        align="left", dx=6, baseline="top", color=INK, fontWeight="bold"
    ).encode(x="size:Q", y=alt.value(4), text="word:N")  # fmt: skip
    return alt.LayerChart(layer=[curves, dots, rule, word]).properties(
        height=320, description=_says(points, chosen)
    )


def _says(points: Sequence[Point], chosen: int) -> str:
    if not points:
        return "No size can hold the rules."
    last = points[-1]
    at = next((one for one in points if one.size == chosen), None)
    here = (
        f" The proposal has {chosen}: it serves {at.served} of {at.demands} demands and covers "
        f"{at.coverage:.0%} of the sets' measures."
        if at
        else f" The proposal has {chosen} measures."
    )
    return (
        f"Two curves over the size of the set, from {points[0].size} to {last.size} measures: "
        f"demands served rise to {last.served} of {last.demands}, mean coverage to "
        f"{last.coverage:.0%}.{here}"
    )
