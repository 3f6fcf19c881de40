"""Data routes: how many rows travel by each, and for how many of them other sets told it."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from measurealign.burden import RouteUse
from measurealign.charts.palette import BLUE, GREY

PARTS = ("the row names it", "other sets' rows name it")


def routes_chart(found: Sequence[RouteUse], labels: Mapping[str | None, str]) -> alt.Chart:
    """Return one bar a route: rows that name it, and rows for which it was inferred."""
    rows = pd.DataFrame(
        [
            {"route": labels[one.route], "part": part, "order": order, "rows": count}
            for one in found
            for order, (part, count) in enumerate(
                zip(PARTS, (one.rows - one.inferred, one.inferred), strict=True)
            )
        ],
        columns=["route", "part", "order", "rows"],
    )
    told = (f"{labels[one.route]}: {one.rows}, of them {one.inferred} inferred" for one in found)
    bars: alt.Chart = alt.Chart(rows).mark_bar().encode(
        y=alt.Y("route:N", title=None, sort=None, axis=alt.Axis(labelLimit=240)),
        x=alt.X("rows:Q", title="rows that ask for a measure", stack="zero"),
        color=alt.Color(
            "part:N", title=None, scale=alt.Scale(domain=list(PARTS), range=[BLUE, GREY]),
            legend=alt.Legend(orient="top", labelLimit=300),
        ),
        order=alt.Order("order:Q"),
        tooltip=["route:N", "part:N", "rows:Q"],
    )  # fmt: skip
    bars.height, bars.description = alt.Step(30), "Rows by data route. " + "; ".join(told) + "."
    return bars
