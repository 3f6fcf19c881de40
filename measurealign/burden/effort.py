"""What reporting costs, as data: cited figures, and the model's assumptions apart from them.

The shipped parameters are data/burden.yaml; a user's file replaces them part by part.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from measurealign.catalog.reader import read, shipped
from measurealign.model import Frozen, Role, Text
from measurealign.problems import InputError

#: source: read in the cited text; computed: from such figures; recalled: not seen, never used;
#: assumption: our judgement, to be edited.
Basis = Literal["source", "computed", "recalled", "assumption"]

#: The effort on which the hours of a measure rest: it needs the whole range.
PER_MEASURE = "hours-per-measure"
RANGE = ("low", "mid", "high")


class Study(Frozen):
    """A published study that a figure comes from."""

    key: Text
    name: Text
    cite: Text
    url: Text
    setting: Text
    also: tuple[Text, ...] = ()


class Route(Frozen):
    """A way by which a measure's data travel; weight 1 = a chart is opened and abstracted."""

    id: Text
    label: Text
    practice: float = Field(ge=0)
    payer: float = Field(ge=0)
    evidence: Basis
    why: Text


class Effort(Frozen):
    """A year's work or money per clinician, and what it is multiplied by.

    `only`: the words, one of which must begin the id of a set at the table. `within`: the effort
    that already holds this one (never added to it). `seen_up_to`: the most measures that the
    study saw. `clinicians`: the smallest and largest practice that the figure is of.
    """

    id: Text
    study: Text
    unit: Literal["hours", "usd"]
    year: int | None = None
    count: Literal["measures", "programmes", "routes", "once"]
    route: Text | None = None
    low: float | None = Field(default=None, ge=0)
    mid: float | None = Field(default=None, ge=0)
    high: float | None = Field(default=None, ge=0)
    evidence: Basis
    only: tuple[Text, ...] = ()
    within: Text | None = None
    once_only: bool = False
    seen_up_to: int | None = None
    clinicians: tuple[int, int] | None = None
    says: Text


class PerMeasure(Frozen):
    """What one measure cost one hospital in a year; used for ratios between routes only."""

    route: Text
    usd: float
    hours: float | None
    measures: int
    year: int
    study: Text
    evidence: Basis


class Sample(Frozen):
    """The least number of cases with which a measure's rate can be told from chance."""

    id: Text
    least: int = Field(gt=0)
    unit: Text
    route: Text | None = None
    words: tuple[Text, ...] = ()
    study: Text
    evidence: Basis
    says: Text


class Ordinary(Frozen):
    """How many patients of a kind an ordinary practice has (median)."""

    id: Text
    median: float
    of: Text
    words: tuple[Text, ...] = ()
    study: Text
    evidence: Basis


class RouteGap(Frozen):
    """By how many points the same measure differs between two routes (mean)."""

    routes: tuple[Text, Text]
    points: float
    measures: int
    study: Text
    evidence: Basis
    says: Text


class Unconfirmed(Frozen):
    """A figure that nobody here has seen: shown as such, used for nothing."""

    says: Text
    evidence: Basis


class Parameters(Frozen):
    """All that the burden model takes from outside; every part can be replaced.

    `not_asked`: roles of rows that ask nothing of a practice.
    """

    not_asked: tuple[Role, ...] = ()
    studies: tuple[Study, ...] = ()
    routes: tuple[Route, ...] = ()
    efforts: tuple[Effort, ...] = ()
    per_measure: tuple[PerMeasure, ...] = ()
    samples: tuple[Sample, ...] = ()
    ordinary: tuple[Ordinary, ...] = ()
    gaps_between_routes: tuple[RouteGap, ...] = ()
    unconfirmed: tuple[Unconfirmed, ...] = ()

    def study(self, key: str) -> Study:
        """Return a study by its key."""
        return next(one for one in self.studies if one.key == key)

    def route(self, data_source: str | None) -> Route:
        """Return the route of a data source, the route `unknown` where none is told."""
        known: Mapping[str, Route] = {one.id: one for one in self.routes}
        return known.get(data_source or "unknown", known["unknown"])


@cache
def shipped_parameters() -> Parameters:
    """Return the shipped parameters."""
    return shipped("burden.yaml", Parameters)


def parameters(path: Path | None = None) -> Parameters:
    """Return the shipped parameters with the parts that a user's file replaces.

    Routes and efforts are replaced one by one (by id), so that a file of two lines will do; so
    are studies (by key). The other parts are replaced whole.
    """
    given = shipped_parameters()
    if path is None:
        return given
    own = read(path, Parameters)
    merged = own.model_copy(
        update={
            part: getattr(given, part)
            for part in Parameters.model_fields
            if part not in own.model_fields_set
        }
        | {
            "studies": _merge(given.studies, own.studies, "key"),
            "routes": _merge(given.routes, own.routes, "id"),
            "efforts": _merge(given.efforts, own.efforts, "id"),
        }
    )
    _check(merged, path)
    return merged


def edited(
    given: Parameters,
    weights: Mapping[str, float],
    efforts: Mapping[str, tuple[float, float, float]],
) -> Parameters:
    """Return parameters with other assumptions: route weights, and efforts as low, mid, high.

    What is changed counts as an assumption from then on, whatever it rested on before.
    """
    routes = tuple(
        one.model_copy(update={"practice": weights[one.id], "evidence": "assumption"})
        if weights.get(one.id, one.practice) != one.practice
        else one
        for one in given.routes
    )
    changed = []
    for one in given.efforts:
        values = efforts.get(one.id, (one.low, one.mid, one.high))
        if values == (one.low, one.mid, one.high):
            changed.append(one)
        else:
            low, mid, high = values
            update = {"low": low, "mid": mid, "high": high, "evidence": "assumption"}
            changed.append(one.model_copy(update=update))
    return given.model_copy(update={"routes": routes, "efforts": tuple(changed)})


def _merge(old: tuple[Frozen, ...], new: tuple[Frozen, ...], key: str) -> tuple[Frozen, ...]:
    """Replace the entries that share a key; put the others at the end."""
    by_key = {getattr(one, key): one for one in old} | {getattr(one, key): one for one in new}
    return tuple(by_key.values())


def _check(given: Parameters, path: Path) -> None:
    """Raise InputError if a figure names a study that is not there, or its range is no range."""
    known = {study.key for study in given.studies}
    faults = [
        f"{path}: {what}: no study has the key '{study}': add it to `studies`"
        for what, study in _cited(given)
        if study not in known
    ]
    for effort in given.efforts:
        values = [v for word in RANGE if (v := getattr(effort, word)) is not None]
        if values != sorted(values) or not values:
            what = "give low, mid and high (at least one of them) in rising order"
            faults.append(f"{path}: efforts: {effort.id}: {what}")
        elif effort.id == PER_MEASURE and len(values) < len(RANGE):
            what = "all hours rest on it: give low, mid and high"
            faults.append(f"{path}: efforts: {effort.id}: {what}")
    if faults:
        raise InputError(*faults)


def _cited(given: Parameters) -> Iterator[tuple[str, str]]:
    """Yield every figure that names a study, by what it is called, with the study's key."""
    yield from ((one.id, one.study) for one in given.efforts)
    yield from ((one.id, one.study) for one in given.samples)
    yield from ((one.id, one.study) for one in given.ordinary)
    yield from ((f"per_measure: {one.route}", one.study) for one in given.per_measure)
    for gap in given.gaps_between_routes:
        yield f"gaps_between_routes: {' and '.join(gap.routes)}", gap.study
