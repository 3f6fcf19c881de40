"""The verbs import and export, and files of one's own at the table."""

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from broken_sheets import workbook
from typer.testing import CliRunner

from measurealign.cli import app, main
from measurealign.cli.selection import selection
from measurealign.problems import InputError, UsageError

EXTRACTS = Path(__file__).parents[1] / "extracts"
LIST = "Measure,NQF,Type\nControlling High Blood Pressure,18,outcome\nEye Exam,55,process\n"
IDS = ["cpc-plus-2018", "or-cco-incentive-2018"]


pytestmark = pytest.mark.usefixtures("linked_once")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan 2018.csv"
    path.write_text(LIST)
    return path


def run(*words: object) -> tuple[str, str]:
    """Run a verb that must succeed; return stdout and stderr."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout, result.stderr


def refused(*words: object) -> str:
    """Run a verb that must be refused; return its sentences."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert isinstance(result.exception, InputError), result.output
    return "\n".join(map(str, result.exception.problems))


def test_import_a_spreadsheet_as_a_valid_set(plan: Path, tmp_path: Path) -> None:
    out, said = run("import", "spreadsheet", plan)
    assert out.startswith("id: plan-2018\n") and 'cbe: "0018"' in out
    assert "took: 'plan 2018' (2018): 2 measures" in said
    assert "leading zeros" in said
    target = tmp_path / "plan.yaml"
    run("import", "spreadsheet", plan, "--out", target)
    assert target.read_text() == out
    run("validate", target)


def test_the_list_of_the_documentation_is_read_as_it_says(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "data.md").read_text()
    path = tmp_path / "acme.csv"
    path.write_text(text.split("```csv\n")[1].split("```")[0])
    out, said = run("import", "spreadsheet", path)
    assert out.count("  - name:") == 3 and 'cbe: "0059"' in out and "year: 2019" in out
    assert "rows 4, 5: ids had lost their leading zeros" in said
    assert "weight: 3.0" in out and "row 7: a line of totals" in said
    assert "data source as printed: attestation" in out


