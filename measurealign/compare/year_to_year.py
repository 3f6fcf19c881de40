"""What changed in a programme from one year to the next: kept, renamed, respecified, replaced ...

Give a crosswalk with all rows, recalled ones too: a row that is left out would look retired.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import networkx as nx

from measurealign.catalog.programmes import programme
from measurealign.compare.specification import Difference, differences, plain, specification
from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.model import READ, Measure
from measurealign.problems import UsageError
from measurealign.scoring import by_label, rows

ChangeKind = Literal["kept", "renamed", "respecified", "replaced", "retired", "new"]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True)
class Change:
    """What became of a measure: its rows before and after, and what was specified anew.

    kept: the same family, wording and specification; renamed: the same measure under another name;
    respecified: another threshold, age band, window or direction, or another part of the measure;
    replaced: another measure took its place (several may become one); retired and new: on one side
    only. What took a measure's place is told by the inventory, else by the bonds.
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


def changes(crosswalk: Crosswalk, old: str, new: str, across: bool = False) -> YearChange:
    """Return what became of each measure from one set to another.

    Raise UsageError for sets of two programmes, unless `across` says that this is meant.
    """
    names = [programme(crosswalk.catalog.get(one)) for one in (old, new)]
    if not across and names[0] != names[1]:
        what = f"'{old}' and '{new}' are no years of one programme: compare them, or ask across"
        raise UsageError(what)
    before, after = crosswalk.families_in(old), crosswalk.families_in(new)
    years = (TableNames(crosswalk, (old,)), TableNames(crosswalk, (new,)))
    found = [_stayed(*years, id_) for id_ in by_label(crosswalk, before & after)]
    places = _places(crosswalk, before - after, after - before)
    for group in nx.connected_components(places):
        gone, come = group & before, group & after
        kinds = {places.edges[edge]["kind"] for edge in places.subgraph(group).edges}
        if kinds:
            found.append(_swapped(*years, max(kinds, key=KINDS.index), gone, come))
        else:
            found.append(_one_side(years[not gone], min(group), retired=bool(gone)))
    order = sorted(found, key=lambda one: (KINDS.index(one.kind), one.label, one.area))
    return YearChange(old, new, tuple(order))


def through_the_years(
    crosswalk: Crosswalk, sets: Sequence[str], across: bool = False
) -> tuple[YearChange, ...]:
    """Return the changes from each set to the one after it, in the order given."""
    return tuple(changes(crosswalk, old, new, across) for old, new in pairwise(sets))


def _places(crosswalk: Crosswalk, gone: frozenset[str], come: frozenset[str]) -> "nx.Graph[str]":
    """Return what went and what came as nodes, joined where the one took the other's place."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(gone | come))
    for old in sorted(gone):
        for new, kind in _successors(crosswalk, old):
            if new in come:
                graph.add_edge(old, new, kind=kind)
    for old in sorted(gone):
        for new in sorted(come & crosswalk.bonded(old).keys()):
            if not graph.degree[old] or not graph.degree[new]:
                graph.add_edge(old, new, kind="respecified")
    return graph


def _successors(crosswalk: Crosswalk, family: str) -> Iterator[tuple[str, ChangeKind]]:
    """Yield what took a measure's place, then what took that one's, with the greatest change."""
    known = crosswalk.known(family)
    kind: ChangeKind = "renamed"
    seen: set[str] = set()
    while known and known.successor and known.id not in seen:
        seen.add(known.id)
        kind = max(kind, known.successor.kind, key=KINDS.index)
        yield known.successor.id, kind
        known = crosswalk.inventory.get(known.successor.id)


def _stayed(old: TableNames, new: TableNames, family: str) -> Change:
    before, after = _rows(old, family), _rows(new, family)
    differ = _respecified(before, after)
    same = {plain(row.name) for row in before} & {plain(row.name) for row in after}
    kind: ChangeKind = "respecified" if differ else "kept" if same else "renamed"
    return Change(kind, new[family], new.walk.family[family].area, before, after, differ)


def _swapped(
    old: TableNames, new: TableNames, kind: ChangeKind, gone: set[str], come: set[str]
) -> Change:
    before = tuple(row for id_ in by_label(old.walk, gone) for row in _rows(old, id_))
    after = tuple(row for id_ in by_label(new.walk, come) for row in _rows(new, id_))
    first = by_label(new.walk, come)[0]
    area = new.walk.family[first].area
    return Change(kind, new[first], area, before, after, _respecified(before, after))


def _one_side(year: TableNames, family: str, retired: bool) -> Change:
    found, label, area = _rows(year, family), year[family], year.walk.family[family].area
    if retired:
        return Change("retired", label, area, found, (), ())
    return Change("new", label, area, (), found, ())


def _rows(year: TableNames, family: str) -> tuple[Measure, ...]:
    return rows(year.walk, year.sets[0], family)


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
