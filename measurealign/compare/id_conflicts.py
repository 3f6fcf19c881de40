"""Ids to look at: those that disagree inside a family, or that its known measure does not bear.

An id conflict is never an error: ids are reused, lost and versioned. Each finding names measures
and ids, and is settled by `measurealign judge` or by mending a set's file.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from measurealign.crosswalk import Crosswalk
from measurealign.model import Family, Measure

#: Numberings in which one value means one measure over the years.
NUMBERINGS = ("cbe", "cms", "mips", "hedis")


@dataclass(frozen=True)
class Finding:
    """Ids of one numbering in a family; `rows` holds one measure for each id.

    Of a known measure (`known`) they are ids that it does not bear, else ids that disagree.
    """

    family: str
    scheme: str
    rows: tuple[tuple[str, str], ...]
    known: bool = False

    def __str__(self) -> str:
        ids = "; ".join(f"{value} in {key}" for value, key in self.rows)
        scheme = self.scheme.upper()
        if self.known:
            return f"{self.family}: {scheme} ids that the known measure does not bear: {ids}"
        return f"{self.family}: its measures carry different {scheme} ids: {ids}"


def findings(walk: Crosswalk) -> Iterator[Finding]:
    """Yield the findings of all families, in the order of their ids."""
    for family in sorted(walk.families, key=lambda each: each.id):
        for scheme in NUMBERINGS:
            known = _borne(walk, family, scheme)
            found = _strange(walk, family, scheme, known) if known else _ids(walk, family, scheme)
            if found and (known or len(found) > 1):
                yield Finding(family.id, scheme, tuple(sorted(found.items())), bool(known))


def _borne(walk: Crosswalk, family: Family, scheme: str) -> frozenset[str]:
    """Return the ids of a known measure and of the wholes of which it is a part."""
    known = walk.known(family.id)
    wholes = [walk.inventory.get(of.id) for of in known.part_of] if known else []
    bearers = [one for one in (known, *wholes) if one]
    ids = (id_ for one in bearers for id_ in one.ids if id_.scheme == scheme)
    return frozenset(_plain(id_.value.split("/")[0], scheme) for id_ in ids)


def _strange(walk: Crosswalk, family: Family, scheme: str, known: frozenset[str]) -> dict[str, str]:
    """Return each id that a known measure does not bear, with one bearer."""
    found: dict[str, str] = {}
    for key in family.members:
        for value in _values(walk.catalog.measures[key], scheme) - known:
            found.setdefault(value, key)
    return found


def _ids(walk: Crosswalk, family: Family, scheme: str) -> dict[str, str]:
    """Return each id that all its bearers do not share with the rest, with one bearer."""
    found: dict[str, str] = {}
    common: set[str] | None = None
    for key in family.members:
        values = _values(walk.catalog.measures[key], scheme)
        if values:
            common = values if common is None else common & values
            for value in values:
                found.setdefault(value, key)
    return {} if common else found


def _values(measure: Measure, scheme: str) -> set[str]:
    return {_plain(each.base, scheme) for each in measure.ids if each.scheme == scheme}


def _plain(value: str, scheme: str) -> str:
    bare = value.upper()
    return bare.removesuffix("-E") if scheme == "hedis" else bare
