"""Workbooks (XLSX, XLSB, XLS, ODS) and Parquet files as sheets, read by a program of its own.

Whatever native code does with somebody's bytes ends in one sentence, and takes no more time and
memory than a list of measures may (`native.py`).
"""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from measurealign.catalog.imports.spreadsheet import native
from measurealign.catalog.imports.spreadsheet.sheet import (
    Limits,
    Sheet,
    indented,
    refused,
    stem,
    text_rows,
    too_many_rows,
)
from measurealign.problems import InputError

RESAVE = "open it in a spreadsheet program and save it again as .xlsx"
_KEEP = "keep the rows and columns that tell about measures, delete the others"
#: What a refusal of the program means, and what helps.
_SAYS = {
    "password": ("the workbook is protected by a password", RESAVE),
    "much": ("the file is damaged, or takes more memory or time than any list of measures", _KEEP),
    "sheets": (
        "the workbook has {told} sheets; at most {sheets} are read",
        "keep the sheets that list measures",
    ),
    "area": ("the sheet spans more than {columns} columns or {cells:,} cells", _KEEP),
    "letters": ("the sheets hold more than {unpacked:,} letters", _KEEP),
    "pyarrow": (
        "Parquet needs pyarrow, which is not installed",
        "pip install 'measurealign[parquet]', or save the table as .csv",
    ),
}
_OF_A_SHEET = ("area", "letters")
#: How the program is begun.
PROGRAM = (sys.executable, "-P", str(Path(native.__file__)))


def asked(kind: str, given: bytes | str, limits: Limits) -> bytes:
    """Return what the program is told: what to read as what, and how much of it."""
    most = native.Most(limits.sheets, limits.rows, limits.columns, limits.cells,
                       limits.unpacked, limits.file)  # fmt: skip
    return pickle.dumps((kind, given, tuple(most)))


def damaged(name: str, why: str) -> InputError:
    """Return the refusal of a workbook that is not whole."""
    what = f"the workbook is damaged or cut short ({' '.join(why.split())[:120]})"
    return refused(name, "", what, f"{RESAVE}, or ask for it again")


def workbook_grids(content: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    """Yield the sheets of a workbook of any format; raise InputError if it is not sound."""
    return _sheets("workbook", content, name, limits)


def parquet_sheet(content: bytes, name: str, limits: Limits) -> Sheet:
    """Return the table of a Parquet file as a sheet; raise InputError if it is not sound."""
    (sheet,) = _sheets("parquet", content, name, limits)
    return sheet


def _sheets(kind: str, content: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    answer = BytesIO(_run(asked(kind, content, limits), name))
    what, told = next_told(answer)
    while what == "sheet":
        yield _sheet(told, name, limits)
        what, told = next_told(answer)
    if what != "end":
        raise refusal((what, told), kind, name, limits)


def next_told(answer: IO[bytes]) -> tuple[str, Any]:
    """Return what the program said next; it says no more if it was ended."""
    try:
        what, told = pickle.load(answer)  # noqa: S301 - our own program wrote it
    except (EOFError, pickle.UnpicklingError):
        return "much", ""
    return str(what), told


def _run(given: bytes, name: str) -> bytes:
    """Return what the program answers: nothing, if it was ended."""
    with subprocess.Popen(  # noqa: S603 - our own file
        PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            # A busy machine gives it less than a processor: its own seconds are counted within.
            return process.communicate(given, 6 * native.SECONDS)[0]
        except subprocess.TimeoutExpired:
            return b""
        finally:
            process.kill()


def _sheet(told: native.Cells, name: str, limits: Limits) -> Sheet:
    """Return one sheet; its rows are numbered as a person sees them."""
    title, hidden, raw, merged = told
    rows, cleaned = text_rows(raw, limits)
    if len(merged) > limits.merged:
        what = f"has more than {limits.merged:,} merged ranges: the others were not filled"
        cleaned[f"{what}; unmerge them"] = ()
    return Sheet(
        title or stem(name),
        rows,
        tuple(merged[: limits.merged]),
        hidden=hidden,
        cleaned=cleaned,
        indents=indented(raw),
    )


def refusal(told: tuple[str, object], kind: str, name: str, limits: Limits) -> InputError:
    """Return the sentence for a refusal: (its kind, what of it)."""
    why, what = told
    if why == "rows":
        return too_many_rows(name, str(what) or "the table", limits)
    if why in _SAYS:
        says, remedy = _SAYS[why]
        where = f"sheet '{what}'" if why in _OF_A_SHEET and what else ""
        return refused(name, where, says.format(told=what, **vars(limits)), remedy)
    if kind == "workbook":
        return damaged(name, str(what))
    short = " ".join(str(what).split())[:120]
    remedy = "write it again, or save the table as .csv"
    return refused(name, "", f"the Parquet file is damaged ({short})", remedy)
