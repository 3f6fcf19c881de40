"""Programmes: the sets of one programme are its years."""

import re
from collections.abc import Iterable, Sequence

from measurealign.catalog import Catalog
from measurealign.problems import UsageError, nearest

_YEARS = re.compile(r"(-my)?(-\d{4})+$")


def programme(set_id: str) -> str:
    """Return the programme of a set: its id without the years.

    >>> programme("hedis-my-2020-2021"), programme("or-cco-incentive-2018")
    ('hedis', 'or-cco-incentive')
    """
    return _YEARS.sub("", set_id)


def years_of(catalog: Catalog, name: str) -> tuple[str, ...]:
    """Return the sets of a programme, oldest first; raise UsageError if there is none."""
    found = sorted((one.year, one.id) for one in catalog if programme(one.id) == name)
    if not found:
        known = sorted({programme(one.id) for one in catalog})
        raise UsageError(f"no programme '{name}' in the catalog: {nearest(name, known)}")
    return tuple(id_ for _, id_ in found)


def latest(catalog: Catalog, sets: Iterable[str]) -> tuple[str, ...]:
    """Return the latest set of each programme among the given ones, in the order of their ids."""
    newest: dict[str, tuple[int, str]] = {}
    for id_ in sets:
        one, name = catalog.get(id_), programme(id_)
        newest[name] = max(newest.get(name, (0, "")), (one.year, one.id))
    return tuple(sorted(id_ for _, id_ in newest.values()))


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
