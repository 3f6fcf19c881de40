"""Cells in the order in which markup tells them → a grid, with the ranges that they span."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from measurealign.catalog.cells import column_letter
from measurealign.catalog.imports.spreadsheet.sheet import (
    Limits,
    Sheet,
    indented,
    text_rows,
    too_many_rows,
    too_wide,
)


@dataclass(frozen=True)
class Cell:
    """A cell as markup tells it: its text, how far it spans, and where it stands.

    `across` and `down` count columns and rows, at least 1; `column` (from 0) is told where cells
    before it are left out.
    """

    text: str
    across: int = 1
    down: int = 1
    column: int | None = None
    struck: bool = False
    #: A formula of which no value was saved.
    unsaved: bool = False


@dataclass(frozen=True)
class CellRow:
    """A row of cells; `row` (from 0) is told where rows before it are left out."""

    cells: Sequence[Cell]
    row: int | None = None
    concealed: bool = False


class Placed(NamedTuple):
    """A cell and where its upper left corner stands, counted from 0."""

    row: int
    left: int
    cell: Cell

    @property
    def place(self) -> tuple[int, str]:
        """Its place as a spreadsheet names it."""
        return self.row + 1, column_letter(self.left)


def laid_out(title: str, lines: Sequence[CellRow], name: str, limits: Limits) -> Sheet:
    """Return the sheet `title` that rows of cells make; raise InputError for more than is read."""
    placed = list(_placed(title, lines, name, limits))
    height = max((one.row for one in placed), default=-1) + 1
    width = max((one.left + one.cell.across for one in placed), default=0)
    if width > limits.columns or height * width > limits.cells:
        raise too_wide(name, title, limits)
    grid = [[""] * width for _ in range(height)]
    for one in placed:
        grid[one.row][one.left] = one.cell.text
    rows, cleaned = text_rows(grid, limits)
    return Sheet(
        title,
        rows,
        tuple(_ranges(placed, height))[: limits.merged],
        concealed=frozenset(at for at, line in _numbered(lines) if line.concealed),
        struck=frozenset(one.place for one in placed if one.cell.struck),
        unsaved=tuple(one.place for one in placed if one.cell.unsaved),
        indents=indented(grid),
        cleaned=cleaned,
    )


def _numbered(lines: Iterable[CellRow]) -> Iterator[tuple[int, CellRow]]:
    """Yield rows with their numbers, from 1."""
    at = 0
    for line in lines:
        at = max(at + 1, (line.row or 0) + 1)
        yield at, line


def _placed(title: str, lines: Iterable[CellRow], name: str, limits: Limits) -> Iterator[Placed]:
    """Yield each cell with its place: columns that a cell above still spans are passed over."""
    free: dict[int, int] = {}  # by column, the row from which on it is free again
    for number, line in _numbered(lines):
        if number > limits.rows:
            raise too_many_rows(name, title, limits)
        row, left = number - 1, 0
        for cell in line.cells:
            left = max(left, cell.column or 0)
            while free.get(left, 0) > row:
                left += 1
            if left + cell.across > limits.columns:
                raise too_wide(name, title, limits)
            if cell.down > 1:
                free |= dict.fromkeys(range(left, left + cell.across), row + cell.down)
            yield Placed(row, left, cell)
            left += cell.across


def _ranges(placed: Iterable[Placed], height: int) -> Iterator[tuple[int, int, int, int]]:
    for row, left, cell in placed:
        if cell.across > 1 or cell.down > 1:
            yield row, left, min(row + cell.down, height) - 1, left + cell.across - 1
