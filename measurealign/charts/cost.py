"""What studies say of hours and dollars: one range a row, never added up."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from measurealign.burden.estimate import Estimate
from measurealign.charts.palette import BLUE, ORANGE

UNITS = {"hours": "hours a year", "usd": "dollars (of the study's year)"}


def cost_chart(found: Sequence[Estimate], unit: str) -> alt.LayerChart:
    """Return the ranges of one unit: a bar from low to high, a diamond at the middle."""
    mine = [one for one in found if one.effort.unit == unit]
    base = alt.Chart(_rows(mine)).encode(y=alt.Y("row:N", title=None, sort=None,
                                          axis=alt.Axis(labelLimit=330)))  # fmt: skip
    tell = [
        alt.Tooltip("row:N"),
        *(alt.Tooltip(f"{one}:Q", format=",.0f") for one in ("low", "mid", "high")),
    ]
    bars = base.mark_bar(height=14, color=BLUE, opacity=0.75).encode(
        x=alt.X("low:Q", title=UNITS[unit]), x2=alt.X2("high:Q"), tooltip=tell
    )
    mids = base.transform_filter("isValid(datum.mid)").mark_point(
        shape="diamond", size=110, filled=True, color=ORANGE, opacity=1
    ).encode(x=alt.X("mid:Q"), tooltip=tell)  # fmt: skip
    return alt.LayerChart(layer=[bars, mids]).properties(
        height=alt.Step(38), description=_says(mine, unit)
    )


def _rows(found: Sequence[Estimate]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "row": f"{one.effort.id.replace('-', ' ')} ({one.study.name})",
                "low": one.low, "mid": one.mid, "high": one.high,
            }
            for one in found
        ],
        columns=["row", "low", "mid", "high"],
    )  # fmt: skip


def _says(found: Sequence[Estimate], unit: str) -> str:
    told = (
        f"{one.effort.id.replace('-', ' ')}, by {one.study.name}: {one.low or 0:,.0f} to "
        f"{one.high or 0:,.0f}" + (f", middle {one.mid:,.0f}" if one.mid is not None else "")
        for one in found
    )
    return f"Ranges in {UNITS[unit]}, one a study. " + "; ".join(told) + "."
