"""Agreement as a picture: subjects down, programmes across, a mark where one measures the other."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from measurealign.alignment.chosen import SubjectLine
from measurealign.charts.palette import BLUE, GREY, ORANGE

#: What a mark says: the subject is in the proposal, agreed on but not in, or not agreed on.
PARTS = ("in the proposal", "agreed on, not in it", "not agreed on")
#: Subjects drawn at most: those that most programmes measure.
MOST = 30
_AGREED = ("core", "menu")


def agreement_grid(found: Sequence[SubjectLine], labels: Mapping[str, str]) -> alt.Chart:
    """Return the grid of the subjects that most programmes measure (`labels` by programme)."""
    shown = sorted(found, key=lambda one: (-one.agreement, one.label))[:MOST]
    names = list(labels.values())
    points = alt.Chart(_rows(shown, labels)).mark_point(filled=True, size=150, opacity=1)
    chart: alt.Chart = points.encode(
        x=alt.X("programme:N", sort=names, title=None, scale=alt.Scale(domain=names),
                axis=alt.Axis(orient="top", labelAngle=-35, labelLimit=160)),
        y=alt.Y("subject:N", sort=[one.label for one in shown], title=None,
                axis=alt.Axis(labelLimit=260)),
        color=alt.Color("part:N", title=None, legend=alt.Legend(orient="top", labelLimit=300),
                        scale=alt.Scale(domain=list(PARTS), range=[BLUE, ORANGE, GREY])),
        shape=alt.Shape("part:N", title=None,
                        scale=alt.Scale(domain=list(PARTS), range=["square", "diamond", "circle"])),
        tooltip=["subject:N", "programme:N", "tier:N", alt.Tooltip("share:Q", format=".0%")],
    )  # fmt: skip
    chart.width, chart.height = alt.Step(64), alt.Step(24)
    chart.description = _says(shown, labels)
    return chart


def _rows(shown: Sequence[SubjectLine], labels: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"subject": one.label, "programme": labels[by], "part": _part(one),
             "share": one.agreement, "tier": one.tier}
            for one in shown
            for by in one.by
            if by in labels
        ],
        columns=["subject", "programme", "part", "share", "tier"],
    )  # fmt: skip


def _part(one: SubjectLine) -> str:
    if one.measures:
        return PARTS[0]
    return PARTS[1] if one.tier in _AGREED else PARTS[2]


def _says(shown: Sequence[SubjectLine], labels: Mapping[str, str]) -> str:
    told = (f"{one.label}: {len(one.by)} of {len(labels)}, {_part(one)}" for one in shown)
    return "Which programmes measure which subject. " + "; ".join(told) + "."