def test_import_with_corrections(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("What,Who\nEye Exam,NCQA\n")
    assert "head it 'Measure'" in refused("import", "spreadsheet", path)
    words = ["--map", "What=name", "--map", "B=steward", "--name", "Plan", "--year", 2019]
    out, _ = run("import", "spreadsheet", path, *words, "--kind", "regional")
    assert "id: plan-2019" in out and "steward: NCQA" in out and "kind: regional" in out
    assert "did you mean 'name'" in refused("import", "spreadsheet", path, "--map", "What=names")
    assert "--kind country" in refused("import", "spreadsheet", path, "--kind", "country")
    assert "write heading=field" in refused("import", "spreadsheet", path, "--map", "What")


def test_several_sets_go_into_a_folder(tmp_path: Path) -> None:
    source = EXTRACTS / "qpp-2018.json"
    listed, said = run("import", "qpp", source)
    assert "cpc-plus-2018" in listed and "--out FOLDER" in said
    assert "give --out a folder" in refused("import", "qpp", source, "--out", tmp_path / "a.yaml")
    run("import", "qpp", source, "--out", tmp_path / "sets")
    files = sorted(path.stem for path in (tmp_path / "sets").iterdir())
    assert "cpc-plus-2018" in files and len(files) > 10
    run("validate", tmp_path / "sets")
    one, _ = run("import", "qpp", source, "--only", "cpc-plus-2018")
    assert one == (tmp_path / "sets" / "cpc-plus-2018.yaml").read_text()
    assert "did you mean 'cpc-plus-2018'" in refused("import", "qpp", source, "--only", "cpc-2018")


def test_import_fhir(tmp_path: Path) -> None:
    path = tmp_path / "measure.json"
    path.write_text(json.dumps({"resourceType": "Measure", "title": "Eye Exam"}))
    out, _ = run("import", "fhir", path, "--year", 2026)
    assert out.startswith("id: eye-exam-2026\n")


@pytest.mark.parametrize("verb", ["spreadsheet", "qpp", "fhir"])
def test_a_missing_file_gets_a_sentence(verb: str, tmp_path: Path) -> None:
    said = refused("import", verb, tmp_path / "none.x")
    assert "none.x: cannot be read" in said and "check its name" in said


def test_export_yaml_is_the_shipped_file_again(tmp_path: Path) -> None:
    out, _ = run("export", "yaml", "cpc-plus-2018")
    target = tmp_path / "one.yaml"
    target.write_text(out)
    table = selection([str(target)])
    assert table.ids == ("cpc-plus-2018",), "an equal set is the catalog's own"


def test_export_the_workbook_of_sets_and_own_files(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    run("export", "xlsx", "cpc-plus-2018", plan, "--out", target)
    names = openpyxl.load_workbook(BytesIO(target.read_bytes())).sheetnames
    assert {"Crosswalk", "Recommendation", "Burden", "Measures"} <= set(names)
    back, _ = run("import", "spreadsheet", target, "--only", "plan-2018")
    assert back == run("import", "spreadsheet", plan)[0]


def test_export_with_a_recommendation_of_before(tmp_path: Path) -> None:
    saved, target = tmp_path / "recommendation.yaml", tmp_path / "brief.html"
    run("align", *IDS, "--out", saved)
    run("export", "brief", "--recommendation", saved, "--out", target)
    assert target.read_text() == run("export", "brief", *IDS)[0]


def test_a_recommendation_is_a_brief_of_itself(tmp_path: Path, monkeypatch) -> None:
    saved = tmp_path / "r.yaml"
    run("align", *IDS, "--out", saved)
    frozen = saved.read_text().replace("Colorectal Cancer Screening", "Bowel Cancer Screening")
    saved.write_text(frozen)
    monkeypatch.setattr("scipy.optimize.milp", None)
    page = run("export", "brief", saved)[0]
    assert "Bowel Cancer Screening" in page and "Appendix" not in page
    assert "Appendix" in run("export", "brief", saved, "--appendix")[0]
    run("export", "brief", saved, "--out", tmp_path / "x.docx")
    assert (tmp_path / "x.docx").read_bytes()[:2] == b"PK"
    assert "Bowel Cancer Screening" in run("export", "measures", saved)[0]
    assert "name it alone" in refused("export", "brief", saved, "hedis-2018")


def test_a_brief_of_own_lists_needs_no_file_but_the_recommendation(
    plan: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "r.yaml"
    run("align", "cpc-plus-2018", plan, "--out", saved)
    whole = run("export", "brief", saved)[0]
    plan.unlink()
    assert run("export", "brief", saved)[0] == whole


def test_export_sssom_and_fhir() -> None:
    text, _ = run("export", "sssom", *IDS)
    assert "skos:exactMatch" in text and "#mapping_set_id" in text
    assert len(run("export", "sssom", *IDS, "--confidence", 0.99)[0]) < len(text)
    pytest.importorskip("fhir.resources")
    bundle = json.loads(run("export", "fhir", *IDS)[0])
    assert {e["resource"]["resourceType"] for e in bundle["entry"]} == {
        "CodeSystem", "ConceptMap", "Library", "Measure",
    }  # fmt: skip


def test_a_brief_of_one_set_is_refused() -> None:
    assert "name the sets, two or more" in refused("export", "brief", "cpc-plus-2018")


def test_nothing_is_half_written(plan: Path, tmp_path: Path) -> None:
    said = refused("export", "xlsx", plan, "cpc-plus-2018", "--out", tmp_path / "no" / "x.xlsx")
    assert "choose a folder that exists" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan 2018.csv"]


def test_own_files_of_every_kind_come_to_the_table(plan: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "two.xlsx"
    sheet.write_bytes(workbook(("S", [["Measure", "A 2018", "B 2018"], ["Eye Exam", "x", "x"]])))
    fhir = tmp_path / "m.json"
    fhir.write_text(json.dumps({"resourceType": "Measure", "title": "Foot Exam"}))
    table = selection(["cpc-plus-2018", str(plan), str(sheet), str(fhir)])
    assert table.ids == ("cpc-plus-2018", "plan-2018", "a-2018", "b-2018", "foot-exam-2026")


def test_an_own_set_with_a_taken_id_stands_beside_the_catalogs(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Measure,CPC+ 2018\nEye Exam,x\n")
    table = selection(["cpc-plus-2018", str(path)])
    assert table.ids == ("cpc-plus-2018", "cpc-plus-2018-own")


def test_what_an_own_file_left_out_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Measure,NQF\nEye Exam,abc\n")
    selection([str(path), "cpc-plus-2018"])
    assert "x.csv: sheet 'x', row 2: 'abc' is no CBE id" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["none.csv", "./none", "a/b", "none.xlsx"])
def test_a_file_that_is_not_there(name: str) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        selection([name])
    with pytest.raises(UsageError, match="no measure set"):
        selection(["none"])


def test_problems_reach_people_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"%PDF-1.4")
    monkeypatch.setattr("sys.argv", ["measurealign", "import", "spreadsheet", str(path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == (
        "x.xlsx: this is a PDF: ask for the spreadsheet, or copy its table into one\n"
    )
