"""The lines of somebody's list as printed, one for each line of the file, whatever it is.

A measure set leaves out what is no measure and takes a line that stands twice once; here nothing
is left out, so that an answer can be given line by line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from measurealign.catalog.cells import one_line
from measurealign.catalog.identifiers import NUMBERED, scheme_of
from measurealign.catalog.imports.id_cells import identifiers
from measurealign.catalog.imports.long import is_long, long_rows
from measurealign.catalog.imports.own import SHEETS, read_own
from measurealign.catalog.imports.spreadsheet.columns import counts
from measurealign.catalog.imports.spreadsheet.file import read_sheets
from measurealign.catalog.imports.spreadsheet.headings import find_table
from measurealign.catalog.imports.spreadsheet.sheet import Sheet, filled_down
from measurealign.catalog.imports.spreadsheet.turned import turned
from measurealign.model import Identifier, MeasureSet
from measurealign.problems import InputError, Problem

_YEAR = re.compile(r"(?<!\d)(199\d|20\d\d)(?!\d)")
_APART = re.compile(r"[\s;,|]+")
#: Columns that may hold ids of any numbering.
_ANY = ("key", "ids", "payer")


@dataclass(frozen=True)
class Line:
    """A line as a list prints it; row 1 is the first line below the heading.

    `ids` are those whose numbering is told by the column or by their form; `also` is what stands
    in columns of ids of any kind. `year` is the list's, where it tells one. `key` is the line's
    own where it belongs to a set, else a name that no set's line bears. A line that names nothing
    where the list has its names (a heading, a total, a footnote) is not `named`.
    """

    row: int
    name: str
    ids: tuple[Identifier, ...] = ()
    also: str = ""
    year: int | None = None
    key: str = "line"
    named: bool = True


def lines_of(sets: Iterable[MeasureSet]) -> tuple[Line, ...]:
    """Return the lines of measure sets."""
    found = [(one.year, line) for one in sets for line in one.measures]
    return tuple(
        Line(
            row=row,
            name=line.name,
            ids=tuple(id_ for id_ in line.ids if id_.scheme != "payer"),
            also=" ".join(id_.value for id_ in line.ids if id_.scheme == "payer"),
            year=year,
            key=line.key,
        )
        for row, (year, line) in enumerate(found, 1)
    )


def read_lines(path: Path) -> tuple[Line, ...]:
    """Read the lines of a file; raise InputError if it has no column of names."""
    if path.suffix.lower() not in (*SHEETS, ".tab"):
        return lines_of(read_own(path).sets)
    found: list[Line] = []
    for sheet in map(turned, read_sheets(path.read_bytes(), path.name)):
        listed = LineColumns.of(sheet, path.stem)
        if listed is not None:
            found += listed.lines(sheet, len(found))
    if not found:
        raise _nameless(path)
    return tuple(found)


def read_pieces(path: Path) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of a file in pieces, however long it is: CSV or Parquet, else one piece."""
    if not is_long(path):
        yield read_lines(path)
        return
    listed: LineColumns | None = None
    before = 0
    for rows in long_rows(path):
        sheet = Sheet(path.stem, rows)
        listed = LineColumns.of(sheet, path.stem) if listed is None else replace(listed, row=-1)
        if listed is None:
            raise _nameless(path)
        lines = tuple(listed.lines(sheet, before))
        before += len(lines)
        yield lines


def _nameless(path: Path) -> InputError:
    what = "no row heads a column of measures: head it 'Measure' or 'name'"
    return InputError(Problem(file=str(path), what=what))


@dataclass(frozen=True)
class LineColumns:
    """Where a list has what of a line: its heading row (-1: above), columns by field, a year."""

    row: int
    columns: Mapping[str, tuple[int, ...]]
    year: int | None

    @classmethod
    def of(cls, sheet: Sheet, stem: str) -> "LineColumns | None":
        """Return where a sheet has what, None if it lists nothing."""
        table = None if sheet.hidden else find_table(sheet, {})
        if table is None:
            return None
        fields = (*NUMBERED, *_ANY, "name", "year")
        columns = {field: tuple(one.index for one in table.of(field)) for field in fields}
        if counts([_text(row, columns["key"]) for row in sheet.rows[table.row + 1 :]]):
            columns["key"] = ()
        columns = {field: places for field, places in columns.items() if places}
        above = (cell for row in sheet.rows[: max(table.row, 0)] for cell in row)
        return cls(table.row, columns, _year((sheet.name, *above, stem)))

    def lines(self, sheet: Sheet, before: int) -> Iterator[Line]:
        """Yield the lines of a sheet, numbered behind so many others."""
        filled = filled_down(sheet, self.row + 1)
        body = (cells for at, cells in filled.items() if any(sheet.rows[at]))
        for at, cells in enumerate(body, before + 1):
            yield self._line(at, cells)

    def _line(self, at: int, cells: Sequence[str]) -> Line:
        row = {field: _text(cells, places) for field, places in self.columns.items()}
        name = one_line(row.get("name", ""))
        shown = name or one_line(max(cells, key=len))
        also = " ".join([row[field] for field in _ANY if row.get(field)])
        told = _year((row.get("year", ""),)) or self.year
        return Line(at, shown, _ids(row, also, told), also, told, f"line {at}", bool(name))


def _text(row: Sequence[str], places: Sequence[int]) -> str:
    return " ".join([row[at] for at in places if at < len(row) and row[at]])


def _year(texts: Iterable[str]) -> int | None:
    return next((int(found[0]) for text in texts if (found := _YEAR.search(text))), None)


def _ids(row: Mapping[str, str], also: str, year: int | None) -> tuple[Identifier, ...]:
    """Return the ids of a line: of numbered columns, and those whose form tells a numbering.

    A Star Ratings number is of one year: without a year it says nothing.
    """
    found: dict[Identifier, None] = {}
    for field in NUMBERED:
        if not row.get(field):
            continue
        found.update(dict.fromkeys(identifiers(field, row[field])[0]))
    for word in _APART.split(also):
        scheme = scheme_of(word)
        if scheme:
            found[Identifier(scheme=scheme, value=word)] = None
    return tuple(one for one in found if one.scheme != "star" or year is not None)
