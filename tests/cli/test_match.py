"""The verbs match, link, show, explain, judge."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from typer.testing import CliRunner

from measurealign.catalog.imports import long
from measurealign.cli import app
from measurealign.problems import UsageError

SHEET = (
    "entry_id,source_set,year,title,steward,type\n"
    "E1,Plan A,2018,Breast Cancer Screening,NCQA,process\n"
    "E2,Plan B,2019,Breast Cancer Screening (BCS),NCQA,process\n"
    "E3,Plan B,2019,Cervical Cancer Screening,NCQA,process\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*words):
        result = CliRunner().invoke(app, list(words))
        if isinstance(result.exception, UsageError):
            raise result.exception
        assert result.exception is None, result.exception
        return result.stdout

    return invoke


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "entries.csv"
    path.write_text(SHEET)
    return str(path)


def table(text):
    return list(csv.DictReader(StringIO(text)))


def test_pairs_inside_one_file_keep_its_ids(run, sheet):
    (row,) = [r for r in table(run("match", sheet, "--ignore-ids")) if r["relation"] == "same"]
    assert (row["left_id"], row["right_id"]) == ("E1", "E2")
    assert float(row["confidence"]) > 0.5
    assert "Breast" in row["evidence"]


def test_all_writes_what_is_related_or_different_too(run, sheet, tmp_path):
    (tmp_path / "entries.csv").write_text(SHEET + "E4,Plan A,2018,Diabetes: Eye Exam,,\n"
                                          "E5,Plan B,2018,Diabetes: Foot Exam,,\n")  # fmt: skip
    few = {r["relation"] for r in table(run("match", "cpc-plus-2018", "hedis-2018"))}
    many = {r["relation"] for r in table(run("match", "cpc-plus-2018", "hedis-2018", "--all"))}
    assert not few & {"related", "different"}
    assert {"same", "related"} <= many
    plain = table(run("match", sheet, "--no-inventory", "--all"))
    assert {r["relation"] for r in plain} >= {"same", "different"}


def test_without_the_inventory_wordings_are_compared(run, sheet):
    (row,) = table(run("match", sheet, "--no-inventory", "--ignore-ids"))
    assert (row["left_id"], row["right_id"], row["relation"]) == ("E1", "E2", "same")
    assert "both speak of" in row["evidence"]


def test_families_and_pairs_go_to_files(run, sheet, tmp_path):
    run("match", sheet, "--out", "pairs.csv", "--families", "families.csv")
    families = {r["id"]: r["family"] for r in table((tmp_path / "families.csv").read_text())}
    assert families["E1"] == families["E2"] == "breast-cancer-screening" != families["E3"]
    assert table((tmp_path / "families.csv").read_text())[0]["subject"] == "breast-screening"
    assert (tmp_path / "pairs.csv").read_text().startswith("left_id,left_name,right_id,right_name")


def test_two_sets_of_the_catalog(run):
    rows = table(run("match", "cpc-plus-2018", "hedis-2018"))
    assert all(r["left_id"].startswith("cpc-plus-2018/") for r in rows)
    assert all(r["right_id"].startswith("hedis-2018/") for r in rows)
    same = {r["left_name"] for r in rows if r["relation"] == "same"}
    assert {"Controlling High Blood Pressure", "Breast Cancer Screening"} <= same


def test_a_file_against_a_set(run, sheet):
    rows = table(run("match", sheet, "hedis-2018"))
    assert ("E1", "same") in {(r["left_id"], r["relation"]) for r in rows}


def test_a_title_is_read(run):
    text = run("explain", "Diabetes: HbA1c Poor Control (>9%)")
    assert "condition    diabetes" in text and "limit        >9" in text


def test_two_titles_are_compared_and_the_weights_add_up(run):
    text = run("explain", "Breast Cancer Screening", "Cervical Cancer Screening")
    assert "site differs: breast / cervix" in text
    lines = [
        line.split()[0]
        for line in text.splitlines()
        if line.startswith("  ") and "  " in line[9:11]
    ]
    *parts, total = [float(word) for word in lines if word[0] in "+-"]
    assert sum(parts) == pytest.approx(total, abs=0.05)


def test_keys_bring_ids_and_attributes(run):
    left = "cpc-plus-2018/controlling-high-blood-pressure"
    text = run("explain", left, "hedis-2018/controlling-high-blood-pressure")
    assert "same: A and B are the same measure" in text


def test_an_unknown_key_is_told_with_the_nearest(run):
    with pytest.raises(UsageError, match="controlling-high-blood-pressure"):
        run("explain", "cpc-plus-2018/controlling-high-blood-presure")


LEFT, RIGHT = "cpc-plus-2018/controlling-high-blood-pressure", "hedis-2018/breast-cancer-screening"


def test_a_judgement_is_kept_and_used(run, tmp_path):
    words = (LEFT, "hedis-2018/controlling-high-blood-pressure", "rejected")
    run("judge", *words, "--by", "Ann", "--why", "plan level", "--on", "2026-01-31")
    kept = (tmp_path / "decisions.yaml").read_text()
    assert "plan level" in kept and "2026-01-31" in kept
    rows = table(run("match", "cpc-plus-2018", "hedis-2018"))
    pairs = {(r["left_id"], r["right_id"]) for r in rows if r["relation"] == "same"}
    assert words[:2] not in pairs


def test_a_line_is_judged_against_a_known_measure(run, tmp_path, sheet):
    (tmp_path / "mine.csv").write_text("measure\nPink ribbon quality point\n")
    run("judge", "mine-2026/pink-ribbon-quality-point", "breast-cancer-screening", "accepted",
        "--by", "Ann", "--why", "our contract says so", "--own", "mine.csv")  # fmt: skip
    assert "measure:breast-cancer-screening" in (tmp_path / "decisions.yaml").read_text()
    (row,) = table(run("link", "mine.csv"))
    assert (row["status"], row["how"], row["measure"]) == (
        "sure", "person", "breast-cancer-screening",
    )  # fmt: skip
    pairs = table(run("match", "mine.csv", sheet))
    assert {r["right_id"] for r in pairs if r["relation"] == "same"} == {"E1", "E2"}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ((LEFT, "breast-cancer-screning", "accepted"), "did you mean 'breast-cancer-screening'"),
        ((LEFT, RIGHT, "acepted"), "did you mean 'accepted'"),
        (
            (LEFT, "hedis-2018/nothing-like-it", "accepted"),
            "no measure 'hedis-2018/nothing-like-it'",
        ),
        ((LEFT, LEFT, "accepted"), "against itself"),
        ((LEFT, RIGHT, "accepted", "--relation", "varient"), "did you mean 'variant'"),
    ],
)
def test_a_judgement_with_faults_is_refused(run, tmp_path, words, fault):
    with pytest.raises(UsageError, match=fault):
        run("judge", *words, "--by", "Ann", "--why", "x")
    assert not (tmp_path / "decisions.yaml").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--engine", "spark"), "'spark' is no engine: local or dask"),
        (("--engine", "dask"), "--engine dask and --scheduler ADDRESS go together"),
        (("--scheduler", "tcp://x:1"), "--engine dask and --scheduler ADDRESS go together"),
        (("--engine", "dask", "--scheduler", "tcp://x:1"), "add --no-inventory"),
    ],
)
def test_an_engine_is_named_with_its_place(words, says):
    found = CliRunner().invoke(app, ["match", "cpc-plus-2018", *words])
    assert says in str(found.exception)


def test_the_names_of_a_long_list_are_told_by_their_first_rows(run, tmp_path, monkeypatch) -> None:
    path = tmp_path / "long.csv"
    names = ("Breast Cancer Screening", "Eye Exam", "Breast Cancer Screening (BCS)", "Eye Exam")
    path.write_text("Measure\n" + "\n".join(names) + "\n")
    monkeypatch.setattr(long, "LIMITS", replace(long.LIMITS, rows=3))
    told = list(csv.DictReader(StringIO(run("match", str(path), "--no-inventory"))))
    assert [(one["left_id"], one["right_id"], one["relation"]) for one in told] == [
        ("1", "3", "same")
    ]
    with pytest.raises(UsageError, match="link FILE"):
        run("match", str(path))
