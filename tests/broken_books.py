"""Workbooks of every format: sound ones, and small ones that native code takes all memory for."""

import struct
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from broken_sheets import ROWS, Broken, archive, parts, workbook

CASES = Path(__file__).parent / "cases"
#: The formats of which a sound list is kept, written by another program each.
KINDS = ("xls", "xlsb", "ods")
_MUCH = ("or takes more memory or time than any list of measures", "keep the rows")


def sound(kind: str) -> bytes:
    """Return a sound list of a format: four rows, two programmes."""
    return parquet() if kind == "parquet" else (CASES / f"list.{kind}").read_bytes()


def parquet(**columns: list[object]) -> bytes:
    """Return a Parquet file of some columns."""
    out = BytesIO()
    told = columns or {
        "Measure": ["Controlling High Blood Pressure", "Breast Cancer Screening", None],
        "NQF": ["0018", "2372", "0055"], "Weight": [1.0, 2.5, None], "Menu": [True, False, None],
    }  # fmt: skip
    pq.write_table(pa.table(told), out, store_schema=False)
    return out.getvalue()


@cache
def broken_books() -> tuple[Broken, ...]:
    """Return files of some kilobytes that claim gigabytes of cells."""
    return (*_claiming(), *_cut_short())


def _claiming() -> Iterator[Broken]:
    shared = parts(workbook(("Sheet1", [*ROWS, *([["Eye Exam", "0055"]] * 1000)])))
    texts = "xl/sharedStrings.xml"
    shared[texts] = shared[texts].replace(b"Eye Exam", b"x" * 3_000_000)
    yield Broken("one text in a thousand cells", "a.xlsx", archive(shared), _MUCH)
    yield Broken("a cell in the last row of all", "a.xls", _far_xls(), _MUCH)
    yield Broken("a cell in the last row and column", "a.xlsb", _far_xlsb(), _MUCH)
    yield Broken("repeated rows", "a.ods", _repeated_ods(), _MUCH)
    same = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000), ["x" * 1_000_000])
    yield Broken("one text in all rows", "a.parquet", parquet(Measure=same), _MUCH)
    long = parquet(Measure=["x"] * 20_001)
    yield Broken("20,001 rows", "a.parquet", long, ("more than 20,000 rows", "delete the others"))
    wide = parquet(**{f"c{at}": ["x"] for at in range(401)})
    yield Broken("401 columns", "a.parquet", wide, ("more than 400 columns", "keep the rows"))


def _cut_short() -> Iterator[Broken]:
    for kind in (*KINDS, "parquet"):
        cut = sound(kind)[: len(sound(kind)) // 2]
        yield Broken(f"cut short, {kind}", f"a.{kind}", cut, ("damaged", "again"))


def _far_xls() -> bytes:
    data = bytearray(sound("xls"))
    at = data.rfind(b"\xfd\x00\x0a\x00")  # the last cell of text: LABELSST, ten bytes
    data[at + 4 : at + 8] = struct.pack("<HH", 65_535, 65_535)
    return bytes(data)


def _far_xlsb() -> bytes:
    members = parts(sound("xlsb"))
    sheet = bytearray(members["xl/worksheets/sheet1.bin"])
    at = sheet.rfind(b"\x00\x19")  # the last row's head: its number, and (below) its first cell's
    sheet[at + 2 : at + 6] = struct.pack("<I", 1_048_575)
    cell = at + 2 + 0x19 + 2
    sheet[cell : cell + 4] = struct.pack("<I", 16_383)
    return archive({**members, "xl/worksheets/sheet1.bin": bytes(sheet)})


def _repeated_ods() -> bytes:
    members = parts(sound("ods"))
    page = members["content.xml"]
    row = b"<table:table-row>"
    assert row in page
    much = b"<table:table-row table:number-rows-repeated='1048576'>"
    members["content.xml"] = page.replace(row, much).replace(
        b"<table:table-cell office:value-type",
        b"<table:table-cell table:number-columns-repeated='9' office:value-type",
    )
    return archive(members)
