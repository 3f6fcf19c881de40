"""Cells: what stands in one, as clean text; and text that no spreadsheet will run as a formula.

Spreadsheet programs run text that begins with = + - @ tab or return. Every CSV that is written
here gets an apostrophe before such text, and the reader takes it off again:

>>> guarded("=1+1")
"'=1+1"
>>> unguarded(guarded("=1+1")) == "=1+1" and unguarded("'til dawn") == "'til dawn"
True
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from itertools import chain, islice

#: Rows that are written in one go.
_ROWS_IN_PART = 1_000
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
#: Marks that turn or hide text: right-to-left, zero-width, byte order, soft hyphen.
_HIDDEN = re.compile(r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_FAULT = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")


def guarded(text: str) -> str:
    """Return text that a spreadsheet shows and does not run: an apostrophe before = + - @ etc."""
    return "'" + text if text.lstrip("' \n").startswith(_RUNS) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded` put before a text."""
    return text[1:] if text[:1] == "'" and text.lstrip("' \n").startswith(_RUNS) else text


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table as CSV (RFC 4180 quoting, LF lines); text never runs as a formula."""
    return "".join(csv_parts(header, rows))


def csv_parts(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write a table as CSV, a thousand rows at a time: it may be longer than memory."""
    guarded_rows = (
        [guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    every = chain([header], guarded_rows)
    while part := list(islice(every, _ROWS_IN_PART)):
        out = StringIO()
        csv.writer(out, lineterminator="\n").writerows(part)
        yield out.getvalue()


def cell_text(value: object) -> str:
    r"""Return a cell as text: 18.0 as "18", a date as 2018-12-31, nothing as "".

    >>> [cell_text(v) for v in (18.0, 0.5, True, None, " a\u00a0b ", "#REF!")]
    ['18', '0.5', 'TRUE', '', 'a b', '']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if _is_plain(text):
        return "" if text[:1] == "#" and _FAULT.fullmatch(text) else text
    text = clean(text)
    return "" if _FAULT.fullmatch(text) else text


def clean(text: str) -> str:
    r"""Take control and hidden characters out, make every space one plain space, trim.

    >>> clean("Blood\u202e Pressure\x00\r\n (18-85) ")
    'Blood Pressure\n(18-85)'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    plain = _HIDDEN.sub("", _CONTROL.sub("", plain))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in plain.split("\n")).strip()


def _is_plain(text: str) -> bool:
    """Tell quickly that nothing in a text needs cleaning, as in most cells."""
    ends = text[:1] != " " and text[-1:] != " "
    return text.isascii() and text.isprintable() and ends and "  " not in text and "_x" not in text


def hides(text: str) -> bool:
    """Tell whether a text carries control or hidden characters (BOM, right-to-left marks)."""
    if text.isascii() and text.isprintable():
        return False
    return bool(_HIDDEN.search(text) or _CONTROL.search(text))


def one_line(text: str) -> str:
    r"""Return a text on one line, for names.

    >>> one_line("Controlling High\n Blood Pressure")
    'Controlling High Blood Pressure'
    """
    return " ".join(text.split())


def column_letter(index: int) -> str:
    """Return a column as a spreadsheet names it.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
