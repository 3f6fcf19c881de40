"""What changed in a programme from one year to the next: kept, renamed, respecified, retired, new.

Give a crosswalk with all rows, recalled ones too: a row that is left out would look retired.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from measurealign.compare.specification import Difference, differences, plain, specification
from measurealign.crosswalk import Crosswalk
from measurealign.model import READ, Measure
from measurealign.scoring import by_label, rows

ChangeKind = Literal["kept", "renamed", "respecified", "retired", "new"]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True)
class Change:
    """What became of a measure: its rows before and after, and what was specified anew.

    kept: the same family, wording and specification; renamed: the same family under another
    wording; respecified: the same family with another threshold, age band, window or direction, or
    another family of the same concept in its place; retired and new: on one side only.
    """

    kind: ChangeKind
    label: str
    area: str
    before: tuple[Measure, ...]
    after: tuple[Measure, ...]
    differences: tuple[Difference, ...]

    @property
    def firm(self) -> bool:
        """Whether every row behind the change was read in a source."""
        return all(row.evidence in READ for row in (*self.before, *self.after))


@dataclass(frozen=True)
class YearChange:
    """All changes from one set to the next, in the order of `KINDS`, then by label."""

    old: str
    new: str
    changes: tuple[Change, ...]

    def count(self, kind: ChangeKind) -> int:
        """Return how many changes are of a kind."""
        return sum(one.kind == kind for one in self.changes)


def changes(crosswalk: Crosswalk, old: str, new: str) -> YearChange:
    """Return what became of each measure from one set to another."""
    before, after = crosswalk.families_in(old), crosswalk.families_in(new)
    found = [_stayed(crosswalk, id_, old, new) for id_ in by_label(crosswalk, before & after)]
    gone, come = before - after, after - before
    concepts = {crosswalk.concept_of(id_).id for id_ in gone}
    concepts &= {crosswalk.concept_of(id_).id for id_ in come}
    for concept in sorted(concepts):
        inside = frozenset(crosswalk.concept[concept].families)
        found.append(_swapped(crosswalk, gone & inside, come & inside, old, new))
        gone, come = gone - inside, come - inside
    found += [_one_side(crosswalk, "retired", id_, old) for id_ in gone]
    found += [_one_side(crosswalk, "new", id_, new) for id_ in come]
    order = sorted(found, key=lambda one: (KINDS.index(one.kind), one.label, one.area))
    return YearChange(old, new, tuple(order))


def through_the_years(crosswalk: Crosswalk, sets: Sequence[str]) -> tuple[YearChange, ...]:
    """Return the changes from each set to the one after it, in the order given."""
    return tuple(changes(crosswalk, old, new) for old, new in pairwise(sets))


def _stayed(crosswalk: Crosswalk, family: str, old: str, new: str) -> Change:
    before, after = rows(crosswalk, old, family), rows(crosswalk, new, family)
    differ = _respecified(before, after)
    same = {plain(row.name) for row in before} & {plain(row.name) for row in after}
    kind: ChangeKind = "respecified" if differ else "kept" if same else "renamed"
    label, area = crosswalk.family[family].label, crosswalk.family[family].area
    return Change(kind, label, area, before, after, differ)


def _swapped(
    crosswalk: Crosswalk, gone: frozenset[str], come: frozenset[str], old: str, new: str
) -> Change:
    before = tuple(m for id_ in by_label(crosswalk, gone) for m in rows(crosswalk, old, id_))
    after = tuple(m for id_ in by_label(crosswalk, come) for m in rows(crosswalk, new, id_))
    concept = crosswalk.concept_of(min(gone))
    differ = _respecified(before, after)
    return Change("respecified", concept.label, concept.area, before, after, differ)


def _one_side(crosswalk: Crosswalk, kind: ChangeKind, family: str, set_id: str) -> Change:
    found = rows(crosswalk, set_id, family)
    before, after = (found, ()) if kind == "retired" else ((), found)
    one = crosswalk.family[family]
    return Change(kind, one.label, one.area, before, after, ())


def _respecified(before: Sequence[Measure], after: Sequence[Measure]) -> tuple[Difference, ...]:
    """Return the dimensions in which no value told before is told after.

    A data source alone makes no new specification of a programme's measure; sheets of different
    years name it or not.
    """
    old, new = [specification(row) for row in before], [specification(row) for row in after]
    found = []
    for one in differences([*old, *new]):
        told = [{spec.value(one.dimension) for spec in side} - {None} for side in (old, new)]
        if one.dimension != "data source" and all(told) and not told[0] & told[1]:
            found.append(one)
    return tuple(found)
