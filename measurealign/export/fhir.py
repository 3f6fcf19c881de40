"""FHIR R4B: the links as a ConceptMap, the proposed set as a Library of Measures (extra `fhir`).

One Bundle (collection). R4's equivalence words say what the target is to the source: a source
that is broader has a `narrower` target. Measures carry names, ids and types; their
specifications stay with their stewards.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from measurealign.alignment.chosen import AlignedMeasure
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.reader import slug
from measurealign.crosswalk import Crosswalk
from measurealign.export.words import links_of, matches_of
from measurealign.judgements import MEASURE
from measurealign.model import Match, MeasureType, Relation
from measurealign.problems import UsageError
from measurealign.version import __version__

_BASE = "https://w3id.org/measurealign/"
_EQUIVALENCE: dict[Relation, str] = {
    "same": "equivalent",
    "variant": "inexact",
    "broader": "narrower",
    "narrower": "wider",
    "related": "relatedto",
    "different": "disjoint",
}
#: Systems under which ids are known to FHIR servers; the other schemes get an address of ours.
_SYSTEMS = {
    "cms": "http://hl7.org/fhir/cqi/ecqm/Measure/Identifier/cms",
    "cbe": "http://hl7.org/fhir/cqi/ecqm/Measure/Identifier/nqf",
}
_MEASURE_TYPE: dict[MeasureType, str] = {
    "process": "process",
    "outcome": "outcome",
    "intermediate-outcome": "outcome",
    "structure": "structure",
    "pro": "patient-reported-outcome",
    "patient-experience": "patient-reported-outcome",
}
_TYPE_SYSTEM = "http://terminology.hl7.org/CodeSystem/measure-type"
_LIBRARY_TYPE = "http://terminology.hl7.org/CodeSystem/library-type"


def write_fhir(
    crosswalk: Crosswalk, ids: Sequence[str], recommendation: Recommendation | None = None
) -> str:
    """Return the Bundle as JSON, accepted by fhir.resources R4B.

    Raise UsageError if the extra is not installed.
    """
    try:
        from fhir.resources.R4B.bundle import Bundle
    except ImportError:
        what = "FHIR output needs a further package: pip install 'measurealign[fhir]'"
        raise UsageError(what) from None
    resources = [_concept_map(crosswalk, ids)]
    if recommendation is not None:
        resources += [_library(recommendation), *map(_measure, recommendation.chosen)]
    entries = [
        {"fullUrl": f"{_BASE}{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources
    ]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    checked = Bundle.model_validate(bundle)
    return json.dumps(json.loads(checked.model_dump_json()), indent=1, ensure_ascii=False) + "\n"


def _concept_map(walk: Crosswalk, ids: Sequence[str]) -> dict[str, Any]:
    """Return what each line is, and how lines relate: a group a set, then one a pair of sets."""
    pairs: dict[tuple[str, str], dict[str, list[Match]]] = {}
    for one in (*links_of(walk, ids), *matches_of(walk, ids)):
        ends = (_system(one.left), _system(one.right))
        pairs.setdefault(ends, {}).setdefault(one.left, []).append(one)
    names = {key: measure.name for key, measure in walk.catalog.measures.items()}
    names |= {f"{MEASURE}{one.id}": one.title for one in walk.inventory}
    groups = [_group(left, right, found, names) for (left, right), found in pairs.items()]
    content = _id("links", *ids)
    return {
        "resourceType": "ConceptMap",
        "id": content,
        "url": f"{_BASE}ConceptMap/{content}",
        "version": __version__,
        "name": "MeasureLinks",
        "title": "Links between the measures of " + ", ".join(ids),
        "status": "draft",
        "experimental": False,
        **({"group": groups} if groups else {}),
    }


def _group(
    left: str, right: str, found: dict[str, list[Match]], names: dict[str, str]
) -> dict[str, Any]:
    """Return the matches from one set to another, or to the known measures."""
    elements = [
        {
            "code": _code(key),
            "display": names[key],
            "target": [_target(one, names) for one in matches],
        }
        for key, matches in found.items()
    ]
    return {
        "source": left,
        "target": right,
        "element": elements,
    }


def _target(one: Match, names: dict[str, str]) -> dict[str, Any]:
    rejected = one.status == "rejected"
    said = f"{one.status}, confidence {one.confidence:.2f}"
    return {
        "code": _code(one.right),
        "display": names[one.right],
        "equivalence": "disjoint" if rejected else _EQUIVALENCE[one.relation],
        "comment": f"{said}: {one.says}" if one.says else said,
    }


def _system(key: str) -> str:
    """Return the address of the list that a line, or a known measure, is of."""
    return f"{_BASE}known" if key.startswith(MEASURE) else f"{_BASE}set/{key.split('/', 1)[0]}"


def _code(key: str) -> str:
    """Return a line's code within its set, or a known measure's id."""
    if key.startswith(MEASURE):
        return key.removeprefix(MEASURE)
    return " ".join(key.split("/", 1)[1].split())


def _id(kind: str, *parts: str) -> str:
    """Return a FHIR id (at most 64 letters, digits, - and .) that derives from content."""
    digest = sha256("\n".join(parts).encode()).hexdigest()[:16]
    return f"{slug(kind)[:40].strip('-')}-{digest}"


def _library(found: Recommendation) -> dict[str, Any]:
    """Return the proposed set: the recommended Measures as references, each with its reasons."""
    names = [one.name for one in found.inputs.sets]
    id_ = _id("aligned-set", *(one.facts.family for one in found.chosen), *names)
    related = [
        {
            "type": "composed-of",
            "display": one.facts.label,
            "citation": "; ".join((one.tier, *one.reasons)),
            "resource": f"{_BASE}Measure/{_measure_id(one)}",
        }
        for one in found.chosen
    ]
    return {
        "resourceType": "Library",
        "id": id_,
        "url": f"{_BASE}Library/{id_}",
        "version": __version__,
        "name": "AlignedMeasureSet",
        "title": "Aligned measure set for " + ", ".join(names),
        "status": "draft",
        "type": {"coding": [{"system": _LIBRARY_TYPE, "code": "asset-collection"}]},
        "description": f"{found.says}; solver status: {found.status}.",
        **({"relatedArtifact": related} if related else {}),
    }


def _measure_id(one: AlignedMeasure) -> str:
    return _id(one.facts.label, one.facts.family)


def _measure(one: AlignedMeasure) -> dict[str, Any]:
    facts = one.facts
    code = _MEASURE_TYPE.get(facts.type) if facts.type else None
    typed = {"type": [{"coding": [{"system": _TYPE_SYSTEM, "code": code}]}]} if code else {}
    known = list(_identifiers(facts.ids))
    return {
        "resourceType": "Measure",
        "id": _measure_id(one),
        "url": f"{_BASE}Measure/{_measure_id(one)}",
        "title": facts.label,
        "status": "active",
        **({"identifier": known} if known else {}),
        **({"publisher": facts.steward} if facts.steward else {}),
        **typed,
    }


def _identifiers(ids: dict[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    for scheme, values in ids.items():
        system = _SYSTEMS.get(scheme, f"{_BASE}Measure/Identifier/{scheme}")
        for value in values:
            yield {"system": system, "value": value}
