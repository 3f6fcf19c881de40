"""What is told of a sheet as a whole: how its bytes were read, hidden rows, formulas, tables."""

from collections.abc import Sequence

from measurealign.catalog.imports.imported import Notes, listed
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.spreadsheet.table import Table

_CONCEALED = (
    "hidden or filtered away in the workbook, taken all the same: delete what does not count"
)
_REMEDY = "open the file in Excel or LibreOffice and save it, then read it again"


def tell_sheet(
    sheet: Sheet, tables: Sequence[Table], took: Notes, left_out: Notes, ours: bool
) -> None:
    """Note what a person should know of a sheet before its rows."""
    for notice in sheet.notices:
        took.add(sheet.name, 0, notice)
    for what, rows in sheet.cleaned.items():
        took.add(sheet.name, rows, what)
    filled = [at for at, row in enumerate(sheet.rows, 1) if any(row)]
    concealed = [at for at in filled if at in sheet.concealed and at - 1 > tables[0].row]
    if concealed:
        took.add(sheet.name, concealed, _CONCEALED)
    tell_unsaved(sheet, left_out)
    if len(tables) > 1 and not ours:
        headed = dict.fromkeys(str(table.row + 1) for table in tables)
        how = "below each other" if len(headed) > 1 else "side by side"
        places = f"row{'s' if len(headed) > 1 else ''} {listed(list(headed))}"
        what = f"{len(tables)} tables stand {how}, headed in {places}: all are read"
        took.add(sheet.name, 0, what)


def tell_unsaved(sheet: Sheet, left_out: Notes) -> None:
    """Name the cells with a formula whose value is not there, and what helps."""
    if sheet.unsaved:
        cells = listed([f"{column}{row}" for row, column in sheet.unsaved])
        what = f"formulas without a saved value: {cells}; what they say is not read: {_REMEDY}"
        left_out.add(sheet.name, sorted({row for row, _ in sheet.unsaved}), what)
