"""Spreadsheets as payers send them: what is understood, what is told, what is never done."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from broken_books import KINDS, broken_books, parquet, sound
from broken_sheets import Broken, broken_sheets, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from measurealign.catalog.cells import guarded, to_csv, unguarded
from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.spreadsheet import apart, read_spreadsheet
from measurealign.catalog.imports.spreadsheet.file import read_sheets
from measurealign.catalog.imports.spreadsheet.headings import FIELDS, field_of
from measurealign.catalog.imports.spreadsheet.reading import NEWEST_YEAR, About
from measurealign.catalog.reader import read_sets
from measurealign.export.yaml import to_yaml
from measurealign.problems import InputError, UsageError


def read(text: str, name: str = "acme.csv", **told: object) -> Imported:
    return read_spreadsheet(text.encode(), name, **told)  # type: ignore[arg-type]


def told(found: Imported) -> str:
    return "\n".join(str(remark) for remark in found.took + found.left_out)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("entry_id", "key"), ("ID", "key"), ("Key", "key"), ("Measure ID", "key"),
        ("Title", "name"), ("Name", "name"), ("MEASURE", "name"), ("Measure Name", "name"),
        ("Measure\nTitle", "name"), ("Quality Measure", "name"), ("Indicator", "name"),
        ("Steward", "steward"), ("Measure Steward/Developer", "steward"),
        ("type", "type"), ("Measure Type", "type"), ("Data Source", "data_source"),
        ("CBE", "cbe"), ("nqf", "cbe"), ("NQF #", "cbe"), ("NQF # (if endorsed)", "cbe"),
        ("CBE ID", "cbe"), ("cms", "cms"), ("eCQM", "cms"), ("CMS eCQM ID", "cms"),
        ("mips", "mips"), ("Quality ID#", "mips"), ("hedis", "hedis"), ("HEDIS Acronym", "hedis"),
        ("set", "set"), ("source_set", "set"), ("Program", "set"), ("Year", "year"),
        ("Measurement Year", "year"), ("Weight", "weight"), ("Points", "weight"),
        ("Target", "target"), ("Required", "required"), ("Menu Group", "group"),
        ("CPC+ 2018", ""), ("", ""),
    ],
)  # fmt: skip
def test_headings_that_people_write(heading: str, field: str) -> None:
    assert field_of(heading)[0] == field
    assert field in {*FIELDS, ""}


def test_a_sheet_as_payers_send_it() -> None:
    found = read(
        "Acme Health Plan: quality programme 2019;;;;\n;;;;\n"
        "NQF #;Measure;Type;Data Source;Weight\n"
        ";Diabetes;;;\n"
        "59;Hemoglobin A1c Poor Control;Intermediate Outcome;Claims;3\n"
        "18.0;Controlling High Blood Pressure;outcome;EHR;3\n"
        ";;;;\n"
        "NQF #;Measure;Type;Data Source;Weight\n"
        "n/a;Office wait time;Patient Experience;Survey;1\n"
        ";Total;;;7\n"
        "* NQF: National Quality Forum;;;;\n"
    )
    (one,) = found.sets
    assert (one.year, one.name) == (2019, "Acme Health Plan: quality programme 2019")
    rows = [(m.name, [str(i) for i in m.ids], m.type, m.data_source) for m in one.measures]
    assert rows == [
        ("Hemoglobin A1c Poor Control", ["CBE 0059"], "intermediate-outcome", "claims"),
        ("Controlling High Blood Pressure", ["CBE 0018"], "outcome", "ehr"),
        ("Office wait time", [], "patient-experience", "survey"),
    ]
    assert [m.domain for m in one.measures] == ["Diabetes"] * 3
    for sentence in (
        "columns divided by semicolon",
        "row 3: the heading stands here",
        "row 4: taken for a title of the rows below",
        "rows 5, 6: ids had lost their leading zeros",
        "row 8: the heading again",
        "row 10: a line of totals",
        "row 11: a footnote",
    ):
        assert sentence in told(found)
    assert [m.weight for m in one.measures] == [3, 3, 1]


def test_numbers_of_a_workbook_are_ids_again() -> None:
    rows: list[list[object]] = [
        ["Measure", "CBE", "CMS ID", "MIPS ID"],
        ["Controlling High Blood Pressure", 18, "165v6", 236],
        ["HbA1c Poor Control", 59.0, "CMS0122v6.1", 1],
    ]
    found = read_spreadsheet(workbook(("Sheet1", rows)), "a 2018.xlsx")
    ids = [[str(one) for one in measure.ids] for measure in found.sets[0].measures]
    assert ids == [
        ["CBE 0018", "CMS CMS165v6", "MIPS 236"],
        ["CBE 0059", "CMS CMS122v6", "MIPS 001"],
    ]
    assert "rows 2, 3: ids had lost their leading zeros (18 for 0018): restored" in told(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, sign: str) -> None:
    text = sign.join(["Measure", "Steward"]) + "\n" + sign.join(["Café – visit", "NCQA"]) + "\n"
    (one,) = read_spreadsheet(text.encode(encoding), "a.csv").sets
    assert (one.measures[0].name, one.measures[0].steward) == ("Café – visit", "NCQA")


def test_a_column_a_programme_makes_several_sets() -> None:
    found = read(
        "Measure,NQF,CPC+ 2018,HEDIS 2018,Oregon,Points\n"
        "Controlling High Blood Pressure,0018,x,core,,1\n"
        "Eye Exam,0055,✓,X (adults only),no,1\n"
        "Foot Exam,0056,●,,menu,1\n"
    )
    sets = {one.id: [(m.name, m.role, m.note) for m in one.measures] for one in found.sets}
    assert sets == {
        "cpc-plus-2018": [
            ("Controlling High Blood Pressure", None, None),
            ("Eye Exam", None, None),
            ("Foot Exam", None, None),
        ],
        "hedis-2018": [
            ("Controlling High Blood Pressure", "core", None),
            ("Eye Exam", None, "(adults only)"),
        ],
        f"oregon-{NEWEST_YEAR}": [("Foot Exam", "menu", None)],
    }
    fields = {heading.text: heading.field for heading in found.headings}
    assert fields["CPC+ 2018"] == fields["Oregon"] == "programme"
    assert fields["Points"] == "weight"


def test_a_column_of_a_trait_or_a_figure_is_no_programme() -> None:
    found = read("Measure,High Priority,Weight,Topped Out\nEye Exam,yes,1,x\nFoot Exam,no,1,\n")
    assert [len(one.measures) for one in found.sets] == [2]
    assert "'High Priority' (B), 'Topped Out' (D)" in told(found)


def test_columns_headed_by_years_are_the_list_of_those_years() -> None:
    found = read("Measure,2018,2019\nEye Exam,x,x\nFoot Exam,,x\n", "plan.csv")
    assert {one.id: (one.year, len(one.measures)) for one in found.sets} == {
        "plan-2018": (2018, 1), "plan-2019": (2019, 2),
    }  # fmt: skip


def test_a_title_above_a_heading_is_no_measure() -> None:
    found = read("Quality Measures\n\nMeasure\nEye Exam\nFoot Exam\n")
    assert [m.name for m in found.sets[0].measures] == ["Eye Exam", "Foot Exam"]


def test_a_set_column_makes_several_sets_and_years_part_them() -> None:
    found = read("set,year,title\nA,2018,Eye Exam\nB,2018,Eye Exam\nA,2019,Eye Exam\n")
    assert [(one.id, one.year, len(one.measures)) for one in found.sets] == [
        ("a-2018", 2018, 1), ("a-2019", 2019, 1), ("b-2018", 2018, 1),
    ]  # fmt: skip


def test_the_files_own_ids_are_kept() -> None:
    found = read("entry_id,title\nE 17/b,Eye Exam\nE18,Eye Exam\nE18,Foot Exam\n")
    keys = [measure.key for measure in found.sets[0].measures]
    assert [key.split("/", 1)[1] for key in keys] == ["E 17/b", "E18", "E18-2"]
    assert [found.given[key] for key in keys] == ["E 17/b", "E18", "E18"]


def test_merged_cells_and_several_sheets() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Adult"
    first["A1"] = "Programs"
    first.merge_cells("A1:D1")
    first["A2"], first["B2"], first["C2"] = "Domain", "Measure", "Lists"
    first.merge_cells("A2:A3")
    first.merge_cells("B2:B3")
    first.merge_cells("C2:D2")
    first["C3"], first["D3"] = "CPC+ 2018", "HEDIS 2018"
    first["A4"], first["B4"], first["C4"] = "Diabetes", "Eye Exam", "x"
    first["B5"], first["D5"] = "Foot Exam", "x"
    first.merge_cells("A4:A5")
    second = book.create_sheet("Child 2018")
    for row in (["Measure"], ["Well-Child Visits"], ["Immunizations"]):
        second.append(row)
    book.create_sheet("Notes").append(["Prepared by the plan"])
    out = BytesIO()
    book.save(out)
    found = read_spreadsheet(out.getvalue(), "plan.xlsx")
    sets = {one.id: [(m.name, m.domain) for m in one.measures] for one in found.sets}
    assert sets == {
        "cpc-plus-2018": [("Eye Exam", "Diabetes")],
        "hedis-2018": [("Foot Exam", "Diabetes")],
        "plan-child-2018": [("Well-Child Visits", None), ("Immunizations", None)],
    }
    assert "sheet 'Notes': no row heads a column of measures" in told(found)


def test_a_person_corrects_the_reading() -> None:
    text = "What we count,Owner\nEye Exam,NCQA\n"
    refused = read(text)
    assert refused.sets == () and refused.preview[0].rows[0] == (1, ("What we count", "Owner"))
    with pytest.raises(InputError, match="head it 'Measure'"):
        refused.needed()
    found = read(text, mapping={"What we count": "name", "Owner": "steward"})
    assert [(m.name, m.steward) for m in found.sets[0].measures] == [("Eye Exam", "NCQA")]
    bare = read("Eye Exam,NCQA\nFoot Exam,NCQA\n", mapping={"A": "name", "B": "steward"})
    assert [m.name for m in bare.sets[0].measures] == ["Eye Exam", "Foot Exam"]
    with pytest.raises(UsageError, match="did you mean 'name'"):
        read(text, mapping={"Owner": "nam"})


def test_about_a_file_is_told_by_the_person() -> None:
    about = About(name="Plan A", year=2017, sponsor="Plan", kind="regional")
    (one,) = read("Measure\nEye Exam\n", about=about).sets
    assert (one.id, one.name, one.year, one.sponsor, one.kind) == (
        "plan-a-2017", "Plan A", 2017, "Plan", "regional",
    )  # fmt: skip


def test_imported_sets_are_valid_set_files(tmp_path: Path) -> None:
    found = read(
        "Measure,NQF,Type,CPC+ 2018,Plan\nEye Exam,55,process,x,x\nFoot: 1+1 = 2,,odd,x,core\n"
    )
    for one in found.sets:
        path = tmp_path / f"{one.id}.yaml"
        path.write_text(to_yaml(one))
        assert read_sets([path]) == (one,)


def test_sets_stand_apart_from_those_that_have_their_id() -> None:
    own = read("Measure,CPC+ 2018\nEye Exam,x\n").sets
    (one,) = apart(own, ["cpc-plus-2018"])
    assert (one.id, one.measures[0].key) == ("cpc-plus-2018-own", "cpc-plus-2018-own/eye-exam")
    assert apart(own, ["other"]) == own


#: Reads all of them in one process; prints what came of each, and what memory it took.
ALL_BROKEN = """
import json, resource
from pathlib import Path
from broken_books import broken_books
from broken_sheets import broken_sheets
from measurealign.catalog.imports.spreadsheet import read_spreadsheet
from measurealign.problems import InputError
said = {}
for one in (*broken_sheets(), *broken_books()):
    try:
        found = read_spreadsheet(one.content, one.name)
        files, remarks = [], found.took + found.left_out
        taken = sum(len(each.measures) for each in found.sets)
    except InputError as error:
        files, remarks, taken = [each.file for each in error.problems], error.problems, 0
    said[one.case] = (files, [str(each) for each in remarks], taken)
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
print(json.dumps((said, peak, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)))
"""


@dataclass(frozen=True)
class Outcome:
    """What came of the broken files, by case, and the kilobytes that reading all of them took."""

    said: Mapping[str, tuple[list[str], list[str], int]]
    peak: list[int]
    beside: int


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """Each broken file is read once, all in one process whose memory is measured."""
    out = subprocess.run(
        [sys.executable, "-c", ALL_BROKEN], cwd=Path(__file__).parents[1], capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return Outcome(*json.loads(out.stdout))


@pytest.mark.parametrize("broken", [*broken_sheets(), *broken_books()], ids=lambda one: one.case)
def test_broken_sheets_get_a_sentence(broken: Broken, outcome: Outcome) -> None:
    files, sentences, taken = outcome.said[broken.case]
    said = "\n".join(sentences)
    assert all(one == broken.name for one in files)
    assert [words for words in broken.says if words not in said] == []
    assert taken == broken.taken
    assert max(map(len, said.split("\n"))) < 300


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_of_any_format_is_read(kind: str) -> None:
    found = read_spreadsheet(sound(kind), f"list.{kind}")
    lists = [[(one.name, *(i.value for i in one.ids)) for one in s.measures] for s in found.sets]
    assert [one[:2] for one in lists] == [
        [("Controlling High Blood Pressure", "0018"),
         ("Eye Exam for Patients With Diabetes", "0055")],
        [("Controlling High Blood Pressure", "0018"), ("Breast Cancer Screening", "2372")],
    ]  # fmt: skip


def test_what_a_parquet_file_holds_is_text_as_a_sheet_shows_it() -> None:
    at = datetime(2018, 12, 31)
    values: dict[str, list[object]] = {
        "Measure": ["Eye Exam", None], "NQF": [55, None], "Weight": [2.5, 1.0], "On": [at, None],
        "Menu": [True, False], "Codes": [["a", "b"], None], "Price": [Decimal("1.50"), None],
    }  # fmt: skip
    (sheet,) = read_sheets(parquet(**values), "lists/mine.parquet")
    assert (sheet.name, sheet.rows[0]) == ("mine", tuple(values))
    assert sheet.rows[1] == ("Eye Exam", "55", "2.5", "2018-12-31", "TRUE", "['a', 'b']", "1.50")
    assert sheet.rows[2] == ("", "", "1", "", "FALSE", "", "")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the peak")
def test_broken_sheets_are_many_and_take_little_memory(outcome: Outcome) -> None:
    """All of them, in one process, within 500 MB; within 1 GB for what reads them beside it."""
    assert len(outcome.said) >= 50
    assert outcome.peak[0] < 500_000
    assert outcome.beside < 1_000_000


def test_a_sheet_that_is_too_long_is_called_by_its_name() -> None:
    rows: list[list[object]] = [["Measure"], *([f"m{at}"] for at in range(20_001))]
    content = workbook(("Notes", [["x"]]), ("P & L <2018>", rows))
    with pytest.raises(InputError, match="sheet 'P & L <2018>', row 20001: more than 20,000 rows"):
        read_spreadsheet(content, "a.xlsx")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    try:
        read_spreadsheet(content, "a.csv")
    except InputError as error:
        assert error.problems


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=8))
def test_any_cells_are_read_and_every_set_is_sound(rows: list[list[str]]) -> None:
    text = to_csv(["Measure", "NQF", "CPC+ 2018"], rows)
    try:
        found = read_spreadsheet(text.encode(errors="replace"), "a.csv")
    except InputError as error:
        assert error.problems
        return
    for one in found.sets:
        assert len({measure.key for measure in one.measures}) == len(one.measures)
        assert all(measure.set_id == one.id for measure in one.measures)


RUNS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "''+x", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", RUNS)
def test_csv_never_runs_a_cell(text: str) -> None:
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text
    assert to_csv(["a"], [[text]]).split("\n", 1)[1].lstrip('"').startswith("'")


@given(st.text())
def test_the_guard_of_a_cell_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_formula_of_a_csv_is_read_as_text() -> None:
    found = read("Measure\n" + to_csv(["x"], [["=1+1 days to follow-up"]]).split("\n")[1] + "\n")
    assert found.sets[0].measures[0].name == "=1+1 days to follow-up"


def test_how_a_list_asks_is_read_from_its_columns() -> None:
    found = read(
        "Measure,Role,Menu Group,Required,Points,Target\n"
        "Eye Exam,menu,Core Four,no,10,>= 61.9%\n"
        "Foot Exam,menu,Core Four,yes,double,n/a\n"
    )
    (one,) = found.sets
    assert [(g.id, g.name) for g in one.groups] == [("core-four", "Core Four")]
    eye, foot = one.measures
    assert (eye.group, eye.required, eye.weight, eye.target) == ("core-four", False, 10, ">= 61.9%")
    assert (foot.required, foot.weight, foot.target) == (True, None, None)
    assert foot.note == "weight as printed: double"


def test_a_menu_without_a_number_is_asked_about() -> None:
    menu = "Measure,Role\nEye Exam,menu\nFoot Exam,menu\nA1c,core\n"
    assert "does not tell how many are to be chosen: say it (--choose N)" in told(read(menu))
    found = read(menu, about=About(choose=1))
    assert found.sets[0].required_count() == 2
    assert "--choose" not in told(found)
