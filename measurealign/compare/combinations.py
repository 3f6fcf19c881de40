"""Which measures are listed by exactly which of the sets at the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from measurealign.compare.common import common
from measurealign.crosswalk import Crosswalk
from measurealign.model import Closeness


@dataclass(frozen=True)
class Combination:
    """The measures (where related ones count: subjects) of just these sets at the table."""

    sets: tuple[str, ...]
    labels: tuple[str, ...]


def combinations(
    crosswalk: Crosswalk, sets: Sequence[str], closeness: Closeness = "strict"
) -> tuple[Combination, ...]:
    """Return every combination of sets that lists something, largest first.

    Each measure stands in exactly one combination: their sizes add up to the distinct measures.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for one in common(crosswalk, sets, closeness, least=1):
        found.setdefault(one.sets, []).append(one.label)
    groups = [Combination(ids, tuple(sorted(labels))) for ids, labels in found.items()]
    return tuple(sorted(groups, key=lambda one: (-len(one.labels), -len(one.sets), one.sets)))
