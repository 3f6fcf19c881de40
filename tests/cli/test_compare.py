"""The verbs for overlap, burden, study, gaps and changes: true, readable, and never a traceback."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from measurealign.catalog.programmes import programme
from measurealign.cli import app
from measurealign.cli.study import _latest
from measurealign.crosswalk import Crosswalk
from measurealign.problems import InputError, UsageError
from measurealign.scoring import overlap
from measurealign.shown import PARTED

THREE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


pytestmark = pytest.mark.usefixtures("linked_once")


def printed(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exception is None, result.exception
    assert max(map(len, result.stdout.splitlines())) <= 100
    assert not any(line != line.rstrip() for line in result.stdout.splitlines())
    return result.stdout


def printed_long(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exception is None, result.exception
    return result.stdout


def block(text: str, start: str) -> str:
    """Return the paragraph that begins with a line."""
    found = re.search(rf"^{re.escape(start)}.*?(?=\n\n|\Z)", text, re.M | re.S)
    assert found, f"'{start}' is not printed"
    return found[0]


@pytest.mark.parametrize(
    ("start", "rows"),
    [
        ("Controlling High Blood Pressure", "ABC"),
        ("Colorectal Cancer Screening", "ABC"),
        ("Breast Cancer Screening", "AB"),
        ("Cervical Cancer Screening", "AB"),
        ("Preventive Care and Screening: Screening for Depression and Follow-Up Plan", "AC"),
    ],
)
def test_compare_finds_what_the_sheets_share_each_with_its_evidence(start: str, rows: str) -> None:
    text = block(printed("compare", *THREE).split("Shared by two sets")[1], start)
    for letter in rows:
        assert f"\n   {letter} ●" in text
    assert text.count("% sure: one measure (told by ") == len(rows) - 1


def test_compare_says_of_what_is_asked_otherwise_what_the_screens_say() -> None:
    text = printed("compare", *THREE)
    assert re.search(rf"\({PARTED.lower()}: [ABC]", text)
    assert "in part" not in text


def test_compare_tells_counts_before_shares(counted: Crosswalk) -> None:
    found = overlap(counted, *THREE[:2], "harmonized")
    row = re.search(r"^A B +(.*)$", printed("compare", *THREE), re.M)
    assert row
    cells = re.split(r"  +", row[1])
    assert cells[1] == f"{found.left_met} of {found.left_size}"
    assert cells[4] == f"{found.right_met} of {found.right_size}"
    assert cells[7] == f"{100 * found.jaccard:.0f} %"


def test_match_and_compare_say_the_same(walk: Crosswalk) -> None:
    """A pair is the same measure alone, in its two sets, and beside the whole catalog."""
    rows = csv.DictReader(StringIO(printed_long("match", *THREE[:2])))
    same = {(row["left_id"], row["right_id"]) for row in rows if row["relation"] == "same"}
    told = {(a.key, b.key) for a in walk.listed(THREE[0]) for b in walk.listed(THREE[1])
            if walk.match(a.key, b.key).relation == "same"}  # fmt: skip
    shared = overlap(walk, *THREE[:2]).same
    assert same == told
    assert {walk.family_of(left).id for left, _ in same} == {one.left for one in shared}


def test_compare_marks_inferred_rows_and_counts_recalled_ones_only_if_asked() -> None:
    plain, all_ = printed("compare", *THREE), printed("compare", *THREE, "--recalled")
    assert "◐" in plain.split("Shared by two sets")[1]
    assert "recalled left out" in plain and "recalled left out" not in all_
    assert "○" in all_.split("Shared by two sets")[1]


def test_compare_shows_areas_beside_measures_and_what_one_set_alone_lists() -> None:
    text = printed("compare", *THREE, "--closeness", "strict", "--only")
    assert re.search(r"agreement of two sets on areas \d+ %, on measures \d+ %", text)
    assert "Dental Sealants on Permanent Molars for Children" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("compare", "cpc-plus-2018"), "two sets or more"),
        (
            ("compare", *THREE, "--closeness", "strickt"),
            "did you mean 'strict'?",
        ),
        (("compare", "cpc-plus-2018", "hedis-20018"), "did you mean 'hedis-2018'?"),
        (("study", "--kind", "stat"), "did you mean 'state'?"),
        (("study", "--region", "Atlantis"), "no set is of that kind"),
        (("changes", "cpc-plis"), "did you mean 'cpc-plus'?"),
        (("changes", "wi-wchq"), "one year"),
        (("changes", "hedis-2018", "cpc-plus-2018"), "no years of one programme"),
        (("gaps", "cpc-plus-2081"), "did you mean 'cpc-plus-2018'?"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_a_sentence(words: tuple[str, ...], says: str) -> None:
    result = CliRunner().invoke(app, list(words))
    assert isinstance(result.exception, UsageError)
    assert says in str(result.exception)


def test_burden_names_what_is_asked_twice_and_in_conflict() -> None:
    text = printed("burden", *THREE, "priority-health-pip-cpc-plus-2021", "--clinicians", "3")
    several = block(text, "Asked by several")
    assert re.search(r"Controlling High Blood Pressure .*A● B● C●", several)
    assert re.search(r"Screening for Depression and Follow-Up Plan", several)
    assert "Depression screening and follow-up (retired)" in re.sub(r"\s+", " ", text)
    conflict = text.split("Asked in conflicting ways")[1]
    found = re.search(r"^A1c control.*\[diabetes\]: differ in threshold.*$", conflict, re.M)
    assert found, conflict
    rows = block(conflict, found[0])
    assert ">9" in rows and "<8" in rows and "lower is better" in rows


def test_burden_shows_each_study_and_says_what_is_assumed() -> None:
    text = printed("burden", *THREE, "--clinicians", "3", "--panel", "1500")
    assert re.search(r"Casalino et al. 2016 .*assumption", text)
    assert re.search(r"Halladay et al. 2009 .*900 +- +38,700 +source", text)
    assert "never to be added up" in text
    assert "50 quality events a physician" in re.sub(r"\s+", " ", text)


def test_burden_shows_what_the_aligned_set_would_save() -> None:
    text = printed("burden", *THREE, "--aligned")
    part = text.split("What the minimal aligned set would save")[1]
    today, stays, alone = (
        int(re.search(rf"^{start} +(\d+) +\d+ ", part, re.M)[1])  # type: ignore[index]
        for start in ("today", "aligned, the rest stays", "aligned, nothing else")
    )
    assert 0 < alone < stays <= today


def test_burden_takes_own_figures_and_refuses_broken_ones(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    route = "{id: ehr, label: Ours, practice: 0.7, payer: 0, evidence: assumption, why: us}"
    own.write_text(f"routes: [{route}]")
    assert re.search(r"^Ours .*0\.7$", printed("burden", *THREE, "--parameters", str(own)), re.M)
    own.write_text("routes: [{id: ehr}]")
    result = CliRunner().invoke(app, ["burden", *THREE, "--parameters", str(own)])
    assert isinstance(result.exception, InputError)
    assert "mine.yaml:1" in str(result.exception)


def test_study_stands_beside_the_published_figures() -> None:
    text = printed("study", "--kind", "state", "--kind", "regional")
    assert re.search(r"used by more than one set( +\d+ %){2} +20 % +seen", text)
    assert re.search(r"distinct measures( +\d+){2} +509 +recalled, not seen", text)
    assert re.search(r"sets with a modified measure( +\d+ %){2} +83 % +seen", text)
    assert "The methods differ:" in text
    assert re.search(r"Boone et al. 2024 +7.62 +10.2 +57.08 +73 %", text)
    for title in ("By kind", "By region", "By year", "By area"):
        assert f"\n{title}\n" in text


def test_study_counts_each_programme_once(counted: Crosswalk) -> None:
    ids = _latest(counted, [one.id for one in counted.catalog])
    told = [programme(counted.catalog.get(id_)) for id_ in ids]
    assert len(told) == len(set(told)) == len({programme(one) for one in counted.catalog})


def test_study_takes_named_sets_and_files_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("measure,cbe\nControlling High Blood Pressure,0018\nKindness,\n")
    text = printed("study", "cpc-plus-2018", str(own))
    assert re.search(r"measure sets +2 ", text)
    assert re.search(r"the named sets +2 ", text)


def test_gaps_name_what_is_missing_with_candidates() -> None:
    text = printed("gaps", "cpc-plus-2018")
    assert "The mix by type" in text
    assert re.search(r"^cost +none$", text, re.M)
    cost = block(text, "Cost   [area]")
    assert re.search(r"programmes\n   .+ \(\d+; [\d.]+\)", cost)


def test_changes_take_a_programme_or_one_of_its_sets() -> None:
    text = printed("changes", "independence-qips")
    assert "independence-qips-pcam-2019 to pa-independence-qips-2025" in " ".join(text.split())
    assert printed("changes", "pa-independence-qips-2025") == text


def test_changes_follow_a_programme_through_its_years() -> None:
    text = printed("changes", "or-cco-incentive")
    year = block(text, "or-cco-incentive-2017 to or-cco-incentive-2018")
    assert "respecified: ● Effective Contraceptive Use" in year
    assert "ages: 15-50 / 18-50" in year
    assert "kept:" not in year
    two = printed("changes", "or-cco-incentive-2016", "or-cco-incentive-2018", "--all")
    assert "kept: ● Controlling High Blood Pressure" in two
    hedis = printed("changes", "hedis-2018", "hedis-my-2020-2021")
    assert re.search(r"replaced: . Child and Adolescent Well-Care Visits", hedis)
    assert "was: Adolescent Well-Care Visits" in hedis
    across = printed("changes", "hedis-2018", "cpc-plus-2018", "--across")
    assert "hedis-2018 to cpc-plus-2018" in across


def test_gaps_of_a_proposal(tmp_path: Path) -> None:
    out = tmp_path / "recommendation.yaml"
    assert CliRunner().invoke(app, ["align", *THREE, "--out", str(out)]).exception is None
    text = printed("gaps", "--proposal", str(out))
    assert re.search(r"^\d+ measures of", text)
    assert "Controlling High Blood Pressure" in text
    assert "Cancer screening   [area]" not in text, "a chosen measure's area is no gap"
    assert "Oral health   [area]" in text
    result = CliRunner().invoke(app, ["gaps", *THREE, "--proposal", str(out)])
    assert isinstance(result.exception, UsageError)


def test_compare_weighs_by_reach_if_asked() -> None:
    plain, weighed = printed("compare", *THREE), printed("compare", *THREE, "--by-reach")
    row = re.compile(r"^A B  .*?(\d+) %", re.M)
    one, other = row.search(plain), row.search(weighed)
    assert one and other and int(other[1]) > int(one[1])


def test_study_groups_the_sets_that_go_together() -> None:
    text = printed("study", "--kind", "federal", "--every-year")
    together = text.split("Sets that go together")[1]
    assert re.search(r"hrsa-uds-2017, hrsa-uds-2018", together)
