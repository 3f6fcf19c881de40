"""The frontier: for each size the best set, worth and programmes served, and the knee."""

from collections.abc import Iterable, Iterator

from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.question import question
from measurealign.alignment.ask.traits import effort
from measurealign.alignment.optimize.aims import aims, worth_of
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.relax import chosen
from measurealign.alignment.optimize.solve import Aim, Constraint, solve
from measurealign.crosswalk import Crosswalk
from measurealign.model import Frozen, Text

#: Above this size only every so many sizes are solved, so that the whole curve takes seconds.
_EACH = 40


class Point(Frozen):
    """The best set of one size: its worth (Σ agreement served × precedent), wishes served, burden.

    A wish is a programme and a core or menu subject that it measures. `knee`: from here on a
    further measure brings less than the mean. `adds`, `drops`: against the next smaller one.
    """

    size: int
    worth: float
    served: int
    wishes: int
    burden: float
    proven: bool
    families: tuple[Text, ...]
    adds: tuple[Text, ...] = ()
    drops: tuple[Text, ...] = ()
    knee: bool = False


def frontier(
    walk: Crosswalk, ids: Iterable[str], goal: Goal | None = None, until: int | None = None
) -> tuple[Point, ...]:
    """Return the best set of each size, from 1 to `until` (default: until nothing is gained).

    Rules other than sizes hold; sizes at which they cannot are left out.
    """
    wanted = (goal or Goal()).model_copy(update={"size": None, "max_size": None})
    form = Formulation(Choices(question(walk, ids, wanted)))
    sought = aims(form, capped=True)
    last = min(until or len(form.x), len(form.x))
    points: list[Point] = []
    for size in _sizes(last):
        point = _point(form, sought, size, points[-1] if points else None)
        if point and points and point.families == points[-1].families:
            break
        points += [point] if point else []
    at = knee([(one.size, one.worth) for one in points])
    return tuple(one.model_copy(update={"knee": one.size == at}) for one in points)


def knee(curve: list[tuple[int, float]]) -> int | None:
    """Return the size at which a curve lies farthest above the chord between its ends.

    >>> knee([(1, 4.0), (2, 7.0), (3, 8.0), (4, 8.5)])
    2
    """
    if len(curve) < 3:
        return curve[-1][0] if curve else None
    (left, low), (right, high) = curve[0], curve[-1]
    slope = (high - low) / (right - left)
    above = {size: round(worth - low - slope * (size - left), 9) for size, worth in curve}
    return max(above, key=lambda size: (above[size], -size))


def _sizes(last: int) -> Iterator[int]:
    """Yield each size to 40, then in growing steps, and the last."""
    size = 1
    while size < last:
        yield size
        size += max(1, size // _EACH * 5)
    yield last


def _point(
    form: Formulation, sought: tuple[Aim, ...], size: int, before: Point | None
) -> Point | None:
    """Solve for one size as a cap of that size would; None when the rules cannot hold at it."""
    choices = form.choices
    asked, all_ = choices.asked, form.terms(form.x)
    answer = solve(
        form.constraints.plus(Constraint("", all_, high=size)), sought, asked.goal.seconds
    )
    if answer.values is None:
        return None
    picked = chosen(form, answer)
    known = set(before.families) if before else set()
    return Point(
        size=len(picked),
        worth=round(sum(worth_of(form, family) for family in picked), 4),
        served=sum(not set(picked).isdisjoint(by) for by in choices.services.values()),
        wishes=len(choices.demands),
        burden=round(sum(effort(asked, family) for family in picked), 2),
        proven=answer.proven,
        families=picked,
        adds=tuple(asked.label[family] for family in picked if family not in known),
        drops=tuple(asked.label[family] for family in sorted(known - set(picked))),
    )
