"""What a person asked of a file's reading, held against what the file has."""

import re
from collections.abc import Iterable, Mapping, Sequence

from measurealign.catalog.cells import column_letter, one_line
from measurealign.catalog.imports.imported import listed
from measurealign.catalog.imports.spreadsheet.fields import FIELDS, plain
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.problems import UsageError, nearest

_SEARCHED = 60


def checked(mapping: Mapping[str, str]) -> Mapping[str, str]:
    """Return a person's corrections; raise UsageError for a field that no column can tell."""
    for field in mapping.values():
        if field not in FIELDS:
            raise UsageError(f"no column can tell '{field}': {nearest(field, list(FIELDS))}")
    return mapping


def held_against(mapping: Mapping[str, str], sheets: Sequence[Sheet]) -> None:
    """Raise UsageError for a correction of a column that no sheet has."""
    heads = {
        plain(cell): cell for sheet in sheets for row in sheet.rows[:_SEARCHED] for cell in row
    }
    width = max((len(row) for sheet in sheets for row in sheet.rows), default=0)
    letters = {column_letter(at) for at in range(width)}
    for key in mapping:
        if plain(key) not in heads and key not in letters:
            short = [one_line(cell) for cell in heads.values() if 1 < len(cell) <= 40]
            near = nearest(key, short[:400]) if short else "the file has none"
            raise UsageError(f"--map {key}=...: no column is headed '{key}': {near}")


def headings_found(sheet: Sheet) -> str:
    """Return which row looks like a heading, what stands in it, and how to tell its columns."""
    rows = list(enumerate(sheet.rows[:_SEARCHED], 1))
    full = max(rows, key=lambda one: (len(set(_short(one[1]))), -one[0]), default=(0, ()))
    texts = list(dict.fromkeys(_short(full[1])))
    if not texts:
        return ""
    shown = listed([f"'{text}'" for text in texts], 8)
    return f"; row {full[0]} has {shown}: if one is it, --map '{texts[0]}=name'"


def _short(cells: Iterable[str]) -> list[str]:
    texts = (one_line(cell) for cell in cells if cell)
    return [text[:40] for text in texts if re.search(r"[^\W\d_]", text)]
