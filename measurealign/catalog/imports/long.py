"""Long lists: a CSV or Parquet file of any length, its rows read piece by piece.

What a spreadsheet program may hold is read whole (spreadsheet/); these files come out of
databases, have one heading at most some lines below their top, and are too long for it.
"""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from measurealign.catalog.cells import unguarded
from measurealign.catalog.imports.spreadsheet.delimited import delimiter_of
from measurealign.catalog.imports.spreadsheet.encodings import encoding_of
from measurealign.catalog.imports.spreadsheet.sheet import LIMITS, refused, text_rows
from measurealign.problems import InputError

#: Rows of one piece; bytes by which a text's encoding and delimiter are told.
PIECE, HEAD = 10_000, 1_000_000
#: A quoted cell that runs over more lines was never closed.
_LINES_IN_CELL = 60
_TEXT, _PARQUET = (".csv", ".tsv", ".tab", ".txt"), ".parquet"

#: Rows as text cells.
Rows = tuple[tuple[str, ...], ...]


def is_long(path: Path) -> bool:
    """Tell whether a file is text or Parquet, and longer than a spreadsheet is read."""
    suffix = path.suffix.lower()
    if suffix not in (*_TEXT, _PARQUET) or not path.is_file():
        return False
    if path.stat().st_size > LIMITS.file:
        return True
    text = suffix != _PARQUET
    rows = path.read_bytes().count(b"\n") if text else _parquet(path).metadata.num_rows
    return bool(rows >= LIMITS.rows)


def long_rows(path: Path) -> Iterator[Rows]:
    """Yield the rows of a long list in pieces; raise InputError where it cannot be read on."""
    raw = _parquet_rows(path) if path.suffix.lower() == _PARQUET else _delimited_rows(path)
    while piece := tuple(islice(raw, PIECE)):
        yield text_rows(piece, LIMITS)[0]


def _delimited_rows(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    begin = head[: head.rfind(b"\n") + 1] or head
    codec = encoding_of(begin, path.name)[0]
    text, delimiter = delimiter_of(begin.decode(codec, errors="replace"))
    with path.open(encoding=codec, errors="replace", newline="") as file:
        if len(text) < len(begin.decode(codec, errors="replace")):
            next(file)  # Excel's `sep=;`
        for row in _records(file, delimiter, path.name):
            yield [unguarded(cell) for cell in row[: LIMITS.columns]]


def _records(file: TextIO, delimiter: str, name: str) -> Iterator[list[str]]:
    """Yield the records; raise InputError where a quotation mark is never closed."""
    begun, read = 0, 0

    def lines() -> Iterator[str]:
        nonlocal read
        for read, line in enumerate(file, 1):
            if read - begun > _LINES_IN_CELL:
                what = "a quotation mark is opened and never closed"
                raise refused(name, f"line {begun + 1}", what, "close it, or take it out")
            yield line.replace("\x00", "")

    for row in csv.reader(lines(), delimiter=delimiter):
        begun = read
        yield row


def _parquet_rows(path: Path) -> Iterator[Sequence[object]]:
    file = _parquet(path)
    yield file.schema_arrow.names
    try:
        for batch in file.iter_batches(batch_size=PIECE):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from None


def _parquet(path: Path) -> Any:
    """Open a Parquet file."""
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError:
        what = "Parquet needs pyarrow, which is not installed"
        remedy = "pip install 'measurealign[parquet]', or save the table as .csv"
        raise refused(path.name, "", what, remedy) from None
    try:
        return ParquetFile(path)
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from None


def _damaged(path: Path, error: Exception) -> InputError:
    short = " ".join(str(error).split())[:120]
    remedy = "write it again, or save the table as .csv"
    return refused(path.name, "", f"the Parquet file is damaged ({short})", remedy)
