"""Programmes and their editions: a measure set is a programme's list for one year.

What lists a measure is counted in programmes, at or before the year in question; how many people
or practices a programme reaches stands in data/payers.yaml, where a source tells it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from measurealign.catalog import Catalog
from measurealign.model import MeasureSet, SetKind
from measurealign.problems import UsageError, nearest

if TYPE_CHECKING:
    from measurealign.catalog.regions import Reach

_YEARS = re.compile(r"(-my)?(-\d{4})+$")


@dataclass(frozen=True)
class Programme:
    """A programme with its editions, oldest first; name, kind and region are the newest one's."""

    id: str
    editions: tuple[MeasureSet, ...]

    @property
    def newest(self) -> MeasureSet:
        """The newest edition."""
        return self.editions[-1]

    @property
    def name(self) -> str:
        """What people call the programme."""
        return self.newest.short or self.newest.name

    @property
    def kind(self) -> SetKind:
        """What kind of programme it is."""
        return self.newest.kind


def programme(one: MeasureSet) -> str:
    """Return the programme of a set: as the set tells it, else its id without the years."""
    return one.programme or yearless(one.id)


@lru_cache(maxsize=1 << 14)
def yearless(set_id: str) -> str:
    """Return the id of a set without its years: most often, but not always, its programme.

    For those who know a line's set by its id alone.

    >>> yearless("hedis-my-2020-2021"), yearless("or-cco-incentive-2018")
    ('hedis', 'or-cco-incentive')
    """
    return _YEARS.sub("", set_id)


def witness(one: MeasureSet) -> str:
    """Return as what a set counts where it is asked how many list a measure.

    The parts of one programme are one witness: MIPS lists a measure once, not in every specialty.
    """
    return one.part_of or programme(one)


def witnesses(catalog: Catalog, sets: Iterable[str], until: int | None = None) -> frozenset[str]:
    """Return as what some sets count together: editions and parts of one programme are one.

    With `until`, only sets of that year or before.
    """
    found = map(catalog.get, sets)
    return frozenset(witness(one) for one in found if until is None or one.year <= until)


def programmes(sets: Iterable[MeasureSet], until: int | None = None) -> tuple[Programme, ...]:
    """Return the programmes of some sets, in the order of their ids; editions up to a year."""
    editions: dict[str, list[MeasureSet]] = {}
    for one in sets:
        if until is None or one.year <= until:
            editions.setdefault(programme(one), []).append(one)
    return tuple(
        Programme(id_, tuple(sorted(found, key=lambda one: (one.year, one.id))))
        for id_, found in sorted(editions.items())
    )


def years_of(catalog: Catalog, name: str, until: int | None = None) -> tuple[str, ...]:
    """Return the sets of a programme, oldest first, those of a later year left out.

    Raise UsageError if there is none.
    """
    found = sorted(
        (one.year, one.id)
        for one in catalog
        if programme(one) == name and (until is None or one.year <= until)
    )
    if not found:
        known = sorted({programme(one) for one in catalog})
        raise UsageError(f"no programme '{name}' in the catalog: {nearest(name, known)}")
    return tuple(id_ for _, id_ in found)


def latest(catalog: Catalog, sets: Iterable[str], until: int | None = None) -> tuple[str, ...]:
    """Return the latest set of each programme among the given ones, in the order of their ids.

    With `until`, the latest of that year or before.
    """
    named = (catalog.get(id_) for id_ in sets)
    return tuple(sorted(one.newest.id for one in programmes(named, until)))


def counted(sets: Iterable[MeasureSet]) -> str:
    """Return how many editions of how many programmes some sets are, in words.

    >>> from measurealign import load_catalog
    >>> counted([one for one in load_catalog() if one.id.startswith("cpc-plus-")])
    '5 editions of 1 programme'
    """
    found = tuple(sets)
    number = len(programmes(found))
    return (
        f"{len(found)} edition{'s' * (len(found) != 1)} of {number} programme{'s' * (number != 1)}"
    )


@cache
def reach() -> "dict[str, Reach]":
    """Return how many people, practices or clinicians programmes reach, where a source tells it."""
    from measurealign.catalog.regions import payers

    return {one.programme: one for one in payers().reach}


def sets_of(
    catalog: Catalog,
    kinds: Sequence[str] = (),
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
) -> tuple[str, ...]:
    """Return the ids of the sets of some kinds, regions and years (empty: of any).

    A region is met by any part of the catalog's name for it, capitals aside.
    """
    return tuple(
        one.id
        for one in catalog
        if (not kinds or one.kind in kinds)
        and (not regions or any(word.lower() in (one.region or "").lower() for word in regions))
        and (not years or one.year in years)
    )
