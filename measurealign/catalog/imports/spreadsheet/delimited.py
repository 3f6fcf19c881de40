"""Text with columns as people save it: any usual delimiter, any usual encoding."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from measurealign.catalog.cells import column_letter, unguarded
from measurealign.catalog.imports.spreadsheet.encodings import decoded
from measurealign.catalog.imports.spreadsheet.quotes import Broken, records
from measurealign.catalog.imports.spreadsheet.sheet import (
    Limits,
    Sheet,
    indented,
    stem,
    text_rows,
    too_many_rows,
    too_wide,
)

_DELIMITERS = {
    ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "^": "caret", "~": "tilde",
}  # fmt: skip

#: What a program would work out: a function, a reference, texts joined. ="0018" is a text.
_FORMULA = re.compile(r"=\s*(?:[A-Z][A-Z0-9.]{1,30}\(|\$?[A-Z]{1,3}\$?\d{1,7}\b|\"[^\"]*\"\s*&)")

_UNCLOSED = (
    "a quotation mark is opened on line {} and never closed: the line was read without it; close "
    "it, or take it out"
)


def delimited_sheet(content: bytes, name: str, limits: Limits) -> Sheet:
    """Return the one sheet of a text file with columns."""
    text, encoding = decoded(content, name)
    text, delimiter = delimiter_of(text)
    broken: list[Broken] = []
    rows_read = _checked(records(text, delimiter, broken), name, limits)
    raw = [["" if _FORMULA.match(c) else unguarded(c) for c in row] for row in rows_read]
    rows, cleaned = text_rows(raw, limits)
    cleaned |= {_UNCLOSED.format(one.line): (one.row,) for one in broken}
    said = f"read as {encoding}, columns divided by {_DELIMITERS[delimiter]}"
    return Sheet(
        name=stem(name),
        rows=rows,
        notices=(said,),
        cleaned=cleaned,
        indents=indented(raw),
        unsaved=tuple(_formulas(rows_read)),
    )


def _formulas(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Yield the cells that hold a formula: rows from 1, and letters."""
    for at, row in enumerate(rows, 1):
        yield from ((at, column_letter(i)) for i, cell in enumerate(row) if _FORMULA.match(cell))


def delimiter_of(text: str) -> tuple[str, str]:
    """Return the text (without Excel's `sep=;` line) and the delimiter that most rows agree on."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and first.strip()[4:5] in _DELIMITERS:
        return rest, first.strip()[4]
    if first.lower().startswith("sep=\t"):
        return rest, "\t"
    lines = [line for line in text[:50_000].splitlines()[:80] if line.strip()]
    return text, max(_DELIMITERS, key=lambda sign: _agreement(lines, sign))


def _agreement(lines: list[str], sign: str) -> tuple[int, int]:
    """Score a delimiter: rows that agree on a width above one, then that width."""
    try:
        widths = Counter(len(row) for row in csv.reader(StringIO("\n".join(lines)), delimiter=sign))
    except csv.Error:
        return 0, 0
    wide = [(count, width) for width, count in widths.items() if width > 1]
    count, width = max(wide, default=(0, 0))
    return count, min(width, 50)


def _checked(found: Iterable[list[str]], name: str, limits: Limits) -> list[list[str]]:
    """Return the rows; raise InputError for more than any list of measures has."""
    rows: list[list[str]] = []
    cells = 0
    for record in found:
        cells += len(record)
        if len(rows) >= limits.rows:
            raise too_many_rows(name, stem(name), limits)
        if len(record) > limits.columns or cells > limits.cells:
            raise too_wide(name, stem(name), limits, len(rows) + 1)
        rows.append(record)
    return rows
