"""A sheet and its columns → the rows that list measures; headings, footnotes and totals apart."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from measurealign.catalog.cells import one_line
from measurealign.catalog.imports.imported import Notes
from measurealign.catalog.imports.spreadsheet.headings import (
    UNKNOWN,
    Column,
    Table,
    field_of,
    plain,
)
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.terms import term

_MARKS = frozenset(
    [
        "x",
        "xx",
        "✓",
        "✔",
        "☑",
        "☒",
        "✗",
        "✘",
        "●",
        "•",
        "■",
        "◆",
        "◼",
        "⬤",
        "*",
        "√",
        "ü",
        "yes",
        "y",
        "1",
        "true",
        "included",
    ]
)
_UNMARKED = frozenset(
    ["", "no", "n", "0", "false", "-", "–", "—", "na", "n/a", "none", "o", "○", "□", "☐"]
)
_BEGINS = re.compile(r"^([xX✓✔●•■√*]|yes|Yes|YES)(?=[\s(\[,;:¹²³*†]|\d|$)\s*(.*)$", re.DOTALL)
_FOOTNOTE = re.compile(
    r"^(\*+|†|‡|§|[¹²³]|\[?\d\]|\(\d\)|notes?\b|sources?\s*:|legend\b|key\s*:|footnotes?\b|"
    r"x\s*=|abbreviations?\s*:|revised\b|updated\b|prepared by\b|copyright\b|©|page \d)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(grand |sub)?totals?\b.{0,30}$|^(count|number) of measures\b.*$", re.IGNORECASE
)
#: Fields whose columns may turn out to mark a programme, if they hold nothing but marks.
_MAY_MARK = ("", "cms", "mips", "hedis", "aco", "star", "core_set", "qcdr", "cbe", "payer", "role")
#: Headings of figures and of a measure's traits: ones and yes below them mark no programme.
_FIGURES = re.compile(
    r"\b(weights?|points?|targets?|benchmarks?|rates?|scores?|thresholds?|goals?|max|min|number|"
    r"count|percent|dollars?|amount|version|ages?|rank|order|priority|description|numerator|"
    r"denominator|no|available|availability|endorsed|topped|risk|adjust\w*|stratif\w*|new|"
    r"chang\w*|dispar\w*|sensitive|revis\w*|feasib\w*|electronic|digital|public\w*|required)\b"
)
_LONGEST_NAME = 1_000
#: No cell is filled down further than this.
_TALLEST = 2_000
#: A title within a list has few words.
_SECTION = 4


@dataclass(frozen=True)
class Row:
    """One row that lists a measure: its number, its cells by field, its marks by programme."""

    number: int
    cells: Mapping[str, str]
    marks: Mapping[str, str] = field(default_factory=dict)
    section: str = ""


def with_programmes(sheet: Sheet, table: Table) -> Table:
    """Return the table with the columns that mark programmes told by what stands in them."""
    return replace(
        table, columns=tuple(_or_programme(sheet, table, column) for column in table.columns)
    )


def _or_programme(sheet: Sheet, table: Table, column: Column) -> Column:
    if column.field not in _MAY_MARK or column.rank < 0 or not column.text:
        return column
    if column.field == "" and (column.rank < UNKNOWN or _FIGURES.search(plain(column.text))):
        return column
    names = table.of("name")
    cells = Counter(
        row[column.index].lower()
        for row in sheet.rows[table.row + 1 :]
        if column.index < len(row) and not _TOTAL.match(_at(row, names))
    )
    said = (*_UNMARKED, column.text.lower())
    filled = {cell: number for cell, number in cells.items() if cell not in said}
    all_ = sum(filled.values())
    marks = sum(n for cell, n in filled.items() if cell in _MARKS or _BEGINS.match(cell))
    roles = 0 if column.field == "role" else sum(n for c, n in filled.items() if _role(c))
    enough = marks + roles >= (0.6 if column.field == "" else 1.0) * all_
    return replace(column, field="programme") if filled and enough else column


def _role(cell: str) -> str | None:
    return term("role", cell) if len(cell) < 20 else None


def listing_rows(
    sheet: Sheet, table: Table, notes: Notes, plain_list: bool = False
) -> Iterator[Row]:
    """Yield the rows that list a measure; note what every other row was.

    In a plain list (a sheet of our own) every row with a name is a measure.
    """
    rows = _filled_down(sheet, table.row + 1)
    section = ""
    for at, kind in _kinds(sheet, table, rows, plain_list):
        if kind == "measure":
            yield _row(at, rows[at], table, section)
        elif kind == "title":
            section = one_line(max(rows[at], key=len))
        else:
            notes.add(sheet.name, at + 1, _SAYS[kind])
            if kind == "titled":
                section = one_line(max(rows[at], key=len))


def _kinds(
    sheet: Sheet, table: Table, rows: Mapping[int, tuple[str, ...]], plain_list: bool
) -> Iterator[tuple[int, str]]:
    """Yield what each row that holds anything is: a measure, a title of rows below, or neither."""
    wide = {top for top, left, _, right in sheet.merged if right > left}
    names = table.of("name")
    last = max((at for at, cells in rows.items() if _at(cells, names)), default=0)
    full = _mostly_full(rows)
    for at, cells in rows.items():
        said = {cell for cell in cells if cell}
        name = one_line(_at(cells, names))
        if plain_list or not said:
            kind = "measure" if name else ""
        else:
            kind = _other(cells, sorted(said), name, table, at in wide) or "measure"
            if kind in ("section", "unmarked") and at < last:
                kind = "title"
            lone = len(said) == 1 and len(name.split()) <= _SECTION
            if kind == "measure" and full and lone and at < last:
                kind = "titled"
        if kind:
            yield at, kind


_SAYS = {
    "section": "a line without a measure's name was left out: complete it if it is a measure",
    "titled": "taken for a title of the rows below; fill another cell if it is a measure",
    "unmarked": "no programme is marked: mark one, or delete the row",
    "footnote": "a footnote was left out",
    "total": "a line of totals was left out",
    "heading": "the heading again: left out",
    "nameless": "has no measure's name: write it, or delete the row",
    "long": f"the name has more than {_LONGEST_NAME} letters: give the measure its short title",
    "wordless": "the name has no letters: write the measure's name, or choose the column of names",
}


def _mostly_full(rows: Mapping[int, tuple[str, ...]]) -> bool:
    """Tell whether three rows in five fill more than one cell: then a lone cell is a title."""
    filled = [sum(bool(cell) for cell in cells) for cells in rows.values()]
    told = [count for count in filled if count]
    return len(told) > 2 and sum(count > 1 for count in told) >= 0.6 * len(told)


def _other(cells: tuple[str, ...], said: list[str], name: str, table: Table, wide: bool) -> str:
    """Return what a row is if it lists no measure, else ""."""
    alone = len(said) == 1
    texts = {column.index: column.text.lower() for column in table.columns if column.text}
    same = sum(one_line(cell).lower() == texts.get(i) for i, cell in enumerate(cells) if cell)
    if same > 1 and same >= (len([cell for cell in cells if cell]) + 1) // 2:
        return "heading"
    if alone and field_of(said[0])[0] == "name" and name:
        return "heading"
    if alone and _FOOTNOTE.match(said[0]):
        return "footnote"
    if _TOTAL.match(name or said[0]) and not re.search(
        "[a-z]{3}", _TOTAL_WORDS.sub("", name).lower()
    ):
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


_TOTAL_WORDS = re.compile(r"(?i)(sub|grand)?totals?|measures?|count|number|of|all|programs?")


def _filled_down(sheet: Sheet, first: int) -> dict[int, tuple[str, ...]]:
    """Return the rows of the list by index; cells merged downwards are filled."""
    rows = {at: list(sheet.rows[at]) for at in range(first, len(sheet.rows))}
    for top, left, bottom, right in sheet.merged:
        if bottom <= top or right != left or top not in rows or left >= len(rows[top]):
            continue
        for at in range(top + 1, min(bottom, top + _TALLEST, len(sheet.rows) - 1) + 1):
            if left < len(rows[at]):
                rows[at][left] = rows[at][left] or rows[top][left]
    return {at: tuple(cells) for at, cells in rows.items()}


def _at(cells: tuple[str, ...], columns: tuple[Column, ...]) -> str:
    return next((cells[one.index] for one in columns if one.index < len(cells)), "")


def _row(at: int, cells: tuple[str, ...], table: Table, section: str) -> Row:
    values: dict[str, str] = {}
    marks: dict[str, str] = {}
    for column in table.columns:
        text = cells[column.index] if column.index < len(cells) else ""
        if column.field == "programme" and text.lower() not in _UNMARKED:
            marks[column.text or column.letter] = text
        elif column.field not in ("", "ignore", "programme") and text:
            before = values.get(column.field)
            values[column.field] = f"{before}; {text}" if before and before != text else text
    return Row(at + 1, values, marks, section)


def mark_note(mark: str) -> tuple[str | None, str]:
    """Return the role and the note that a programme's mark carries; a bare mark carries none.

    >>> mark_note("x"), mark_note("core"), mark_note("x (from 2019)")
    ((None, ''), ('core', ''), (None, '(from 2019)'))
    """
    if mark.lower() in _MARKS:
        return None, ""
    role = _role(mark.lower())
    if role:
        return role, ""
    found = _BEGINS.match(mark)
    return None, one_line(found[2] if found else mark)
