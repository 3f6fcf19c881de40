"""The one door to matching and the inventory: a catalog and people's word become a crosswalk.

>>> from measurealign import load_catalog, crosswalk
>>> walk = crosswalk(load_catalog())
>>> walk.family_of("cpc-plus-2018/controlling-high-blood-pressure").label
'Controlling High Blood Pressure'
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from measurealign.catalog import Catalog
from measurealign.inventory import Inventory, KnownMeasure
from measurealign.inventory import shipped as shipped_inventory
from measurealign.inventory.bonds import Bond
from measurealign.inventory.subjects import OTHER, Subject, agenda
from measurealign.judgements import MEASURE, merged
from measurealign.judgements import shipped as shipped_judgements
from measurealign.model import (
    DEFAULT_STANDING,
    Evidence,
    Family,
    Judgement,
    Link,
    Match,
    Measure,
    Relation,
    Standing,
    SubjectGroup,
)

if TYPE_CHECKING:
    from measurealign.matching.numbers import Found

#: Bonds that make a match worth telling.
_TOLD = frozenset({"same", "slice", "rate", "combination", "component", "variant", "broader",
                   "narrower", "related"})  # fmt: skip


class Bonding(Protocol):
    """What tells how two families are bound."""

    def between(self, left: Family, right: Family) -> Bond:
        """Return the bond of two families, told from left to right."""


@dataclass(frozen=True)
class Crosswalk:
    """The lines of a catalog with their links, families and bonds. Never changes once built.

    Only lines of grain `measure` are linked. What a line is, and how two lines relate, depends on
    the lines, the inventory and people's word: a part of a crosswalk says what the whole says.
    """

    catalog: Catalog
    links: Mapping[str, Link]
    families: tuple[Family, ...]
    bonds: Bonding
    judgements: tuple[Judgement, ...] = ()
    inventory: Inventory = field(default_factory=lambda: Inventory.of(()), repr=False)

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
        inside: dict[str, list[Family]] = {}
        for family in self.families:
            inside.setdefault(_group(family), []).append(family)
        return tuple(_subject(id_, families) for id_, families in sorted(inside.items()))

    @cached_property
    def subject(self) -> Mapping[str, SubjectGroup]:
        """Groups of families by the id of their subject."""
        return {group.id: group for group in self.subjects}

    def subject_of(self, family_id: str) -> SubjectGroup:
        """Return the group of a family: what answers the same line of the agenda."""
        return self.subject[_group(self.family[family_id])]

    def subjects_in(self, set_id: str) -> frozenset[str]:
        """Return the ids of the subjects that a set measures."""
        return frozenset(_group(self.family[id_]) for id_ in self.families_in(set_id))

    def known(self, family_id: str) -> KnownMeasure | None:
        """Return the known measure that a family is, None where its lines are none."""
        family = self.family[family_id]
        links = (self.links.get(key) for key in family.members)
        ids = (one.measure for one in links if one and one.counts)
        id_ = next(ids, family_id) if family.known else None
        return self.inventory[id_] if id_ in self.inventory else None

    def serves(self, family_id: str) -> tuple[str, ...]:
        """Return the subjects that a family answers, its own first; a composite has several."""
        own, known = _group(self.family[family_id]), self.known(family_id)
        label = self.family[family_id].label
        stated = known.subjects if known and known.subjects else agenda().subjects_of(label)
        lines = agenda().by_id
        others = (one for one in stated if one in lines and not lines[one].wide and one != OTHER)
        return tuple(dict.fromkeys((own, *others))) if own in stated else (own,)

    def rates(self, family_id: str) -> int:
        """Return how many rates a practice reports for a family: 1, or those of a bundle."""
        known = self.known(family_id)
        parts = self.inventory.parts(known.id) if known and known.id == family_id else ()
        rates = sum(any(of.id == family_id and of.kind == "rate" for of in p.part_of)
                    for p in parts)  # fmt: skip
        return max(1, rates)

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

    @cached_property
    def _near(self) -> Mapping[str, tuple[str, ...]]:
        """For each family the others that share its subject or its whole measure."""
        groups: dict[str, list[str]] = {}
        for one in self.families:
            groups.setdefault(_group(one), []).append(one.id)
            groups.setdefault(f"/{one.id.split('/')[0]}", []).append(one.id)
        found: dict[str, dict[str, None]] = {one.id: {} for one in self.families}
        for members in groups.values():
            for id_ in members if len(members) > 1 else ():
                found[id_].update(dict.fromkeys(members))
        return {id_: tuple(other for other in near if other != id_) for id_, near in found.items()}

    def bonded(self, family_id: str) -> Mapping[str, Bond]:
        """Return the families that a family can stand for in part, with the bonds that say so."""
        bonds = {other: self.bond(family_id, other) for other in self._near[family_id]}
        return {other: bond for other, bond in bonds.items() if bond.credit > 0}

    def match(self, left: str, right: str) -> Match:
        """Return how two lines (by key) relate, with the reasons; told from `left`."""
        one, other = self._family_of[left], self._family_of[right]
        bond = self.bonds.between(one, other)
        judgement = self._judged.get(frozenset((left, right)))
        made = Match(
            left=left,
            right=right,
            relation=_relation(bond, one, other),
            bond=bond.kind,
            confidence=self._confidence(left, right, bond),
            likeness=1.0 if bond.kind == "same" else bond.credit,
            evidence=tuple(self._evidence(left, right, bond)),
        )
        return _after(made, judgement) if judgement else made

    @cached_property
    def _judged(self) -> Mapping[frozenset[str], Judgement]:
        return {frozenset((one.left, one.right)): one for one in self.judgements}

    def _confidence(self, left: str, right: str, bond: Bond) -> float:
        """A match is no surer than the links of its two lines."""
        sure = [self._sure(key) for key in (left, right)]
        return round(min(sure) * (1.0 if bond.stated else COMPUTED), 4)

    def _sure(self, key: str) -> float:
        link = self.links.get(key)
        return link.confidence if link and link.counts else 1.0

    def _evidence(self, left: str, right: str, bond: Bond) -> Iterator[Evidence]:
        yield Evidence(kind=bond.kind, weight=bond.credit, says=bond.says)
        for key in (left, right):
            link = self.links.get(key)
            if link and link.counts:
                says = f"“{self.catalog.measures[key].name}”: {link.says}"
                yield Evidence(kind=str(link.how), weight=link.confidence, says=says)

    def matches_among(self, keys: Collection[str]) -> tuple[Match, ...]:
        """Return how lines relate, in the order of their keys; what is different is left out."""
        families: dict[str, list[str]] = {}
        for key in sorted(set(keys) & self._family_of.keys()):
            families.setdefault(self._family_of[key].id, []).append(key)
        pairs = []
        for id_, members in families.items():
            pairs += [(a, b) for n, a in enumerate(members) for b in members[n + 1 :]]
            for other in self._near[id_]:
                if id_ < other and other in families and self.bond(id_, other).kind in _TOLD:
                    pairs += [tuple(sorted((a, b))) for a in members for b in families[other]]
        return tuple(self.match(a, b) for a, b in sorted(pairs))

    def relations_among(self, families: Collection[str]) -> Iterator[tuple[str, str, Relation]]:
        """Yield how some families (by id) are related, each pair once; different ones are not."""
        wanted = sorted(set(families) & self.family.keys())
        inside = set(wanted)
        for id_ in wanted:
            for other in self._near[id_]:
                if id_ < other and other in inside:
                    bond = self.bond(id_, other)
                    if bond.kind != "different":
                        yield id_, other, _relation(bond, self.family[id_], self.family[other])

    def matches(self, left: str, right: str) -> tuple[Match, ...]:
        """Return the matches between the lines of two sets, told from the left set."""
        keys = [m.key for id_ in dict.fromkeys((left, right)) for m in self.listed(id_)]
        wanted = {left, right} if left != right else {left}
        return tuple(
            one if _set(one.left) == left else self.match(one.right, one.left)
            for one in self.matches_among(keys)
            if {_set(one.left), _set(one.right)} == wanted
        )

    def only(
        self,
        sets: Iterable[str] | None = None,
        standing: Iterable[Standing] = DEFAULT_STANDING,
    ) -> "Crosswalk":
        """Return the crosswalk of some sets and of rows of some standing; families keep their ids.

        Nothing is matched anew: members that drop out leave their families, empty ones vanish.
        """
        kept = self.catalog.sets if sets is None else [self.catalog.get(id_) for id_ in sets]
        wanted = set(standing)
        keys = {m.key for one in kept for m in one.measures if m.evidence in wanted}
        families = tuple(
            family.model_copy(update={"members": members})
            for family in self.families
            if (members := tuple(key for key in family.members if key in keys))
        )
        catalog = Catalog.of({one.id: one for one in kept}.values())
        return replace(self, catalog=catalog, families=families)


#: How sure a bond is that is read from two titles (where the inventory states none).
COMPUTED = 0.8


def _group(family: Family) -> str:
    """Return the id of a family's group: its subject, or its own where that holds no rivals."""
    known = agenda().by_id.get(family.subject)
    alone = family.subject == OTHER or (known is not None and known.wide)
    return f"{family.subject}:{family.id}" if alone else family.subject


