"""Workbooks of every format (XLSX, XLSB, XLS, ODS) opened by python-calamine.

The library is native code: whatever it does with somebody's bytes ends in one sentence.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from measurealign.catalog.imports.spreadsheet.sheet import (
    Limits,
    Sheet,
    indented,
    refused,
    text_rows,
    too_many_rows,
)
from measurealign.problems import InputError

RESAVE = "open it in a spreadsheet program and save it again as .xlsx"
_TABLE = re.compile(rb"<table:table-(row|cell)\b([^<>]{0,800}?)/?>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*\"(\d{1,9})\"")


def damaged(name: str, why: str) -> InputError:
    """Return the refusal of a workbook that is not whole."""
    what = f"the workbook is damaged or cut short ({' '.join(why.split())[:120]})"
    return refused(name, "", what, f"{RESAVE}, or ask for it again")


@contextmanager
def opened(content: bytes, name: str) -> Iterator[CalamineWorkbook]:
    """Open a workbook; whatever goes wrong with it becomes one sentence."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            yield book
    except PasswordError:
        raise refused(name, "", "the workbook is protected by a password", RESAVE) from None
    except (InputError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except (CalamineError, OSError, ValueError, OverflowError, TypeError) as error:
        raise damaged(name, str(error)) from None
    except BaseException as error:
        # A panic of the native code is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(name, "it makes no sense") from None


def other_sheets(content: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets of an XLS, XLSB or ODS file."""
    with opened(content, name) as book:
        return tuple(
            Sheet(title, (), hidden=True) if hidden else sheet_of(book, title, name, limits)
            for title, hidden in listed_sheets(book, name, limits)
        )


def listed_sheets(book: CalamineWorkbook, name: str, limits: Limits) -> list[tuple[str, bool]]:
    """Return the sheets of cells by name, and whether each is hidden."""
    cells = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if len(cells) > limits.sheets:
        what = f"the workbook has {len(cells)} sheets; at most {limits.sheets} are read"
        raise refused(name, "", what, "keep the sheets that list measures")
    return [(one.name, one.visible != SheetVisibleEnum.Visible) for one in cells]


def sheet_of(book: CalamineWorkbook, title: str, name: str, limits: Limits) -> Sheet:
    """Return one sheet; its rows are numbered as a person sees them."""
    sheet = book.get_sheet_by_name(title)
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    if height > limits.rows:
        raise too_many_rows(name, title, limits)
    if width > limits.columns or height * width > limits.cells:
        what = f"the sheet spans more than {limits.columns} columns or {limits.cells:,} cells"
        remedy = "keep the rows and columns that tell about measures, delete the others"
        raise refused(name, f"sheet '{title}'", what, remedy)
    # skip_empty_area=False keeps empty rows on top.
    raw = sheet.to_python(skip_empty_area=False)
    rows, cleaned = text_rows(raw, limits)
    ranges = sheet.merged_cell_ranges or []
    if len(ranges) > limits.merged:
        what = f"has more than {limits.merged:,} merged ranges: the others were not filled"
        cleaned[f"{what}; unmerge them"] = ()
    merged = tuple((*first, *last) for first, last in ranges[: limits.merged])
    return Sheet(sheet.name, rows, merged, cleaned=cleaned, indents=indented(raw))


def measured_text(content: bytes, name: str, limits: Limits) -> None:
    """Raise InputError if an ODS sheet repeats cells into more than a list of measures needs."""
    row = width = 0
    for found in _TABLE.finditer(content):
        repeated = _REPEATED.search(found[2])
        times = int(repeated[1]) if repeated else 1
        empty = found[0].endswith(b"/>")
        if found[1] == b"row":
            row, width = row + (0 if times > limits.rows else times), 0
        elif not empty:
            width += times
        if row > limits.rows * limits.sheets or width > limits.columns:
            what = "cells are repeated into more than any list of measures has"
            raise refused(name, "content.xml", what, RESAVE)
