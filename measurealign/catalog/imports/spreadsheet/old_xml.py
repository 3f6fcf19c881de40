"""XML spreadsheets of 2003 → sheets: what report servers save under the name .xls."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from measurealign.catalog.imports.spreadsheet.sheet import AS_XLSX, Limits, Sheet, refused, stem
from measurealign.catalog.imports.spreadsheet.spans import Cell, CellRow, laid_out

#: The name spaces of a book's parts, and of what Excel adds to them.
_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_WHOLE = re.compile(r"\d{1,15}\.0+")


def old_xml_sheets(content: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets of the book; raise InputError if it is not sound, or far too large."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        book = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        what = f"the XML spreadsheet is damaged or cut short ({' '.join(str(error).split())[:120]})"
        raise refused(name, "", what, AS_XLSX) from None
    pages = book.findall(f"{_S}Worksheet")
    if len(pages) > limits.sheets or not pages:
        what = f"the workbook has {len(pages)} sheets; 1 to {limits.sheets} are read"
        raise refused(name, "", what, "keep the sheets that list measures")
    struck = _struck(book)
    return tuple(_sheet(one, struck, name, limits) for one in pages)


def _sheet(page: etree._Element, struck: frozenset[str], name: str, limits: Limits) -> Sheet:
    title = page.get(f"{_S}Name") or stem(name)
    lines = tuple(_lines(page, struck))
    visible = page.findtext(f"{_X}WorksheetOptions/{_X}Visible") or ""
    return replace(laid_out(title, lines, name, limits), hidden="Hidden" in visible)


def _struck(book: etree._Element) -> frozenset[str]:
    """Return the styles that strike a text through."""
    styles = book.iterfind(f"{_S}Styles/{_S}Style")
    return frozenset(
        style.get(f"{_S}ID") or ""
        for style in styles
        if any(font.get(f"{_S}StrikeThrough") == "1" for font in style.iterfind(f"{_S}Font"))
    )


def _lines(page: etree._Element, struck: frozenset[str]) -> Iterator[CellRow]:
    for row in page.iterfind(f"{_S}Table/{_S}Row"):
        cells = [_cell(one, struck) for one in row.iterfind(f"{_S}Cell")]
        yield CellRow(cells, row=_at(row), concealed=row.get(f"{_S}Hidden") == "1")


def _cell(told: etree._Element, struck: frozenset[str]) -> Cell:
    text = _text(told.find(f"{_S}Data"))
    return Cell(
        text,
        across=_number(told, "MergeAcross") + 1,
        down=_number(told, "MergeDown") + 1,
        column=_at(told),
        struck=bool(text) and told.get(f"{_S}StyleID") in struck,
        unsaved=not text and told.get(f"{_S}Formula") is not None,
    )


def _text(data: etree._Element | None) -> str:
    """Return a cell's value: a whole number without its dot, a day without its hour."""
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(f"{_S}Type")
    if kind == "Number" and _WHOLE.fullmatch(text):
        return text.partition(".")[0]
    if kind == "DateTime":
        return text.removesuffix(".000").removesuffix("T00:00:00")
    return text


def _at(told: etree._Element) -> int | None:
    """Return the place that a row or cell names, from 0; None where it follows the one before."""
    return _number(told, "Index") - 1 if told.get(f"{_S}Index") else None


def _number(told: etree._Element, what: str) -> int:
    found = re.fullmatch(r"\d{1,7}", told.get(f"{_S}{what}") or "")
    return int(found[0]) if found else 0
