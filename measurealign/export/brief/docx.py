"""A brief as a DOCX that people edit before handing it out: words and sizes as in the HTML."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from measurealign.catalog.cells import clean
from measurealign.export.brief import sheet
from measurealign.export.brief.handout import (
    Handout,
    Passage,
    Phrase,
    Ruled,
    Words,
    phrase,
    rest_of,
)

_SIDES = {"l": WD_ALIGN_PARAGRAPH.LEFT, "c": WD_ALIGN_PARAGRAPH.CENTER,
          "r": WD_ALIGN_PARAGRAPH.RIGHT}  # fmt: skip
_INK, _GREY = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x4C, 0x5A, 0x69)
_RULE, _FONT = "C5D0DB", "Arial"
#: Letter, whose page is the lower one; the block of text is as wide as on A4.
_PAPER = (215.9, 279.4)


def docx(told: Handout) -> bytes:
    """Return a brief as DOCX; the same content gives the same bytes."""
    paper = _blank(told.title)
    _paragraph(paper.add_heading(level=1), told.title, sheet.TITLE)
    _remark(paper, told.about)
    if told.lead:
        _paragraph(paper.add_paragraph(), told.lead, sheet.LEAD)
    _figures(paper, told.figures)
    for one in told.passages:
        _passage(paper, one, told.more)
    _remark(paper, told.foot)
    if told.appendix:
        head = _paragraph(paper.add_heading(level=1), "Appendix", sheet.TITLE)
        head.paragraph_format.page_break_before = True
    for one in told.appendix:
        _passage(paper, one, told.more)
    return _without_clock(paper)


def _without_clock(paper: Paper) -> bytes:
    """Return a document whose parts bear no time of day."""
    saved, out = BytesIO(), BytesIO()
    paper.save(saved)
    with ZipFile(saved) as parts, ZipFile(out, "w", ZIP_DEFLATED) as fixed:
        for part in parts.namelist():
            fixed.writestr(ZipInfo(part, (2000, 1, 1, 0, 0, 0)), parts.read(part), ZIP_DEFLATED)
    return out.getvalue()


def _blank(title: str) -> Paper:
    """Return an empty document: Letter, margins of the sheet, no clock in its properties."""
    paper = Document()
    section, (width, height) = paper.sections[0], _PAPER
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm((width - sheet.WIDTH) / 2)
    section.top_margin = section.bottom_margin = Mm(sheet.MARGIN)
    section.header_distance = section.footer_distance = Mm(5)
    about = paper.core_properties
    about.title, about.author, about.comments = title, "measurealign", ""
    about.created = about.modified = datetime(2000, 1, 1)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = paper.styles[name]
        style.font.name = _FONT
        style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(kind), None)
    return paper


def _passage(paper: Paper, one: Passage, more: str) -> None:
    """Write a passage: heading, what stands above, rows, what stands below."""
    head = _paragraph(paper.add_heading(level=2), one.title, sheet.HEAD)
    head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(5), Pt(1.5)
    _remark(paper, one.above)
    if one.rows and one.ruled:
        _table(paper, one.ruled, one.rows)
    elif one.rows and one.beside == 1:
        for row in one.rows:
            _said(paper.add_paragraph(), row[0])
    elif one.rows:
        _beside(paper, [row[0] for row in one.rows], one.beside)
    _remark(paper, one.below)
    _remark(paper, rest_of(one, more))


def _table(paper: Paper, ruled: Ruled, rows: Sequence[Sequence[Phrase]]) -> None:
    table = _grid(paper, 1 + len(rows), ruled.shares)
    _repeated(table)
    for at, (cell, head) in enumerate(zip(table.rows[0].cells, ruled.heads, strict=True)):
        _small(_first(cell), head, _SIDES[ruled.sides[at]])
    for down, row in enumerate(rows, 1):
        for at, (cell, words) in enumerate(zip(table.rows[down].cells, row, strict=True)):
            _said(_first(cell), words, _SIDES[ruled.sides[at]])


def _beside(paper: Paper, lines: Sequence[Phrase], columns: int) -> None:
    """Write lines in columns side by side, the first column the longest."""
    table = _grid(paper, 1, [100 / columns] * columns, ruled=False)
    parts = sheet.halves(len(lines), columns)
    for cell, part in zip(table.rows[0].cells, parts, strict=True):
        for row, line in enumerate(lines[part]):
            _said(cell.add_paragraph() if row else _first(cell), line)


def _figures(paper: Paper, figures: Sequence[tuple[str, str]]) -> None:
    table = _grid(paper, 1, [100 / len(figures)] * len(figures), ruled=False)
    for cell, (value, says) in zip(table.rows[0].cells, figures, strict=True):
        _paragraph(_first(cell), value, sheet.FIGURE).runs[0].bold = True
        _small(cell.add_paragraph(), says)


def _grid(paper: Paper, rows: int, shares: Sequence[float], ruled: bool = True) -> Table:
    """Return a table of fixed widths (per cent of the text's), its rows ruled by a thin line."""
    table: Table = paper.add_table(rows, len(shares))
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(sheet.WIDTH * share / 100)
    for row in table.rows:
        _property(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(sheet.WIDTH * share / 100)
    inside = table._tbl.tblPr
    margins = _property(inside, "w:tblCellMar")
    sides = (("top", sheet.PAD), ("left", 0), ("bottom", sheet.PAD), ("right", sheet.GAP))
    for side, points in sides:
        _property(margins, f"w:{side}", w=str(round(20 * points)), type="dxa")
    if ruled:
        borders = _property(inside, "w:tblBorders")
        for side in ("bottom", "insideH"):
            told = {"val": "single", "sz": "4", "space": "0", "color": _RULE}
            _property(borders, f"w:{side}", **told)
    return table


def _repeated(table: Table) -> None:
    """Let the headings stand on each page that the table goes on to."""
    _property(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")


def _property(into: object, name: str, **values: str) -> object:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    into.append(element)  # type: ignore[attr-defined]
    return element


def _first(cell: _Cell) -> Paragraph:
    first: Paragraph = cell.paragraphs[0]
    return first


def _said(into: Paragraph, words: Phrase, side: WD_ALIGN_PARAGRAPH = _SIDES["l"]) -> None:
    """Write words of several tones into a paragraph."""
    _spaced(into, sheet.LINE, side)
    told = [one for one in words if one.text]
    for at, one in enumerate(told):
        run = into.add_run((" " if at else "") + clean(one.text))
        run.font.size = Pt(sheet.SMALL if one.tone == "small" else sheet.TEXT)
        run.bold = one.tone == "strong" or None
        if one.tone == "small":
            run.font.color.rgb = _GREY


def _small(into: Paragraph, text: str, side: WD_ALIGN_PARAGRAPH = _SIDES["l"]) -> None:
    """Write what is small and grey."""
    _said(into, phrase(Words(text, "small")), side)
    _spaced(into, sheet.SMALL_LINE, side)


def _remark(paper: Paper, text: str) -> None:
    """Write a small paragraph of its own, where there is something to say."""
    if text:
        _small(paper.add_paragraph(), text)


def _paragraph(told: Paragraph, text: str, size: float) -> Paragraph:
    """Write a paragraph of one size."""
    run = told.add_run(clean(text))
    run.font.size, run.font.color.rgb = Pt(size), _INK
    _spaced(told, size * 1.25, _SIDES["l"])
    return told


def _spaced(told: Paragraph, line: float, side: WD_ALIGN_PARAGRAPH) -> None:
    """Set a paragraph's lines, in points, and its side."""
    form = told.paragraph_format
    form.space_before, form.space_after, form.alignment = Pt(0), Pt(0), side
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
