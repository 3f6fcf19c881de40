"""The verbs about known measures: link and show."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from measurealign.catalog.imports import long
from measurealign.cli import app
from measurealign.cli.link import COLUMNS
from measurealign.problems import InputError, UsageError


def printed(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exception is None, result.exception
    return result.stdout


def linked(*words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(printed("link", *words))))


LIST = """\
name,id
Controlling High Blood Pressure,
Controlling High Blood Pressure,
Blood pressure at goal,CBP
Some rate,0018
Chlamydia Screening in Women (ages 16-20),
Postpartum Care,PPC
Zqx vrbl wkfj,
"Breast, cervical; whatever",
TOTAL,
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "list.csv"
    path.write_text(LIST)
    return str(path)


def test_every_line_gets_a_row_in_the_order_of_the_file(file: str) -> None:
    rows = linked(file)
    assert tuple(rows[0]) == COLUMNS
    names = [line["name"] for line in csv.DictReader(StringIO(LIST))]
    assert [row["printed_name"] for row in rows] == names
    assert [int(row["row"]) for row in rows] == list(range(1, len(names) + 1))
    assert {row["status"] for row in rows} <= {"sure", "confirm", "none"}


def test_what_tells_a_line_is_told(file: str) -> None:
    rows = linked(file)
    assert (rows[0]["status"], rows[0]["measure"], rows[0]["how"]) == (
        "sure", "controlling-high-blood-pressure", "name",
    )  # fmt: skip
    assert rows[0]["measure"] == rows[1]["measure"] == rows[2]["measure"]
    assert rows[2]["how"] == "code"
    assert rows[0]["identities"].startswith("hedis:CBP|")
    assert {"cms:165", "mips:236", "cbe:0018"} <= set(rows[0]["identities"].split("|"))
    assert 0 < float(rows[0]["confidence"]) <= 1 and float(rows[0]["margin"]) > 0
    assert "hedis:PPC/postpartum" in rows[5]["identities"].split("|")


def test_a_slice_of_the_lines_own_is_told_as_a_part(file: str) -> None:
    row = linked(file)[4]
    assert "hedis:CHL/16-20" in row["identities"].split("|")


def test_no_known_measure_is_none_with_the_next_best(file: str) -> None:
    row = linked(file)[6]
    assert row["status"] == "none"
    assert not any(row[name] for name in COLUMNS[3:10])


def test_a_sets_lines_and_a_set_file_are_linked_with_their_ids(tmp_path: Path) -> None:
    rows = linked("cpc-plus-2018")
    assert len(rows) == 22 and {row["status"] for row in rows} == {"sure"}
    path = tmp_path / "mine.yaml"
    path.write_text(
        "id: mine-2024\nname: Mine\nyear: 2024\nsponsor: Me\nkind: payer\nmeasures:\n"
        "  - {name: Breast Cancer Screening, ids: {cms: CMS125v12}, evidence: source}\n"
        "  - {name: Depression, grain: topic, evidence: source}\n"
    )
    first, second = linked(str(path))
    assert (first["measure"], first["how"]) == ("breast-cancer-screening", "id")
    assert second["printed_name"] == "Depression"


def test_nothing_of_a_workbook_is_dropped_or_joined(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Contract 2018",), (), ("#", "Measure Name", "NQF #"), ("PREVENTION",),
                (1, "Breast Cancer Screening", "2372"), (1, "Breast Cancer Screening", "2372"),
                ("Total", None, None)):  # fmt: skip
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    (tmp_path / "c.xlsx").write_bytes(content.getvalue())
    rows = linked(str(tmp_path / "c.xlsx"))
    assert [row["printed_name"] for row in rows] == [
        "PREVENTION", "Breast Cancer Screening", "Breast Cancer Screening", "Total",
    ]  # fmt: skip
    assert [row["status"] for row in rows] == ["none", "sure", "sure", "none"]
    assert rows[1]["how"] == "id"


def test_ids_that_count_the_lines_are_no_ids(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("id,name\n111,Fish feeding\n112,Bird watching\n113,Cat naps\n")
    assert {row["how"] for row in linked(str(path))} <= {"", "likeness"}


def test_the_links_go_to_a_file(file: str, tmp_path: Path) -> None:
    printed("link", file, "--out", str(tmp_path / "links.csv"))
    assert (tmp_path / "links.csv").read_text() == printed("link", file)


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("1,2\n3,4\n")
    result = CliRunner().invoke(app, ["link", str(tmp_path / "x.csv")])
    assert isinstance(result.exception, InputError)
    assert "no row heads a column of measures" in str(result.exception)


@pytest.mark.parametrize(
    "word", ["CBP", "hedis:CBP", "controlling-high-blood-pressure", "Controlling Blood Pressure"]
)
def test_a_known_measure_is_shown_by_id_acronym_and_name(word: str) -> None:
    text = printed("show", word)
    assert text.startswith("Controlling High Blood Pressure · controlling-high-blood-pressure")
    for part in ("cbe:0018", "NCQA", "Names", "cpc-plus-2018", "Listed in "):
        assert part in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_parts_and_successors_are_shown() -> None:
    text = printed("show", "prenatal-and-postpartum-care")
    assert "prenatal-and-postpartum-care/postpartum" in text and "rate" in text
    assert "child-and-adolescent-well-care-visits (replaced)" in " ".join(
        printed("show", "adolescent-well-care-visits").split()
    )


def test_a_word_that_names_several_lists_them() -> None:
    text = printed("show", "cbe:0038")
    assert "childhood-immunization-status" in text


def test_a_word_that_names_nothing_gets_the_nearest() -> None:
    result = CliRunner().invoke(app, ["show", "controlling-high-blood-presure"])
    assert isinstance(result.exception, UsageError)
    assert "did you mean 'controlling-high-blood-pressure'?" in str(result.exception)


def test_a_long_list_is_answered_as_a_short_one(tmp_path: Path, monkeypatch) -> None:
    path, out = tmp_path / "list.csv", tmp_path / "links.csv"
    path.write_text(LIST)
    short = linked(str(path))
    monkeypatch.setattr(long, "LIMITS", replace(long.LIMITS, rows=3))
    assert long.is_long(path)
    assert linked(str(path), "--workers", "1") == short
    printed("link", str(path), "--workers", "2", "--out", str(out))
    assert list(csv.DictReader(StringIO(out.read_text()))) == short


def test_show_tells_by_when_a_measure_existed_and_who_shows_it() -> None:
    text = printed("show", "prenatal-and-postpartum-care/postpartum")
    assert "2003 or before (AHRQ's clearinghouse (NQMC 010577) took it up)" in text


def test_a_set_is_linked_alike_whoever_does_the_work() -> None:
    assert linked("cpc-plus-2018", "--workers", "1") == linked("cpc-plus-2018")
