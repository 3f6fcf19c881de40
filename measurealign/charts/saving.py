"""What the aligned set would save: rows, measures, specifications; today, with it, it alone."""

import altair as alt
import pandas as pd

from measurealign.burden.estimate import Saving
from measurealign.charts.palette import BLUE, GREEN, INK, PURPLE

STAGES = (
    ("before", "today"),
    ("replaced", "the aligned set for all it replaces, the rest as today"),
    ("aligned_only", "the aligned set alone"),
)
PARTS = (
    ("listings", "rows asked"),
    ("measures", "distinct measures"),
    ("specifications", "distinct specifications"),
)


def saving_chart(found: Saving) -> alt.LayerChart:
    """Return three bars a stage: rows asked, distinct measures and distinct specifications."""
    rows = pd.DataFrame(
        [
            {"stage": words, "what": what, "count": getattr(getattr(found, stage), part)}
            for stage, words in STAGES
            for part, what in PARTS
        ]
    )
    names = [what for _, what in PARTS]
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "stage:N", title=None, sort=[words for _, words in STAGES],
            axis=alt.Axis(labelLimit=330),
        ),
        yOffset=alt.YOffset("what:N", sort=names),
        x=alt.X("count:Q", title=None),
        tooltip=["stage:N", "what:N", "count:Q"],
    )  # fmt: skip
    bars = base.mark_bar().encode(
        color=alt.Color(
            "what:N", title=None, scale=alt.Scale(domain=names, range=[PURPLE, BLUE, GREEN]),
            legend=alt.Legend(orient="top", labelLimit=300),
        )
    )  # fmt: skip
    words = base.mark_text(align="left", dx=4, color=INK).encode(text="count:Q")
    return alt.LayerChart(layer=[bars, words]).properties(
        height=alt.Step(19, **{"for": "offset"}), description=_says(found)
    )


def _says(found: Saving) -> str:
    told = (
        f"{words}: {getattr(found, stage).listings} rows asked, "
        f"{getattr(found, stage).measures} distinct measures, "
        f"{getattr(found, stage).specifications} specifications"
        for stage, words in STAGES
    )
    return "; ".join(told) + "."
