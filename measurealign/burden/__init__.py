"""What a practice must report to its payers: what is asked twice, and what in conflicting ways.

The sets at the table are the payers and programmes that the practice answers to. Give the
crosswalk of the whole catalog (narrowed by row standing): data sources that the table does not
name are taken from a measure's rows in other sets, and marked so. More payers never lower a number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from measurealign.burden.asks import Ask, gathered
from measurealign.burden.conflicts import Conflict, conflicts
from measurealign.burden.demand import Demand, demands, to_report
from measurealign.burden.effort import Parameters, shipped_parameters
from measurealign.burden.load import shares, weighed
from measurealign.burden.routes import data_source, route_of, route_weight
from measurealign.catalog.programmes import witnesses
from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.model import Measure
from measurealign.shown import Cell, Shown, count_of

__all__ = [
    "Ask",
    "Burden",
    "Conflict",
    "Demand",
    "RouteUse",
    "burden",
    "data_source",
    "route_weight",
]


@dataclass(frozen=True)
class RouteUse:
    """How many rows travel by one data route; for `inferred` of them other sets' rows told it.

    `sets` want something by it; `named_by` are those of them that say so themselves.
    """

    route: str | None
    rows: int
    inferred: int
    sets: tuple[str, ...]
    named_by: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Burden(Shown):
    """What the sets at the table ask of a practice.

    listings: rows; choice: rows that may be left out; reported: distinct measures to be reported,
    at most (see demand.py); measures: distinct families; subjects: distinct subjects;
    specifications: the least number of distinct specifications; reports: distinct pairs of set and
    data route; full: what is to be reported, each by its route's share of the hours (see load.py);
    weight: sum over distinct pairs of measure and route of its weight (1 = one chart
    abstraction). `not_asked` are rows that the set prints as retired or only proposed.
    `programmes`: those that ask anything; editions and parts of one count once.
    """

    sets: tuple[str, ...]
    programmes: int
    asks: tuple[Ask, ...]
    conflicts: tuple[Conflict, ...]
    routes: tuple[RouteUse, ...]
    listings: int
    choice: int
    reported: int
    measures: int
    subjects: int
    specifications: int
    reports: int
    weight: float
    demands: tuple[Demand, ...]
    full: float
    not_asked: tuple[Measure, ...]

    @property
    def line(self) -> str:
        """The burden in one line."""
        return (
            f"{count_of(self.listings, 'row')} of {count_of(len(self.sets), 'set')}: "
            f"{count_of(self.measures, 'distinct measure')}, {len(self.repeated)} asked by "
            f"several, {sum(not one.route_only for one in self.conflicts)} in conflicting ways"
        )

    def rows(self) -> Iterator[dict[str, Cell]]:
        """Yield the measures that are asked, the most widely asked first.

        `specifications`: at least so many are asked. `conflict`: rows ask it in conflicting ways.
        """
        sharp = (one for one in self.conflicts if not one.route_only)
        torn = {family for one in sharp for family in one.families}
        for ask in self.asks:
            yield {
                "measure": ask.family, "label": ask.label, "area": ask.area,
                "asked_by": "; ".join(ask.sets), "sets": len(ask.sets), "rows": len(ask.rows),
                "routes": "; ".join(route or "not stated" for route in ask.routes),
                "route_inferred": ask.inferred, "specifications": ask.specifications,
                "names": "; ".join(ask.names), "conflict": ask.family in torn,
            }  # fmt: skip

    @property
    def required(self) -> int:
        """How many rows must be reported, over all sets."""
        return sum(one.required for one in self.demands)

    @property
    def repeated(self) -> tuple[Ask, ...]:
        """The measures that two sets or more ask, most widely asked first."""
        return tuple(one for one in self.asks if len(one.sets) > 1)

    @property
    def renamed(self) -> tuple[Ask, ...]:
        """Of the repeated measures, those that go by different names."""
        return tuple(one for one in self.repeated if len(one.names) > 1)

    @property
    def areas(self) -> Mapping[str, tuple[Ask, ...]]:
        """What is asked, by area; the areas that most sets ask about first."""
        found: dict[str, list[Ask]] = {}
        for one in self.asks:
            found.setdefault(one.area, []).append(one)
        order = sorted(found, key=lambda area: (-len(_askers(found[area])), area))
        return {area: tuple(found[area]) for area in order}

    def reports_by(self, route: str) -> int:
        """Return how many sets say that they want something by a route."""
        return sum(len(one.named_by) for one in self.routes if one.route == route)


def burden(crosswalk: Crosswalk, sets: Sequence[str], given: Parameters | None = None) -> Burden:
    """Return what the sets at the table ask of a practice."""
    given = given or shipped_parameters()
    asked, not_asked = _parted(crosswalk, sets, given)
    routes = {row.key: route_of(crosswalk, row) for row in asked}
    label = TableNames(crosswalk, tuple(sets))
    asks = gathered(label, asked, routes)
    uses = _uses(asked, routes)
    wanted = demands(crosswalk, sets, given.not_asked)
    return Burden(
        sets=tuple(sets),
        programmes=len(witnesses(crosswalk.catalog, {row.set_id for row in asked})),
        asks=asks,
        conflicts=conflicts(label, asks),
        routes=uses,
        listings=len(asked),
        choice=sum(not row.must for row in asked),
        reported=to_report(wanted),
        measures=len(asks),
        subjects=len({crosswalk.subject_of(one.family).id for one in asks}),
        specifications=sum(one.specifications for one in asks),
        reports=sum(len(one.sets) for one in uses),
        weight=_weight(asks, given),
        demands=wanted,
        full=weighed(wanted, shares(crosswalk, sets, given)).full,
        not_asked=not_asked,
    )


def _parted(
    crosswalk: Crosswalk, sets: Sequence[str], given: Parameters
) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """Return the rows of some sets that are asked, and those that no longer or not yet are."""
    rows = [row for id_ in sets for row in crosswalk.listed(id_)]
    asked = tuple(row for row in rows if row.role not in given.not_asked)
    return asked, tuple(row for row in rows if row.role in given.not_asked)


def _weight(asks: Sequence[Ask], given: Parameters) -> float:
    """Add up what the routes weigh, each measure's routes once."""
    pairs = {(ask.family, route) for ask in asks for route in ask.routes}
    return sum(sorted(route_weight(route, given) for _, route in pairs))


def _askers(asks: Sequence[Ask]) -> set[str]:
    """Return the sets that ask any of some measures."""
    return {id_ for one in asks for id_ in one.sets}


def _uses(
    asked: Sequence[Measure], routes: Mapping[str, tuple[str | None, bool]]
) -> tuple[RouteUse, ...]:
    by_route: dict[str | None, list[Measure]] = {}
    for row in asked:
        by_route.setdefault(routes[row.key][0], []).append(row)
    uses = [
        RouteUse(
            route=route,
            rows=len(rows),
            inferred=sum(routes[row.key][1] for row in rows),
            sets=tuple(dict.fromkeys(row.set_id for row in rows)),
            named_by=tuple(dict.fromkeys(row.set_id for row in rows if row.data_source)),
        )
        for route, rows in by_route.items()
    ]
    return tuple(sorted(uses, key=lambda one: (one.route is None, one.route or "")))
