"""The aligned set: the fewest measures on which the programmes at a table agree, with reasons."""

from measurealign.alignment.ask.criteria import score_sheets
from measurealign.alignment.ask.decision import Decision
from measurealign.alignment.ask.goal import Goal, Rule, Score, Wanted, Which
from measurealign.alignment.build import align
from measurealign.alignment.chosen import AlignedMeasure
from measurealign.alignment.optimize.frontier import Point, frontier
from measurealign.alignment.recommendation import (
    Addition,
    LeftOut,
    OpenQuestion,
    ProgrammePage,
    Recommendation,
)

__all__ = [
    "Addition",
    "AlignedMeasure",
    "Decision",
    "Goal",
    "LeftOut",
    "OpenQuestion",
    "Point",
    "ProgrammePage",
    "Recommendation",
    "Rule",
    "Score",
    "Wanted",
    "Which",
    "align",
    "frontier",
    "score_sheets",
]
