"""Workbooks, read safely: measured before they are parsed, and only what was measured is parsed.

A workbook is a zip of XML. Its parts are unpacked here under a limit, each sheet's extent is
counted in its XML (one cell in row 1,048,576 would make the parser allocate the whole grid), and
a fresh archive of exactly these parts goes to the parser.
"""

import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from html import unescape
from io import BytesIO

from measurealign.catalog.cells import column_letter
from measurealign.catalog.imports.imported import listed
from measurealign.catalog.imports.spreadsheet.grids import RESAVE, damaged, workbook_grids
from measurealign.catalog.imports.spreadsheet.ods_facts import ods_facts
from measurealign.catalog.imports.spreadsheet.sheet import Limits, Sheet, refused, too_many_rows
from measurealign.catalog.imports.spreadsheet.workbook_facts import SheetFacts, facts_of, styles_of
from measurealign.problems import InputError

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MARK = re.compile(
    rb"<(?:\w{1,20}:)?(row|c)\b(?:[^<>]*?\sr\s*=\s*[\"']([A-Za-z]{0,9})(\d{0,12})[\"'])?"
)
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s>/]")
_TAG = re.compile(r"<(?:Relationship|(?:\w{1,20}:)?sheet)\s([^<>]{1,2000})>")
_ATTRIBUTE = re.compile(r"([\w:]{1,40})\s*=\s*\"([^\"]{0,1000})\"")


def workbook_sheets(content: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets of an XLSX file; raise InputError with a remedy if it is not sound."""
    parts = unpacked(content, name, limits)
    _refuse_other_archives(parts, name)
    if "xl/workbook.xml" not in {part.lower() for part in parts}:
        if "content.xml" in parts:
            return _ods(parts, name, limits)
        return tuple(workbook_grids(packed(parts), name, limits))
    called = _names(parts)
    texts = parts.get("xl/sharedStrings.xml", b"")
    styles = styles_of(parts.get("xl/styles.xml", b""), texts)
    facts: dict[str, SheetFacts] = {}
    for part, data in sorted(parts.items()):
        # Where a sheet's part lies is the archive's choice: its content tells.
        if b"sheetData" in data:
            _measure(called.get(part, part), data, name, limits)
            facts[called.get(part, part)] = facts_of(data, styles)
    formulas = any(_FORMULA.search(data) for data in parts.values() if b"sheetData" in data)
    return tuple(
        one if one.hidden else _with(one, formulas, facts.get(one.name, SheetFacts()))
        for one in workbook_grids(packed(parts), name, limits)
    )


def _ods(parts: dict[str, bytes], name: str, limits: Limits) -> tuple[Sheet, ...]:
    parts["mimetype"] = _ODS  # no XML, and yet what tells an ODS file
    sheets = tuple(workbook_grids(packed(parts), name, limits))
    facts = ods_facts(parts["content.xml"])
    return tuple(
        one if one.hidden else _with(one, False, facts.get(one.name, SheetFacts()))
        for one in sheets
    )


def unpacked(content: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """Return the XML parts of the archive, never more than the limit."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts: dict[str, bytes] = {}
            room = limits.unpacked
            for info in archive.infolist():
                if not info.filename.lower().endswith((".xml", ".rels", ".bin")):
                    continue
                data = _part(archive, info, room, name, limits)
                room -= len(data)
                parts[info.filename] = data
            return parts
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError,
            KeyError, OverflowError, struct.error, lzma.LZMAError) as error:  # fmt: skip
        raise damaged(name, str(error)) from None
    except RuntimeError:
        raise refused(name, "", "the archive is protected by a password", RESAVE) from None


def _part(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int, name: str, limits: Limits
) -> bytes:
    with archive.open(info) as stream:
        data = stream.read(room + 1)
    if len(data) > room:
        most = limits.unpacked / 1e6
        what = f"unpacks to more than {most:g} MB (a zip bomb, or far too many formatted cells)"
        remedy = "copy the rows that list measures into a new workbook"
        raise refused(name, info.filename, what, remedy)
    return data


def _refuse_other_archives(parts: dict[str, bytes], name: str) -> None:
    """Raise InputError if the zip is no workbook."""
    names = {part.lower() for part in parts}
    if {"xl/workbook.xml", "xl/workbook.bin"} & names:
        return
    if "content.xml" in names and b"office:spreadsheet" in parts.get("content.xml", b""):
        return
    kinds = (
        ("word/document.xml", "this is a Word document"),
        ("ppt/presentation.xml", "this is a presentation"),
        ("content.xml", "this is an OpenDocument text or drawing"),
        ("index/document.iwa", "this is a Numbers file"),
    )
    for part, what in kinds:
        if part in names:
            remedy = "save its table as .xlsx or .csv"
            raise refused(name, "", what, remedy)
    what = "this is a zip archive under a spreadsheet's name"
    raise refused(name, "", what, "unpack it and give the spreadsheet inside")


def _measure(part: str, data: bytes, name: str, limits: Limits) -> None:
    """Raise InputError if a sheet's cells span more than a list of measures needs."""
    if b"\x00" in data[:200] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise damaged(name, f"{part} is not UTF-8")
    row = width = widest = 0
    for mark in _MARK.finditer(data):
        kind, letters, digits = mark.groups()
        if kind == b"row":
            row, width = int(digits) if digits else row + 1, 0
        else:
            width = _column(letters) if letters else width + 1
            row, widest = max(row, int(digits or 0)), max(width, widest)
        if row > limits.rows:
            raise too_many_rows(name, part, limits)
        if widest > limits.columns or row * widest > limits.cells:
            raise _too_wide(name, part, row, limits)


def _too_wide(name: str, part: str, row: int, limits: Limits) -> InputError:
    what = f"the sheet spans more than {limits.columns} columns or {limits.cells:,} cells"
    remedy = "keep the rows and columns that tell about measures, delete the others"
    return refused(name, f"sheet '{part}', row {max(row, 1)}", what, remedy)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _names(parts: dict[str, bytes]) -> dict[str, str]:
    """Return what each sheet's part is called in the workbook."""
    book = parts.get("xl/workbook.xml", b"").decode("utf-8", errors="replace")
    relations = parts.get("xl/_rels/workbook.xml.rels", b"").decode("utf-8", errors="replace")
    target = {}
    for one in _TAG.findall(relations):
        told = dict(_ATTRIBUTE.findall(one))
        target[told.get("Id", "")] = "xl/" + told.get("Target", "").removeprefix("/xl/")
    found = {}
    for one in _TAG.findall(book):
        told = dict(_ATTRIBUTE.findall(one))
        if "name" in told and "r:id" in told:
            found[target.get(told["r:id"], "")] = unescape(told["name"])
    return found


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a fresh archive, unpacked, of just the parts that were measured."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for key, data in parts.items():
            archive.writestr(zipfile.ZipInfo(key), data)
    return buffer.getvalue()


def _with(sheet: Sheet, formulas: bool, facts: SheetFacts) -> Sheet:
    """Return a sheet with what its XML says beside its values."""
    said = ["formulas were not run: the values saved with them were read"] if formulas else []
    columns = [at for at in facts.columns if any(at < len(row) and row[at] for row in sheet.rows)]
    if columns:
        letters = listed([column_letter(at) for at in columns])
        said.append(f"hidden in the workbook, read all the same: columns {letters}")
    unsaved = tuple(one for one in facts.unsaved if one[0] <= len(sheet.rows))
    return replace(
        sheet,
        notices=tuple(said),
        concealed=facts.concealed,
        struck=facts.struck,
        unsaved=unsaved,
        indents={**facts.indents, **sheet.indents},
    )
