"""One FHIR Measure (R4, QI-Core, R5) → a measure, and the source that it was read in.

Type, scoring and improvement notation stand at the measure, or at each of its groups: as elements
(R5) or as extensions (QI-Core). Criteria and evidence belong to their stewards: of them no more
than names and addresses are kept.
"""

import re
from collections.abc import Iterator
from typing import Any

from measurealign.catalog.imports.fhir_text import (
    codes,
    items,
    objects,
    plain,
    shown,
    title_of,
)
from measurealign.catalog.imports.id_cells import identifiers
from measurealign.catalog.imports.imported import Notes
from measurealign.catalog.imports.jsonfile import text_of
from measurealign.catalog.imports.terms import is_none
from measurealign.catalog.reader import slug
from measurealign.catalog.stewards import steward
from measurealign.model import Identifier, Measure, MeasureType, Role, Scheme, Source
from measurealign.shown import count_of

#: (id scheme, part of the identifier system's address). Others are kept out (guid, short name).
_SYSTEMS: tuple[tuple[Scheme, str], ...] = (
    ("cms", r"identifier/cms$|/cmsid$|/cms-?id$|identifier/ecqm"),
    ("cbe", r"identifier/(nqf|cbe)$|/cbeid$|/nqfid$|qualityforum\.org|nqf-number"),
    ("mips", r"qpp\.cms\.gov|/mips-?id$|identifier/mips$"),
    ("hedis", r"ncqa\.org.*(measure|hedis)|identifier/hedis$|/hedis-?id$"),
    ("cmit", r"cmit"),
)
_TYPES: dict[str, MeasureType] = {
    "process": "process",
    "appropriate-use": "process",
    "outcome": "outcome",
    "intermediate-outcome": "intermediate-outcome",
    "intermed-om": "intermediate-outcome",
    "structure": "structure",
    "patient-reported-outcome": "pro",
    "pro-pm": "pro",
    "patient-experience": "patient-experience",
    "patient-engagement": "patient-experience",
    "resource-use": "utilization",
    "cost": "cost",
    "efficiency": "efficiency",
}
#: What a status says where other measures of the file have another.
ROLES: dict[str, Role] = {"draft": "proposed", "retired": "retired"}
#: LOINC's code of a measure's document, which measure editors give as the topic of each.
_ANY_MEASURE = "57024-2"
_LOWER = re.compile(r"decrease|lower", re.IGNORECASE)
_VERSIONED = re.compile(r"(?i)[\s-]*fhir.*$")
_ADDRESS = re.compile(r"https?://[^\s)\]<>\"]+[^\s)\]<>\".,;]")
_MOST_ADDRESSES = 12


def measure_of(resource: dict[str, Any], set_id: str, notes: Notes) -> Measure | None:
    """Return the measure of a resource; None, with a note, if it is called nothing."""
    name = title_of(resource)
    if not name:
        what = f"Measure '{text_of(resource.get('id'))}' has neither title nor name: give it one"
        notes.add("", 0, what)
        return None
    types = told(resource, "type")
    improvement = told(resource, "improvementNotation")
    computable = "ecqm" in str(resource.get("identifier")) or bool(resource.get("library"))
    return Measure(
        key=f"{set_id}/{slug(name)}",
        name=name,
        ids=_ids(resource, name, notes),
        steward=steward(_steward(resource)) or None,
        type=next(filter(None, map(_type, types)), None),
        data_source="ehr" if computable else None,
        domain=next((one for one in map(shown, _topics(resource)) if one), None),
        note=_note(resource, types, improvement),
        inverse=bool(improvement) and all(map(_LOWER.search, improvement)),
        evidence="primary",
    )


def _type(code: str) -> MeasureType | None:
    """Return the type that a code or a plain text tells.

    >>> _type("intermed-om"), _type("Outcome"), _type("composite")
    ('intermediate-outcome', 'outcome', None)
    """
    return _TYPES.get(re.sub(r"[\s_]+", "-", code.strip().lower()))


def _topics(resource: dict[str, Any]) -> list[Any]:
    """Return what a measure is about, without the code that says that it is a measure."""
    return [one for one in items(resource.get("topic")) if _ANY_MEASURE not in codes(one)]


def _steward(resource: dict[str, Any]) -> str:
    """Return who stewards a measure: the publisher, unless an extension tells it apart."""
    for one in objects(resource.get("extension")):
        if text_of(one.get("url")).endswith("StructureDefinition/steward"):
            return plain(one.get("valueString"))
    return plain(resource.get("publisher"))


