"""How far chosen measures serve one set."""

from measurealign.alignment.ask.question import Question
from measurealign.alignment.recommendation import CoverageOf
from measurealign.scoring import coverage


def coverage_of(asked: Question, one: str, picked: tuple[str, ...]) -> CoverageOf:
    """Return how far chosen families serve a set: its measures (`scoring.coverage`), its demands.

    A measure weighs 1, or what the goal gives to its role; what is not asked for is not counted.
    """
    walk, lists = asked.walk, asked.lists[one]
    found = coverage(walk, one, picked, asked.weights(one))
    mine = [demand for demand in asked.demands if demand.set == one]
    return CoverageOf(
        set=one,
        listed=len(lists),
        same=len(lists.intersection(found.served)),
        variant=len(lists.intersection(found.partly)),
        coverage=round(found.value, 4),
        demands=len(mine),
        served=sum(not set(picked).isdisjoint(asked.servers[demand]) for demand in mine),
        unserved=tuple(d.area for d in mine if set(picked).isdisjoint(asked.servers[d])),
        uncovered=tuple(walk.family[family].label for family in found.missing if family in lists),
    )
