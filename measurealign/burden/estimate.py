"""What the burden costs: hours and dollars with the study named, samples, what is saved.

A figure belongs to the setting in which it was seen. Estimates of different studies stand side by
side and are never added up.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from measurealign.burden import Ask, Burden
from measurealign.burden.demand import to_report
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
from measurealign.scoring import answering, by_label, ratio


@dataclass(frozen=True)
class Estimate:
    """One study's answer for the practice: low, mid and high hours or dollars a year.

    Each is the study's figure per clinician × `count` (of what `per` names) × clinicians.
    `beyond`: the practice is asked more measures than the study saw; the figure is stretched.
    """

    effort: Effort
    study: Study
    count: int
    clinicians: int
    low: float | None
    mid: float | None
    high: float | None
    beyond: bool

    @property
    def basis(self) -> Basis:
        """What the figure rests on."""
        return self.effort.evidence


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


@dataclass(frozen=True)
class Workload:
    """How much is asked: rows, distinct measures and those to be reported, specifications."""

    listings: int
    measures: int
    reported: int
    specifications: int


@dataclass(frozen=True)
class Saving:
    """What an aligned set would save.

    `replaced`: the chosen measures stand for every row that they serve, all other rows stay.
    `aligned_only`: every set asks the chosen measures and nothing else.
    """

    before: Workload
    replaced: Workload
    aligned_only: Workload
    hours: tuple[Estimate, ...]

    @property
    def says(self) -> str:
        """The saving in one sentence, with nothing left to subtract."""
        then, now = self.aligned_only.measures, self.before.measures
        told = (
            f"If your payers asked for the aligned set alone, you would answer for {then} measures "
            f"instead of {now}, {now - then} fewer"
        )
        mids = [one.mid for one in self.hours if one.mid is not None]
        if len(mids) < 3:
            return told + "."
        return f"{told}: about {mids[0] - mids[2]:,.0f} of {mids[0]:,.0f} hours a year saved."


def estimates(
    found: Burden, clinicians: int = 1, given: Parameters | None = None
) -> tuple[Estimate, ...]:
    """Return what each study would say of this burden, for a practice of some clinicians.

    A study is asked only if it is of such a practice and of such sets; recalled figures never.
    """
    given = given or shipped_parameters()
    return tuple(
        _estimate(effort, given, _count(effort, found), clinicians)
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


def saving(
    crosswalk: Crosswalk,
    found: Burden,
    chosen: Collection[str],
    clinicians: int = 1,
    given: Parameters | None = None,
) -> Saving:
    """Return what would be saved if the sets at the table took the chosen families."""
    given = given or shipped_parameters()
    picked = {id_ for id_ in chosen if id_ in crosswalk.family}
    before = Workload(found.listings, found.measures, found.reported, found.specifications)
    alone = Workload(len(picked) * len(found.sets), len(picked), len(picked), len(picked))
    replaced = _replaced(crosswalk, found, picked)
    hours = (
        _estimate(effort, given, load.reported, clinicians)
        for effort in given.efforts
        if effort.count == "measures"
        for load in (before, replaced, alone)
    )
    return Saving(before, replaced, alone, tuple(hours))


def _replaced(crosswalk: Crosswalk, found: Burden, picked: Collection[str]) -> Workload:
    """Return what is asked if the picked families stand for every row that they serve."""
    served = answering(crosswalk, picked, "harmonized")
    rest = [one for one in found.asks if one.family not in served]
    subjects = {
        (id_, crosswalk.subject_of(one.family).id)
        for one in found.asks
        if one.family in served
        for id_ in one.sets
    }
    return Workload(
        listings=sum(len(one.rows) for one in rest) + len(subjects),
        measures=len(picked) + len(rest),
        reported=len(picked) + to_report(found.demands, served),
        specifications=len(picked) + sum(one.specifications for one in rest),
    )


def _measured(data_source: str | None) -> str | None:
    """Return the route that a study of rates means: payer's records and claims are one."""
    return "administrative" if data_source == "claims" else data_source


def _estimate(effort: Effort, given: Parameters, count: int, clinicians: int) -> Estimate:
    def times(value: float | None) -> float | None:
        return None if value is None else value * count * clinicians

    return Estimate(
        effort=effort,
        study=given.study(effort.study),
        count=count,
        clinicians=clinicians,
        low=times(effort.low),
        mid=times(effort.mid),
        high=times(effort.high),
        beyond=effort.seen_up_to is not None and count > effort.seen_up_to,
    )


def _count(effort: Effort, found: Burden) -> int:
    """Return what an effort's figure is multiplied by, besides the clinicians."""
    if effort.count == "measures":
        return found.reported
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
