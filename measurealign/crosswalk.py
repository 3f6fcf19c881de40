"""The one door to matching: a catalog and people's judgements become a crosswalk.

>>> from measurealign import load_catalog, crosswalk
>>> walk = crosswalk(load_catalog())
>>> walk.family_of("cpc-plus-2018/controlling-high-blood-pressure").label
'Controlling High Blood Pressure'
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from measurealign.catalog import Catalog
from measurealign.model import (
    DEFAULT_STANDING,
    Concept,
    Family,
    Judgement,
    Link,
    Measure,
    Relation,
    Standing,
)

if TYPE_CHECKING:
    from measurealign.matching.numbers import Found


@dataclass(frozen=True)
class Crosswalk:
    """All links, families and concepts of a catalog. Never changes once built.

    Only lines of grain `measure` belong to families; `areas` tells the area of each of them.
    """

    catalog: Catalog
    areas: Mapping[str, str]
    families: tuple[Family, ...]
    concepts: tuple[Concept, ...]
    links: Sequence[Link]

    @cached_property
    def family(self) -> Mapping[str, Family]:
        """Families by id."""
        return {family.id: family for family in self.families}

    @cached_property
    def concept(self) -> Mapping[str, Concept]:
        """Concepts by id."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def _family_of(self) -> Mapping[str, Family]:
        return {key: family for family in self.families for key in family.members}

    @cached_property
    def _concept_of(self) -> Mapping[str, Concept]:
        return {id_: concept for concept in self.concepts for id_ in concept.families}

    def family_of(self, key: str) -> Family:
        """Return the family of a measure."""
        return self._family_of[key]

    def concept_of(self, family_id: str) -> Concept:
        """Return the concept of a family."""
        return self._concept_of[family_id]

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

    def concepts_in(self, set_id: str) -> frozenset[str]:
        """Return the ids of the concepts that a set lists."""
        return frozenset(self._concept_of[id_].id for id_ in self.families_in(set_id))

    @cached_property
    def _link_of(self) -> Mapping[frozenset[str], Link]:
        return {frozenset((link.left, link.right)): link for link in self.links}

    def link(self, left: str, right: str) -> Link | None:
        """Return the link between two measures (told in either order), if there is one."""
        return self._link_of.get(frozenset((left, right)))

    def links_between(self, one: str, other: str) -> tuple[Link, ...]:
        """Return the links between the measures of two sets (or inside one set)."""
        wanted = {one, other} if one != other else {one}
        return tuple(link for link in self.links if _ends(link) == wanted)

    def links_among(self, keys: Collection[str]) -> Sequence[Link]:
        """Return the links between some measures; asks for no more links than needed."""
        return _among(self.links, set(keys))

    def relations_among(self, keys: Collection[str]) -> Iterable[tuple[str, str, Relation]]:
        """Return how some measures are related, without the reasons, which take longest to make.

        Measures of one family are not told, nor pairs that a person rejected.
        """
        return _relations(self.links_among(keys))

    @cached_property
    def _related(self) -> Mapping[str, tuple[Link, ...]]:
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.left, []).append(link)
            found.setdefault(link.right, []).append(link)
        return {key: tuple(links) for key, links in found.items()}

    def related(self, key: str) -> tuple[Link, ...]:
        """Return every link of a measure, whatever its relation."""
        return self._related.get(key, ())

    @cached_property
    def kin(self) -> Mapping[str, frozenset[str]]:
        """For each concept, the other concepts that a link joins to it.

        Any link counts that nobody rejected and that does not say `different`.
        """
        found: dict[str, set[str]] = {}
        for one, other, _ in _relations(self.links):
            left, right = self._home[one], self._home[other]
            if left != right:
                found.setdefault(left, set()).add(right)
                found.setdefault(right, set()).add(left)
        return {id_: frozenset(others) for id_, others in found.items()}

    @cached_property
    def _home(self) -> Mapping[str, str]:
        """The concept of each measure, by id."""
        return {key: self._concept_of[f.id].id for key, f in self._family_of.items()}

    def compared(self) -> Sequence[Link]:
        """Return the links with those pairs that were compared and found different."""
        from measurealign.matching.links import Links

        return self.links.with_different() if isinstance(self.links, Links) else self.links

    @cached_property
    def sets_with(self) -> Mapping[str, tuple[str, ...]]:
        """For each family, the ids of the sets that list it, in order."""
        return {
            family.id: tuple(sorted({key.split("/", 1)[0] for key in family.members}))
            for family in self.families
        }

    def only(
        self,
        sets: Iterable[str] | None = None,
        standing: Iterable[Standing] = DEFAULT_STANDING,
    ) -> "Crosswalk":
        """Return the crosswalk of some sets and of rows of some standing; families keep their ids.

        Nothing is matched anew: members that drop out leave their families, empty ones vanish.
        """
        chosen = self.catalog.sets if sets is None else [self.catalog.get(id_) for id_ in sets]
        wanted = set(standing)
        keys = {m.key for one in chosen for m in one.measures if m.evidence in wanted}
        families = tuple(
            family.model_copy(update={"members": kept})
            for family in self.families
            if (kept := tuple(key for key in family.members if key in keys))
        )
        ids = {family.id for family in families}
        concepts = tuple(
            concept.model_copy(update={"families": inside})
            for concept in self.concepts
            if (inside := tuple(id_ for id_ in concept.families if id_ in ids))
        )
        links = _among(self.links, keys)
        return replace(
            self,
            catalog=Catalog.of({one.id: one for one in chosen}.values()),
            families=families,
            concepts=concepts,
            links=links,
        )


def _among(links: Sequence[Link], keys: set[str]) -> Sequence[Link]:
    """Return the links whose two measures are among the given keys."""
    from measurealign.matching.links import Links

    if isinstance(links, Links):
        return links.only(keys)
    return tuple(link for link in links if link.left in keys and link.right in keys)


def _relations(links: Sequence[Link]) -> Iterable[tuple[str, str, Relation]]:
    """Return pairs of related measures, at least one for each two families that are related."""
    from measurealign.matching.links import Links

    if isinstance(links, Links):
        return links.relations()
    return (
        (link.left, link.right, link.relation)
        for link in links
        if link.relation != "different" and link.status != "rejected"
    )


def numbers_in(text: str) -> "Found":
    """Return the ages, limits and time spans that a text tells, as matching reads them."""
    from measurealign.matching.numbers import take_numbers

    return take_numbers(text.lower())[1]


def level(set_id: str) -> str:
    """Return whom a set measures (hospital, plan, clinician), where its name tells it, else ""."""
    from measurealign.matching.listings import level

    return level(set_id)


def _ends(link: Link) -> set[str]:
    """Return the sets that a link joins."""
    return {link.left.split("/", 1)[0], link.right.split("/", 1)[0]}


def crosswalk(
    catalog: Catalog, judgements: Iterable[Judgement] = (), *, use_ids: bool = True
) -> Crosswalk:
    """Match the measures of a catalog; people's judgements override the scorer.

    The judgements that ship with the catalog count too, unless a given one is on the same pair.
    """
    from measurealign.judgements import merged, shipped
    from measurealign.matching import build

    said = [j for j in merged(shipped(), judgements) if _known(catalog, j)]
    found = build(catalog, said, use_ids=use_ids)
    return Crosswalk(catalog, found.areas, found.families, found.concepts, found.links)


def _known(catalog: Catalog, judgement: Judgement) -> bool:
    """Tell whether a catalog holds both measures of a judgement."""
    return judgement.left in catalog.measures and judgement.right in catalog.measures


def explain(left: Measure, right: Measure) -> Link:
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
