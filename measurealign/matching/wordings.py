"""Lines against lines, without the inventory: what wordings, ids and attributes say of pairs.

Two lines are the same measure if the scorer says so and neither has a likelier partner in the
other's set: a set lists a measure once. Nothing else on the table changes what is said of them.
"""

from collections.abc import Iterable, Iterator, Mapping

from measurealign.matching.listings import kin_ids, profiles
from measurealign.matching.pairs import compared, worth_comparing
from measurealign.model import Match, Measure

#: Two lines by their keys, and the log odds of being one measure.
Scored = tuple[str, str, float]
#: A line and a set: how likely is the likeliest partner there?
Partners = Mapping[tuple[str, str], float]
#: Scores nearer than this are equal.
EQUAL = 1e-9


def wordings(
    lines: Iterable[Measure], *, use_ids: bool = True, every: bool = False
) -> Iterator[Match]:
    """Yield how lines relate by what they themselves print; `every` tells different ones too.

    In the order of their keys, each pair told from the first.
    """
    measures = tuple(lines)
    kin = kin_ids(measures) if use_ids else frozenset()
    found = profiles(measures, use_ids)
    pairs = [compared(left, right, kin) for left, right in worth_comparing(found)]
    best = partners((one.left.key, one.right.key, one.score) for one in pairs)
    for one in pairs:
        same = one.likely and not rivalled((one.left.key, one.right.key, one.score), best)
        if same or every or one.kind != "different":
            yield one.match(same)


def partners(pairs: Iterable[Scored]) -> Partners:
    """Return the score of the likeliest partner of each line in each set."""
    best: dict[tuple[str, str], float] = {}
    for one in pairs:
        for place in _places(one):
            best[place] = max(best.get(place, one[2]), one[2])
    return best


def rivalled(one: Scored, best: Partners) -> bool:
    """Tell whether one of two lines has a likelier partner in the other's set."""
    return any(one[2] < best[place] - EQUAL for place in _places(one))


def _places(one: Scored) -> Iterator[tuple[str, str]]:
    left, right, _ = one
    yield left, right.split("/", 1)[0]
    yield right, left.split("/", 1)[0]
