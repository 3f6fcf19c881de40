"""One row of somebody's list → one measure; what the catalog has no word for goes to its note."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from measurealign.catalog.activities import is_activity_title
from measurealign.catalog.cells import one_line
from measurealign.catalog.identifiers import FORMS, SCHEMES
from measurealign.catalog.imports.id_cells import identifiers, parts, whole
from measurealign.catalog.imports.imported import Notes
from measurealign.catalog.imports.spelt import marked, written
from measurealign.catalog.imports.spreadsheet.known_ids import (
    is_listed,
    of_any,
    of_rate,
    of_registry,
    settled,
)
from measurealign.catalog.imports.spreadsheet.rows import Row
from measurealign.catalog.imports.spreadsheet.titles import is_activity, names_a_measure
from measurealign.catalog.imports.terms import is_none, term, yes
from measurealign.catalog.reader import slug
from measurealign.catalog.stewards import steward
from measurealign.model import Identifier, Measure, Scheme

#: Columns of one numbering in which another stands, too.
_OF = {"hedis": of_rate, "mips": of_registry}
_TERMS = ("type", "data_source", "role", "grain", "evidence")
RATES = "marks of rates were taken off HEDIS acronyms (CIS for CIS-10)"
ACTIVITIES = (
    "an improvement activity, an attestation or the like: shown, and not counted among the measures"
)
RESTORED = "ids had lost their leading zeros (18 for 0018): restored"


@dataclass(frozen=True)
class Place:
    """Where rows stand: the sheet, the key of their source, and whether the workbook is ours."""

    sheet: str
    source: str
    ours: bool = False


def measure(
    row: Row,
    set_id: str,
    key: str,
    place: Place,
    notes: Notes,
    took: Notes,
    label: str,
    printed: str = "",
) -> Measure:
    """Return the measure of a row in the list `label`; `printed`: its mark's words beyond an x."""
    values, asides = _terms(row, place, notes)
    ids = _ids(row, place, notes, took)
    if "grain" not in values and _is_activity(row, ids, place, label):
        values["grain"] = "activity"
        took.add(place.sheet, row.number, ACTIVITIES)
    weight = row.cells.get("weight", "")
    if not is_none(weight) and _weight(weight) is None:
        asides.append(f"weight as printed: {one_line(weight)}")
    note = "; ".join(part for part in (row.cells.get("note", ""), printed, *asides) if part)
    return Measure(
        key=f"{set_id}/{key}",
        name=one_line(row.cells["name"]),
        ids=ids,
        steward=_steward(row, place),
        domain=_plain(row, "domain", place) or row.section or _topic(row, place),
        area=(_plain(row, "area", place) if place.ours else None),
        note=note or None,
        inverse=bool(yes(row.cells.get("inverse", ""))),
        source=row.cells.get("source") if place.ours else place.source,
        **values,
        **_asks(row, place),
    )


def _is_activity(row: Row, ids: Sequence[Identifier], place: Place, label: str) -> bool:
    """Tell whether a row is no measure of care: by its ids and name, its domain, or its list."""
    if place.ours or not all(is_activity(one.value) for one in ids):
        return False
    said = (row.cells.get(field, "") for field in ("name", "key", "ids", "domain", "area", "type"))
    name = row.cells["name"]
    if is_activity_title(name) and not names_a_measure(name) and not is_listed(name):
        return True
    return bool(ids) or any(map(is_activity, (*said, row.section, place.sheet, label)))


def _terms(row: Row, place: Place, notes: Notes) -> tuple[dict[str, Any], list[str]]:
    """Return the fields that take the catalog's words, and asides for what has none."""
    values: dict[str, Any] = {"evidence": "primary"}
    asides: list[str] = []
    for field in _TERMS:
        text = row.cells.get(field, "")
        if is_none(text):
            continue
        called, printed = field.replace("_", " "), one_line(text)
        word = term(field, text)
        if word:
            values[field] = word
        else:
            asides.append(f"{called} as printed: {printed}")
            what = f"{called} '{printed}' is no known word: kept as a note"
            notes.add(place.sheet, row.number, what)
    return values, asides


