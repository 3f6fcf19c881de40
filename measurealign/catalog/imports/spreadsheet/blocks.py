"""Tables that stand side by side on a sheet under one row: "Measure, NQF, Measure, NQF".

They are parted where the headings begin again; each reads its own columns alone.
"""

from collections.abc import Iterator
from dataclasses import replace

from measurealign.catalog.cells import one_line
from measurealign.catalog.imports.spreadsheet.fields import LIKE, plain
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.spreadsheet.table import Column, Table


def side_by_side(sheet: Sheet, table: Table) -> tuple[Table, ...]:
    """Return the tables that stand beside each other in a table's columns; itself if it is one."""
    starts = _starts(table.columns)
    if len(starts) < 2:
        starts = _after_gaps(sheet, table)
    if len(starts) < 2:
        return (table,)
    ends = [*starts[1:], None]
    return tuple(_part(sheet, table, at, end) for at, end in zip(starts, ends, strict=True))


def _after_gaps(sheet: Sheet, table: Table) -> list[int]:
    """Return where the parts begin that an empty column divides, if each has names of its own."""
    used = {at for row in sheet.rows[table.row :] for at, cell in enumerate(row) if cell}
    starts = sorted(at for at in used if at - 1 not in used)
    names = [one.index for one in table.columns if one.field == "name" and one.rank < LIKE]
    each = all(any(_within(name, at, end) for name in names) for at, end in _spans(starts))
    return starts if each else starts[:1]


def _starts(columns: tuple[Column, ...]) -> list[int]:
    """Return where each repetition of the headings begins; at most one if they are not repeated."""
    headed = [one for one in columns if one.text]
    first = plain(headed[0].text) if headed else ""
    starts = [one.index for one in headed if plain(one.text) == first]
    runs = [_texts(headed, at, end) for at, end in zip(starts, [*starts[1:], None], strict=True)]
    names = [one.index for one in columns if one.field == "name"]
    each = all(any(_within(name, at, end) for name in names) for at, end in _spans(starts))
    repeated = all(run[: len(runs[0])] == runs[0] for run in runs) and len(runs[0]) > 1
    return starts if len(starts) > 1 and each and repeated else starts[:1]


def _spans(starts: list[int]) -> Iterator[tuple[int, int | None]]:
    return zip(starts, [*starts[1:], None], strict=True)


def _within(index: int, start: int, end: int | None) -> bool:
    return start <= index and (end is None or index < end)


def _texts(headed: list[Column], start: int, end: int | None) -> list[str]:
    return [plain(one.text) for one in headed if _within(one.index, start, end)]


def _part(sheet: Sheet, table: Table, start: int, end: int | None) -> Table:
    columns = tuple(one for one in table.columns if _within(one.index, start, end))
    return replace(
        table, columns=columns, span=(start, end), title=_title(sheet, table, start, end)
    )


def _title(sheet: Sheet, table: Table, start: int, end: int | None) -> str:
    """Return the lone cell above a part's headings, else the title of the whole."""
    above = sheet.rows[table.row - 1] if table.row > 0 else ()
    cells = {cell for cell in above[start:end] if cell}
    return one_line(cells.pop()) if len(cells) == 1 else table.title
