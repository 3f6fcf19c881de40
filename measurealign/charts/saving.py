"""What the aligned set would save: measures and specifications today, with it, with it alone."""

import altair as alt
import pandas as pd

from measurealign.charts.palette import BLUE, GREEN
from measurealign.estimate import Saving

STAGES = (
    ("before", "today"),
    ("replaced", "the aligned set for all it replaces, the rest as today"),
    ("aligned_only", "the aligned set alone"),
)
PARTS = ("measures", "specifications")


def saving_chart(found: Saving) -> alt.LayerChart:
    """Return two bars a stage: distinct measures and distinct specifications."""
    rows = pd.DataFrame(
        [
            {"stage": words, "what": part, "count": getattr(getattr(found, stage), part)}
            for stage, words in STAGES
            for part in PARTS
        ]
    )
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "stage:N", title=None, sort=[words for _, words in STAGES],
            axis=alt.Axis(labelLimit=330),
        ),
        yOffset=alt.YOffset("what:N", sort=list(PARTS)),
        x=alt.X("count:Q", title="distinct measures and specifications"),
        tooltip=["stage:N", "what:N", "count:Q"],
    )  # fmt: skip
    bars = base.mark_bar().encode(
        color=alt.Color(
            "what:N", title=None, scale=alt.Scale(domain=list(PARTS), range=[BLUE, GREEN]),
            legend=alt.Legend(orient="top"),
        )
    )  # fmt: skip
    words = base.mark_text(align="right", dx=-5, color="white", fontWeight="bold").encode(
        text="count:Q"
    )
    told = (
        f"{words}: {getattr(found, stage).measures} measures in "
        f"{getattr(found, stage).specifications} specifications"
        for stage, words in STAGES
    )
    return alt.LayerChart(layer=[bars, words]).properties(
        height=alt.Step(22, **{"for": "offset"}), description="; ".join(told) + "."
    )
