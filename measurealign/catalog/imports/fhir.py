"""FHIR Measure resources and Bundles of them (R4, QI-Core, R5), as JSON → a measure set.

Read as plain JSON; what each measure says is read by fhir_measure.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measurealign.catalog.imports.fhir_measure import ROLES, measure_of, source_of
from measurealign.catalog.imports.fhir_text import objects, plain, title_of, undressed
from measurealign.catalog.imports.imported import Imported, Keys, Notes, listed
from measurealign.catalog.imports.jsonfile import read_json, text_of
from measurealign.catalog.imports.spreadsheet.reading import NEWEST_YEAR, About
from measurealign.catalog.reader import slug
from measurealign.model import Measure, MeasureSet, Source, Status
from measurealign.problems import InputError, Problem
from measurealign.shown import count_of

#: What all measures of a file being of one status says of the set.
_STATUS: dict[str, Status] = {"draft": "proposed", "retired": "historical"}
#: Resources that hold others, and where.
_HOLDERS = {"Bundle": "entry", "Parameters": "parameter"}


@dataclass(frozen=True)
class _Taken:
    """A measure, where it was read, and the id that its resource has."""

    measure: Measure
    source: Source
    given: str


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
    id_ = _id(label, year)
    status = _status(resources)
    taken = list(_taken(resources, id_, name, status, left_out))
    took.add("", 0, f"'{label}' ({year}): {count_of(len(taken), 'measure')}")
    one = MeasureSet(
        id=id_,
        name=label,
        year=year,
        sponsor=about.sponsor or label,
        kind=about.kind,
        status=status,
        sources=tuple(each.source for each in taken),
        measures=tuple(each.measure for each in taken),
    )
    given = {each.measure.key: each.given for each in taken if each.given}
    return Imported(name, (one,) * bool(taken), took.remarks(), left_out.remarks(), given=given)


def _id(label: str, year: int) -> str:
    words = slug(label)[:80].strip("-")
    return words if str(year) in words else f"{words}-{year}"


def _status(resources: list[dict[str, Any]]) -> Status:
    """Return a set's status: proposed if all its measures are drafts, historical if all retired."""
    said = {text_of(resource.get("status")) for resource in resources}
    return _STATUS.get(said.pop(), "final") if len(said) == 1 else "final"


def _taken(
    resources: list[dict[str, Any]], set_id: str, file: str, status: Status, left_out: Notes
) -> Iterator[_Taken]:
    """Yield the measures; one whose status is not its set's has a role that says so."""
    keys = Keys()
    for resource in resources:
        made = measure_of(resource, set_id, left_out)
        if made is None:
            continue
        key = keys.free(made.key)
        source = source_of(resource, key.split("/", 1)[1], file)
        role = ROLES.get(text_of(resource.get("status"))) if status == "final" else None
        told = {"key": key, "source": source.key, "role": role}
        yield _Taken(made.model_copy(update=told), source, text_of(resource.get("id")))


def _measures(data: Any, left_out: Notes) -> Iterator[dict[str, Any]]:
    """Yield the Measure resources of a Bundle, of Parameters or a list; say what else it held."""
    others: list[str] = []
    for resource in _resources(data):
        kind = text_of(resource.get("resourceType")) if isinstance(resource, dict) else ""
        if kind in _HOLDERS:
            yield from _measures(resource, left_out)
        elif kind == "Measure":
            yield resource
        else:
            others.append(kind or "an entry without resource")
    if others:
        kinds = listed([f"{others.count(kind)} {kind}" for kind in sorted(set(others))])
        left_out.add("", 0, f"{kinds}: only Measures are read")


def _resources(data: Any) -> list[Any]:
    """Return the resources that a resource or a list of them holds; itself if it holds none."""
    if isinstance(data, list):
        return data
    holder = _HOLDERS.get(text_of(data.get("resourceType"))) if isinstance(data, dict) else None
    if holder is None:
        return [data] if isinstance(data, dict) else []
    return [one.get("resource") for one in objects(data.get(holder))]


def _title(data: Any) -> str:
    return plain(data.get("title")) if isinstance(data, dict) else ""


def _label(
    data: Any, resources: list[dict[str, Any]], name: str, about: About, took: Notes
) -> tuple[str, int]:
    stem = undressed(re.sub(r"[_\s]+", " ", Path(name).stem).strip()) or "measures"
    alone = title_of(resources[0]) if len(resources) == 1 else ""
    label = about.name or alone or undressed(_title(data)) or stem
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
