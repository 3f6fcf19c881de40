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
_ZERO = re.compile(rb"\bht\s*=\s*[\"']0(?:\.0+)?[\"']")
_COLUMN = re.compile(rb"<(?:\w{1,20}:)?col\b([^<>]{0,300})>")
_SPAN = re.compile(rb"\b(min|max)\s*=\s*[\"'](\d{1,5})[\"']")
_SHARED = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^<>]*>\s*<(?:\w{1,20}:)?v>(\d{1,7})<")
_ITEM = re.compile(rb"<(?:\w{1,20}:)?si\b")
_RUN = re.compile(rb"<(?:\w{1,20}:)?r>")
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
    struck_texts: frozenset[int] = frozenset()
    indents: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetFacts:
    """What one sheet's XML says of its rows (from 1), cells (row, letters), columns (from 0)."""

    concealed: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, str]] = frozenset()
    unsaved: tuple[tuple[int, str], ...] = ()
    indents: Mapping[int, int] = field(default_factory=dict)
    columns: tuple[int, ...] = ()


def styles_of(data: bytes, texts: bytes = b"") -> Styles:
    """Return what the styles part says, and which of the shared texts are struck through whole."""
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
    return Styles(frozenset(struck), _struck_texts(texts), indents)


def _struck_texts(data: bytes) -> frozenset[int]:
    """Return the shared texts of which every run is struck through."""
    if b"<strike" not in data:
        return frozenset()
    found = set()
    for at, item in enumerate(_ITEM.split(data)[1:]):
        if _struck_whole(item):
            found.add(at)
    return frozenset(found)


def _struck_whole(text: bytes) -> bool:
    """Tell whether every run of a rich text is struck through."""
    runs = [run for run in _RUN.split(text)[1:] if _VALUE.search(run)]
    return bool(runs) and all(map(_STRIKE.search, runs))


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
            text = _SHARED.search(part[:300]) if styles.struck_texts else None
            whole = int(text[1]) in styles.struck_texts if text else _struck_whole(head)
            if number in styles.struck or whole:
                struck.add((row, letters))
            if styles.indents.get(number) and row not in indents:
                indents[row] = styles.indents[number]
    return SheetFacts(concealed, frozenset(struck), tuple(unsaved), indents, _columns(data))


def _columns(data: bytes) -> tuple[int, ...]:
    """Return the columns (from 0) that are hidden; a sheet's unused rest is none."""
    found: list[int] = []
    for one in _COLUMN.finditer(data):
        span = {name: int(digits) for name, digits in _SPAN.findall(one[1])}
        if _HIDES.search(one[1]) and len(span) == 2:
            found += range(span[b"min"] - 1, min(span[b"max"], span[b"min"] + 99))
    return tuple(found)


def _concealed(data: bytes) -> Iterator[int]:
    at = 0
    for found in _ROW.finditer(data):
        number = _NUMBER.search(found[1])
        at = int(number[1]) if number else at + 1
        if _HIDES.search(found[1]) or _ZERO.search(found[1]):
            yield at


def _cells(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Yield each cell's column, row and XML."""
    for part in _CELL_SPLIT.split(data)[1:]:
        place = _PLACE.search(part[:200])
        if place:
            yield place[1].decode(), int(place[2]), part
