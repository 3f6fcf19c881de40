"""FHIR R4 (QI-Core, cqfm) Measure resources and Bundles, as JSON → a measure set.

Read as plain JSON: title, identifiers by their systems, publisher, type, scoring, improvement
notation and the names of the population criteria. Texts and logic belong to their stewards.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measurealign.catalog.cells import clean, one_line
from measurealign.catalog.imports.imported import Imported, Keys, Notes, counted, listed
from measurealign.catalog.imports.jsonfile import read_json, text_of
from measurealign.catalog.imports.spreadsheet.reading import NEWEST_YEAR, About
from measurealign.catalog.imports.terms import identifiers, is_none
from measurealign.catalog.reader import slug
from measurealign.catalog.stewards import steward
from measurealign.model import Identifier, Measure, MeasureSet, MeasureType, Scheme, Source
from measurealign.problems import InputError, Problem

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
_LOWER = re.compile(r"decrease|lower", re.IGNORECASE)
_DRESS = re.compile(r"(?i)[\s-]*fhir$|^ecqm[\s-]*")


def read_fhir(content: bytes | Path, name: str = "", about: About | None = None) -> Imported:
    """Read a Measure, or all Measures of a Bundle; raise InputError if it holds none."""
    about = about or About()
    name = name or (content.name if isinstance(content, Path) else "bundle.json")
    data = read_json(content.read_bytes() if isinstance(content, Path) else content, name)
    took, left_out = Notes(), Notes()
    resources = list(_measures(data, left_out))
    if not resources:
        what = "there is no FHIR Measure in it: give a Measure, or a Bundle that holds Measures"
        raise InputError(Problem(file=name, what=what))
    label, year = _label(data, resources, name, about, took)
    plain = slug(label)[:80].strip("-")
    id_ = plain if str(year) in plain else f"{plain}-{year}"
    measures, given = _taken(resources, id_, left_out)
    took.add("", 0, f"'{label}' ({year}): {counted(len(measures), 'measure')}")
    one = MeasureSet(
        id=id_,
        name=label,
        year=year,
        sponsor=about.sponsor or label,
        kind=about.kind,
        sources=(Source(key="file", title=f"FHIR measures, {name}"),),
        measures=measures,
    )
    sets = (one,) if measures else ()
    return Imported(name, sets, took.remarks(), left_out.remarks(), given=given)


def _taken(
    resources: list[dict[str, Any]], set_id: str, left_out: Notes
) -> tuple[tuple[Measure, ...], dict[str, str]]:
    """Return the measures of the resources, and their own ids by key."""
    measures: dict[str, Measure] = {}
    keys = Keys()
    given: dict[str, str] = {}
    for resource in resources:
        made = _measure(resource, set_id, left_out)
        if made is None:
            continue
        key = keys.free(made.key)
        measures[key] = made.model_copy(update={"key": key})
        if text_of(resource.get("id")):
            given[key] = text_of(resource.get("id"))
    return tuple(measures.values()), given


def _measures(data: Any, left_out: Notes) -> Iterator[dict[str, Any]]:
    """Yield the Measure resources; say what else the Bundle held."""
    if not isinstance(data, dict):
        return
    entries = data.get("entry") if data.get("resourceType") == "Bundle" else [{"resource": data}]
    others: list[str] = []
    for entry in entries if isinstance(entries, list) else []:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        kind = text_of(resource.get("resourceType")) if isinstance(resource, dict) else ""
        if isinstance(resource, dict) and kind == "Bundle":
            yield from _measures(resource, left_out)
        elif isinstance(resource, dict) and kind == "Measure":
            yield resource
        else:
            others.append(kind or "an entry without resource")
    if others:
        kinds = listed([f"{others.count(kind)} {kind}" for kind in sorted(set(others))])
        left_out.add("", 0, f"{kinds}: only Measures are read")


def _label(
    data: Any, resources: list[dict[str, Any]], name: str, about: About, took: Notes
) -> tuple[str, int]:
    stem = re.sub(r"[_\s]+", " ", Path(name).stem).strip() or "FHIR measures"
    alone = _title(resources[0]) if len(resources) == 1 else ""
    label = about.name or one_line(text_of(data.get("title"))) or alone or stem
    periods = [resource.get("effectivePeriod") for resource in resources]
    told = [about.name or "", stem]
    told += [text_of(one.get("start")) for one in periods if isinstance(one, dict)]
    found = (re.search(r"(?<!\d)(199\d|20\d\d)(?!\d)", text) for text in told)
    year = about.year or next((int(one[0]) for one in found if one), None)
    if year is None:
        took.add(
            "", 0, f"no year is told: {NEWEST_YEAR} is written; tell the year if it is another"
        )
    return label, year or NEWEST_YEAR


def _title(resource: dict[str, Any]) -> str:
    title = one_line(clean(text_of(resource.get("title"))))
    if title:
        return _DRESS.sub("", title)
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text_of(resource.get("name")))
    return _DRESS.sub("", " ".join(words))


def _measure(resource: dict[str, Any], set_id: str, left_out: Notes) -> Measure | None:
    name = _title(resource)
    if not name:
        what = f"Measure '{text_of(resource.get('id'))}' has neither title nor name: give it one"
        left_out.add("", 0, what)
        return None
    types = [code for one in _list(resource.get("type")) for code in _codes(one)]
    improvement = " ".join(_codes(resource.get("improvementNotation")))
    publisher = one_line(clean(text_of(resource.get("publisher"))))
    computable = "ecqm" in str(resource.get("identifier")) or bool(resource.get("library"))
    return Measure(
        key=f"{set_id}/{slug(name)}",
        name=name,
        ids=_ids(resource, name, left_out),
        steward=steward(publisher) or None,
        type=next((_TYPES[code] for code in types if code in _TYPES), None),
        data_source="ehr" if computable else None,
        domain=next((one for one in map(_text, _list(resource.get("topic"))) if one), None),
        note=_note(resource, types),
        inverse=bool(_LOWER.search(improvement)),
        source="file",
        evidence="primary",
    )


def _note(resource: dict[str, Any], types: list[str]) -> str | None:
    """Return scoring, the names of the population criteria, and types without a word of ours."""
    scoring = " ".join(_codes(resource.get("scoring")))
    populations: dict[str, None] = {}
    for group in _list(resource.get("group")):
        for population in _list(group.get("population")) if isinstance(group, dict) else []:
            if isinstance(population, dict):
                populations |= dict.fromkeys(_codes(population.get("code")))
    said = [f"scoring: {scoring}"] if scoring else []
    said += [f"populations: {', '.join(populations)}"] if populations else []
    said += [f"type as printed: {code}" for code in types if code not in _TYPES]
    return "; ".join(said) or None


def _ids(resource: dict[str, Any], name: str, left_out: Notes) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    for one in _list(resource.get("identifier")):
        system = text_of(one.get("system")).lower() if isinstance(one, dict) else ""
        value = _DRESS.sub("", text_of(one.get("value"))) if isinstance(one, dict) else ""
        scheme = next((s for s, pattern in _SYSTEMS if re.search(pattern, system)), None)
        if scheme is None or is_none(value):
            continue
        ids, strange, _ = identifiers(scheme, value)
        found += ids
        for part in strange:
            left_out.add("", 0, f"'{name}': '{part}' is no {scheme.upper()} id: left out")
    return tuple(dict.fromkeys(found))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _codes(concept: Any) -> list[str]:
    """Return the codes of a CodeableConcept (or a plain text, as older drafts write it)."""
    if not isinstance(concept, dict):
        return [text_of(concept)] if text_of(concept) else []
    codes = [
        text_of(one.get("code")) for one in _list(concept.get("coding")) if isinstance(one, dict)
    ]
    return [code for code in codes if code] or [
        text for text in [text_of(concept.get("text"))] if text
    ]


def _text(concept: Any) -> str:
    """Return what a CodeableConcept is called."""
    if not isinstance(concept, dict):
        return ""
    shown = [
        text_of(one.get("display")) for one in _list(concept.get("coding")) if isinstance(one, dict)
    ]
    return one_line(text_of(concept.get("text")) or next(filter(None, shown), ""))
