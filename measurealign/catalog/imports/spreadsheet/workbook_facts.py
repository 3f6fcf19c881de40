"""What a sheet's XML says beside its values: hidden and struck-through rows, indents, formulas.

Read by searching the bytes once, from tag to tag; nothing is built of them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_ROW = re.compile(rb"<(?:\w{1,20}:)?row\b([^<>]{0,600})>")
_CELL_SPLIT = re.compile(rb"<(?:\w{1,20}:)?c ")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d{1,6})[\"']")
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d{1,7})[\"']")
_HIDES = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w{1,20}:)?(?:v|t)(?:\s[^<>]{0,60})?>[^<]")
_TEXT_RESULT = re.compile(rb"\bt\s*=\s*[\"'](?:str|s|inlineStr)[\"']")
_FONTS = re.compile(rb"<(?:\w{1,20}:)?font>|<(?:\w{1,20}:)?font/>|<(?:\w{1,20}:)?font ")
_STRIKE = re.compile(rb"<(?:\w{1,20}:)?strike(?:\s+val\s*=\s*[\"'](?:1|true)[\"'])?\s*/?>")
_XFS = re.compile(rb"<(?:\w{1,20}:)?xf\b")
_FONT_ID = re.compile(rb"\bfontId\s*=\s*[\"'](\d{1,6})[\"']")
_INDENT = re.compile(rb"\bindent\s*=\s*[\"'](\d{1,3})[\"']")


@dataclass(frozen=True)
class Styles:
    """Which cell styles strike text through, and how far each sets it in."""

    struck: frozenset[int] = frozenset()
    indents: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetFacts:
    """What one sheet's XML says of its rows (from 1) and of cells: (row, letters of the column)."""

    concealed: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, str]] = frozenset()
    unsaved: tuple[tuple[int, str], ...] = ()
    indents: Mapping[int, int] = field(default_factory=dict)


def styles_of(data: bytes) -> Styles:
    """Return what the styles part says."""
    fonts = _between(data, b"fonts")
    struck_fonts = {
        at for at, part in enumerate(_FONTS.split(fonts)[1:]) if _STRIKE.search(part)
    }  # fmt: skip
    struck, indents = set(), {}
    for at, part in enumerate(_XFS.split(_between(data, b"cellXfs"))[1:]):
        font = _FONT_ID.search(part)
        if font and int(font[1]) in struck_fonts:
            struck.add(at)
        if told := _INDENT.search(part):
            indents[at] = int(told[1])
    return Styles(frozenset(struck), indents)


def _between(data: bytes, tag: bytes) -> bytes:
    begin = data.find(b"<" + tag)
    end = data.find(b"</" + tag, begin)
    return data[begin:end] if 0 <= begin < end else b""


def facts_of(data: bytes, styles: Styles) -> SheetFacts:
    """Return what one sheet's XML says."""
    concealed = frozenset(_concealed(data))
    struck: set[tuple[int, str]] = set()
    unsaved: list[tuple[int, str]] = []
    indents: dict[int, int] = {}
    for letters, row, part in _cells(data):
        style = _STYLE.search(part[:200])
        number = int(style[1]) if style else 0
        head, _, _ = part.partition(b"</c>")
        if _FORMULA.search(head) and not _VALUE.search(head):
            if not _TEXT_RESULT.search(part[: part.find(b">") + 1]):
                unsaved.append((row, letters))
        elif _VALUE.search(head):
            if number in styles.struck:
                struck.add((row, letters))
            if styles.indents.get(number) and row not in indents:
                indents[row] = styles.indents[number]
    return SheetFacts(concealed, frozenset(struck), tuple(unsaved), indents)


def _concealed(data: bytes) -> Iterator[int]:
    at = 0
    for found in _ROW.finditer(data):
        number = _NUMBER.search(found[1])
        at = int(number[1]) if number else at + 1
        if _HIDES.search(found[1]):
            yield at


def _cells(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Yield each cell's column, row and XML."""
    for part in _CELL_SPLIT.split(data)[1:]:
        place = _PLACE.search(part[:200])
        if place:
            yield place[1].decode(), int(place[2]), part