def _subject(id_: str, families: list[Family]) -> SubjectGroup:
    known = agenda().by_id.get(id_)
    label = known.label if known else families[0].label
    ids = tuple(sorted(family.id for family in families))
    return SubjectGroup(id=id_, label=label, area=families[0].area, families=ids)


def _relation(bond: Bond, left: Family, right: Family) -> Relation:
    """Return the relation that stands for a bond: a whole is broader than its part."""
    if bond.kind in ("slice", "rate", "combination", "component"):
        return "narrower" if left.id.startswith(f"{right.id}/") else "broader"
    return bond.kind  # type: ignore[return-value]


def _after(match: Match, judgement: Judgement) -> Match:
    """Return a match after a person's word on it."""
    told = {"status": judgement.verdict, "judgement": judgement}
    if judgement.verdict == "accepted":
        relation = judgement.relation
        if judgement.left != match.left:
            relation = {"broader": "narrower", "narrower": "broader"}.get(relation, relation)
        told |= {"relation": relation, "confidence": 1.0}
    return match.model_copy(update=told)


def _set(key: str) -> str:
    return key.split("/", 1)[0]


def agenda_line(subject_id: str) -> Subject | None:
    """Return a subject's line of the agenda; of a group that stands alone, the wide line."""
    return agenda().by_id.get(subject_id.split(":", 1)[0])