def _asks(row: Row, place: Place) -> dict[str, Any]:
    """Return how the set asks for a row: its group, whether it must be reported, weight, target."""
    group = _plain(row, "group", place)
    values = {
        "group": slug(group) if group else None,
        "required": yes(row.cells.get("required", "")),
        "weight": _weight(row.cells.get("weight", "")),
        "target": _plain(row, "target", place),
        "target_source": row.cells.get("target_source") if place.ours else None,
    }
    return {field: value for field, value in values.items() if value not in (None, "")}


def _weight(text: str) -> float | None:
    """Return a weight or points as a number, None where the text is none.

    >>> _weight("3 points"), _weight("1.5"), _weight("2,5"), _weight("double")
    (3.0, 1.5, 2.5, None)
    """
    found = re.fullmatch(r"(\d+(?:[.,]\d{1,2}|\.\d+)?)\s*(?:points?|pts?|%)?", whole(text).lower())
    return float(found[1].replace(",", ".")) if found else None


def key_of(row: Row) -> str:
    """Return the id that the row gives itself, else the slug of its name."""
    return one_line(row.cells.get("key", "")) or slug(one_line(row.cells["name"]))


def _plain(row: Row, field: str, place: Place) -> str | None:
    """Return a cell's text; "n/a" and its like mean nothing, unless the workbook is ours."""
    text = row.cells.get(field, "")
    return None if not text or (is_none(text) and not place.ours) else one_line(text)


def _steward(row: Row, place: Place) -> str | None:
    text = _plain(row, "steward", place)
    return steward(text) if text and not place.ours else text


def _topic(row: Row, place: Place) -> str | None:
    return None if place.ours else _plain(row, "area", place)


def _ids(row: Row, place: Place, notes: Notes, took: Notes) -> tuple[Identifier, ...]:
    """Return the ids of a row: its id columns, else what its own id or its name spells out."""
    if place.ours:
        return written(row.cells.get("ids", ""), ours=True)
    found = [
        one
        for column in SCHEMES
        if row.cells.get(column)
        for one in _numbered(column, row, place, notes, took)
    ]
    have = {one.scheme for one in found}
    name = row.cells["name"]
    said = [*_open(row, "key"), *_open(row, "ids", place, notes), *marked(name)]
    found += [one for one in said if one.scheme not in have]
    return tuple(dict.fromkeys(found))


def _numbered(
    column: Scheme, row: Row, place: Place, notes: Notes, took: Notes
) -> Iterator[Identifier]:
    """Yield the ids of a column of one numbering; note what is none."""
    text, name = row.cells[column], row.cells["name"]
    scheme, plain = _OF[column](text) if column in _OF else (column, text)
    if plain != text:
        took.add(place.sheet, row.number, RATES)
    ids, strange, restored = identifiers(scheme, plain)
    yield from settled(ids, name)
    if restored:
        took.add(place.sheet, row.number, RESTORED)
    for part in strange:
        other = of_any(part, name)
        if other:
            yield other
            continue
        what = f"'{one_line(part)}' is no {scheme.upper()} id, left out: {FORMS[scheme].says}"
        notes.add(place.sheet, row.number, what)


def _open(
    row: Row, field: str, place: Place | None = None, notes: Notes | None = None
) -> Iterator[Identifier]:
    """Yield the ids of a column of any numbering, each told by its form or by the catalog."""
    text = row.cells.get(field, "")
    spelt = written(text)
    yield from spelt
    for part in [] if spelt else parts("ids", text):
        known = of_any(part, row.cells["name"])
        said = (known,) if known else marked(part)
        yield from said
        if place and notes and not said and not is_none(part):
            what = f"'{one_line(part)}' does not tell its numbering, left out: write it before it"
            notes.add(place.sheet, row.number, f"{what} (CBE {part})")
