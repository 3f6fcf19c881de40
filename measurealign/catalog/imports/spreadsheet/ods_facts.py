"""What an ODS file says beside its values: hidden and filtered rows, struck-through cells.

Read by searching the bytes once, from tag to tag; nothing is built of them.
"""

import re
from collections.abc import Iterator
from html import unescape

from measurealign.catalog.cells import column_letter
from measurealign.catalog.imports.spreadsheet.workbook_facts import SheetFacts

_LINE = re.compile(rb"text-line-through-(?:style|type)=\"(?!none)")
_HIDES = re.compile(rb"table:visibility=\"(?:collapse|filter)\"")
_ROWS = re.compile(rb"table:number-rows-repeated=\"(\d{1,7})\"")
_COLUMNS = re.compile(rb"table:number-columns-repeated=\"(\d{1,5})\"")
_CELLS = re.compile(rb"<table:(?:covered-)?table-cell\b")
#: Rows beyond are looked at by nobody.
_FAR = 20_000


def ods_facts(data: bytes) -> dict[str, SheetFacts]:
    """Return what content.xml says of each sheet, by its name."""
    struck = {
        _told(style, b"style:name")
        for style in data.split(b"<style:style ")[1:]
        if _LINE.search(style.partition(b"</style:style>")[0])
    }
    found = {}
    for table in data.split(b"<table:table ")[1:]:
        rows = list(_rows(table))
        concealed = frozenset(at for at, row in rows if _HIDES.search(row.partition(b">")[0]))
        cells = frozenset((at, letters) for at, row in rows for letters in _struck(row, struck))
        name = unescape(_told(table, b"table:name").decode("utf-8", errors="replace"))
        found[name] = SheetFacts(concealed, cells)
    return found


def _told(tag: bytes, attribute: bytes) -> bytes:
    """Return what an attribute of the tag that begins a text says, b"" if it is not there."""
    found = re.search(attribute + rb"=\"([^\"]{0,300})\"", tag.partition(b">")[0])
    return found[1] if found else b""


def _rows(table: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each row (from 1) from its tag on; one that is repeated, each time."""
    at = 0
    for part in table.split(b"<table:table-row")[1:]:
        row = part.partition(b"</table:table-row>")[0]
        repeated = _ROWS.search(row.partition(b">")[0])
        times = int(repeated[1]) if repeated else 1
        for number in range(at, min(at + times, _FAR)):
            yield number + 1, row
        at += times


def _struck(row: bytes, styles: set[bytes]) -> Iterator[str]:
    """Yield the letters of the cells of a row that hold a text and are struck through."""
    at = 0
    for cell in _CELLS.split(row)[1:] if styles else ():
        if b"<text:p" in cell and _told(cell, b"table:style-name") in styles:
            yield column_letter(at)
        times = _COLUMNS.search(cell.partition(b">")[0])
        at += int(times[1]) if times else 1
