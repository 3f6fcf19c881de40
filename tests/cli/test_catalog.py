"""The verbs about the catalog: what they print, and how they refuse."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from measurealign.cli import app, main
from measurealign.problems import UsageError

ROW = """\
id: my-set-2024
name: My set
year: 2024
sponsor: Me
kind: payer
operation: The plan decides.
sources:
  - {key: s1, title: A list, url: "https://example.org"}
measures:
  - {name: Controlling High Blood Pressure, ids: {cbe: "0018"}, source: s1, evidence: source}
  - {name: Depression, grain: topic, evidence: recalled}
"""


def printed(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exception is None, result.exception
    return result.stdout


def refused(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert isinstance(result.exception, UsageError)
    return str(result.exception)


def test_validate_is_silent_on_the_shipped_catalog() -> None:
    assert printed("validate") == ""


def test_validate_prints_the_schema() -> None:
    assert json.loads(printed("validate", "--schema"))["title"] == "MeasureSet"


def test_validate_tells_the_problems_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(ROW.replace("kind: payer", "kind: payr").replace('"0018"', "0018"))
    monkeypatch.setattr(sys, "argv", ["measurealign", "validate", str(path)])
    with pytest.raises(SystemExit) as caught:
        main()
    told = capsys.readouterr()
    assert caught.value.code == 1 and told.out == ""
    assert f"{path}:5:7: kind: unknown word: did you mean 'payer'?" in told.err
    assert f"{path}:10:" in told.err


def test_an_unknown_set_gets_the_nearest_and_exit_code_2() -> None:
    command = [sys.executable, "-m", "measurealign", "show", "or-cco-incentive-2108"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2 and result.stdout == ""
    assert "did you mean 'or-cco-incentive-2018'?" in result.stderr


def test_sets_is_a_table_of_at_most_100_columns() -> None:
    text = printed("sets")
    assert all(len(line) <= 100 for line in text.splitlines())
    assert "cpc-plus-2018" in text and "19/22" in text
    assert re.search(r"\d{3} editions of \d\d programmes, \d,\d{3} rows, \d,\d{3} counted", text)


def test_sets_can_be_narrowed() -> None:
    text = printed("sets", "--kind", "state", "--region", "Oregon", "--year", "2018")
    assert "or-cco-incentive-2018" in text and "1 edition of 1 programme," in text
    assert "or-cpc-plus-2018" not in text


def test_a_region_stands_for_its_whole_state() -> None:
    text = printed("sets", "--region", "greater-buffalo")
    assert "ny-qarr-2016" in text and "ny-apc-core-2016" in text
    assert "or-cco" not in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--kind", "federl"), "did you mean 'federal'?"),
        (("--region", "Orgeon"), "did you mean 'Oregon'?"),
        (("--year", "1999"), "the year '1999'"),
        (("--year", "2009", "--kind", "federal"), "no set has all of these"),
    ],
)
def test_a_filter_that_nothing_has_is_refused(words: tuple[str, ...], says: str) -> None:
    assert says in refused("sets", *words)


def test_areas_are_counted_and_few_are_other() -> None:
    text = printed("sets", "--areas")
    assert "Diabetes" in text
    last = text.strip().splitlines()[-1]
    other = int(last.split(" measures; ")[1].split(" ")[0])
    total = int(last.split(" ")[0].replace(",", ""))
    assert total >= 2_600 and other / total < 0.03


def test_show_tells_operation_sources_and_measures_with_their_marks() -> None:
    text = printed("show", "cpc-plus-2018")
    assert "How it operates" in text and "github.com/CMSgov/qpp-measures-data" in text
    assert "Controlling High Blood Pressure" in text and "CMS CMS165v6" in text
    assert "Hypertension" in text and "○" in text and "●" in text
    assert "(lower is better)" in text


def test_show_of_a_set_without_a_list_says_so() -> None:
    assert "no list was found" in printed("show", "co-mpc-2019")


def test_show_tells_how_a_set_asks_and_what_may_change() -> None:
    text = printed("show", "cpc-plus-2017")
    assert "9 of 14; and 3 more that cannot be chosen; at least 2 of 3 outcome measures" in text
    assert "Fixed" in text and "May be changed" in text
    assert "Programme: cpc-plus (2,891 practices at the start, all regions, 2017)" in text


def test_figures_are_printed_and_are_those_of_the_documentation() -> None:
    text = printed("validate", "--figures")
    page = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 7
    assert all(f"- {line}" in page for line in text.splitlines())


def test_a_sample_tells_sources_and_the_same_seed_draws_the_same() -> None:
    text = printed("sample", "5", "--seed", "3")
    assert text == printed("sample", "5", "--seed", "3") != printed("sample", "5", "--seed", "4")
    assert text.count("http") >= 5 and "5 rows." in text and "5. " in text
    recalled = printed("sample", "4", "--standing", "recalled")
    assert recalled.count("○") == 5
    assert "did you mean 'recalled'" in refused("sample", "4", "--standing", "recaled")


def test_show_of_an_own_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(ROW)
    text = printed("show", str(path), "--notes")
    assert "My set" in text and "CBE 0018" in text and "topic" in text


def test_regions_lists_eighteen_and_shows_one() -> None:
    text = printed("regions")
    assert text.count("\n") >= 18 and "asked" in text and "none found" not in text
    one = printed("regions", "Rhode Island")
    assert "Mandatory or voluntary: Mandatory" in one and "[ri-ohic-aco-core-2021]" in one
    assert "Not found" in one
    assert "did you mean 'oregon'?" in refused("regions", "oregan")
