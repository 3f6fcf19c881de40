"""The verbs about the aligned set: what they print and write, and how they refuse."""

import csv
import os
from pathlib import Path

import pytest
from alignment.test_recommendation import OLD

import measurealign
from measurealign.alignment.file import read_recommendation
from measurealign.alignment.file.schema import schema_text
from measurealign.catalog import Catalog
from measurealign.cli.quiet import natives_on_stderr

THREE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
OWN = """\
id: my-plan-2018
name: My plan
year: 2018
sponsor: Me
kind: payer
operation: The plan decides.
sources:
  - {key: s1, title: A list, url: "https://example.org"}
measures:
  - {name: Controlling High Blood Pressure, ids: {cbe: "0018"}, source: s1, evidence: source}
  - {name: Colorectal Cancer Screening, ids: {cbe: "0034"}, source: s1, evidence: source}
"""


pytestmark = pytest.mark.usefixtures("linked_once")


def test_the_main_job_prints_the_whole_answer_and_verifies(run, tmp_path: Path):
    file = tmp_path / "r.yaml"
    code, out, _ = run("align", *THREE, "--preset", "primary-care-default", "--out", file)
    assert code == 0
    for part in (
        "At the table", "CPC+ 2018, HEDIS 2018, Oregon CCO 2018", "Rules: ", "proven",
        "Controlling High Blood Pressure", "Colorectal Cancer Screening", "CORE", "MENU",
        "open questions: measured in ways", "Proposed additions", "caution:",
        "Left out, and why", "What it means for each programme", "aligned, the rest stays",
    ):  # fmt: skip
        assert part in out, part
    assert run("verify", file) == (0, f"{file}: every figure is what its inputs give\n", "")
    text = file.read_text()
    file.write_text(text.replace("\nagreement: 0.", "\nagreement: 0.0", 1))
    code, out, err = run("verify", file)
    assert (code, out) == (1, "")
    assert f"{file}: agreement: the file says 0.0" in err


def test_a_second_run_writes_the_same_bytes_and_keeps_decisions(run, tmp_path: Path):
    file = tmp_path / "r.yaml"
    run("align", *THREE, "--out", file)
    first = file.read_text()
    run("align", *THREE, "--out", file)
    assert file.read_text() == first
    file.write_text(first.replace("    state: open", "    state: final\n    votes_for: 9", 1))
    run("align", *THREE, "--size", "4", "--out", file)
    kept = [one for one in read_recommendation(file).decisions if one.state == "final"]
    assert [one.votes_for for one in kept] == [9]


