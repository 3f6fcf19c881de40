"""Sheets Sets, Measures and Sources: every fact of the sets, so that they can be read back."""

import json
from collections.abc import Sequence

from measurealign.catalog.imports.spreadsheet.ours import (
    MEASURE_COLUMNS,
    SET_COLUMNS,
    SOURCE_COLUMNS,
)
from measurealign.crosswalk import Crosswalk
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.field import CellForm, Field
from measurealign.model import Measure, MeasureSet

_WIDTHS: dict[str, tuple[float, CellForm]] = {
    "Set": (26, "text"), "Key": (30, "text"), "Name": (40, "wrap"), "Measure": (50, "wrap"),
    "IDs": (34, "text"), "Note": (40, "wrap"), "Operation": (50, "wrap"), "Sponsor": (24, "wrap"),
    "Payers": (24, "wrap"), "Title": (60, "wrap"), "Address": (50, "link"),
    "Steward": (16, "text"), "Type": (18, "text"), "Domain": (24, "wrap"),
}  # fmt: skip


def facts_sheets(book: Book, walk: Crosswalk, ids: Sequence[str]) -> None:
    """Write the three sheets; `measurealign import spreadsheet` reads them back unchanged."""
    sets = [walk.catalog.get(id_) for id_ in ids]
    said = ("`measurealign import spreadsheet` reads this sheet back: keep its headings",)
    book.table("Sets", _columns(SET_COLUMNS), [_set(one) for one in sets], said)
    measures = [_measure(each) for one in sets for each in one.measures]
    book.table("Measures", _columns(MEASURE_COLUMNS), measures, said, frozen=3)
    sources = [
        [one.id, source.key, source.title, source.url, source.note, source.whose]
        for one in sets
        for source in one.sources
    ]
    book.table("Sources", _columns(SOURCE_COLUMNS), sources, said)


def _columns(headings: Sequence[str]) -> list[Field]:
    return [Field(heading, *_WIDTHS.get(heading, (12, "text"))) for heading in headings]


def _set(one: MeasureSet) -> list[object]:
    return [
        one.id, one.name, one.short, one.year, one.sponsor, one.kind, one.region, one.status,
        "\n".join(one.payers), one.operation, one.note, one.programme, one.part_of,
        one.fixed_by, one.may_change,
        _json([group.model_dump(exclude_none=True) for group in one.groups]),
        _json(one.choose.model_dump(exclude_none=True) if one.choose else None),
    ]  # fmt: skip


def _json(value: object) -> str | None:
    """Return groups or choice as one cell."""
    return json.dumps(value, ensure_ascii=False) if value else None


def _measure(one: Measure) -> list[object]:
    return [
        one.set_id, one.key.split("/", 1)[1], one.name, one.grain,
        "; ".join(map(str, one.ids)), one.steward, one.type, one.data_source, one.domain, one.area,
        one.role, one.inverse, one.note, one.source, one.evidence, one.group, one.required,
        one.weight, one.target, one.target_source,
    ]  # fmt: skip
