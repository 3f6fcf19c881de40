"""Web pages → their tables as sheets: what many portals save under the name .xls.

Only the innermost tables are lists; what holds other tables lays a page out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree, html

from measurealign.catalog.cells import clean, one_line
from measurealign.catalog.imports.spreadsheet.encodings import decoded
from measurealign.catalog.imports.spreadsheet.sheet import Limits, Sheet, refused, stem
from measurealign.catalog.imports.spreadsheet.spans import Cell, CellRow, laid_out

#: What a program writes in place of a line's end, so that it outlives the white space around it.
_END = "\u2028"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: The encodings that a page names itself: of others Python knows some that take for ever.
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*"
    rb"(utf-?8|utf-?16|us-ascii|macintosh|(?:windows|cp)-?125\d|iso-?8859-\d{1,2})\b",
    re.IGNORECASE,
)
_STRUCK = ("s", "strike", "del")
_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4")
_HEADINGS = "(preceding::*[self::h1 or self::h2 or self::h3 or self::h4])[last()]"
#: Letters of a table's name.
_TITLE = 80


def webpage_sheets(content: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the tables of a web page; raise InputError if it has none, or far too many."""
    page = _page(content, name)
    tables = [] if page is None else page.xpath("//table[not(.//table)][.//tr]")
    if not tables:
        what = "this is a web page without a table"
        raise refused(name, "", what, "copy its list into a spreadsheet")
    if len(tables) > limits.sheets:
        what = f"the web page has {len(tables)} tables; at most {limits.sheets} are read"
        raise refused(name, "", what, "keep the tables that list measures")
    return tuple(
        laid_out(title, tuple(_lines(one)), name, limits)
        for title, one in zip(_titles(tables, name), tables, strict=True)
    )


def _page(content: bytes, name: str) -> etree._Element | None:
    """Return the page, with lines' ends as signs and without what nobody reads."""
    text = _text(content, name)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        page = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    etree.strip_elements(page, "script", "style", "template", "noscript", with_tail=False)
    for end in page.iter("br"):
        end.tail = _END + (end.tail or "")
    for block in page.iter(*_BLOCKS):
        block.tail = _END + (block.tail or "")
    return page


def _text(content: bytes, name: str) -> str:
    """Return the page's text, in the encoding that it names if Python knows it."""
    told = _CHARSET.search(content[:4096])
    try:
        return content.decode(told[1].decode("ascii")) if told else decoded(content, name)[0]
    except (LookupError, ValueError):
        return decoded(content, name)[0]


def _titles(tables: Sequence[etree._Element], name: str) -> Iterator[str]:
    """Yield what each table is called: its caption, else the heading before it, else the file."""
    used: Counter[str] = Counter()
    for table in tables:
        told = table.xpath("./caption") or table.xpath(_HEADINGS)
        title = one_line(clean(_said(told[0])))[:_TITLE] if told else ""
        title = title or stem(name)
        used[title] += 1
        yield title if used[title] == 1 else f"{title} ({used[title]})"


def _lines(table: etree._Element) -> Iterator[CellRow]:
    for row in table.iter("tr"):
        cells = [_cell(one) for one in row.iter("td", "th") if not _unseen(one)]
        yield CellRow(cells, concealed=_unseen(row))


def _cell(told: etree._Element) -> Cell:
    text = _said(told)
    struck = "".join(_said(one) for one in told.iter(*_STRUCK))
    return Cell(
        text,
        across=_span(told.get("colspan")),
        down=_span(told.get("rowspan")),
        struck=bool(text.strip()) and text.strip() == struck.strip(),
    )


def _said(told: etree._Element) -> str:
    """Return what an element reads like: white space is one blank, as a browser shows it."""
    text = _SPACE.sub(" ", "".join(told.itertext()))
    return re.sub(f" ?{_END}[ {_END}]*", "\n", text).strip(" \n")


def _span(told: str | None) -> int:
    """Return how far a cell spans, as a browser reads it: whatever is no number is one."""
    found = re.match(r"\s*(\d{1,5})", told or "")
    return max(int(found[1]), 1) if found else 1


def _unseen(told: etree._Element) -> bool:
    return told.get("hidden") is not None or bool(_UNSEEN.search(told.get("style", "")))
