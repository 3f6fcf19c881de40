"""A sheet as text cells with their row numbers, how much of one is read, and what is refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from measurealign.catalog.cells import cell_text, hides
from measurealign.problems import InputError, Problem


@dataclass(frozen=True)
class Limits:
    """How much is read: bytes of the file, bytes unpacked, rows, columns and area of a sheet.

    Enough for a payer's largest crosswalk (a measure set has some hundred rows); a file beyond
    them is somebody's mistake or an attack, and would take memory that others need.
    """

    file: int = 5_000_000
    unpacked: int = 60_000_000
    rows: int = 20_000
    columns: int = 400
    cells: int = 1_000_000
    sheets: int = 60
    merged: int = 2_000
    listings: int = 20_000
    letters: int = 4_000


LIMITS = Limits()
#: What helps with markup that is not read.
AS_XLSX = "open it in a spreadsheet program and save it as .xlsx"
#: How a Parquet file begins.
PARQUET = b"PAR1"


@dataclass(frozen=True)
class Sheet:
    """One sheet: text cells row by row (row 1 is `rows[0]`), merged ranges, what was noticed.

    `merged` are (first row, first column, last row, last column), counted from 0.
    `notices` are sentences about how the bytes were read; `hidden` sheets are not taken.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notices: tuple[str, ...] = ()
    hidden: bool = False
    #: Rows (from 1) that the workbook hides or filters away, and cells that are struck through.
    concealed: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, str]] = frozenset()
    #: Cells with a formula and no saved value: (row, column letters).
    unsaved: tuple[tuple[int, str], ...] = ()
    #: How far names stand to the right, by row.
    indents: Mapping[int, int] = field(default_factory=dict)
    #: Rows in which cells were cut or cleaned, by the sentence that says so.
    cleaned: dict[str, tuple[int, ...]] = field(default_factory=dict)


#: No cell is filled down further than so many rows.
_TALLEST = 2_000
_HIDDEN = "control or hidden characters (such as right-to-left marks) were taken out"


def text_rows(
    values: Iterable[Sequence[object]], limits: Limits
) -> tuple[tuple[tuple[str, ...], ...], dict[str, tuple[int, ...]]]:
    """Return raw cells as clean text, and the rows in which something was taken out."""
    rows: list[tuple[str, ...]] = []
    noticed: dict[str, list[int]] = {}
    for at, raw in enumerate(values, 1):
        texts = [cell_text(cell) for cell in raw]
        if any(isinstance(cell, str) and hides(cell) for cell in raw):
            noticed.setdefault(_HIDDEN, []).append(at)
        if any(len(text) > limits.letters for text in texts):
            what = f"a cell has more than {limits.letters:,} letters: the rest was not read"
            noticed.setdefault(f"{what}; shorten it", []).append(at)
        rows.append(tuple(text[: limits.letters] for text in texts))
    return tuple(rows), {what: tuple(at) for what, at in noticed.items()}


def filled_down(sheet: Sheet, first: int, end: int | None = None) -> dict[int, tuple[str, ...]]:
    """Return rows by index, from `first` to before `end`; cells merged downwards are filled."""
    end = len(sheet.rows) if end is None else end
    rows = {at: list(sheet.rows[at]) for at in range(first, end)}
    for top, left, bottom, right in sheet.merged:
        if bottom <= top or right != left or top not in rows or left >= len(rows[top]):
            continue
        for at in range(top + 1, min(bottom, top + _TALLEST, end - 1) + 1):
            if left < len(rows[at]):
                rows[at][left] = rows[at][left] or rows[top][left]
    return {at: tuple(cells) for at, cells in rows.items()}


def indented(values: Iterable[Sequence[object]]) -> dict[int, int]:
    """Return how many blanks the first text of each row begins with; a single one is a slip.

    >>> indented([["Eye Exam"], ["", "   30 days"]])
    {2: 3}
    """
    found: dict[int, int] = {}
    for at, raw in enumerate(values, 1):
        text = next((cell for cell in raw if isinstance(cell, str) and cell.strip()), "")
        blanks = len(text) - len(text.lstrip(" \t\u00a0\u2003"))
        if blanks > 1 or (blanks and text[0] != " "):
            found[at] = blanks
    return found


def too_many_rows(name: str, sheet: str, limits: Limits) -> InputError:
    """Return the refusal of a sheet that no measure set needs."""
    what = f"more than {limits.rows:,} rows; a list of measures has some hundred"
    remedy = "keep the rows that list measures (one row a measure), and delete the others"
    return refused(name, f"sheet '{sheet}', row {limits.rows + 1}", what, remedy)


def too_wide(name: str, sheet: str, limits: Limits, row: int = 0) -> InputError:
    """Return the refusal of a sheet with more columns or cells than a list of measures has."""
    where = f"sheet '{sheet}'" + (f", row {row}" if row else "")
    what = f"more than {limits.columns} columns or {limits.cells:,} cells"
    return refused(name, where, what, "keep the columns that tell about measures")


def stem(name: str) -> str:
    """Return a file's name without its folders and its kind, "file" if nothing is left."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or "file"


def refused(name: str, where: str, what: str, remedy: str) -> InputError:
    """Return the error that says where a file cannot be read, why, and what helps."""
    return InputError(Problem(file=name, where=where, what=f"{what}: {remedy}"))
