"""The whole frontier: for each size, the best set; size against demands, coverage and burden."""

from collections.abc import Iterable, Iterator

from measurealign.alignment.ask.goal import Goal, counted
from measurealign.alignment.ask.question import question
from measurealign.alignment.ask.traits import effort
from measurealign.alignment.optimize.aims import most_coverage, most_demands
from measurealign.alignment.optimize.formulation import SIZE, Formulation
from measurealign.alignment.optimize.solve import Row, solve
from measurealign.crosswalk import Crosswalk
from measurealign.model import Frozen, Text
from measurealign.scoring import coverage

#: Above this size, only every so many sizes are solved, so that the whole curve takes seconds.
_EACH = 40


class Point(Frozen):
    """The best set of one size: demands served, mean coverage (0-1), burden in chart abstractions.

    `adds` and `drops` tell it apart from the next smaller one.
    """

    size: int
    served: int
    demands: int
    coverage: float
    burden: float
    proven: bool
    families: tuple[Text, ...]
    adds: tuple[Text, ...] = ()
    drops: tuple[Text, ...] = ()


def frontier(
    walk: Crosswalk, ids: Iterable[str], goal: Goal | None = None, until: int | None = None
) -> tuple[Point, ...]:
    """Return the best set of each size, from 1 to `until` (default: until nothing is gained).

    At each size: the most demands served (by the weights of the sets), then the highest coverage.
    Rules other than sizes and coverage targets hold; sizes at which they cannot hold are left out.
    """
    wanted = (goal or Goal()).model_dump(exclude={"max_size", "coverage", "coverage_of"})
    asked = question(walk, ids, Goal.model_validate(wanted | {"size": 1, "prefer": ["coverage"]}))
    form = Formulation(asked)
    last = min(until or len(asked.pool), len(asked.pool))
    most = _mean(form, asked.pool)
    points: list[Point] = []
    for size in _sizes(last):
        point = _point(form, size, points[-1] if points else None)
        if point is None:
            continue
        points.append(point)
        if point.served == len(asked.demands) and point.coverage >= most:
            break
    return tuple(points)


def _sizes(last: int) -> Iterator[int]:
    """Yield each size to 40, then in growing steps, and the last."""
    size = 1
    while size < last:
        yield size
        size += max(1, size // _EACH * 5)
    yield last


def _point(form: Formulation, size: int, before: Point | None) -> Point | None:
    """Solve for one size; None when the rules cannot hold at it."""
    asked = form.question
    sized = Row("size", form.terms(asked.pool), low=size, high=size)
    free = form.constraints.without(frozenset({SIZE.format(counted(1))}))
    wanted = (most_demands(form), most_coverage(form))
    answer = solve(free.plus(sized), wanted, asked.goal.seconds)
    if answer.values is None:
        return None
    picked = tuple(f for f, at in form.x.items() if answer.values[at])
    known = set(before.families) if before else set()
    return Point(
        size=size,
        served=sum(not set(servers).isdisjoint(picked) for servers in asked.servers.values()),
        demands=len(asked.demands),
        coverage=_mean(form, picked),
        burden=round(sum(effort(asked, family) for family in picked), 2),
        proven=answer.proven,
        families=picked,
        adds=tuple(asked.walk.family[f].label for f in picked if f not in known),
        drops=tuple(asked.walk.family[f].label for f in sorted(known - set(picked))),
    )


def _mean(form: Formulation, picked: tuple[str, ...]) -> float:
    """Return the mean coverage of the sets, by their weights."""
    asked = form.question
    weights = {one: asked.goal.set_weights.get(one, 1.0) for one in asked.sets}
    total = sum(weights.values()) or 1.0
    shares = (
        weights[one] * coverage(asked.walk, one, picked, asked.weights(one)).value
        for one in asked.sets
    )
    return round(sum(shares) / total, 4)
