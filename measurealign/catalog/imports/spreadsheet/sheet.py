"""A file of bytes → its sheets, as text cells with their row numbers. Nothing is understood here.

Everything that can go wrong with somebody's file ends in one sentence with a remedy: what the
bytes really are is read from the bytes, never from the file's name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from measurealign.catalog.cells import cell_text, hides
from measurealign.problems import InputError, Problem


@dataclass(frozen=True)
class Limits:
    """How much is read: bytes of the file, bytes unpacked, rows, columns and area of a sheet.

    Enough for a payer's largest crosswalk (a measure set has some hundred rows); a file beyond
    them is somebody's mistake or an attack, and would take memory that others need.
    """

    file: int = 5_000_000
    unpacked: int = 60_000_000
    rows: int = 20_000
    columns: int = 400
    cells: int = 1_000_000
    sheets: int = 60
    merged: int = 2_000
    listings: int = 20_000
    letters: int = 4_000


LIMITS = Limits()


@dataclass(frozen=True)
class Sheet:
    """One sheet: text cells row by row (row 1 is `rows[0]`), merged ranges, what was noticed.

    `merged` are (first row, first column, last row, last column), counted from 0.
    `notices` are sentences about how the bytes were read; `hidden` sheets are not taken.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notices: tuple[str, ...] = ()
    hidden: bool = False
    #: Rows in which cells were cut or cleaned, by the sentence that says so.
    cleaned: dict[str, tuple[int, ...]] = field(default_factory=dict)


_HIDDEN = "control or hidden characters (such as right-to-left marks) were taken out"
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
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"schemas-microsoft-com:office:spreadsheet", "this is an old XML spreadsheet"),
    (b"<html", "this is a web page under a spreadsheet's name"),
    (b"<!doctype html", "this is a web page under a spreadsheet's name"),
    (b"<table", "this is a web page under a spreadsheet's name"),
    (b"<?xml", "this is an XML file"),
)


def read_sheets(content: bytes, name: str, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """Return the sheets of an XLSX or CSV file; raise InputError with a remedy if it is neither."""
    if len(content) > limits.file:
        size, most = len(content) / 1e6, limits.file / 1e6
        raise _refused(
            name,
            f"the file has {size:.1f} MB; at most {most:g} MB are read",
            "keep only the sheets with measures, without pictures, and save it again",
        )
    if not content.strip(b"\x00 \t\r\n"):
        raise _refused(name, "the file is empty", "save the spreadsheet again")
    if content.startswith(b"PK"):
        from measurealign.catalog.imports.spreadsheet.workbook import workbook_sheets

        return workbook_sheets(content, name, limits)
    _refuse_other_kinds(content, name)
    from measurealign.catalog.imports.spreadsheet.delimited import delimited_sheet

    return (delimited_sheet(content, name, limits),)


def text_rows(
    values: Iterable[Sequence[object]], limits: Limits
) -> tuple[tuple[tuple[str, ...], ...], dict[str, tuple[int, ...]]]:
    """Return raw cells as clean text, and the rows in which something was taken out."""
    rows: list[tuple[str, ...]] = []
    noticed: dict[str, list[int]] = {}
    for at, raw in enumerate(values, 1):
        texts = [cell_text(cell) for cell in raw]
        if any(isinstance(cell, str) and hides(cell) for cell in raw):
            noticed.setdefault(_HIDDEN, []).append(at)
        if any(len(text) > limits.letters for text in texts):
            what = f"a cell has more than {limits.letters:,} letters: the rest was not read"
            noticed.setdefault(f"{what}; shorten it", []).append(at)
        rows.append(tuple(text[: limits.letters] for text in texts))
    return tuple(rows), {what: tuple(at) for what, at in noticed.items()}


def too_many_rows(name: str, sheet: str, limits: Limits) -> InputError:
    """Return the refusal of a sheet that no measure set needs."""
    what = f"more than {limits.rows:,} rows; a list of measures has some hundred"
    remedy = "keep the rows that list measures (one row a measure), and delete the others"
    return refused(name, f"sheet '{sheet}', row {limits.rows + 1}", what, remedy)


def refused(name: str, where: str, what: str, remedy: str) -> InputError:
    """Return the error that says where a file cannot be read, why, and what helps."""
    return InputError(Problem(file=name, where=where, what=f"{what}: {remedy}"))


def _refused(name: str, what: str, remedy: str) -> InputError:
    return refused(name, "", what, remedy)


def _refuse_other_kinds(content: bytes, name: str) -> None:
    """Raise InputError if the bytes are known to be something else than text with columns."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _ole(content, name)
    for begin, what, remedy in _SIGNATURES:
        if content.startswith(begin):
            raise _refused(name, what, remedy)
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    small = head.lower()
    found = [what for sign, what in _MARKUP if sign.lower() in small]
    if head.startswith(b"<") and found:
        raise _refused(name, found[0], "open it in a spreadsheet program and save it as .xlsx")
    if head.startswith((b"{", b"[{", b"[\n", b"[\r", b"[ ")):
        remedy = "use `measurealign import qpp` or `import fhir`, or give a spreadsheet"
        raise _refused(name, "this is a JSON file", remedy)


def _ole(content: bytes, name: str) -> InputError:
    """Tell an encrypted workbook from one in Excel's format of 1997."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _refused(
            name,
            "the workbook is protected by a password",
            "open it, remove the password (File, Info, Protect Workbook), and save it again",
        )
    return _refused(
        name, "this is a workbook in the old .xls format", "open it and save it as .xlsx or .csv"
    )
