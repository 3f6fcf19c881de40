"""A sheet and its columns → the rows that list measures; headings, footnotes and totals apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from measurealign.catalog.cells import one_line
from measurealign.catalog.imports.imported import Notes
from measurealign.catalog.imports.spreadsheet.asides import aside_rows
from measurealign.catalog.imports.spreadsheet.fields import plain
from measurealign.catalog.imports.spreadsheet.known_ids import is_listed
from measurealign.catalog.imports.spreadsheet.programmes import CROSSES, TICKS, UNMARKED
from measurealign.catalog.imports.spreadsheet.sheet import Sheet, filled_down
from measurealign.catalog.imports.spreadsheet.table import Column, Table
from measurealign.catalog.imports.spreadsheet.titles import FOOTNOTE, is_title, names_a_measure
from measurealign.catalog.imports.spreadsheet.totals import sums_up
from measurealign.catalog.imports.spreadsheet.wraps import unwrapped

#: What a heading says on the next page.
_CONTINUED = re.compile(r"(?i)(?:(?<![\s,(-])[\s,(-]+)?\bcont(inued|[’']?d)?\b[.)]*$")
_LONGEST_NAME = 1_000
#: In a table of so few columns nothing tells a broken name from two.
_WIDE = 2
_JOINED = "half a name: joined to the other half; write it in one cell if it is another"
#: A title within a list has few words.
_SECTION = 4


@dataclass(frozen=True)
class Row:
    """One row that lists a measure: its number, its cells by field, its marks by programme.

    `indent` is how far its name stands to the right; `lone`: nothing stands beside its name.
    """

    number: int
    cells: Mapping[str, str]
    marks: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    indent: int = 0
    lone: bool = False


def listing_rows(
    sheet: Sheet, table: Table, notes: Notes, plain_list: bool = False
) -> Iterator[Row]:
    """Yield the rows that list a measure; note what every other row was.

    In a plain list (a sheet of our own) every row with a name is a measure.
    """
    rows = _whole_names(sheet, table, notes, plain_list)
    unmarked = _unmarked(table, rows)
    section = table.title
    for at, kind in _kinds(sheet, table, rows, plain_list):
        if kind in ("measure", "lone"):
            row = _row(at, rows[at], table, section, unmarked)
            yield replace(row, indent=sheet.indents.get(at + 1, 0), lone=kind == "lone")
        elif kind in ("title", "titled"):
            section = one_line(max(rows[at], key=len))
        if kind in _SAYS:
            notes.add(sheet.name, at + 1, _SAYS[kind])


def _whole_names(
    sheet: Sheet, table: Table, notes: Notes, plain_list: bool
) -> dict[int, tuple[str, ...]]:
    """Return the rows of the list, names that were broken over two of them joined."""
    rows = _filled_down(sheet, table)
    names = table.of("name")
    if plain_list or len(table.columns) < _WIDE or not names:
        return rows
    rows, joined = unwrapped(rows, names[0].index)
    for at in joined:
        notes.add(sheet.name, at + 1, _JOINED)
    return rows


def titled(sheet: Sheet, table: Table) -> Table:
    """Return a table with the title above its heading, where a title like it divides its rows."""
    above = sheet.rows[table.row - 1] if table.row > 0 else ()
    said = {cell for cell in above if cell}
    text = one_line(said.pop()) if len(said) == 1 else ""
    lone = [one_line(max(row, key=len)) for row in table.body(sheet) if sum(map(bool, row)) == 1]
    rows = [row for row in table.body(sheet) if any(row)]
    first = rows and sum(map(bool, rows[0])) > 1
    if table.title or not first or not is_title(text) or re.search(r"\d{4}", text):
        return table
    return replace(table, title=text) if any(map(is_title, lone)) else table


def _kinds(
    sheet: Sheet, table: Table, rows: Mapping[int, tuple[str, ...]], plain_list: bool
) -> Iterator[tuple[int, str]]:
    """Yield what each row that holds anything is: a measure, a title of rows below, or neither."""
    wide = {top for top, left, _, right in sheet.merged if right > left}
    names = table.of("name")
    letters = {one.letter for one in names}
    unsaved = {row - 1 for row, cell in sheet.unsaved if cell in letters}
    struck = {row - 1 for row, cell in sheet.struck if cell in letters}
    last = max((at for at, cells in rows.items() if _at(cells, names)), default=0)
    full = _mostly_full(rows)
    fuller = _before_fuller(rows)
    asides = frozenset() if plain_list else aside_rows(rows)
    for at, cells in rows.items():
        said = {cell for cell in cells if cell}
        name = one_line(_at(cells, names))
        if at in asides:
            kind = "aside"
        elif at in struck and not plain_list:
            kind = "struck" if said else ""
        elif plain_list or not said:
            kind = "measure" if name else ""
        elif not name and at in unsaved:
            kind = ""  # the formula is told by its cell
        else:
            kind = _other(cells, sorted(said), name, table, at in wide) or "measure"
            kind = _lone(kind, said, name, full and at < last, at < last, at in fuller)
        if kind:
            yield at, kind


def _lone(kind: str, said: set[str], name: str, full: bool, before_last: bool, headed: bool) -> str:
    """Settle what a row with one filled cell is, by its words and its place."""
    if kind in ("section", "unmarked") and before_last:
        words = next(iter(said))
        return "title" if re.search(r"[^\W\d_]{3}", words) else kind
    if kind != "measure" or len(said) > 1:
        return kind
    if not full:
        return "titled" if headed and is_title(name) else kind
    return "lone" if _is_measure(name) else "titled"


def _is_measure(name: str) -> bool:
    """Tell whether a lone cell's words are those of a measure, or of one that the catalog lists."""
    if names_a_measure(name):
        return True
    words, heads = len(name.split()), is_title(name)
    if words == 1:
        return False  # a condition: Hypertension, Asthma
    return ((words > 2 or not heads) and is_listed(name)) or (words > _SECTION and not heads)


