"""The minimal aligned set: the fewest common measures that serve every demand, with reasons."""

from measurealign.alignment.build import align
from measurealign.alignment.goal import Goal, Rule, Wanted, Which
from measurealign.alignment.recommendation import (
    Addition,
    Chosen,
    Decision,
    LeftOut,
    OpenArea,
    Recommendation,
)

__all__ = [
    "Addition",
    "Chosen",
    "Decision",
    "Goal",
    "LeftOut",
    "OpenArea",
    "Recommendation",
    "Rule",
    "Wanted",
    "Which",
    "align",
]
