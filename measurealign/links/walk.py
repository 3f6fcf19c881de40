"""The crosswalk of a catalog: its lines with their links, families, subjects and bonds."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from measurealign.catalog import Catalog
from measurealign.inventory import Inventory
from measurealign.inventory.bonds import Bond
from measurealign.inventory.entries import KnownMeasure
from measurealign.links.groups import Near, by_subject, group_of, served
from measurealign.links.pair import Side, matched
from measurealign.links.said import Bonding
from measurealign.model import (
    DEFAULT_STANDING,
    Family,
    Judgement,
    LineLinks,
    Match,
    Measure,
    Standing,
    SubjectGroup,
    counting,
)  # fmt: skip
from measurealign.shown import Cell, Shown, count_of

if TYPE_CHECKING:
    import networkx as nx

NONE_KNOWN = Inventory.of(())  # of a crosswalk that was made without one


@dataclass(frozen=True, repr=False)
class Crosswalk(Shown):
    """The lines of a catalog with their links, families and bonds. Never changes once built.

    Only lines of grain `measure` are linked. What a line is, and how two lines relate, depends on
    them, the inventory and people's word alone: a part of a crosswalk says what the whole says.
    """

    catalog: Catalog
    links: LineLinks
    families: tuple[Family, ...]
    bonds: Bonding
    judgements: tuple[Judgement, ...] = ()
    inventory: Inventory = NONE_KNOWN
    found: LineLinks = field(default_factory=lambda: LineLinks({}))  # before people's word
    spoken: frozenset[tuple[str, str]] = frozenset()  # families of whose lines people spoke
    use_ids: bool = True  # whether ids told what lines are
    _serves: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, compare=False)

    @cached_property
    def family(self) -> Mapping[str, Family]:
        """Families by id."""
        return {family.id: family for family in self.families}

    @cached_property
    def _family_of(self) -> Mapping[str, Family]:
        return {key: family for family in self.families for key in family.members}

    def family_of(self, key: str) -> Family:
        """Return the family of a line."""
        return self._family_of[key]

    @cached_property
    def subjects(self) -> tuple[SubjectGroup, ...]:
        """The families by subject, in the order of the groups' ids.

        A family without a subject, or of a wide one, is a group of its own.
        """
        return tuple(by_subject(self.families))

    @cached_property
    def subject(self) -> Mapping[str, SubjectGroup]:
        """Groups of families by the id of their subject."""
        return {group.id: group for group in self.subjects}

    def subject_of(self, family_id: str) -> SubjectGroup:
        """Return the group of a family: what answers the same line of the agenda."""
        return self.subject[group_of(self.family[family_id])]

    def subjects_in(self, set_id: str) -> frozenset[str]:
        """Return the ids of the subjects that a set measures."""
        return frozenset(group_of(self.family[id_]) for id_ in self.families_in(set_id))

    @cached_property
    def areas(self) -> Mapping[str, str]:
        """The area of each line: what its sheet says, else that of its family."""
        measures = self.catalog.measures
        return {key: measures[key].area or one.area for key, one in self._family_of.items()}

    @cached_property
    def _listed(self) -> Mapping[str, tuple[Measure, ...]]:
        return {
            one.id: tuple(m for m in one.measures if m.key in self._family_of)
            for one in self.catalog
        }

    def listed(self, set_id: str) -> tuple[Measure, ...]:
        """Return the measures of a set that take part in the analysis, as the set orders them."""
        return self._listed[self.catalog.get(set_id).id]

    def families_in(self, set_id: str) -> frozenset[str]:
        """Return the ids of the families that a set lists."""
        return frozenset(self._family_of[m.key].id for m in self.listed(set_id))

    @cached_property
    def sets_with(self) -> Mapping[str, tuple[str, ...]]:
        """For each family, the ids of the sets that list it, in order."""
        return {
            family.id: tuple(sorted({key.split("/", 1)[0] for key in family.members}))
            for family in self.families
        }

    def bond(self, left: str, right: str) -> Bond:
        """Return how two families (by id) are bound."""
        return self.bonds.between(self.family[left], self.family[right])

    def known(self, family_id: str) -> KnownMeasure | None:
        """Return the known measure that a family is (or is a slice of), None where it is none."""
        family = self.family[family_id]
        links = (self.links.get(key) for key in family.members)
        ids = (one.measure for one in links if one and one.counts)
        id_ = next(ids, family_id) if family.known else None
        return self.inventory.get(id_)

    def serves(self, family_id: str) -> tuple[str, ...]:
        """Return the subjects that a family answers, its own first (a composite's); kept."""
        if family_id not in self._serves:
            self._serves[family_id] = served(self.family[family_id], self.known(family_id))
        return self._serves[family_id]

    def rates(self, family_id: str) -> int:
        """Return how many rates a practice reports for a family: 1, or those of a bundle."""
        known = self.known(family_id)
        parts = self.inventory.parts(known.id) if known and known.id == family_id else ()
        owned = (any(of.id == family_id and of.kind == "rate" for of in p.part_of) for p in parts)
        return max(1, sum(owned))

    def levels(self, family_id: str) -> tuple[str, ...]:
        """Return whom a family measures: its known measure's levels, else those of its whole."""
        known = self.known(family_id)
        wholes = [self.inventory.get(of.id) for of in known.part_of] if known else []
        stated = (one.levels for one in (known, *wholes) if one)
        return next((levels for levels in stated if levels), ())

    @cached_property
    def _near(self) -> Near:
        return Near.of(self.families, self.bonds.stated)

    @cached_property
    def bond_graph(self) -> "nx.Graph[str]":
        """The families as nodes, the bonds of near ones as edges, told from the smaller id."""
        from measurealign.links.graph import bond_graph

        return bond_graph(self.families, (self.bond(*pair) for pair in self._near.pairs()))

    def bonded(self, id_: str, among: Collection[str] | None = None) -> Mapping[str, Bond]:
        """Return the families that a family can stand for in part, with the bonds that say so."""
        return {other: bond for other, bond in self.kin(id_, among).items() if bond.credit > 0}

    def kin(self, id_: str, among: Collection[str] | None = None) -> Mapping[str, Bond]:
        """Return the families (of some) that a bond of any kind joins to one, ordered by id."""
        near = self._near.to(id_)
        bonds = {
            each: self.bond(id_, each)
            for each in sorted(near.intersection(near if among is None else among))
        }
        return {other: bond for other, bond in bonds.items() if bond.kind != "different"}

    def connected(self, among: Iterable[str] | None = None) -> tuple[frozenset[str], ...]:
        """Return the groups of (some) families that bonds with a credit join."""
        from measurealign.links.graph import connected

        return connected(self.bond_graph.subgraph(self.family if among is None else among))

    def to_graph(self) -> "nx.DiGraph[str]":
        """Return sets, lines, measures and subjects as one graph (see links/graph.py)."""
        from measurealign.links.graph import to_graph

        return to_graph(self.catalog, self.links, self.families, self.subjects, self.bond_graph)

    def match(self, left: str, right: str) -> Match:
        """Return how two lines (by key) relate, with the reasons; told from `left`."""
        one, other = self._side(left), self._side(right)
        bond = self.bonds.between(one.family, other.family)
        return matched(one, other, bond, self._judged.get(frozenset((left, right))))

    def _side(self, key: str) -> Side:
        return Side(self.catalog.measures[key], self._family_of[key], self.links.get(key))

    @cached_property
    def _judged(self) -> Mapping[frozenset[str], Judgement]:
        return {frozenset((one.left, one.right)): one for one in self.judgements}

    def matches_among(self, keys: Collection[str]) -> Iterator[Match]:
        """Yield how lines relate, in the order of their keys; what is different is left out."""
        lines: dict[str, list[str]] = {}
        for key in sorted(set(keys) & self._family_of.keys()):
            lines.setdefault(self._family_of[key].id, []).append(key)
        pairs = {pair for members in lines.values() for pair in combinations(members, 2)}
        for left in lines:
            pairs |= {(min(a, b), max(a, b)) for right in self.kin(left, lines)
                      for a in lines[left] for b in lines[right]}  # fmt: skip
        return (self.match(a, b) for a, b in sorted(pairs))

    def matches(self, left: str, right: str) -> tuple[Match, ...]:
        """Return the matches between the lines of two sets, told from the left set."""
        of, lines = self.catalog.measures, [m for id_ in (left, right) for m in self.listed(id_)]
        return tuple(
            one if of[one.left].set_id == left else self.match(one.right, one.left)
            for one in self.matches_among({line.key for line in lines})
            if {of[one.left].set_id, of[one.right].set_id} == {left, right}
        )

    @property
    def line(self) -> str:
        """The crosswalk in one line: how many lines of how many sets are which measures."""
        lines, known = len(self._family_of), sum(one.known for one in self.families)
        told = f"{count_of(lines, 'line')} of {count_of(len(self.catalog), 'set')}"
        return f"{told}: {known:,} known measures, {len(self.families) - known:,} others"

    def rows(self) -> Iterator[dict[str, Cell]]:
        """Yield every line that takes part: what it is, what told so, and what it is about."""
        from measurealign.links.rows import rows

        return rows(self.catalog, self.links, self._family_of, self.subject)

    def counted(self, recalled: bool = False, sets: Iterable[str] | None = None) -> "Crosswalk":
        """Return the crosswalk of the rows that an analysis counts (of some sets)."""
        return self.only(sets, counting(recalled))

    def only(
        self,
        sets: Iterable[str] | None = None,
        standing: Iterable[Standing] = DEFAULT_STANDING,
    ) -> "Crosswalk":
        """Return the crosswalk of some sets and rows; nothing is matched anew, ids stay."""
        kept = self.catalog.sets if sets is None else [self.catalog.get(id_) for id_ in sets]
        wanted = set(standing)
        keys = {m.key for one in kept for m in one.measures if m.evidence in wanted}
        families = tuple(
            family if members == family.members else replace(family, members=members)
            for family in self.families
            if (members := tuple(key for key in family.members if key in keys))
        )
        catalog = Catalog.of({one.id: one for one in kept}.values())
        return replace(self, catalog=catalog, families=families)
