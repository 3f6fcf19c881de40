"""One entry of CMS's QPP measures data → a measure, and what places it in sets."""

from dataclasses import dataclass
from typing import Any

from measurealign.catalog.cells import clean, one_line
from measurealign.catalog.imports.id_cells import identifiers
from measurealign.catalog.imports.jsonfile import text_of, texts_of
from measurealign.catalog.reader import slug
from measurealign.catalog.stewards import steward
from measurealign.model import DataSource, Identifier, Measure, MeasureType

_TYPES: dict[str, MeasureType] = {
    "process": "process",
    "outcome": "outcome",
    "intermediateOutcome": "intermediate-outcome",
    "intermediateOutcomeAndProcess": "intermediate-outcome",
    "patientEngagementExperience": "patient-experience",
    "patientReportedOutcome": "pro",
    "efficiency": "efficiency",
    "structure": "structure",
    "costResourceUse": "cost",
}
#: Collection types, strongest first: the first that a measure allows is its data source.
_ROUTES: tuple[tuple[str, DataSource, str], ...] = (
    ("electronicHealthRecord", "ehr", "eCQM"),
    ("registry", "registry", "CQM/registry"),
    ("cmsWebInterface", "registry", "Web Interface"),
    ("claims", "claims", "Part B claims"),
    ("administrativeClaims", "claims", "administrative claims"),
    ("certifiedSurveyVendor", "survey", "survey vendor"),
)


@dataclass(frozen=True)
class QppMeasure:
    """One measure of the file with what places it in sets."""

    category: str
    measure: Measure
    specialties: tuple[str, ...]
    programmes: tuple[str, ...]
    cpc_plus: str
    qcdr: bool


def entry(row: dict[str, Any]) -> QppMeasure:
    """Return an entry; every field but the title may be absent."""
    id_ = text_of(row.get("measureId"))
    qcdr = bool(row.get("isRegistryMeasure")) and not id_.isdigit()
    return QppMeasure(
        category=category(row),
        measure=_measure(row, id_, qcdr),
        specialties=texts_of(row.get("measureSets")),
        programmes=texts_of(row.get("allowedPrograms") or row.get("programs")),
        cpc_plus=text_of(row.get("cpcPlusGroup")),
        qcdr=qcdr,
    )


def category(row: dict[str, Any]) -> str:
    """Return what kind of entry it is; the first files told none for quality measures."""
    return text_of(row.get("category")) or "quality"


def _measure(row: dict[str, Any], id_: str, qcdr: bool) -> Measure:
    routes = set(texts_of(row.get("submissionMethods")))
    used = [(source, called) for route, source, called in _ROUTES if route in routes]
    ids, strange = _ids(row, id_, qcdr)
    name = one_line(clean(text_of(row.get("title"))))
    return Measure(
        key=f"qpp/{slug(name)}",
        name=name,
        ids=ids,
        steward=steward(clean(text_of(row.get("primarySteward")))) or None,
        type=_TYPES.get(_type(row)) or ("cost" if category(row) == "cost" else None),
        data_source=used[0][0] if used else None,
        domain=one_line(text_of(row.get("nationalQualityStrategyDomain"))) or None,
        note=_note(row, strange, [called for _, called in used]),
        inverse=row.get("isInverse") is True,
        source="file",
        evidence="primary",
    )


def _type(row: dict[str, Any]) -> str:
    return text_of(row.get("measureType"))


def _note(row: dict[str, Any], strange: list[str], routes: list[str]) -> str | None:
    """Return what the catalog has no field for, in few words."""
    said = ["MIPS high-priority"] if row.get("isHighPriority") is True else []
    if _type(row) and _type(row) not in _TYPES:
        said.append(f"type as printed: {_type(row)}")
    said += [f"id as printed: {one}" for one in strange]
    if routes:
        said.append("collection: " + ", ".join(routes))
    addresses = dict.fromkeys(_addresses(row.get("measureSpecification")))
    if addresses:
        said.append("specification: " + ", ".join(addresses))
    return "; ".join(said) or None


def _addresses(specification: Any) -> tuple[str, ...]:
    """Return the addresses of a measure's specifications, the strongest route's first."""
    if not isinstance(specification, dict):
        return texts_of(specification)
    order = [route for route, _, _ in _ROUTES if route in specification]
    rest = [route for route in specification if route not in order]
    return tuple(text for route in (*order, *rest) for text in texts_of(specification[route]))


def _ids(row: dict[str, Any], id_: str, qcdr: bool) -> tuple[tuple[Identifier, ...], list[str]]:
    number = row.get("nqfId") or row.get("nqfEMeasureId") or row.get("cbeId")
    cbe, odd_cbe, _ = identifiers("cbe", text_of(number))
    cms, odd_cms, _ = identifiers("cms", text_of(row.get("eMeasureId")))
    own, odd_own, _ = identifiers("qcdr" if qcdr else "mips", id_)
    return (*cbe, *cms, *own), [*odd_cbe, *odd_cms, *odd_own]
