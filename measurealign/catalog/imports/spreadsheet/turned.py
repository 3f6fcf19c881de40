"""Sheets that lie on their side: measures stand as the headings of columns, not one a row."""

from dataclasses import replace
from itertools import zip_longest

from measurealign.catalog.imports.spreadsheet.known_ids import is_listed
from measurealign.catalog.imports.spreadsheet.sheet import Sheet

_LOOKED = 10
#: So many measures at least, and this share of a row's cells, make the row one of measures.
_LEAST, _SHARE = 2, 0.6
_SAYS = (
    "the measures stand as columns: the sheet was read turned, so that the rows told here are its "
    "columns (row 2 is column B)"
)


def turned(sheet: Sheet) -> Sheet:
    """Return a sheet whose measures stand as columns with one row a measure; others as they are.

    The row of measures becomes the first column, headed "Measure"; what stands above it goes.
    """
    at = next((n for n, row in enumerate(sheet.rows[:_LOOKED]) if _of_measures(row)), None)
    if at is None or any(is_listed(row[0]) for row in sheet.rows[at + 1 :] if row and row[0]):
        return sheet
    body = [row for row in sheet.rows[at:] if any(row)]
    rows = list(zip_longest(*body, fillvalue=""))
    rows[0] = ("Measure", *rows[0][1:])
    said = (*sheet.notices, _SAYS)
    bare = replace(sheet, notices=said, merged=(), concealed=frozenset(), struck=frozenset())
    return replace(bare, rows=tuple(rows), unsaved=(), indents={}, cleaned={})


def _of_measures(row: tuple[str, ...]) -> bool:
    """Tell whether a row's cells, the first apart, are names of known measures."""
    cells = [cell for cell in row[1:] if cell]
    known = sum(map(is_listed, cells))
    return known >= _LEAST and known >= _SHARE * len(cells)
