"""Why a link is believed: each reason as a step, and the last bar is the score they add up to."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from measurealign.charts.palette import BLUE, GREY, ORANGE
from measurealign.model import Link

KINDS = ("speaks for", "speaks against", "together")
_LONGEST = 64


def steps(link: Link) -> pd.DataFrame:
    """Return the reasons of a link as steps from one level to the next, and their sum.

    The unit is the log odds of being the same measure: 0 is an even chance.
    """
    rows, level = [], 0.0
    for at, reason in enumerate(sorted(link.evidence, key=lambda one: -abs(one.weight))):
        kind = KINDS[0] if reason.weight >= 0 else KINDS[1]
        rows.append((at, _short(reason.says), kind, level, level + reason.weight, reason.weight))
        level += reason.weight
    rows.append((len(rows), "together", KINDS[2], 0.0, level, level))
    return pd.DataFrame(rows, columns=["order", "reason", "kind", "start", "end", "weight"])


def waterfall_chart(link: Link) -> alt.LayerChart:
    """Return the reasons of a link as a waterfall; its last bar is the score."""
    rows = steps(link)
    base = alt.Chart(rows).encode(
        y=alt.Y("reason:N", title=None, sort=list(rows["reason"]),
                axis=alt.Axis(labelLimit=460, labelPadding=8)),
    )  # fmt: skip
    bars = base.mark_bar(height=16).encode(
        x=alt.X("start:Q", title="speaks against  ←  the same measure?  →  speaks for"),
        x2="end:Q",
        color=alt.Color("kind:N", title=None, legend=alt.Legend(orient="top"),
                        scale=alt.Scale(domain=list(KINDS), range=[BLUE, ORANGE, GREY])),
        tooltip=["reason:N", alt.Tooltip("weight:Q", format="+.2f")],
    )  # fmt: skip
    words = base.mark_text(align="left", dx=4, fontWeight="bold").encode(
        x="right:Q", text=alt.Text("weight:Q", format="+.2f"), color=alt.value("currentColor")
    )
    words = words.transform_calculate(right="max(datum.start, datum.end)")
    return alt.LayerChart(layer=[bars, words]).properties(
        height=alt.Step(26), description=_says(link)
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _says(link: Link) -> str:
    told: Sequence[str] = [f"{one.weight:+.2f}: {one.says}" for one in link.evidence]
    total = sum(one.weight for one in link.evidence)
    return f"Bars, one a reason. {'; '.join(told)}. Together {total:+.2f}."
