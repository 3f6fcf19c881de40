"""Workbooks and Parquet files → cells as they stand: a program of its own, run under limits.

What reads them is native code. Some kilobytes of somebody's file make it take all memory (one text
that a thousand cells share, a cell in the last row), and where it gets none it ends the process.
This file imports nothing of the house, so that it begins at once; `grids.py` runs it.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

#: Seconds of the processor and bytes of memory: the largest list that is taken needs a part of it.
SECONDS, MEMORY = 20, 800_000_000
#: Seconds for a list of any length, and rows that are told in one go.
LONG, PIECE = 600, 10_000


class Most(NamedTuple):
    """How much is read: see `sheet.Limits`."""

    sheets: int
    rows: int
    columns: int
    cells: int
    letters: int
    file: int


#: A sheet: its name, whether it is hidden, its rows of values, its merged ranges.
Cells = tuple[str, bool, list[list[Any]], list[tuple[int, int, int, int]]]


class RefusedError(Exception):
    """A file that is not read: (kind, what of it); `grids.py` makes the sentence."""


def main() -> None:
    """Read (kind, content, most) from stdin; write each sheet, then the end, to stdout."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not the answer
    kind, content, most = pickle.load(sys.stdin.buffer)  # noqa: S301 - the house wrote it
    bound(seconds=LONG if kind == "long" else SECONDS)
    readers: dict[str, Callable[[Any, Most], Iterator[Cells]]]
    readers = {"workbook": _workbook, "parquet": _parquet, "long": _long}
    end: tuple[str, object] = ("end", "")
    try:
        for one in readers[kind](content, Most(*most)):
            pickle.dump(("sheet", one), out)
            out.flush()
    except RefusedError as error:
        end = (error.args[0], error.args[1])
    except MemoryError:
        end = ("much", "")
    except BaseException as error:
        # A panic of the native code is no Exception; whatever it is, the file is not whole.
        end = ("damaged", str(error))
    pickle.dump(end, out)
    out.flush()


def bound(memory: int = MEMORY, seconds: int | None = SECONDS) -> None:
    """Take no more memory than allowed, nor more of the processor; leave no core behind.

    No `seconds`: whoever runs the program sees to its time.
    """
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # the others reserve a gigabyte at once
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        if seconds is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _workbook(content: bytes, most: Most) -> Iterator[Cells]:
    """Yield the sheets of cells of an XLSX, XLSB, XLS or ODS file."""
    from python_calamine import (
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError:
        raise RefusedError("password", "") from None
    told = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if len(told) > most.sheets:
        raise RefusedError("sheets", len(told))
    room = most.letters
    for one in told:
        if one.visible != SheetVisibleEnum.Visible:
            yield (one.name, True, [], [])
            continue
        cells = _sheet(one.name, book.get_sheet_by_name(one.name), most)
        room -= _letters(cells[2])
        if room < 0:
            raise RefusedError("letters", one.name)
        yield cells


def _sheet(name: str, sheet: "CalamineSheet", most: Most) -> Cells:
    """Return the cells of a sheet and the ranges that are merged in it."""
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    _measure(name, height, width, most)
    rows = sheet.to_python(skip_empty_area=False)  # empty rows on top are kept
    ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return (name, False, rows, ranges)


def _parquet(content: bytes, most: Most) -> Iterator[Cells]:
    """Yield the table of a Parquet file, headed by the names of its columns."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise RefusedError("pyarrow", "") from None
    file = pyarrow.parquet.ParquetFile(BytesIO(content), thrift_string_size_limit=most.file)
    _measure("", max(file.metadata.num_rows, 0), file.metadata.num_columns, most)
    table = file.read(use_threads=False)
    columns = [[_plain(one) for one in column.to_pylist()] for column in table.columns]
    rows = [[str(one) for one in table.column_names], *map(list, zip(*columns, strict=True))]
    if _letters(rows) > most.letters:
        raise RefusedError("letters", "")
    yield ("", False, rows, [])


def _long(path: str, most: Most) -> Iterator[Cells]:
    """Yield how many rows a Parquet file has, the names of its columns, then its rows in pieces."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise RefusedError("pyarrow", "") from None
    file = pyarrow.parquet.ParquetFile(path, thrift_string_size_limit=most.file)
    _measure("", 0, file.metadata.num_columns, most)
    yield ("", False, [[max(file.metadata.num_rows, 0)]], [])
    yield ("", False, [[str(one) for one in file.schema_arrow.names]], [])
    for batch in file.iter_batches(batch_size=PIECE, use_threads=False):
        columns = [[_plain(one) for one in column.to_pylist()] for column in batch.columns]
        yield ("", False, [*map(list, zip(*columns, strict=True))], [])


def _measure(title: str, height: int, width: int, most: Most) -> None:
    if height > most.rows:
        raise RefusedError("rows", title)
    if width > most.columns or height * width > most.cells:
        raise RefusedError("area", title)


def _letters(rows: list[list[Any]]) -> int:
    return sum(len(cell) for row in rows for cell in row if isinstance(cell, str))


def _plain(value: Any) -> Any:
    """Return a value as one that any Python knows: text for what is no number and no date."""
    if isinstance(value, datetime):
        return datetime.combine(value.date(), value.timetz())
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)


if __name__ == "__main__":
    main()
