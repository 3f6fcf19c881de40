"""Records of text with columns, in one pass; a quotation mark that is never closed costs one line.

RFC 4180 lets a quoted cell run over lines, so one stray mark swallows the rows below it. Here a
quoted cell that does not end within some lines, or ends in the middle of another cell, or holds
whole rows of the table, was opened by mistake: its line is read as it stands.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

#: A quoted cell with more lines than this is a quotation mark that was never closed.
_LINES_IN_CELL = 60
# A cell may be as large as a file, which is measured before. The limit is the whole process's:
# it is only ever raised.
csv.field_size_limit(max(csv.field_size_limit(), 2**31 - 1))


@dataclass(frozen=True)
class Broken:
    """An unclosed quotation mark: the row that it stands in, and its line of the file."""

    row: int
    line: int


def records(text: str, delimiter: str, broken: list[Broken]) -> Iterator[list[str]]:
    r"""Yield the rows as lists of cells; note unclosed quotation marks in `broken`.

    >>> marks = []
    >>> list(records('a,b\n"c,1\nd,2\n', ",", marks))
    [['a', 'b'], ['c', '1'], ['d', '2']]
    >>> marks
    [Broken(row=2, line=2)]
    """
    lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    at, row, width = 0, 0, 0
    while at < len(lines):
        row += 1
        found = _record(lines, at, delimiter, width)
        if found is None:
            broken.append(Broken(row, at + 1))
            cells, taken = _bare(lines[at], delimiter), 1
        else:
            cells, taken = found
        at += taken
        width = max(width, len(cells))
        yield cells


def _bare(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line whose quotation marks do not pair."""
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def _record(
    lines: list[str], at: int, delimiter: str, width: int
) -> tuple[list[str], int] | None:  # fmt: skip
    """Return the cells of the record that begins at a line and how many lines it takes."""
    line = lines[at]
    if not line:
        return [], 1
    if '"' not in line:
        return line.split(delimiter), 1
    if '\\"' in line and not _parsed(line, delimiter, strict=True):
        line = line.replace('\\"', '""')  # as databases write a quotation mark within a cell
    if not _opens(line, delimiter):
        return _parsed(line, delimiter), 1
    odd = True
    for more in range(2, min(_LINES_IN_CELL + 2, len(lines) - at + 1)):
        odd ^= lines[at + more - 1].count('"') % 2 == 1
        if not odd:
            text = "\n".join(lines[at : at + more])
            cells = [] if _opens(text, delimiter) else _parsed(text, delimiter, strict=True)
            return (cells, more) if cells and not _swallows(cells, delimiter, width) else None
    return None


def _parsed(text: str, delimiter: str, strict: bool = False) -> list[str]:
    """Return the cells of one record, none if it is not one.

    Where it is read strictly, letters that follow a closing mark say that it opens a next cell.
    """
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict))
    except csv.Error:
        return []
    return rows[0] if len(rows) == 1 else []


def _opens(text: str, delimiter: str) -> bool:
    """Tell whether a quoted cell is still open at the end of a text."""
    inside, begins, at = False, True, 0
    while at < len(text):
        sign = text[at]
        if inside:
            if sign == '"' and text[at + 1 : at + 2] == '"':
                at += 1
            elif sign == '"':
                inside = False
        elif sign == '"' and begins:
            inside = True
        begins = not inside and sign in (delimiter, "\n")
        at += 1
    return inside


def _swallows(cells: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a quoted cell holds what are rows of the table."""
    if width < 2:
        return False
    inner = [line for cell in cells for line in cell.split("\n")[1:-1] if "\n" in cell]
    tails = [cell.rsplit("\n", 1)[-1] for cell in cells if "\n" in cell]
    rows = sum(line.count(delimiter) + 1 >= width for line in inner)
    return bool(rows) or (len(cells) < width and any(t.count(delimiter) for t in tails))
