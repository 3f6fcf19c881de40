"""How much is asked of a practice: measures that it must report or may choose, and their hours.

The one place that turns measures into hours: for today, for an aligned set, for a saving.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from pydantic import Field

from measurealign.burden.demand import Demand, to_report
from measurealign.burden.effort import PER_MEASURE, Effort, Parameters, shipped_parameters
from measurealign.burden.routes import data_source, route_of, route_weight
from measurealign.crosswalk import Crosswalk
from measurealign.model import Frozen


class Load(Frozen):
    """What is asked: measures to report at most, others to choose from, hours a year.

    `hours`: low, middle, high for the practice's clinicians; see `weighed`.
    """

    required: int = Field(ge=0)
    choice: int = Field(ge=0)
    hours: tuple[float, float, float]

    @property
    def measures(self) -> int:
        """All measures that are asked."""
        return self.required + self.choice


class Weighed(NamedTuple):
    """Measures to report and in all; `full`: those to report, each by its share of the hours."""

    required: int
    measures: int
    full: float


def weighed(asked: Iterable[Demand], share_of: Mapping[str, float]) -> Weighed:
    """Return how much some demands ask, given each family's share of the hours (see `shares`).

    full = Σ shares of what must be reported + Σ over sets of free choices × mean share of what the
    set lets choose; never more than all that is listed. One more set never lowers it.
    """
    found = tuple(asked)
    must = {family for one in found for family in one.must}
    listed = must | {family for one in found for family in one.pool}
    free = sum(one.free * _mean(share_of, one.pool) for one in found)
    full = min(_sum(share_of, listed), _sum(share_of, must) + free)
    return Weighed(to_report(found), len(listed), full)


def shares(
    crosswalk: Crosswalk,
    sets: Iterable[str],
    given: Parameters | None = None,
    others: Iterable[str] = (),
) -> Mapping[str, float]:
    """Return which share of the study's hours each measure takes (0 to 1), by its route.

    min(1, weight of the route / weight of an unknown route): the figure is a mean over all routes,
    so that what claims tell costs a practice little and nothing costs more than the study saw. Of
    several routes the heaviest counts: what one payer counts and another wants reported is
    reported. `others` are families that no set lists: they go by the rows of other sets.
    """
    given = given or shipped_parameters()
    found = {one: _share(data_source(crosswalk, one)[0], given) for one in others}
    for row in (row for one in sets for row in crosswalk.listed(one)):
        if row.role not in given.not_asked:
            family = crosswalk.family_of(row.key).id
            here = _share(route_of(crosswalk, row)[0], given)
            found[family] = max(here, found.get(family, 0.0))
    return found


def _share(source: str | None, given: Parameters) -> float:
    return min(1.0, route_weight(source, given) / (route_weight(None, given) or 1.0))


def _mean(share_of: Mapping[str, float], families: Collection[str]) -> float:
    return _sum(share_of, families) / len(families) if families else 0.0


def _sum(share_of: Mapping[str, float], families: Collection[str]) -> float:
    return sum(share_of[one] for one in sorted(families))


def load(found: Weighed, clinicians: int = 1, given: Parameters | None = None) -> Load:
    """Return the load of a practice of some clinicians: hours = figure × `full` × clinicians."""
    each = per_measure(given)
    low, mid, high = (
        round((figure or 0.0) * found.full * clinicians, 1)
        for figure in (each.low, each.mid, each.high)
    )
    return Load(
        required=found.required, choice=found.measures - found.required, hours=(low, mid, high)
    )


def per_measure(given: Parameters | None = None) -> Effort:
    """Return the study's figure that hours rest on."""
    return next(one for one in (given or shipped_parameters()).efforts if one.id == PER_MEASURE)


def basis(measures: int, given: Parameters | None = None) -> str:
    """Say what the hours rest on, and whether more is to be reported than the study saw."""
    given = given or shipped_parameters()
    each = per_measure(given)
    says = (
        f"Hours a clinician and year: {each.low:g} to {each.high:g} a measure to report "
        f"({given.study(each.study).name}), less for what claims and records tell without hand "
        "work; an order of magnitude"
    )
    if each.seen_up_to is not None and measures > each.seen_up_to:
        says += f"; the study saw up to {each.seen_up_to} measures, here are {measures}"
    return says
