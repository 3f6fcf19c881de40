"""The workbook that `export xlsx` writes, read back: its sheets Sets, Measures and Sources.

They hold every fact of the sets, so YAML → XLSX → YAML gives the same sets.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.model import MeasureSet
from measurealign.problems import InputError, Problem

#: The columns of sheet Sets, in order; several payers stand on lines of their own.
SET_COLUMNS = (
    "Set", "Name", "Short", "Year", "Sponsor", "Kind", "Region", "Status", "Payers", "Operation",
    "Note", "Programme", "Part of", "Fixed by", "May change", "Groups",
    "Choose",
)  # fmt: skip
#: The columns of sheet Measures, in order.
MEASURE_COLUMNS = (
    "Set", "Key", "Measure", "Grain", "IDs", "Steward", "Type", "Data source", "Domain", "Area",
    "Role", "Inverse", "Note", "Source", "Evidence", "Choice group", "Required", "Weight", "Target",
    "Target source",
)  # fmt: skip
#: The columns of sheet Sources, in order.
SOURCE_COLUMNS = ("Set", "Key", "Title", "Address", "Note", "Whose")
#: So many of the first columns tell that a sheet is ours; older workbooks have no more.
_TELLING = 5


@dataclass(frozen=True)
class SetFacts:
    """What sheet Sets says of each set, by its id; the measures come from sheet Measures."""

    sets: dict[str, MeasureSet]

    def lists(self, sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
        """Return the sheets that list measures: the others are made from them."""
        return tuple(sheet for sheet in sheets if sheet.name == "Measures")


def facts_of(sheets: Sequence[Sheet]) -> SetFacts | None:
    """Return the facts of a workbook of ours, or None if it is somebody else's."""
    named = {sheet.name: sheet for sheet in sheets}
    if not all(
        _begin(named.get(name), columns) is not None
        for name, columns in (("Sets", SET_COLUMNS), ("Measures", MEASURE_COLUMNS))
    ):
        return None
    sources: dict[str, list[dict[str, str]]] = {}
    for row in _records(named.get("Sources"), SOURCE_COLUMNS):
        fields = {
            "key": row["Key"],
            "title": row["Title"],
            "url": row["Address"],
            "note": row["Note"],
            "whose": row["Whose"],
        }
        told = {field: text for field, text in fields.items() if text}
        sources.setdefault(row["Set"], []).append(told)
    rows = _records(named["Sets"], SET_COLUMNS)
    return SetFacts(
        {row["Set"]: _set(row, sources.get(row["Set"], [])) for row in rows if row["Set"]}
    )


def _parts(text: str) -> Any:
    """Return groups or choice from their cell; text that is no JSON is told as it is."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _begin(sheet: Sheet | None, columns: tuple[str, ...]) -> int | None:
    """Return the index of the row below the heading, None if the sheet has no such heading."""
    for at, row in enumerate(sheet.rows[:10] if sheet else ()):
        filled = tuple(cell for cell in row if cell)
        if len(filled) >= _TELLING and filled == columns[: len(filled)]:
            return at + 1
    return None


def _records(sheet: Sheet | None, columns: tuple[str, ...]) -> list[dict[str, str]]:
    begin = _begin(sheet, columns)
    if sheet is None or begin is None:
        return []
    blank = ("",) * len(columns)
    rows = ((*row, *blank) for row in sheet.rows[begin:] if any(row))
    return [dict(zip(columns, row, strict=False)) for row in rows]


def _set(row: dict[str, str], sources: list[dict[str, str]]) -> MeasureSet:
    fields: dict[str, Any] = {
        column.lower().replace(" ", "_"): text for column, text in row.items() if text
    }
    id_ = fields.pop("set")
    fields |= {part: _parts(fields[part]) for part in ("groups", "choose") if part in fields}
    payers = fields.pop("payers", "").split("\n")
    year = fields.get("year", "")
    try:
        return MeasureSet.model_validate(
            {
                **fields,
                "id": id_,
                "year": int(year) if year.isdigit() else year,
                "payers": tuple(payer for payer in payers if payer),
                "sources": tuple(sources),
            }
        )
    except ValidationError as error:
        raise InputError(*_problems(error, f"sheet 'Sets', set '{id_}', column")) from None


def _problems(error: ValidationError, where: str) -> Iterator[Problem]:
    for one in error.errors():
        column = ".".join(map(str, one["loc"]))
        yield Problem(where=f"{where} {column}", what=f"{one['msg']}: correct it")
