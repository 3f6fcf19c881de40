"""The proposed set as a Library, composed of Measures: names, ids, types, stewards.

Their specifications stay with their stewards.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from measurealign.alignment.chosen import AlignedMeasure
from measurealign.alignment.recommendation import Recommendation
from measurealign.export.fhir.names import BASE, KNOWN, STEWARD, drafted, id_of, measure_id
from measurealign.model import Identifier, MeasureType

#: Systems under which ids are known to FHIR servers; the other schemes get an address of ours.
_CMS = "http://hl7.org/fhir/cqi/ecqm/Measure/Identifier/cms"
_SYSTEMS = {"cbe": "http://hl7.org/fhir/cqi/ecqm/Measure/Identifier/nqf"}
_MEASURE_TYPE: dict[MeasureType, str] = {
    "process": "process",
    "outcome": "outcome",
    "intermediate-outcome": "intermediate-outcome",
    "structure": "structure",
    "pro": "patient-reported-outcome",
    "patient-experience": "patient-reported-outcome",
}
#: Types that have no word among FHIR's: kept as a text.
_TYPE_SYSTEM = "http://terminology.hl7.org/CodeSystem/measure-type"
_LIBRARY_TYPE = "http://terminology.hl7.org/CodeSystem/library-type"


def address_of(one: AlignedMeasure) -> str:
    """Return the address of a chosen measure's Measure."""
    return f"{BASE}Measure/{measure_id(one.facts.label, one.facts.family)}"


def library(found: Recommendation, publisher: str) -> dict[str, Any]:
    """Return the proposed set: the recommended Measures as references, each with its reasons."""
    names = [one.name for one in found.inputs.sets]
    id_ = id_of("aligned-set", *(one.facts.family for one in found.chosen), *names)
    related = [
        {
            "type": "composed-of",
            "display": one.facts.label,
            "citation": "; ".join((one.tier, *one.reasons)),
            "resource": address_of(one),
        }
        for one in found.chosen
    ]
    return {
        **drafted("Library", id_, publisher),
        "name": "AlignedMeasureSet",
        "title": "Aligned measure set for " + ", ".join(names),
        "type": {"coding": [{"system": _LIBRARY_TYPE, "code": "asset-collection"}]},
        "description": f"{found.says}; solver status: {found.status}.",
        **({"relatedArtifact": related} if related else {}),
    }


def measure(one: AlignedMeasure, publisher: str) -> dict[str, Any]:
    """Return a chosen measure as a Measure, with its code among the known measures."""
    facts = one.facts
    steward = [{"url": STEWARD, "valueString": facts.steward}] if facts.steward else []
    return {
        **drafted("Measure", measure_id(facts.label, facts.family), publisher),
        **({"extension": steward} if steward else {}),
        "identifier": list(_identifiers(facts.ids, facts.family)),
        "title": facts.label,
        **({"author": [{"name": facts.steward}]} if facts.steward else {}),
        **({"type": [_type(facts.type)]} if facts.type else {}),
    }


def _type(word: MeasureType) -> dict[str, Any]:
    code = _MEASURE_TYPE.get(word)
    return {"coding": [{"system": _TYPE_SYSTEM, "code": code}]} if code else {"text": word}


def _identifiers(ids: Mapping[str, tuple[str, ...]], family: str) -> Iterator[dict[str, str]]:
    """Yield a measure's ids; an eCQM's as eCQM systems write it ("122"), its versions beside it."""
    yield {"use": "usual", "system": KNOWN, "value": family}
    for base in dict.fromkeys(_base(value) for value in ids.get("cms", ())):
        yield {"use": "official", "system": _CMS, "value": base}
    for scheme, values in ids.items():
        system = _SYSTEMS.get(scheme, f"{BASE}Measure/Identifier/{scheme}")
        for value in values:
            if scheme != "cms" or f"CMS{_base(value)}" != value:
                use = "secondary" if scheme == "cms" else "official"
                yield {"use": use, "system": system, "value": value}


def _base(value: str) -> str:
    return Identifier(scheme="cms", value=value).base.removeprefix("CMS")
