"""The minimal aligned set: the fewest common measures that serve every demand, with reasons."""

from measurealign.alignment.build import align
from measurealign.alignment.criteria import score_sheets
from measurealign.alignment.frontier import Point, frontier
from measurealign.alignment.goal import Goal, Rule, Score, Wanted, Which
from measurealign.alignment.recommendation import (
    Addition,
    Chosen,
    Decision,
    LeftOut,
    OpenArea,
    Recommendation,
)
from measurealign.alignment.sensitivity import sensitivity

__all__ = [
    "Addition",
    "Chosen",
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
