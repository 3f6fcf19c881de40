"""What the aligned set would save: measures wanted, those to choose from, and the hours."""

import altair as alt
import pandas as pd

from measurealign.alignment.recommendation import Saving
from measurealign.charts.palette import BLUE, GREEN, INK

STAGES = (
    ("today", "today"),
    ("rest_stays", "the aligned set, the rest stays"),
    ("all_align", "the aligned set alone"),
)
#: How much longer than the longest bar the axis is: its hours stand behind it.
_ROOM = 1.4
PARTS = (("required", "wanted, at most"), ("choice", "to choose from"))


def saving_chart(found: Saving, clinicians: int = 1) -> alt.LayerChart:
    """Return a bar a stage, what is wanted first, with its hours a year for so many clinicians."""
    stages = [words for _, words in STAGES]
    y = alt.Y("stage:N", title=None, sort=stages, axis=alt.Axis(labelLimit=330))
    names = [what for _, what in PARTS]
    most = max(getattr(found, stage).measures for stage, _ in STAGES)
    room = alt.Scale(domain=[0, _ROOM * max(most, 1)], nice=False)
    bars = alt.Chart(_counts(found)).mark_bar().encode(
        y=y, x=alt.X("sum(count):Q", title="distinct measures", scale=room), order="order:Q",
        color=alt.Color(
            "what:N", title=None, scale=alt.Scale(domain=names, range=[BLUE, GREEN]),
            legend=alt.Legend(orient="top", labelLimit=300),
        ),
        tooltip=["stage:N", "what:N", "count:Q"],
    )  # fmt: skip
    words = alt.Chart(_ends(found)).mark_text(align="left", dx=4, color=INK).encode(
        y=y, x="all:Q", text="told:N"
    )  # fmt: skip
    return alt.LayerChart(layer=[bars, words]).properties(
        height=alt.Step(34), description=found.sentence(clinicians)
    )


def _counts(found: Saving) -> pd.DataFrame:
    return pd.DataFrame(
        {"stage": words, "what": what, "order": at, "count": getattr(getattr(found, stage), part)}
        for stage, words in STAGES
        for at, (part, what) in enumerate(PARTS)
    )


def _ends(found: Saving) -> pd.DataFrame:
    """Return what stands behind each bar."""
    return pd.DataFrame(
        {"stage": words, "all": load.measures, "told": f"{load.measures}; {_hours(load.hours)}"}
        for stage, words in STAGES
        for load in (getattr(found, stage),)
    )


def _hours(hours: tuple[float, float, float]) -> str:
    low, mid, high = hours
    return f"{mid:,.0f} hours ({low:,.0f} to {high:,.0f})"