def agenda_lines() -> tuple[Subject, ...]:
    """Return all lines of the agenda, in its order."""
    return agenda().subjects


def numbers_in(text: str) -> "Found":
    """Return the ages, limits and time spans that a text tells, as matching reads them."""
    from measurealign.matching.numbers import take_numbers

    return take_numbers(text.lower())[1]


def level(set_id: str) -> str:
    """Return whom a set measures (hospital, plan, clinician), where its name tells it, else ""."""
    from measurealign.matching.listings import level

    return level(set_id)


def crosswalk(
    catalog: Catalog,
    judgements: Iterable[Judgement] = (),
    *,
    inventory: Inventory | None = None,
    use_ids: bool = True,
) -> Crosswalk:
    """Look the lines of a catalog up in the inventory; people's word overrides.

    The judgements that ship with the catalog count too, unless a given one is on the same pair.
    """
    from measurealign.matching import build

    said = merged(shipped_judgements(), judgements)
    known = inventory or shipped_inventory()
    made = build(catalog, known, said, use_ids=use_ids)
    return Crosswalk(catalog, made.links, made.families, made.bonds, said, known)


def explain(left: Measure, right: Measure) -> Match:
    """Return the link between two measures on their own, with every reason for and against.

    The weights of the evidence add up to the score (the log odds of being the same measure).
    """
    from measurealign.matching.explain import explain as told

    return told(left, right)


def check_vocabulary(paths: Iterable[Path]) -> None:
    """Raise InputError if a file is no vocabulary for matching."""
    from measurealign.matching.vocabulary import check

    check(paths)


def reading(title: str) -> str:
    """Return what the matcher reads in a title, class by class.

    >>> reading("Controlling High Blood Pressure")
    'test blood pressure · step control · condition hypertension'
    """
    from measurealign.matching.wording import read_title

    return str(read_title(title))
