"""What each payer of a practice asks: how much, by whose work, and what no other payer asks.

A payer is known by the sets that it takes part in; where a set names no payers, its sponsor asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from measurealign.burden import Burden
from measurealign.burden.asks import Ask
from measurealign.burden.demand import to_report
from measurealign.burden.routes import data_source
from measurealign.crosswalk import Crosswalk
from measurealign.model import Measure

#: The routes by which a payer counts a measure itself, from what it has.
COUNTED = ("administrative", "claims")


@dataclass(frozen=True)
class Work:
    """How many measures a practice reports, how many payers count from claims, the rest untold.

    What one payer counts and another wants reported is reported.
    """

    reported: int
    claims: int
    untold: int


@dataclass(frozen=True)
class PayerLoad:
    """What some payers with the same sets ask: `measures` distinct ones, `required` at the most.

    `shared` of them are asked by another payer too, `alone` by no other.
    """

    names: tuple[str, ...]
    sets: tuple[str, ...]
    measures: int
    required: int
    work: Work
    shared: int
    alone: int


def work(crosswalk: Crosswalk, asks: Iterable[Ask], sets: Iterable[str] | None = None) -> Work:
    """Return by whose work measures are counted, as (some of) the sets ask them."""
    wanted = None if sets is None else set(sets)
    kinds = [
        _kind(crosswalk, one.family, [r for r in one.rows if wanted is None or r.set_id in wanted])
        for one in asks
    ]
    return Work(*(kinds.count(kind) for kind in ("reported", "claims", "untold")))


def _kind(crosswalk: Crosswalk, family: str, rows: Iterable[Measure]) -> str:
    routes = {row.data_source or data_source(crosswalk, family, [row.set_id])[0] for row in rows}
    told = routes - {None}
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
    loads = (_load(crosswalk, found, tuple(names), ids) for ids, names in payers.items())
    return tuple(sorted(loads, key=lambda one: (-one.measures, one.names)))


def _load(
    crosswalk: Crosswalk, found: Burden, names: tuple[str, ...], ids: tuple[str, ...]
) -> PayerLoad:
    mine = [one for one in found.asks if set(one.sets) & set(ids)]
    shared = sum(bool(set(one.sets) - set(ids)) for one in mine)
    return PayerLoad(
        names=names,
        sets=ids,
        measures=len(mine),
        required=to_report([one for one in found.demands if one.set in ids]),
        work=work(crosswalk, mine, ids),
        shared=shared,
        alone=len(mine) - shared,
    )
