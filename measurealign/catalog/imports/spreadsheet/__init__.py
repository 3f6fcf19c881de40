"""A payer's spreadsheet (workbook, CSV, Parquet) → measure sets.

Sheets are read wherever their headings stand; columns are recognised by their headings, by what
stands in them, or as programmes by their marks; whatever is not taken is told by sheet and row.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.spreadsheet.asked import checked
from measurealign.catalog.imports.spreadsheet.file import read_sheets
from measurealign.catalog.imports.spreadsheet.lists import imported
from measurealign.catalog.imports.spreadsheet.ours import facts_of
from measurealign.catalog.imports.spreadsheet.reading import About, FileListings
from measurealign.catalog.imports.spreadsheet.sheet import LIMITS, Limits
from measurealign.model import MeasureSet

__all__ = ["About", "apart", "read_spreadsheet"]


def read_spreadsheet(
    content: bytes | Path,
    name: str = "",
    mapping: Mapping[str, str] | None = None,
    about: About | None = None,
    limits: Limits = LIMITS,
) -> Imported:
    """Read a spreadsheet's measure sets.

    `mapping` corrects the reading: heading text (or column letter) → a field of
    `headings.FIELDS`. Raises InputError if the file cannot be read at all; if it can, but lists
    no measure, `sets` is empty and `left_out` says why.
    """
    told = checked(mapping or {})
    name = name or (content.name if isinstance(content, Path) else "spreadsheet")
    data = content.read_bytes() if isinstance(content, Path) else content
    sheets = read_sheets(data, name, limits)
    facts = facts_of(sheets)
    reading = FileListings(name, about or About(), told, facts is not None, limits)
    reading.take(sheets if facts is None else facts.lists(sheets))
    return imported(reading, facts)


def apart(own: Iterable[MeasureSet], taken: Iterable[str]) -> tuple[MeasureSet, ...]:
    """Return the sets with ids that nobody has: `-own` is added to an id that is taken."""
    used = set(taken)
    found = []
    for one in own:
        id_ = one.id
        while id_ in used:
            id_ += "-own"
        used.add(id_)
        found.append(one if id_ == one.id else _renamed(one, id_))
    return tuple(found)


def _renamed(one: MeasureSet, id_: str) -> MeasureSet:
    measures = tuple(
        each.model_copy(update={"key": f"{id_}/{each.key.split('/', 1)[1]}"})
        for each in one.measures
    )
    return one.model_copy(update={"id": id_, "measures": measures})
