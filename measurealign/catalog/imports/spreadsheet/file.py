"""A file of bytes → its sheets. Nothing is understood here.

Everything that can go wrong with somebody's file ends in one sentence with a remedy: what the
bytes really are is read from the bytes, never from the file's name.
"""

import re

from measurealign.catalog.imports.spreadsheet.sheet import (
    AS_XLSX,
    LIMITS,
    PARQUET,
    Limits,
    Sheet,
    refused,
)
from measurealign.problems import InputError

#: What the first bytes give away: (how they begin, what the file is, the remedy).
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "this is a PDF", "ask for the spreadsheet, or copy its table into one"),
    (b"\x1f\x8b", "this is a gzip archive", "unpack it and give the spreadsheet inside"),
    (b"Rar!", "this is a RAR archive", "unpack it and give the spreadsheet inside"),
    (b"7z\xbc\xaf", "this is a 7z archive", "unpack it and give the spreadsheet inside"),
    (b"\x89PNG", "this is a picture", "type its table into a spreadsheet"),
    (b"\xff\xd8\xff", "this is a picture", "type its table into a spreadsheet"),
    (b"{\\rtf", "this is a text document (RTF)", "copy its table into a spreadsheet"),
    (b"\x7fELF", "this is a program", "give a spreadsheet (.xlsx or .csv)"),
    (b"MZ", "this is a program", "give a spreadsheet (.xlsx or .csv)"),
)
#: How workbooks of 1997 (and locked ones of today) begin, and what tells that one is locked.
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: The lines that begin a set file of ours.
_SET_FILE = re.compile(rb"(?m)^(id|name|year|sponsor|kind|measures): ?")
#: The name space of XML spreadsheets of 2003.
_OLD_XML = b"schemas-microsoft-com:office:spreadsheet"
#: How a web page's text shows, in small letters.
_PAGE = re.compile(rb"<(?:html|!doctype html|table|head|body|meta)\b")


def read_sheets(content: bytes, name: str, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, CSV or Parquet file; raise InputError if it is none."""
    if len(content) > limits.file:
        size, most = len(content) / 1e6, limits.file / 1e6
        raise _refused(
            name,
            f"the file has {size:.1f} MB; at most {most:g} MB are read",
            "keep only the sheets with measures, without pictures, and save it again",
        )
    if not content.strip(b"\x00 \t\r\n"):
        raise _refused(name, "the file is empty", "save the spreadsheet again")
    if content.startswith(PARQUET):
        from measurealign.catalog.imports.spreadsheet.grids import parquet_sheet

        return (parquet_sheet(content, name, limits),)
    if content.startswith(_OLE) and _LOCKED not in content:
        from measurealign.catalog.imports.spreadsheet.grids import workbook_grids

        return tuple(workbook_grids(content, name, limits))
    if content.startswith(b"PK"):
        from measurealign.catalog.imports.spreadsheet.workbook import workbook_sheets

        return workbook_sheets(content, name, limits)
    _refuse_other_kinds(content, name)
    return _text_sheets(content, name, limits)


def _text_sheets(content: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets of a text: markup as spreadsheet programs write it, else columns."""
    head = _head(content)
    if head.startswith(b"<") and _OLD_XML in head:
        from measurealign.catalog.imports.spreadsheet.old_xml import old_xml_sheets

        return old_xml_sheets(content, name, limits)
    if head.startswith(b"<") and _PAGE.search(head.lower()):
        from measurealign.catalog.imports.spreadsheet.webpage import webpage_sheets

        return webpage_sheets(content, name, limits)
    if head.startswith(b"<?xml"):
        raise _refused(name, "this is an XML file", AS_XLSX)
    from measurealign.catalog.imports.spreadsheet.delimited import delimited_sheet

    return (delimited_sheet(content, name, limits),)


def _head(content: bytes) -> bytes:
    """Return the first letters, without a mark of Unicode and without the zeros of UTF-16."""
    return content[:8192].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def _refused(name: str, what: str, remedy: str) -> InputError:
    return refused(name, "", what, remedy)


def _refuse_other_kinds(content: bytes, name: str) -> None:
    """Raise InputError if the bytes are known to be something else than text with columns."""
    if content.startswith(_OLE):
        what = "the workbook is protected by a password"
        remedy = "open it, remove the password (File, Info, Protect Workbook), and save it again"
        raise _refused(name, what, remedy)
    for begin, what, remedy in _SIGNATURES:
        if content.startswith(begin):
            raise _refused(name, what, remedy)
    head = _head(content)
    if head.startswith((b"{", b"[{", b"[\n", b"[\r", b"[ ")):
        remedy = "use `measurealign import qpp` or `import fhir`, or give a spreadsheet"
        raise _refused(name, "this is a JSON file", remedy)
    if len(_SET_FILE.findall(head)) > 1:
        raise _refused(name, "this is a set file (YAML)", "it needs no import: give it as it is")