def test_a_file_that_is_no_recommendation_is_not_overwritten(run, tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text(OWN)
    code, _, err = run("align", *THREE, "--out", file)
    assert code == 1
    assert "choose another name or mend it" in err
    assert file.read_text() == OWN


def test_own_sets_are_held_in_the_file_and_verified_without_them(run, tmp_path: Path):
    own, file = tmp_path / "mine.yaml", tmp_path / "r.yaml"
    own.write_text(OWN)
    code, out, _ = run("align", own, THREE[0], "--out", file)
    assert code == 0
    assert "My plan 2018" in out
    own.unlink()
    assert run("verify", file) == (0, f"{file}: every figure is what its inputs give\n", "")


def test_an_edited_copy_of_a_shipped_set_is_told_as_the_file_holds_it(
    run, catalog: Catalog, tmp_path: Path
):
    """The copy bears the shipped set's id: what the file holds takes its place."""
    shipped = catalog.get(THREE[1])
    copy = shipped.model_copy(update={"measures": shipped.measures[:20]})
    theirs = Catalog.of(copy if one.id == copy.id else one for one in catalog)
    file, table = tmp_path / "r.yaml", tmp_path / "m.csv"
    found = measurealign.align(measurealign.crosswalk(theirs), THREE)
    measurealign.export(found, file)
    assert run("verify", file) == (0, f"{file}: every figure is what its inputs give\n", "")
    assert run("export", "measures", file, "--out", table)[0] == 0
    assert len(list(csv.DictReader(table.open()))) == len(found.chosen)


def test_rules_that_cannot_hold_together_get_the_best_and_their_price(run, tmp_path: Path):
    file = tmp_path / "r.yaml"
    rules = tmp_path / "rules.yaml"
    rules.write_text("rules:\n  - at_least: 2\n    of: {area: nowhere}\n")
    code, out, _ = run("align", *THREE, "--rules", rules, "--out", file)
    assert code == 0
    assert "the best that can be had: not all rules can hold" in " ".join(out.split())
    assert "broken: “at least 2 measures of area nowhere”: nothing in the catalog fits it" in out
    assert run("verify", file) == (0, f"{file}: every figure is what its inputs give\n", "")


def test_the_measures_are_written_as_a_table(run, tmp_path: Path):
    file = tmp_path / "m.csv"
    code, _, _ = run("align", *THREE, "--max-size", "3", "--table", file)
    assert code == 0
    rows = list(csv.DictReader(file.open()))
    assert len(rows) == 3
    assert all(one["tier"] in ("core", "menu") and one["reasons"] for one in rows)


def test_an_old_file_is_told_what_changed_and_keeps_its_votes(run, tmp_path: Path):
    file = tmp_path / "old.yaml"
    file.write_text(OLD)
    code, out, err = run("verify", file)
    assert (code, out) == (1, "")
    assert "a file of version 1" in err
    assert "kept: Controlling High Blood Pressure" in err
    run("align", *THREE, "--out", tmp_path / "new.yaml")
    _, out, _ = run("diff", file, tmp_path / "new.yaml")
    assert "added: Colorectal Cancer Screening (core)" in out
    assert run("align", *THREE, "--out", file)[0] == 0
    kept = [one for one in read_recommendation(file).decisions if one.votes_for]
    assert [(one.label, one.votes_for) for one in kept] == [("Controlling High Blood Pressure", 9)]


WRONG = [
    (("align", "cpc-plus-2018", "hedis-2019"), 2, "did you mean 'hedis-2018'?"),
    (("align", "cpc-plus-2018"), 2, "at least two programmes"),
    (("align", *THREE, "--weigh", "some"), 2, "--weigh: Input should be 'each', 'lives' or"),
    (("align", *THREE, "--core", "80"), 2, "--core: Input should be less than 1"),
    (("align", *THREE, "--preset", "oregon"), 2, "no preset 'oregon'"),
    (("align", *THREE, "--rule", "few measures"), 2, "“few measures” is no rule: write"),
    (("align", *THREE, "--rules", "nowhere.yaml"), 1, "there is no such file"),
    (("align", *THREE, "--keep", "Contrling High Blood Pressure"), 2, "did you mean 'Controlling"),
    (("align", *THREE, "--out", "nowhere/r.yaml"), 1, "choose a folder that exists"),
    (("verify",), 2, "name the recommendation file"),
    (("verify", "nowhere.yaml"), 1, "there is no such file"),
    (("diff", "nowhere.yaml", "nor-there.yaml"), 1, "there is no such file"),
]


@pytest.mark.parametrize("words, code, says", WRONG, ids=lambda v: str(v)[:50])
def test_what_cannot_be_done_is_told(run, words: tuple[str, ...], code: int, says: str):
    told, out, err = run(*words)
    assert (told, out) == (code, "")
    assert says in err
    assert "Traceback" not in err


def test_rules_of_the_command_line_are_added_to_those_of_a_preset(run, tmp_path: Path):
    file = tmp_path / "r.yaml"
    run(
        "align", *THREE, "--preset", "massachusetts-core-2018", "--max-size", "6",
        "--rule", "at most 0 measures of area hypertension", "--engagement", "0", "--out", file,
        "--keep", "Cervical Cancer Screening",
    )  # fmt: skip
    found = read_recommendation(file)
    assert [one.says for one in found.inputs.goal.rules] == [
        "at least 1 measure of area depression or substance-use or behavioral-health",
        "at least 2 measures of type outcome or intermediate-outcome or pro or patient-experience",
        "at most 0 measures of area hypertension",
    ]
    assert (len(found.chosen), found.inputs.preset) == (6, "massachusetts-core-2018")
    assert "Cervical Cancer Screening" in {one.facts.label for one in found.chosen}
    assert "hypertension" not in {one.facts.area for one in found.chosen}
    assert [one.purpose for one in found.additions] == ["cost", "cost"]


def test_every_problem_of_a_rules_file_is_told(run, tmp_path: Path):
    rules = tmp_path / "rules.yaml"
    rules.write_text("weigh: loose\nmax_size: many\nrules:\n  - of: {area: diabetes}\n")
    code, _, err = run("align", *THREE, "--rules", rules)
    assert code == 1
    for place in ("rules.yaml:1:8: weigh", "rules.yaml:2:11: max_size", "rules.yaml:4:5: rules.0"):
        assert place in err, err


def test_the_frontier_is_printed(run):
    code, out, _ = run("align", *THREE[:2], "--frontier")
    assert code == 0
    assert "The best set of each size" in out


def test_presets_are_listed_and_shown(run):
    _, out, _ = run("presets")
    assert "massachusetts-core-2018" in out
    _, out, _ = run("presets", "colorado-carrier")
    assert "floor: 1.0" in out
    assert run("presets", "colorado")[0] == 2


def test_two_rounds_are_told_apart(run, tmp_path: Path):
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    run("align", *THREE[:2], "--out", old)
    run("align", *THREE, "--out", new)
    _, out, _ = run("diff", old, new)
    assert "at the table: or-cco-incentive-2018 joined" in out
    assert run("diff", old, old)[1] == "nothing has changed\n"


def test_the_schema_of_the_file_is_printed(run):
    assert run("verify", "--schema")[1] == schema_text()


def test_what_native_code_prints_does_not_reach_stdout(capfd: pytest.CaptureFixture[str]):
    with natives_on_stderr():
        os.write(1, b"a solver talks\n")
    os.write(1, b"a result\n")
    told = capfd.readouterr()
    assert (told.out, told.err) == ("a result\n", "a solver talks\n")


def test_the_presets_stand_side_by_side_with_the_reason_for_each_difference(run) -> None:
    code, out, _ = run("align", "cpc-plus-2018", "or-cco-incentive-2018", "--presets")
    assert code == 0
    for one in ("massachusetts-core-2018", "rhode-island-core-menu", "primary-care-default"):
        assert one in out
    assert "not eligible" in out
