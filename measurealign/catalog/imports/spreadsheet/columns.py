"""Which column tells what, settled by what stands below the headings."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from measurealign.catalog.activities import has_activity_id
from measurealign.catalog.cells import one_line
from measurealign.catalog.identifiers import SCHEMES
from measurealign.catalog.imports.id_cells import parts
from measurealign.catalog.imports.spreadsheet.fields import UNKNOWN, plain
from measurealign.catalog.imports.spreadsheet.known_ids import agree
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.spreadsheet.table import Column, Table
from measurealign.catalog.imports.terms import is_none, term, yes
from measurealign.model import Scheme

#: Fields that several columns may tell.
_SHARED = frozenset(["", "ignore", "programme", "note", *SCHEMES])
#: So many rows of a table are looked at.
_LOOKED = 400
#: A heading yields to another that claims its field if that one's cells fit so much better.
_BETTER = 0.3
#: Fields that are told by their words under any heading: what heads them (nothing known, or what is
#: often written over them), and the words of which half a column's cells must be.
_SAYING: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "type": (frozenset({"", "domain"}),
             frozenset({"process", "outcome", "intermediate-outcome", "pro", "structure"})),
    "data_source": (frozenset({""}), frozenset({"claims", "ehr", "chart", "hybrid", "registry"})),
}  # fmt: skip
#: So many cells, and such a share of them, must be such words.
_SAID, _ALL = 3, 0.9
_WORDY = re.compile(r"[^\W\d_]{3}.*[^\W\d_]", re.DOTALL)
_ACRONYM = re.compile(r"[A-Z0-9&+]{2,7}(-[A-Z0-9]{1,4})?")
#: Headings that may stand over ids of any numbering.
_ANY_ID = re.compile(
    r"(quality |performance )?((measure|metric|indicator|reference) )?"
    r"(id|ids|identifiers?|number|no|num|nr|code|item)s?( (no|number))?|measures?"
)
#: What the first cells of a column say that holds such ids under a heading of something else.
_ID_LIKE = re.compile(r"(?i)(cms|aco|nqf|cbe|mips|qpp|pqrs).{0,12}\d|-(ad|ch|hh)\b")
_PROBED, _LONG = 4, 120
#: Numberings whose ids tell it under any heading.
_TELLING: frozenset[Scheme] = frozenset({"cms", "aco", "gpro", "core_set", "cbe", "mips"})
#: The forms that tell a numbering; those of digits alone also need names that agree.
_FORMS: tuple[tuple[Scheme, re.Pattern[str], bool], ...] = (
    ("cms", re.compile(r"(?i)CMS ?\d{1,4} ?v ?\d{1,2}(\.\d+)*|CMS\d{2,3}"), False),
    ("aco", re.compile(r"(?i)ACO( measure)? ?-? ?#? ?\d{1,2}"), False),
    ("gpro", re.compile(r"(?i:GPRO )?(CARE|CAD|DM|HF|HTN|IVD|MH|PREV)[ -]?\d{1,2}"), False),
    ("core_set", re.compile(r"[A-Z0-9]{2,8}-(AD|CH|HH)"), False),
    ("star", re.compile(r"([CD]|DM[CD])\d{2}"), True),
    ("cbe", re.compile(r"(?i)(NQF|CBE) ?#? ?\d{1,4}e?"), False),
    ("mips", re.compile(r"(?i)(MIPS|QPP|PQRS) ?#? ?\d{1,3}"), False),
    ("mips", re.compile(r"(?i:Q ?)?#? ?\d{1,3}|[A-Z]{2,8}\d{1,3}"), True),
    ("qcdr", re.compile(r"[A-Z]{2,8}\d{1,3}"), True),
    ("cbe", re.compile(r"#? ?\d{1,4}e?"), True),
    ("hedis", re.compile(r"(?=.*[A-Z]{2})[A-Z][A-Z0-9]{2,3}(-E)?"), False),
)


def placed(sheet: Sheet, table: Table) -> Table:
    """Return the table with each field given to the column whose cells fit it best."""
    rows = table.body(sheet)[:_LOOKED]
    cells = {
        column.index: [text for row in rows if (text := _at(row, column.index))]
        for column in table.columns
    }
    named = _told(_named(_one_each(table.columns, cells), cells), cells)
    names = next((one.index for one in named if one.field == "name"), None)
    told = tuple(
        _unanswered(_numbered(one, names, rows, cells[one.index]), cells[one.index])
        for one in named
    )
    return replace(table, columns=told)


def _at(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _one_each(
    columns: Sequence[Column], cells: Mapping[int, list[str]]
) -> tuple[Column, ...]:  # fmt: skip
    """Leave each field to one column: the stronger heading, unless another's cells fit better."""
    chosen: dict[str, int] = {}
    for field in {one.field for one in columns} - _SHARED:
        claims = sorted((c for c in columns if c.field == field), key=lambda c: (c.rank, c.index))
        fit = {one.index: _fit(field, cells[one.index]) for one in claims}
        first = claims[0].index
        best = max(claims, key=lambda one: (fit[one.index], -one.rank, -one.index)).index
        by_hand = claims[0].rank < 0
        chosen[field] = first if by_hand or fit[best] < fit[first] + _BETTER else best
    return tuple(
        one if one.field in _SHARED or chosen[one.field] == one.index else replace(one, field="")
        for one in columns
    )


