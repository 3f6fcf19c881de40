"""The heading rows of a sheet, and which column tells what below each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from measurealign.catalog.cells import column_letter, one_line
from measurealign.catalog.imports.spreadsheet.asides import begins_aside
from measurealign.catalog.imports.spreadsheet.blocks import side_by_side
from measurealign.catalog.imports.spreadsheet.columns import placed
from measurealign.catalog.imports.spreadsheet.fields import FIELDS, UNKNOWN, field_of, plain
from measurealign.catalog.imports.spreadsheet.headless import headless
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.spreadsheet.table import Column, Table
from measurealign.catalog.imports.spreadsheet.titles import is_title

__all__ = ["FIELDS", "Column", "Table", "field_of", "find_table", "find_tables", "plain"]
#: So many rows are looked through for a sheet's one heading row.
_SEARCHED = 40
#: More tables than this do not stand below each other in one sheet.
_MOST_TABLES = 200
#: A row with fewer cells is a title.
_TWO = 2
_FIGURE = re.compile(r"\d|[xX✓]$")
#: What a cell says that may head a column of measures: looked for before anything else.
_NAMES = re.compile(r"(?i)measure|metric|indicator|title|name|medida|indicador|nombre|titulo")


def find_table(sheet: Sheet, mapping: Mapping[str, str], weigh: bool = True) -> Table | None:
    """Return the sheet's best heading row and columns, or None if no row names a measure column.

    `mapping` is a person's correction: heading text or column letter → field. Letters alone
    serve a sheet without any heading: then every row is a measure. Unless `weigh`, headings alone
    tell the columns (a workbook of ours).
    """
    told = {plain(key): field for key, field in mapping.items()}
    rows = [_filled(sheet, at) for at in range(min(len(sheet.rows), _SEARCHED))]
    scored = [(_score(row, told), -at) for at, row in enumerate(rows)]
    best, at = max(scored, default=(0.0, 0))
    if best > 0:
        table = Table(-at, tuple(_columns(rows[-at], told, mapping)))
        return placed(sheet, table) if weigh else table
    letters = {key: field for key, field in mapping.items() if re.fullmatch("[A-Z]{1,2}", key)}
    if "name" in letters.values():
        width = max((len(row) for row in sheet.rows), default=0)
        return Table(-1, tuple(_columns([""] * width, {}, letters)))
    return headless(sheet)


def find_tables(sheet: Sheet, mapping: Mapping[str, str]) -> tuple[Table, ...]:
    """Return the sheet's tables, those that stand below each other each with its own columns.

    A heading that is repeated for the next page is no new table, one with a title of its own is.
    """
    best = find_table(sheet, mapping)
    if best and best.row >= 0:
        parts = side_by_side(sheet, _claimed(sheet, best.row, mapping))
        if len(parts) > 1:
            return tuple(placed(sheet, one) for one in parts)
    rows = _heading_rows(sheet, best, mapping) if best and best.row >= 0 else []
    if best is None or len(rows) < 2:
        return (best,) if best else ()
    found = [_claimed(sheet, at, mapping) for at in rows]
    kept = [one for at, one in enumerate(found) if at == 0 or _parts(sheet, found[at - 1], one)]
    ends: list[int | None] = [_end(sheet, one) for one in kept[1:]]
    several = len(kept) > 1
    return tuple(
        placed(sheet, replace(one, end=end, title=_title(sheet, one.row) if several else ""))
        for one, end in zip(kept, [*ends, None], strict=True)
    )


def _claimed(sheet: Sheet, row: int, mapping: Mapping[str, str]) -> Table:
    """Return the table under a heading row, each column with the field that its heading claims."""
    told = {plain(key): field for key, field in mapping.items()}
    return Table(row, tuple(_columns(_filled(sheet, row), told, mapping)))


def _heading_rows(sheet: Sheet, best: Table, mapping: Mapping[str, str]) -> list[int]:
    """Return the rows that head a table: the best, and others that name two fields at least."""
    told = {plain(key): field for key, field in mapping.items()}
    may = [at for at, row in enumerate(sheet.rows) if any(map(_NAMES.search, row))]
    rows = [best.row]
    rows += [
        at for at in may[: 2 * _MOST_TABLES]
        if _heads(sheet.rows[at], told) or _begins_anew(sheet.rows[at], best)
    ]  # fmt: skip
    merged = {at for top, _, bottom, _ in sheet.merged for at in range(top, min(bottom, top + 9))}
    rows = [at for at in rows if at == best.row or not begins_aside(sheet.rows, at)]
    kept = [at for at in sorted(set(rows)) if at == best.row or at not in merged]
    near = [at for at in kept if at == best.row or abs(at - best.row) > 1]
    return near[:_MOST_TABLES]


def _heads(row: Sequence[str], told: Mapping[str, str]) -> bool:
    """Tell whether a row of the list is a heading of its own.

    Most of its cells are known, or it says "Measure" beside nothing but words.
    """
    cells = [cell for cell in row if cell]
    if not 2 <= len(cells) <= 60 or max(map(len, cells)) > 60:
        return False
    fields = [told.get(plain(cell)) or field_of(cell)[0] for cell in cells]
    known = {field for field in fields if field}
    if "name" in known and not any(map(_FIGURE.search, cells)):
        return True
    return "name" in known and len(known) > 1 and 2 * len([f for f in fields if f]) >= len(cells)


def _begins_anew(row: Sequence[str], best: Table) -> bool:
    """Tell whether a row has the best heading's own words over its names, and others beside."""
    heads = {one.index: plain(one.text) for one in best.of("name")}
    same = any(at < len(row) and plain(row[at]) == text for at, text in heads.items())
    return same and sum(map(bool, row)) > 1


