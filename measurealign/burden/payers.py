"""What each payer of a practice asks: how much, by whose work, and what no other payer asks.

A payer is known by the sets that it takes part in; where a set names no payers, its sponsor asks.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from measurealign.burden import Burden
from measurealign.burden.demand import to_report
from measurealign.burden.routes import route_of
from measurealign.crosswalk import Crosswalk
from measurealign.model import Measure

#: The routes by which a payer counts a measure itself, from what it has.
COUNTED = ("administrative", "claims")


@dataclass(frozen=True)
class Work:
    """By whose work measures are counted: each measure stands in one of the four numbers.

    `reported` by the practice, at most: of a menu as many as its set wants; `choice`: what the
    menus offer beyond that; `claims`: counted by payers; `untold`: nobody tells. What one payer
    counts and another wants reported is reported.
    """

    reported: int
    choice: int
    claims: int
    untold: int


@dataclass(frozen=True)
class PayerLoad:
    """What some payers with the same sets ask: so many distinct `measures`, and by whose `work`.

    `shared` of them are asked by two payers or more (also two of these `names`, or one that takes
    part in the same set), `alone` by one payer alone.
    """

    names: tuple[str, ...]
    sets: tuple[str, ...]
    measures: int
    work: Work
    shared: int
    alone: int


def work(crosswalk: Crosswalk, found: Burden, sets: Iterable[str] | None = None) -> Work:
    """Return by whose work the measures that (some of) the sets ask are counted."""
    wanted = set(found.sets if sets is None else sets)
    kinds = {
        one.family: _kind(crosswalk, rows)
        for one in found.asks
        if (rows := [row for row in one.rows if row.set_id in wanted])
    }
    mine = [family for family, kind in kinds.items() if kind == "reported"]
    reported = to_report(one.only(mine) for one in found.demands if one.set in wanted)
    told = Counter(kinds.values())
    return Work(reported, len(mine) - reported, told["claims"], told["untold"])


def _kind(crosswalk: Crosswalk, rows: Iterable[Measure]) -> str:
    told = {route_of(crosswalk, row)[0] for row in rows} - {None}
    if not told:
        return "untold"
    return "claims" if told <= set(COUNTED) else "reported"


def by_payer(crosswalk: Crosswalk, found: Burden) -> tuple[PayerLoad, ...]:
    """Return what each payer asks, those with the same sets together, the most first."""
    sets_of: dict[str, list[str]] = {}
    for id_ in found.sets:
        one = crosswalk.catalog.get(id_)
        for name in one.payers or (one.sponsor,):
            sets_of.setdefault(name, []).append(id_)
    payers: dict[tuple[str, ...], list[str]] = {}
    for name, ids in sets_of.items():
        payers.setdefault(tuple(ids), []).append(name)
    several = {
        one.family
        for one in found.asks
        if sum(not set(ids).isdisjoint(one.sets) for ids in sets_of.values()) > 1
    }
    loads = (_load(crosswalk, found, tuple(names), ids, several) for ids, names in payers.items())
    return tuple(sorted(loads, key=lambda one: (-one.measures, one.names)))


def _load(
    crosswalk: Crosswalk,
    found: Burden,
    names: tuple[str, ...],
    ids: tuple[str, ...],
    several: Collection[str],
) -> PayerLoad:
    """Return what payers with the same sets ask; `several` are the families of two payers."""
    mine = [one for one in found.asks if set(one.sets) & set(ids)]
    shared = sum(one.family in several for one in mine)
    return PayerLoad(
        names=names,
        sets=ids,
        measures=len(mine),
        work=work(crosswalk, found, ids),
        shared=shared,
        alone=len(mine) - shared,
    )