_SAYS = {
    "aside": "part of a table of contacts, terms, notes or changes: left out; if it is a measure, "
    "move it up into the list",
    "section": "a line without a measure's name was left out: complete it if it is a measure",
    "titled": "taken for a title of the rows below; fill another cell if it is a measure",
    "lone": "only a name stands here, taken for a measure; delete it if it heads the rows below",
    "unmarked": "no programme is marked: mark one, or delete the row",
    "footnote": "a footnote was left out",
    "total": "a line of totals was left out",
    "heading": "the heading again: left out",
    "nameless": "has no measure's name: write it, or delete the row",
    "long": f"the name has more than {_LONGEST_NAME} letters: give the measure its short title",
    "wordless": "the name has no letters: write the measure's name, or choose the column of names",
    "struck": "struck through, left out: clear the strikethrough if the measure still counts",
}


def _mostly_full(rows: Mapping[int, tuple[str, ...]]) -> bool:
    """Tell whether three rows in five fill more than one cell: then a lone cell may be a title."""
    filled = [sum(bool(cell) for cell in cells) for cells in rows.values()]
    told = [count for count in filled if count]
    return len(told) > 2 and sum(count > 1 for count in told) >= 0.6 * len(told)


def _before_fuller(rows: Mapping[int, tuple[str, ...]]) -> frozenset[int]:
    """Return the rows with one filled cell after which comes a fuller one."""
    filled = {at: sum(map(bool, cells)) for at, cells in rows.items() if any(cells)}
    return frozenset(at for at, below in pairwise(filled) if filled[at] == 1 < filled[below])


def _other(cells: tuple[str, ...], said: list[str], name: str, table: Table, wide: bool) -> str:
    """Return what a row is if it lists no measure, else ""."""
    alone = len(said) == 1
    if _again(cells, said, name, table):
        return "heading"
    if alone and FOOTNOTE.match(said[0]) and not names_a_measure(said[0]):
        return "footnote"
    if sums_up(name, said):
        return "total"
    if alone and (wide or not name) and len(table.columns) > 1:
        return "section" if len(said[0]) <= 120 else "footnote"
    if alone and table.of("programme"):
        return "unmarked"
    if not name:
        return "nameless"
    if len(name) > _LONGEST_NAME:
        return "long"
    return "" if any(letter.isalpha() for letter in name) else "wordless"


def _again(cells: tuple[str, ...], said: list[str], name: str, table: Table) -> bool:
    """Tell whether a row repeats the heading."""
    texts = {column.index: column.text.lower() for column in table.columns if column.text}
    again = {i: _CONTINUED.sub("", one_line(cell)).lower() for i, cell in enumerate(cells) if cell}
    same = sum(text == texts.get(i) for i, text in again.items())
    if same > 1 and same >= (len([cell for cell in cells if cell]) + 1) // 2:
        return True
    heads = {plain(column.text) for column in table.of("name")} | {"measure", "measures"}
    return len(said) == 1 and bool(name) and plain(said[0]) in heads


def _filled_down(sheet: Sheet, table: Table) -> dict[int, tuple[str, ...]]:
    """Return the rows of the list by index; cells merged downwards are filled."""
    rows = filled_down(sheet, table.row + 1, table.end)
    return {at: tuple(table.own(cells)) for at, cells in rows.items()}


def _at(cells: tuple[str, ...], columns: tuple[Column, ...]) -> str:
    return next((cells[one.index] for one in columns if one.index < len(cells)), "")


def _unmarked(table: Table, rows: Mapping[int, tuple[str, ...]]) -> frozenset[str]:
    """Return the cells that mark nothing: beside ticks, a cross says no."""
    marks = [one.index for one in table.of("programme")]
    said = {cells[at] for cells in rows.values() for at in marks if at < len(cells)}
    return UNMARKED | CROSSES if said & TICKS else UNMARKED


def _row(
    at: int, cells: tuple[str, ...], table: Table, section: str, unmarked: frozenset[str]
) -> Row:
    values: dict[str, str] = {}
    marks: dict[str, str] = {}
    for column in table.columns:
        text = cells[column.index] if column.index < len(cells) else ""
        if column.field == "programme" and text.lower() not in unmarked:
            marks[column.text or column.letter] = text
        elif column.field not in ("", "ignore", "programme") and text:
            before = values.get(column.field)
            values[column.field] = f"{before}; {text}" if before and before != text else text
    return Row(at + 1, values, marks, section)