def told(resource: dict[str, Any], what: str) -> list[str]:
    """Return the codes of a type, scoring or notation, of a measure and its groups, each once."""
    found = [code for one in items(resource.get(what)) for code in codes(one)]
    for holder in (resource, *objects(resource.get("group"))):
        found += [code for one in items(holder.get(what)) for code in codes(one)]
        for extension in objects(holder.get("extension")):
            if re.split("[/-]", text_of(extension.get("url")))[-1].lower() == what.lower():
                values = (value for key, value in extension.items() if key.startswith("value"))
                found += [code for value in values for code in codes(value)]
    return list(dict.fromkeys(found))


def _note(resource: dict[str, Any], types: list[str], improvement: list[str]) -> str | None:
    """Return scoring, the names of the population criteria, and what has no word of ours."""
    populations: dict[str, None] = {}
    for group in objects(resource.get("group")):
        for population in objects(group.get("population")):
            populations |= dict.fromkeys(codes(population.get("code")))
    scoring = told(resource, "scoring")
    said = [f"scoring: {', '.join(scoring)}"] if scoring else []
    said += [f"populations: {', '.join(populations)}"] if populations else []
    said += [f"type as printed: {code}" for code in types if not _type(code)]
    if len({_type(code) for code in types} - {None}) > 1:
        said.append(f"types of its groups: {', '.join(types)}")
    if len({bool(_LOWER.search(one)) for one in improvement}) > 1:
        said.append(f"improvement by group: {', '.join(improvement)}")
    return "; ".join(said) or None


def _ids(resource: dict[str, Any], name: str, notes: Notes) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    for one in objects(resource.get("identifier")):
        system = text_of(one.get("system")).lower()
        value = _VERSIONED.sub("", text_of(one.get("value")))
        scheme = next((s for s, pattern in _SYSTEMS if re.search(pattern, system)), None)
        if scheme is None or is_none(value):
            continue
        ids, strange, _ = identifiers(scheme, value)
        found += ids
        for part in strange:
            notes.add("", 0, f"'{name}': '{part}' is no {scheme.upper()} id: left out")
    versioned = {one.base for one in found if one.value != one.base}
    return tuple(dict.fromkeys(one for one in found if one.value not in versioned))


def source_of(resource: dict[str, Any], key: str, file: str) -> Source:
    """Return where a measure was read: address and version, its libraries, what it refers to."""
    id_, version = text_of(resource.get("id")), text_of(resource.get("version"))
    said = " ".join(
        part for part in ("FHIR Measure", id_, version and f"version {version}") if part
    )
    url = text_of(resource.get("url"))
    note = "; ".join((*_status(resource), *_libraries(resource), *_related(resource)))
    return Source(key=key, url=url or None, title=f"{said}, {file}", note=note or None)


def _status(resource: dict[str, Any]) -> Iterator[str]:
    status = text_of(resource.get("status"))
    if status and status != "active":
        yield f"status: {status}"


def _libraries(resource: dict[str, Any]) -> Iterator[str]:
    """Yield the libraries that a measure names, and those that it contains."""
    named = [text for one in items(resource.get("library")) if (text := text_of(one))]
    if named:
        yield f"library: {', '.join(named)}"
    for one in objects(resource.get("contained")):
        called = text_of(one.get("name")) or text_of(one.get("id"))
        kind = text_of(one.get("resourceType")) or "resource"
        needs = len(items(one.get("dataRequirement")))
        yield f"contains {kind} {called}".strip() + (
            f" ({count_of(needs, 'data requirement')})" if needs else ""
        )


def _related(resource: dict[str, Any]) -> Iterator[str]:
    """Yield what a measure refers to, by kind: how many, and their addresses."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for one in objects(resource.get("relatedArtifact")):
        kinds.setdefault(text_of(one.get("type")) or "related", []).append(one)
    for kind, members in kinds.items():
        found = [address for one in members for address in _addresses(one)]
        addresses = list(dict.fromkeys(found))
        more = len(addresses) - _MOST_ADDRESSES
        shown_ = ", ".join(addresses[:_MOST_ADDRESSES]) + (f" and {more} more" if more > 0 else "")
        yield f"{kind}: {len(members)}" + (f" ({shown_})" if addresses else "")


def _addresses(artifact: dict[str, Any]) -> Iterator[str]:
    document = artifact.get("document")
    given = (artifact.get("resource"), artifact.get("resourceReference"), artifact.get("url"))
    inside = document.get("url") if isinstance(document, dict) else None
    yield from (text for one in (*given, inside) if (text := text_of(one)))
    yield from _ADDRESS.findall(text_of(artifact.get("citation")))
