"""What the burden costs: hours and dollars with the study named, and samples.

A figure belongs to the setting in which it was seen. Estimates of different studies stand side by
side and are never added up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measurealign.burden import Ask, Burden
from measurealign.burden.effort import (
    Basis,
    Effort,
    Parameters,
    RouteGap,
    Sample,
    Study,
    shipped_parameters,
)
from measurealign.burden.routes import data_source
from measurealign.crosswalk import Crosswalk
from measurealign.scoring import by_label, ratio
from measurealign.shown import count_of

#: What is counted once for each of some things, and what they are called.
_EACH = {"programmes": "programme", "routes": "report"}


@dataclass(frozen=True)
class Estimate:
    """One study's answer for the practice: low, mid and high hours or dollars a year.

    Each is the study's figure per clinician × `count` × clinicians; measures to report count by
    their routes (see load.py). `beyond`: the practice is asked more measures than the study saw;
    the figure is stretched.
    """

    effort: Effort
    study: Study
    count: float
    clinicians: int
    low: float | None
    mid: float | None
    high: float | None
    beyond: bool

    @property
    def basis(self) -> Basis:
        """What the figure rests on."""
        return self.effort.evidence

    @property
    def times(self) -> str:
        """What the study's figure for a clinician is multiplied by, in words."""
        if self.effort.count == "measures":
            return f"{self.count:.1f} measures, by their routes"
        each = _EACH.get(self.effort.count)
        return count_of(round(self.count), each) if each else self.effort.count


@dataclass(frozen=True)
class SampleCheck:
    """Whether a panel can be large enough for measures whose least sample is known.

    `share` is the part of the panel that must fall under the measure; above 1 the panel is too
    small whatever its patients are like.
    """

    sample: Sample
    study: Study
    families: tuple[str, ...]
    share: float

    @property
    def possible(self) -> bool:
        """Whether the panel has as many patients as the sample needs."""
        return self.share <= 1


def estimates(
    found: Burden, clinicians: int = 1, given: Parameters | None = None
) -> tuple[Estimate, ...]:
    """Return what each study would say of this burden, for a practice of some clinicians.

    A study is asked only if it is of such a practice and of such sets; recalled figures never.
    """
    given = given or shipped_parameters()
    return tuple(
        _estimate(effort, given, found, clinicians)
        for effort in given.efforts
        if effort.evidence != "recalled" and _fits(effort, found.sets, clinicians)
        if _count(effort, found)
    )


def samples(
    crosswalk: Crosswalk,
    found: Burden,
    panel: int,
    clinicians: int = 1,
    given: Parameters | None = None,
) -> tuple[SampleCheck, ...]:
    """Return whether a panel of so many patients can be large enough, where that is known.

    share = least sample / patients; for samples counted by the clinician, patients = panel /
    clinicians.
    """
    given = given or shipped_parameters()
    checks = []
    for sample in given.samples:
        asked = [one.family for one in found.asks if _needs(crosswalk, sample, one.family)]
        if asked:
            each = "physician" in sample.unit or "clinician" in sample.unit
            patients = panel / clinicians if each else panel
            families = by_label(crosswalk, asked)
            share = ratio(sample.least, patients) if patients else float("inf")
            checks.append(SampleCheck(sample, given.study(sample.study), families, share))
    return tuple(checks)


def route_gaps(found: Burden, given: Parameters | None = None) -> tuple[tuple[Ask, RouteGap], ...]:
    """Return, for measures whose rows name two routes, by how much such rates are known to differ.

    The same measure by two routes is not the same number: sets that share it do not share a
    result. Only routes that the rows name count here, not inferred ones.
    """
    given = given or shipped_parameters()
    return tuple(
        (ask, gap)
        for ask in found.asks
        for gap in given.gaps_between_routes
        if set(gap.routes) <= {_measured(row.data_source) for row in ask.rows}
    )


def _measured(data_source: str | None) -> str | None:
    """Return the route that a study of rates means: payer's records and claims are one."""
    return "administrative" if data_source == "claims" else data_source


def _estimate(effort: Effort, given: Parameters, found: Burden, clinicians: int) -> Estimate:
    count = _count(effort, found)

    def times(value: float | None) -> float | None:
        return None if value is None else value * count * clinicians

    asked = found.reported if effort.count == "measures" else count
    return Estimate(
        effort=effort,
        study=given.study(effort.study),
        count=count,
        clinicians=clinicians,
        low=times(effort.low),
        mid=times(effort.mid),
        high=times(effort.high),
        beyond=effort.seen_up_to is not None and asked > effort.seen_up_to,
    )


def _count(effort: Effort, found: Burden) -> float:
    """Return what an effort's figure is multiplied by, besides the clinicians."""
    if effort.count == "measures":
        return found.full
    if effort.count == "programmes":
        return found.programmes
    if effort.count == "routes":
        return found.reports_by(effort.route or "")
    return 1


def _fits(effort: Effort, sets: Sequence[str], clinicians: int) -> bool:
    least, most = effort.clinicians or (1, clinicians)
    named = not effort.only or _any_begins(sets, effort.only)
    return named and least <= clinicians <= most


def _any_begins(sets: Iterable[str], words: Sequence[str]) -> bool:
    return any(id_.startswith(tuple(words)) for id_ in sets)


def _needs(crosswalk: Crosswalk, sample: Sample, family: str) -> bool:
    if sample.route is not None:
        return data_source(crosswalk, family)[0] == sample.route
    names = [crosswalk.catalog.measures[key].name for key in crosswalk.family[family].members]
    return any(all(word in name.lower() for word in sample.words) for name in names)