def _named(columns: tuple[Column, ...], cells: Mapping[int, list[str]]) -> tuple[Column, ...]:
    """Let a column of wordings tell the names, where the one that is headed so has only codes."""
    name = next((one for one in columns if one.field == "name"), None)
    if name is None or name.rank < 0 or not cells[name.index] or _fit("name", cells[name.index]):
        return columns
    free = [one for one in columns if one.field in ("", "key") and one.rank >= 0 and one.text]
    long = [c for c in free if _fit("name", cells[c.index]) > 0.8 and _length(cells[c.index]) < 160]
    if not long or len(cells[long[0].index]) < 0.8 * len(cells[name.index]):
        return columns
    swapped = {name.index: "key", long[0].index: "name"}
    return tuple(replace(one, field=swapped.get(one.index, one.field)) for one in columns)


def _told(columns: tuple[Column, ...], cells: Mapping[int, list[str]]) -> tuple[Column, ...]:
    """Give a field that no heading tells to the first column that says nothing else."""
    for field, (headed, words) in _SAYING.items():
        free = [one for one in columns if one.field in headed and one.rank >= 0 and one.text]
        if free and not any(one.field == field for one in columns):
            said = (one.index for one in free if _says(field, words, cells[one.index]))
            at = next(said, None)
            columns = tuple(replace(c, field=field) if c.index == at else c for c in columns)
    return columns


def _says(field: str, words: frozenset[str], cells: Sequence[str]) -> bool:
    """Tell whether a column's cells are words of a field, half of them of these."""
    if len(cells) < _SAID:
        return False
    told: Counter[str | None] = Counter()
    for cell, times in Counter(cells).items():  # each once: a sheet has hundreds of columns
        told[term(field, cell)] += times
        if told[None] > (1 - _ALL) * len(cells):
            return False
    return sum(told[word] for word in words) >= len(cells) / 2


def _length(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / max(len(texts), 1)


def _numbered(
    column: Column, names: int | None, rows: Sequence[Sequence[str]], cells: Sequence[str]
) -> Column:
    """Give a column of ids of any numbering the one that its values show."""
    open_ = column.field in ("key", "ids") or (column.field == "" and column.rank >= UNKNOWN)
    if not open_ or column.rank < 0 or not column.text:
        return column
    if cells and all(map(has_activity_id, cells)):
        return replace(column, field="key")
    if column.field == "ids" and any(len(list(parts("ids", cell))) > 1 for cell in cells):
        return column
    headed = bool(_ANY_ID.fullmatch(plain(column.text)))
    if not headed and not any(_ID_LIKE.search(cell[:_LONG]) for cell in cells[:_PROBED]):
        return column
    values = [first for cell in cells if (first := _first(cell[:_LONG]))]
    if not values or counts(values):
        return replace(column, field="") if values and column.text == "#" else column
    named = [(_first(_at(row, column.index)), _at(row, names or 0)) for row in rows]
    for scheme in dict.fromkeys(one for one, _, _ in _FORMS):
        sure, fits = (sum(_written(value, scheme, bare) for value in values) for bare in (0, 1))
        enough = 0.8 * len(values)
        if sure >= enough and (headed or scheme in _TELLING):
            return replace(column, field=scheme)
        if headed and fits >= enough and agree(scheme, named):
            return replace(column, field=scheme)
    return column


def _first(cell: str) -> str:
    """Return the first of a cell's ids, "" if it says that there is none."""
    return next((part for part in parts("ids", cell) if not is_none(part)), "")


def _written(value: str, scheme: Scheme, bare: int) -> bool:
    """Tell whether a value has a form of a numbering, those of digits alone only if `bare`."""
    return any(
        one == scheme and needs <= bare and form.fullmatch(value) for one, form, needs in _FORMS
    )


def _unanswered(column: Column, cells: Sequence[str]) -> Column:
    """Take a target from a column that only answers whether there is one."""
    if column.field != "target" or column.rank < 0 or any(any(map(str.isdigit, c)) for c in cells):
        return column
    answers = cells and all(yes(cell) is not None or is_none(cell) for cell in cells)
    return replace(column, field="", rank=UNKNOWN) if answers else column


def counts(cells: Sequence[str]) -> bool:
    """Tell whether a column does no more than count the lines.

    >>> counts(["1", "2", "3"]), counts(["001", "236"]), counts(["7"])
    (True, False, False)
    """
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < 9]
    steps = {b - a for a, b in pairwise(numbers)}
    return len(numbers) == len([cell for cell in cells if cell]) and steps == {1}


def _fit(field: str, cells: Sequence[str]) -> float:
    """Return the share of cells that say something of the field's kind."""
    fits = _FITS.get(field, bool)
    return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0


def _is_name(cell: str) -> bool:
    text = one_line(cell)
    return bool(_WORDY.search(text)) and not _ACRONYM.fullmatch(text)


_FITS: dict[str, Callable[[str], object]] = {
    "name": _is_name,
    "type": lambda cell: term("type", cell),
    "data_source": lambda cell: term("data_source", cell),
    "role": lambda cell: term("role", cell),
    "year": lambda cell: re.search(r"(?<!\d)(199\d|20\d\d)(?!\d)", cell),
    "weight": lambda cell: re.match(r"\s*\d", cell),
}
