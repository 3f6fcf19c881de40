"""A list in a sheet: its heading row, its columns, and what each of them tells."""

from dataclasses import dataclass

from measurealign.catalog.cells import column_letter
from measurealign.catalog.imports.spreadsheet.sheet import Sheet


@dataclass(frozen=True)
class Column:
    """One column of a sheet: where it stands, its heading, its field, and how strong the rule."""

    index: int
    text: str
    field: str
    rank: int = 0

    @property
    def letter(self) -> str:
        """The column as the spreadsheet names it."""
        return column_letter(self.index)


@dataclass(frozen=True)
class Table:
    """A list in a sheet: its heading row (from 0; -1: none), its columns, the row after its last.

    `title` is what stands above the heading where several tables stand below each other. `span`:
    its columns from and to, where others stand beside it.
    """

    row: int
    columns: tuple[Column, ...]
    end: int | None = None
    title: str = ""
    span: tuple[int, int | None] = (0, None)

    def of(self, field: str) -> tuple[Column, ...]:
        """Return the columns of a field."""
        return tuple(column for column in self.columns if column.field == field)

    def body(self, sheet: Sheet) -> tuple[tuple[str, ...], ...]:
        """Return the rows below the heading."""
        return tuple(map(self.own, sheet.rows[self.row + 1 : self.end]))

    def own(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """Return a row's cells, those of the tables beside this one left empty."""
        start, end = self.span
        if self.span == (0, None):
            return cells
        return tuple(
            c if start <= i and (end is None or i < end) else "" for i, c in enumerate(cells)
        )