def _parts(sheet: Sheet, before: Table, one: Table) -> bool:
    """Tell whether a heading begins a new table: other columns, or a title of its own above it."""
    if [(c.index, c.field) for c in before.columns if c.field] != [
        (c.index, c.field) for c in one.columns if c.field
    ]:
        return True
    above = sheet.rows[one.row - 2] if one.row > 1 else ()
    title = _title(sheet, one.row)
    return bool(title) and (not any(above) or is_title(title))


def _title(sheet: Sheet, row: int) -> str:
    """Return the lone cell directly above a heading (a blank row between is passed over)."""
    for at in (row - 1, row - 2):
        cells = {cell for cell in (sheet.rows[at] if at >= 0 else ()) if cell}
        if cells:
            return one_line(cells.pop()) if len(cells) == 1 else ""
    return ""


def _end(sheet: Sheet, following: Table) -> int:
    """Return where a table ends: before the title of the next one."""
    for at in (following.row - 1, following.row - 2):
        cells = {cell for cell in (sheet.rows[at] if at >= 0 else ()) if cell}
        if cells:
            return at if len(cells) == 1 else at + 1
    return following.row


def _filled(sheet: Sheet, at: int) -> list[str]:
    """Return a row as a heading: ranges merged downwards are filled, group headings left out.

    A cell merged over several columns with headings of their own below it is a group's heading.
    """
    row = list(sheet.rows[at])
    below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else ()
    for top, left, bottom, right in sheet.merged:
        if not top <= at <= bottom or left >= len(row):
            continue
        if top < at and right == left:
            row[left] = row[left] or _cell(sheet, top, left)
        if right > left and sum(bool(cell) for cell in below[left : right + 1]) > 1:
            row[left : right + 1] = [""] * len(row[left : right + 1])
    return _from_above(sheet, at, row)


def _from_above(sheet: Sheet, at: int, row: list[str]) -> list[str]:
    """Return a heading with its gaps filled from the row above, where that one heads it, too."""
    above = sheet.rows[at - 1] if at > 0 else ()
    if sum(map(bool, above)) < _TWO or sum(map(bool, row)) < _TWO:
        return row
    gaps = (n for n, cell in enumerate(above) if cell and n < len(row) and not row[n])
    for n in gaps:
        row[n] = above[n]
    return row


def _cell(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return cells[column] if column < len(cells) else ""


def _score(row: Sequence[str], told: Mapping[str, str]) -> float:
    """Score a row as heading: fields it names (0 without a name), then how many cells it fills."""
    fields = {told.get(plain(cell)) or field_of(cell)[0] for cell in row if cell} - {""}
    if "name" not in fields:
        return 0.0
    return len(fields) + min(len({cell for cell in row if cell}), 20) / 100


def _columns(
    row: Sequence[str], told: Mapping[str, str], mapping: Mapping[str, str]
) -> Iterator[Column]:
    """Yield what each heading claims to tell; `columns.placed` settles it by what stands below."""
    for index, cell in enumerate(row):
        field, rank = field_of(cell) if cell else ("", UNKNOWN)
        by_hand = mapping.get(column_letter(index)) or (told.get(plain(cell)) if cell else None)
        if by_hand is not None:
            field, rank = by_hand, -1
        yield Column(index, one_line(cell), field, rank)
