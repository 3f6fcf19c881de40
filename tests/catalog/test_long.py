"""Long lists are read piece by piece, and say line by line what they say read whole."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from measurealign.catalog.imports import long
from measurealign.catalog.imports.lines import read_lines, read_pieces
from measurealign.catalog.imports.spreadsheet.sheet import LIMITS
from measurealign.problems import InputError

ROWS = [
    ("No.", "Measure", "NQF", "Year"),
    *((str(n), name, nqf, year) for n, (name, nqf, year) in enumerate((
        ("Eye Exam", "0055", "2018"), ("Café counselling; brief", "", "2019"),
        ("=1+1 doses", "0038", ""), ('Said "twice"', "", ""), ("Over\ntwo lines", "", ""),
        ("TOTAL", "", ""), ("", "0018", ""), ("Flu – shots", "", "2020"),
    ), 1)),
]  # fmt: skip


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take lists of five rows for long, and read three at a time."""
    monkeypatch.setattr(long, "LIMITS", replace(LIMITS, rows=5))
    monkeypatch.setattr(long, "PIECE", 3)


def text(delimiter: str = ",", rows: list[tuple[str, ...]] = ROWS) -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), ("|", "cp1252"), (",", "utf-16-le")],
)
def test_a_long_text_says_what_it_says_read_whole(tmp_path, delimiter, encoding) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text(delimiter).encode(encoding))
    pieces = list(read_pieces(path))
    assert [len(piece) for piece in pieces] == [2, 3, 3]
    lines = [line for piece in pieces for line in piece]
    assert lines == [*read_lines(path)]
    assert [line.year for line in lines][:2] == [2018, 2019]
    assert not any(line.also == "1" for line in lines), "a column that counts is no id"


def test_excels_line_about_the_delimiter_is_no_row(tmp_path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sep=;\n" + text(";"))
    assert [line for piece in read_pieces(path) for line in piece] == [*read_lines(path)]


def test_a_long_parquet_says_what_the_text_says(tmp_path) -> None:
    from pyarrow import parquet, table

    path, other = tmp_path / "list.parquet", tmp_path / "list.csv"
    columns = dict(zip(ROWS[0], zip(*ROWS[1:], strict=True), strict=True))
    parquet.write_table(table({name: list(cells) for name, cells in columns.items()}), path)
    other.write_text(text())
    lines = [line for piece in read_pieces(path) for line in piece]
    flat = [replace(line, name=line.name) for line in read_lines(other)]
    assert lines == flat


def test_a_short_list_is_read_whole(tmp_path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text(rows=ROWS[:4]))
    assert [len(piece) for piece in read_pieces(path)] == [3]


def test_an_open_quotation_mark_is_told_by_its_line(tmp_path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Measure\nEye Exam\n"Flu shots\n' + "Foot Exam\n" * 100)
    with pytest.raises(InputError, match=r"line 3.*never closed.*close it"):
        list(read_pieces(path))


def test_what_is_no_list_is_told(tmp_path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n" + "1,2\n" * 20)
    with pytest.raises(InputError, match="no row heads a column of measures"):
        list(read_pieces(path))


def test_for_what_is_no_parquet_no_program_is_begun(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(long, "PROGRAM", ("/nowhere",))
    path = tmp_path / "list.parquet"
    path.write_bytes(b"Measure,NQF\nEye Exam,0055\n")
    with pytest.raises(InputError, match=r"damaged \(it begins as none does\): write it again"):
        list(read_pieces(path))


def test_a_damaged_parquet_is_told(tmp_path) -> None:
    path = tmp_path / "list.parquet"
    path.write_bytes(b"PAR1" + b"x" * 50)
    with pytest.raises(InputError, match=r"damaged .*save the table as \.csv"):
        list(read_pieces(path))
