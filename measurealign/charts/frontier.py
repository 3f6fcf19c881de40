"""The frontier: for each size, what the best set of that size reaches; the knee is marked."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from measurealign.alignment import Point
from measurealign.charts.palette import BLUE, GREEN, INK, ORANGE
from measurealign.shown import count_of

SERVED, WORTH = "agreed requests served", "worth, of the most that can be had"


def frontier_chart(points: Sequence[Point], chosen: int) -> alt.LayerChart:
    """Return two curves over size, in percent; the proposal and the knee are marked and named."""
    rows = _rows(points)
    x = alt.X("size:Q", title="measures in the set", axis=alt.Axis(tickMinStep=1))
    y = alt.Y("share:Q", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    tell = [
        alt.Tooltip("size:Q", title="measures"),
        alt.Tooltip("curve:N", title="curve"),
        alt.Tooltip("share:Q", title="share", format=".0%"),
        alt.Tooltip("adds:N", title="comes in"),
    ]
    legend = alt.Legend(orient="top", labelLimit=400)
    domain = [SERVED, WORTH]
    colour = alt.Color(
        "curve:N", title=None, legend=legend, scale=alt.Scale(domain=domain, range=[BLUE, GREEN])
    )
    shape = alt.Shape(
        "curve:N", title=None, legend=legend,
        scale=alt.Scale(domain=domain, range=["circle", "square"]),
    )  # fmt: skip
    curves = alt.Chart(rows).mark_line().encode(x=x, y=y, color=colour)
    dots = alt.Chart(rows).mark_point(filled=True, size=45).encode(
        x=x, y=y, color=colour, shape=shape, tooltip=tell
    )  # fmt: skip
    return alt.LayerChart(layer=[curves, dots, *_marks(points, chosen)]).properties(
        height=320, description=_says(points, chosen)
    )


def _rows(points: Sequence[Point]) -> pd.DataFrame:
    most = max((one.worth for one in points), default=0.0) or 1.0
    told = [
        {"size": one.size, "curve": curve, "share": share, "adds": "; ".join(one.adds)}
        for one in points
        for curve, share in (
            (SERVED, one.served / one.wishes if one.wishes else 1.0), (WORTH, one.worth / most),
        )
    ]  # fmt: skip
    return pd.DataFrame(told, columns=["size", "curve", "share", "adds"])


def _marks(points: Sequence[Point], chosen: int) -> tuple[alt.Chart, alt.Chart]:
    """Return rules and words for the proposal and the knee."""
    told = [{"size": chosen, "word": f"the proposal: {chosen}", "y": 4}]
    told += [
        {"size": one.size, "word": f"best trade-off: {one.size}", "y": 22}
        for one in points
        if one.knee
    ]
    here = pd.DataFrame(told)
    rule = alt.Chart(here).mark_rule(color=ORANGE, strokeDash=[5, 4], size=2).encode(x="size:Q")
    word = alt.Chart(here).mark_text(
        align="left", dx=6, baseline="top", color=INK, fontWeight="bold"
    ).encode(x="size:Q", y=alt.Y("y:Q", scale=None), text="word:N")  # fmt: skip
    return rule, word


def _says(points: Sequence[Point], chosen: int) -> str:
    if not points:
        return "No size can hold the rules."
    last, knee = points[-1], next((one.size for one in points if one.knee), None)
    at = next((one for one in points if one.size == chosen), None)
    here = (
        f" The proposal has {chosen}: of that size the best serves {at.served} of {at.wishes}."
        if at
        else f" The proposal has {count_of(chosen)}."
    )
    return (
        f"Two curves over the size of the set, from {points[0].size} to {last.size} measures: "
        f"requests served rise to {last.served} of {last.wishes}; the best trade-off (the "
        f"knee) lies at {knee}.{here}"
    )
