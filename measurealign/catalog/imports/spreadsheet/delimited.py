"""CSV as people save it: comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252."""

import csv
from collections import Counter
from io import StringIO

from measurealign.catalog.cells import unguarded
from measurealign.catalog.imports.spreadsheet.sheet import (
    Limits,
    Sheet,
    refused,
    text_rows,
    too_many_rows,
)
from measurealign.problems import InputError

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
#: A quoted cell with more lines than this is a quotation mark that was never closed.
_LINES_IN_CELL = 60


def delimited_sheet(content: bytes, name: str, limits: Limits) -> Sheet:
    """Return the one sheet of a text file with columns."""
    text, encoding = _decode(content, name)
    text, delimiter = _delimiter(text)
    records = _records(text, delimiter, name, limits)
    rows, cleaned = text_rows(([unguarded(cell) for cell in row] for row in records), limits)
    said = f"read as {encoding}, columns divided by {_DELIMITERS[delimiter]}"
    return Sheet(name=_stem(name), rows=rows, notices=(said,), cleaned=cleaned)


def _stem(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or "file"


def _decode(content: bytes, name: str) -> tuple[str, str]:
    """Return the text and the name of its encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    if content.startswith(b"\xef\xbb\xbf"):
        return _utf8(content[3:], name, "UTF-8 with byte order mark")
    half = content[:2000]
    if half.count(0) > len(half) // 4:
        order = "utf-16-le" if half[1:2] == b"\x00" else "utf-16-be"
        return content.decode(order, errors="replace"), "UTF-16 without byte order mark"
    return _utf8(content, name, "UTF-8")


def _utf8(content: bytes, name: str, called: str) -> tuple[str, str]:
    try:
        return content.decode("utf-8"), called
    except UnicodeDecodeError:
        _refuse_binary(content, name)
        return content.decode("cp1252", errors="replace"), "Windows-1252 (it is not UTF-8)"


def _refuse_binary(content: bytes, name: str) -> None:
    """Raise InputError for bytes that are no text in any encoding."""
    head = content[:4000]
    strange = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if strange > len(head) // 20:
        remedy = "give a spreadsheet (.xlsx) or text with columns (.csv)"
        raise refused(name, "", "these bytes are neither a spreadsheet nor text", remedy)


def _delimiter(text: str) -> tuple[str, str]:
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
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
    except csv.Error:
        return 0, 0
    wide = [(count, width) for width, count in widths.items() if width > 1]
    count, width = max(wide, default=(0, 0))
    return count, min(width, 50)


def _records(text: str, delimiter: str, name: str, limits: Limits) -> list[list[str]]:
    """Return the rows as lists of cells; blank lines count as rows, as a spreadsheet shows them."""
    csv.field_size_limit(limits.file)
    records: list[list[str]] = []
    try:
        for record in csv.reader(
            StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter
        ):
            _check(record, len(records) + 1, name, limits)
            records.append(record)
    except csv.Error as error:
        where = f"sheet '{_stem(name)}', row {len(records) + 1}"
        raise refused(name, where, f"not readable as CSV ({error})", "save it again") from None
    return records


def _check(record: list[str], row: int, name: str, limits: Limits) -> None:
    """Raise InputError for a row that no list of measures has."""
    where = f"sheet '{_stem(name)}', row {row}"
    if row > limits.rows:
        raise too_many_rows(name, _stem(name), limits)
    if len(record) > limits.columns:
        raise _wide(name, where, limits)
    for cell in record:
        if cell.count("\n") > _LINES_IN_CELL:
            what = "a quotation mark is opened here and never closed"
            raise refused(name, where, what, "close it, or take it out, and save the file again")


def _wide(name: str, where: str, limits: Limits) -> InputError:
    what = f"more than {limits.columns} columns"
    return refused(name, where, what, "keep the columns that tell about measures")
