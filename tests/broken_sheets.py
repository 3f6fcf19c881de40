"""Spreadsheets as they go wrong: more than forty, generated; each with what must be said of it."""

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import xlsxwriter

HEAD = "Measure,NQF,Steward,Type\n"
GOOD = HEAD + "Controlling High Blood Pressure,0018,NCQA,process\n"


@dataclass(frozen=True)
class Broken:
    """One broken file; `says` are words of the sentences that a person must get.

    `taken`: measures that can be taken all the same (0: none, the file is refused).
    """

    case: str
    name: str
    content: bytes
    says: tuple[str, ...]
    taken: int = 0


@cache
def broken_sheets() -> tuple[Broken, ...]:
    """Return them all."""
    return (
        *_other_kinds(), *_archives(), *_too_much(), *_lists_that_are_none(), *_rows(),
    )  # fmt: skip


def workbook(*sheets: tuple[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> bytes:
    """Return a sound XLSX of the given sheets (strings stay strings)."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    pages = []
    for name, rows in sheets:
        page = book.add_worksheet(name)
        pages.append(page)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
        if name in hidden:
            page.hide()
    book.close()
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(members: dict[str, bytes]) -> bytes:
    """Return an archive of the given parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


ROWS: list[list[object]] = [["Measure", "NQF"], ["Controlling High Blood Pressure", "0018"]]
SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(xml: bytes) -> bytes:
    """Return a workbook whose only sheet has the given XML."""
    return archive({**parts(workbook(("Sheet1", ROWS))), SHEET: xml})


def _xml(rows: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + space + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


def _cell(place: str, text: str) -> bytes:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def _other_kinds() -> Iterator[Broken]:
    """Files that are no spreadsheet at all."""
    yield Broken("empty file", "a.xlsx", b"", ("the file is empty", "save"))
    yield Broken("only spaces", "a.csv", b" \r\n \t ", ("the file is empty",))
    yield Broken("only zeros", "a.csv", b"\0" * 4096, ("the file is empty",))
    yield Broken("PDF", "a.xlsx", b"%PDF-1.7\n%....", ("a PDF", "ask for the spreadsheet"))
    yield Broken("picture", "a.xlsx", b"\x89PNG\r\n\x1a\n....", ("a picture",))
    yield Broken("gzip", "a.csv", b"\x1f\x8b\x08\x00....", ("gzip", "unpack it"))
    yield Broken("program", "a.xlsx", b"MZ\x90\x00....", ("a program",))
    yield Broken("rich text", "a.csv", rb"{\rtf1 Measure}", ("RTF",))
    html = b"<html><body><p>Measures of 2018</p></body></html>"
    yield Broken("web page as xls", "a.xls", html, ("web page without a table", "copy its list"))
    far = b"<table><tr><td colspan=9999>Measure<td>x" + b"<tr><td>" * 30
    yield Broken("web page that is too wide", "a.xls", far, ("more than 400 columns",))
    long = b"<table><tr><th>Measure" + b"<tr><td>Eye Exam" * 20_001
    yield Broken("web page that is too long", "a.xls", long, ("more than 20,000 rows",))
    many = b"<table><tr><td>Measure</table>" * 61
    yield Broken("web page of many tables", "a.xls", many, ("61 tables; at most 60",))
    deep = b"<table><tr><td>" * 9_000
    yield Broken("tables within tables", "a.xls", deep, ())
    yield from _old_xml()
    yield Broken("XML", "a.xml", b"<?xml version='1.0'?><list/>", ("an XML file", "as .xlsx"))
    yield Broken("JSON", "a.csv", b'[{"title": "x"}]', ("JSON file", "import qpp"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    yield Broken("xls of 1997", "a.xls", ole, ("damaged or cut short", "save it again as .xlsx"))
    locked = ole + "EncryptedPackage".encode("utf-16-le")
    yield Broken("encrypted", "a.xlsx", locked, ("protected by a password", "remove the password"))
    noise = bytes((i * 197 + i // 7) % 256 for i in range(9000))
    yield Broken("noise", "a.csv", b"\x01\x02" + noise, ("neither a spreadsheet nor text",))


def _old_xml() -> Iterator[Broken]:
    """XML spreadsheets of 2003 that are not whole, or claim what no list has."""
    head = b'<?xml version="1.0"?>%s<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    head += b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    row = b'<Worksheet ss:Name="A"><Table><Row%s><Cell%s><Data ss:Type="String">%s</Data></Cell>'
    end = b"</Row></Table></Worksheet></Workbook>"
    yield Broken("XML of 2003, empty", "a.xls", head % b"" + b"</Workbook>", ("0 sheets",))
    cut = head % b"" + row % (b"", b"", b"Eye Exam")
    yield Broken("XML of 2003, cut", "a.xls", cut, ("damaged or cut short", "save it as .xlsx"))
    far = head % b"" + row % (b' ss:Index="9999999"', b"", b"x") + end
    yield Broken("XML of 2003, far below", "a.xls", far, ("more than 20,000 rows",))
    wide = head % b"" + row % (b"", b' ss:Index="9999"', b"x") + end
    yield Broken("XML of 2003, far right", "a.xls", wide, ("more than 400 columns",))
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 40) for i in range(8))
        + b"]>"
    )
    bomb = head % laughs + row % (b"", b"", b"&i;") + end
    yield Broken("XML of 2003, entities in entities", "a.xls", bomb, ())


def _archives() -> Iterator[Broken]:
    """Archives that are no workbook, or a damaged one."""
    good = workbook(("Sheet1", ROWS))
    yield Broken("renamed zip", "a.xlsx", archive({"a.txt": b"x"}), ("a zip archive", "unpack it"))
    yield Broken("Word", "a.xlsx", archive({"word/document.xml": b"x"}), ("a Word document",))
    yield Broken("OpenDocument", "a.xlsx", archive({"content.xml": b"x"}), ("OpenDocument",))
    yield Broken("binary workbook", "a.xlsx", archive({"xl/workbook.bin": b"x"}), ("damaged",))
    yield Broken("cut short", "a.xlsx", good[: len(good) // 2], ("damaged or cut short",))
    flipped = bytearray(good)
    flipped[len(good) // 3] ^= 0xFF
    yield Broken("a byte flipped", "a.xlsx", bytes(flipped), ("damaged or cut short",))
    yield Broken("a part is missing", "a.xlsx", _without(good, SHEET), ("damaged or cut short",))
    broken = with_sheet(_xml(b'<row r="1"><c r="A1"')[:-30])
    yield Broken("XML cut off", "a.xlsx", broken, ("sheet",))
    yield Broken("locked zip entry", "a.xlsx", _flagged(good), ("protected by a password",))
    entity = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    laughs = with_sheet(entity + _xml(b'<row r="1">' + _cell("A1", "&b;") + b"</row>"))
    yield Broken("entities", "a.xlsx", laughs, ("sheet",))


def _without(content: bytes, name: str) -> bytes:
    return archive({key: data for key, data in parts(content).items() if key != name})


def _flagged(content: bytes) -> bytes:
    """Set the flag `encrypted` on every entry of an archive."""
    data = bytearray(content)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def _too_much() -> Iterator[Broken]:
    """Files that would take seconds, or all memory."""
    big = HEAD.encode() + b"x" * 6_000_000
    yield Broken("6 MB", "a.csv", big, ("6.0 MB", "at most 5 MB", "keep only"))
    bomb = with_sheet(_xml(b"<row>" + b" " * 90_000_000 + b"</row>"))
    yield Broken("zip bomb", "a.xlsx", bomb, ("unpacks to more than 60 MB", "zip bomb", "copy"))
    yield Broken("lying zip bomb", "a.xlsx", _lying(bomb), ("damaged",))
    far = b'<row r="1">' + _cell("A1", "Measure") + b'</row><row r="1048576">'
    last = with_sheet(_xml(far + _cell("XFD1048576", "x") + b"</row>"))
    yield Broken("a cell in the last row", "a.xlsx", last, ("more than 20,000 rows", "row 20001"))
    right = with_sheet(_xml(b'<row r="1">' + _cell("XFD1", "x") + b"</row>"))
    yield Broken("a cell in the last column", "a.xlsx", right, ("more than 400 columns", "row 1"))
    sheets = [(f"S{at}", ROWS) for at in range(70)]
    yield Broken("70 sheets", "a.xlsx", workbook(*sheets), ("70 sheets", "at most 60"))
    yield from _too_many()
    heads = "Measure,NQF,CMS,MIPS,HEDIS,ACO,PQA,Steward,Type,Threshold,Target,Note"
    for sign in "9a(-,.:–_":  # what looks for a word after any of them must not look ever again
        row = ",".join(f'"{sign * 3900}"' for _ in heads.split(","))
        told = f"{heads}\nFlu shot,0041\n" + f"{row}\n" * 3
        yield Broken(f"cells of {sign} alone", "a.csv", told.encode(), (), 1)


def _too_many() -> Iterator[Broken]:
    """Sheets with more rows, ranges, marks or letters than any list of measures has."""
    many = b"".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>'.encode() for at in range(1, 100_001)
    )
    yield Broken("100,000 rows", "a.xlsx", with_sheet(_xml(many)), ("more than 20,000 rows",))
    long = HEAD.encode() + b"".join(b"Measure %d,,,\n" % at for at in range(100_000))
    yield Broken("100,000 lines", "a.csv", long, ("more than 20,000 rows", "delete the others"))
    wide = ("Measure," + ",".join(f"c{at}" for at in range(9_000)) + "\nx\n").encode()
    yield Broken("9,000 columns", "a.csv", wide, ("more than 400 columns", "row 1"))
    tags = with_sheet(_xml(b"<c " * 3_000_000))
    yield Broken("open tags", "a.xlsx", tags, ("more than 400 columns",))
    merges = b"".join(b'<mergeCell ref="A%d:A1048576"/>' % at for at in range(3, 200_003))
    much = _xml(b'<row r="1">' + _cell("A1", "Measure") + b"</row>" + b'<row r="2">'
                + _cell("A2", "Eye Exam") + b"</row>")  # fmt: skip
    page = much.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>")
    yield Broken("200,000 merged ranges", "a.xlsx", with_sheet(page), ("2,000 merged ranges",), 1)
    marks = ["Measure", *(f"P{at} 2018" for at in range(300))]
    lines = [",".join(marks), *(f"Measure {at}," + ",".join("x" * 300) for at in range(900))]
    crossed = "\n".join(lines).encode()
    yield Broken("270,000 marks", "a.csv", crossed, ("more than 20,000 measures", "keep fewer"))
    huge = (GOOD + "y" * 100_000 + ",0034,,\n").encode()
    yield Broken("huge cell", "a.csv", huge, ("more than 4,000 letters", "row 3", "short title"), 1)
    rows: list[list[object]] = [*ROWS, ["z" * 32_000, "0034"]]
    sheet = workbook(("Sheet1", rows))
    yield Broken("huge cell, XLSX", "a.xlsx", sheet, ("more than 4,000 letters", "row 3"), 1)


def _lying(content: bytes) -> bytes:
    """Let every entry claim to unpack to ten bytes."""
    data = bytearray(content)
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset : at + offset + 4] = struct.pack("<I", 10)
            at = data.find(sign, at + 4)
    return bytes(data)


def _lists_that_are_none() -> Iterator[Broken]:
    """Sheets in which no list of measures can be found."""
    yield Broken("no heading", "a.csv", b"12,13\n14,15\n", ("no row heads a column of measures",))
    yield Broken("heading only", "a.csv", HEAD.encode(), ("no line lists a measure",))
    locked = workbook(("Notes", [["nothing"]]), ("Secret", ROWS), hidden=("Secret",))
    yield Broken("hidden sheet", "a.xlsx", locked, ("'Secret'", "hidden", "unhide it"))
    blank = workbook(("Sheet1", []))
    yield Broken("blank workbook", "a.xlsx", blank, ("'Sheet1'", "empty"))
    quote = (GOOD + '"Breast Cancer Screening,2372,,\n' + "x,y,z,w\n" * 200).encode()
    yield Broken("open quotation mark", "a.csv", quote, ("never closed", "line 3", "close it"), 3)
    utf = ("\ufeff" + GOOD).encode("utf-16-le")[:-1]
    yield Broken("odd UTF-16", "a.csv", utf, ("UTF-16",), 1)


def _rows() -> Iterator[Broken]:
    """Lists of which some rows cannot be taken."""
    yield from _cells()
    yield from _signs()


def _cells() -> Iterator[Broken]:
    numbers = (GOOD + "123,0034,,\n").encode()
    yield Broken("a number as name", "a.csv", numbers, ("row 3", "no letters", "write"), 1)
    nameless = (GOOD + ",0034,NCQA,process\n").encode()
    yield Broken("no name", "a.csv", nameless, ("row 3", "no measure's name", "delete the row"), 1)
    ids = (GOOD + "Colorectal Cancer Screening,abc,,\n").encode()
    yield Broken("no id", "a.csv", ids, ("row 3", "'abc' is no CBE id", "four digits"), 2)
    dated = (GOOD + "Colorectal Cancer Screening,2018-01-18,,\n").encode()
    yield Broken("a date as id", "a.csv", dated, ("row 3", "'2018-01-18' is no CBE id"), 2)
    typed = (GOOD + "Colorectal Cancer Screening,0034,,magic\n").encode()
    yield Broken("unknown type", "a.csv", typed, ("row 3", "type 'magic'", "kept as a note"), 2)
    years = b"Measure,Year\nColorectal Cancer Screening,soon\n"
    yield Broken("no year", "a.csv", years, ("row 2", "'soon' is no year", "four digits"), 1)
    twice = (GOOD + "Controlling High Blood Pressure,0018,NCQA,process\n").encode()
    yield Broken("a row twice", "a.csv", twice, ("row 3", "taken once"), 1)
    heads = b"Measure,Measure,Weight,Weight\nColorectal Cancer Screening,x,1,2\n"
    yield Broken("headings twice", "a.csv", heads, ("'Measure' (B)", "not placed"), 1)
    marks = b"Measure,CPC+ 2018,HEDIS 2018\nColorectal Cancer Screening,x,\nFoot Exam,,\n"
    yield Broken("no mark", "a.csv", marks, ("row 3", "no programme is marked"), 1)


def _signs() -> Iterator[Broken]:
    control = (GOOD + "Breast\x07 Cancer\x1b Screening,2372,,\n").encode()
    yield Broken("control characters", "a.csv", control, ("row 3", "hidden characters"), 2)
    turned = (GOOD + "\u202egnineercS recnaC tsaerB\u202c,2372,,\n").encode()
    yield Broken("right-to-left marks", "a.csv", turned, ("row 3", "right-to-left"), 2)
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Sheet1")
    page.write_row(0, 0, ["Measure", "NQF"])
    page.write_formula(1, 0, '=HYPERLINK("http://example.org","Eye Exam")', None, "Eye Exam")
    page.write_formula(2, 0, "=1/0", None, "#DIV/0!")
    page.write(2, 1, "0034")
    book.close()
    says = ("formulas were not run", "row 3", "without a measure's name")
    yield Broken("formulas", "a.xlsx", out.getvalue(), says, 1)
