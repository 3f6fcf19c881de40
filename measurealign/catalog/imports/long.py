"""Long lists: a CSV or Parquet file of any length, its rows read piece by piece.

What a spreadsheet program may hold is read whole (spreadsheet/); these files come out of
databases, have one heading at most some lines below their top, and are too long for it.
"""

import csv
import subprocess
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from measurealign.catalog.cells import unguarded
from measurealign.catalog.imports.spreadsheet.delimited import delimiter_of
from measurealign.catalog.imports.spreadsheet.encodings import encoding_of
from measurealign.catalog.imports.spreadsheet.grids import PROGRAM, asked, next_told, refusal
from measurealign.catalog.imports.spreadsheet.sheet import LIMITS, PARQUET, refused, text_rows

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
    rows = path.read_bytes().count(b"\n") if text else next(_told(path))[0][0]
    return isinstance(rows, int) and rows >= LIMITS.rows


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
    told = _told(path)
    next(told)  # how many rows there are
    for rows in told:
        yield from rows


def _told(path: Path) -> Iterator[list[list[object]]]:
    """Yield what the program that reads Parquet files tells of one, as it reads on.

    It is not begun for a file that does not begin as one.
    """
    with path.open("rb") as file:
        if file.read(len(PARQUET)) != PARQUET:
            raise refusal(("damaged", "it begins as none does"), "parquet", path.name, LIMITS)
    with subprocess.Popen(  # noqa: S603 - our own file
        PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            given, answer = process.stdin, process.stdout
            assert given is not None and answer is not None
            with given:
                given.write(asked("long", str(path), LIMITS))
            what, told = next_told(answer)
            while what == "sheet":
                yield told[2]
                what, told = next_told(answer)
        finally:
            process.kill()
    if what != "end":
        raise refusal((what, told), "parquet", path.name, LIMITS)
