"""The minimal aligned set: the fewest common measures that serve every demand, with reasons."""

from measurealign.alignment.ask.criteria import score_sheets
from measurealign.alignment.ask.goal import Goal, Rule, Score, Wanted, Which
from measurealign.alignment.build import align
from measurealign.alignment.explain.sensitivity import sensitivity
from measurealign.alignment.optimize.frontier import Point, frontier
from measurealign.alignment.recommendation import (
    Addition,
    AlignedMeasure,
    Decision,
    LeftOut,
    OpenArea,
    Recommendation,
)

__all__ = [
    "Addition",
    "AlignedMeasure",
    "Decision",
    "Goal",
    "LeftOut",
    "OpenArea",
    "Point",
    "Recommendation",
    "Rule",
    "Score",
    "Wanted",
    "Which",
    "align",
    "frontier",
    "score_sheets",
    "sensitivity",
]
