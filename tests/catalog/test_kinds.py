"""Further lists of the kinds that tests/cases holds one each of: the rule holds for all."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from broken_sheets import workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from measurealign.catalog.imports.id_cells import identifiers
from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.spreadsheet import read_spreadsheet
from measurealign.catalog.imports.spreadsheet.fields import field_of
from measurealign.matching.linking.title import read_off

NAMES = ("Breast Cancer Screening", "Colorectal Cancer Screening", "Lead Screening in Children")


def read(text: str) -> Imported:
    return read_spreadsheet(text.encode(), "acme.csv")


def marked(*heads: str) -> Imported:
    """Return what is read of a list with an x or two under each heading."""
    marks = [("x", "", "x"), ("", "x", "x"), ("x", "x", "")]
    rows = [[name, *(marks[at % 3][row] for at in range(len(heads)))]
            for row, name in enumerate(NAMES)]  # fmt: skip
    return read("\n".join(map(",".join, (["Measure", *heads], *rows))))


@pytest.mark.parametrize(
    "head",
    ["Medicaid P4P", "Commercial HMO P4P", "Medicaid Adult Core Set", "Priority Health",
     "Provider Incentive Program", "Health Plan Withhold"],
)  # fmt: skip
def test_a_programme_may_bear_the_word_of_a_trait(head: str) -> None:
    assert {one.name for one in marked("CPC+", head).sets} == {"CPC+", head}


@pytest.mark.parametrize("head", ["New for 2025", "Changed for 2025", "Risk adjusted", "Hybrid"])
def test_a_marked_trait_beside_a_programme_is_none(head: str) -> None:
    assert [one.name for one in marked("CPC+", head).sets] == ["CPC+"]


def test_a_heading_between_the_rows_begins_a_table() -> None:
    """02: without a blank line, and with a heading that no field is known for."""
    text = ("Adult,\nMeasure,CBE #\nBreast Cancer Screening,2372\n"
            "Pediatric,\nMeasure,Who\nLead Screening in Children,2 years\n")  # fmt: skip
    (one,) = read(text).sets
    assert [(m.name, m.domain) for m in one.measures] == [
        ("Breast Cancer Screening", "Adult"),
        ("Lead Screening in Children", "Pediatric"),
    ]


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [("aco", "ACO No. 1", "ACO-1"), ("cbe", "CBE-59", "0059"), ("cbe", "NQF-0018", "0018"),
     ("cbe", "1.8E+01", "0018"), ("cbe", "0018*", "0018"), ("cbe", "0034†", "0034"),
     ("cbe", "0059 (1)", "0059"), ("cbe", "００３４", "0034"), ("mips", "MIPS-236", "236")],
)  # fmt: skip
def test_ids_in_further_dress(scheme: str, text: str, value: str) -> None:
    found, strange, _ = identifiers(scheme, text)  # type: ignore[arg-type]
    assert ([one.value for one in found], strange) == ([value], [])


@pytest.mark.parametrize("text", ["PQA", "AHRQ", "CAHPS"])
def test_whoever_keeps_a_measure_is_no_acronym_of_one(text: str) -> None:
    assert identifiers("hedis", text)[1] == [text]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("measure_nm", "name"), ("MsrName", "name"), ("nqf_nbr", "cbe"), ("NqfNum", "cbe"),
     ("steward_org", "steward"), ("MEAS_TTL", "name")],
)  # fmt: skip
def test_headings_as_databases_shorten_them(heading: str, field: str) -> None:
    assert field_of(heading)[0] == field


def test_numbers_of_one_scheme_written_in_several_ways() -> None:
    """15: what shows the scheme is all forms together, not each by itself."""
    text = ("Measure_ID,Measure\n001,Diabetes: Hemoglobin A1c Poor Control (>9%)\n"
            "Q236,Controlling High Blood Pressure\n"
            "MIPS 113,Colorectal Cancer Screening\n")  # fmt: skip
    (one,) = read(text).sets
    assert [str(m.ids[0]) for m in one.measures] == ["MIPS 001", "MIPS 236", "MIPS 113"]


def test_registries_measures_stand_among_those_of_mips() -> None:
    """CMS's benchmark tables since 2020; a payer's own codes are no registry's."""
    text = ("Measure_ID,Measure\n1,Diabetes: Hemoglobin A1c Poor Control (>9%)\n"
            "236,Controlling High Blood Pressure\nAAD12,Office visits\n")  # fmt: skip
    (one,) = read(text).sets
    assert [str(m.ids[0]) for m in one.measures] == ["MIPS 001", "MIPS 236", "QCDR AAD12"]
    (own,) = read("Measure_ID,Measure\nPCP01,Eye Exam\nPCP02,Foot Exam\n").sets
    assert not any(m.ids for m in own.measures)


def test_a_measure_behind_a_bullet_is_no_part_of_the_one_above() -> None:
    text = ("Measure\nBreast Cancer Screening (BCS-E)\n• CBP – Controlling High Blood Pressure\n"
            "• Colorectal Cancer Screening\n• My own sub-rate\n")  # fmt: skip
    (one,) = read(text).sets
    assert [m.name for m in one.measures] == [
        "Breast Cancer Screening (BCS-E)",
        "CBP – Controlling High Blood Pressure",
        "Colorectal Cancer Screening",
        "Colorectal Cancer Screening: My own sub-rate",
    ]


def test_rates_of_a_span_have_the_ids_of_their_measure() -> None:
    text = "Measure,NQF,Weight\nWell-Child Visits,1392,\nFirst 15 months,,1\n15-30 months,,1\n"
    (one,) = read(text).sets
    assert [m.ids[0].value for m in one.measures] == ["1392"] * 3


def test_a_name_that_is_struck_through_strikes_its_row() -> None:
    """22: whatever stands beside the name; a struck figure strikes nothing."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Measure", "NQF"], [NAMES[0], "2372"], [NAMES[1], "0034"]):
        sheet.append(row)
    sheet["A3"].font = sheet["B2"].font = Font(strike=True)
    book.save(held := BytesIO())
    found = read_spreadsheet(held.getvalue(), "acme.xlsx")
    assert [m.name for one in found.sets for m in one.measures] == [NAMES[0]]
    assert any("struck through" in str(one) and "row 3" in str(one) for one in found.left_out)


@pytest.mark.parametrize("number", ["C1 ", "D01: ", "Measure 3: ", "Metric #12 - ", "1.2 "])
def test_a_number_of_one_list_is_read_off_a_name(number: str) -> None:
    """06: what it names is told by the title."""
    assert read_off(f"{number}{NAMES[0]}", ()).text == NAMES[0]


@pytest.mark.parametrize("head", ["Medicaid", "Collected by plan", "Medicare Advantage"])
def test_one_column_of_yes_and_no_drops_no_measure(head: str) -> None:
    """01: two such columns of payers divide a list, one says something of each measure."""
    lines = [f"{name},{said}" for name, said in zip(NAMES, ("Yes", "No", "Yes"), strict=True)]
    (one,) = read("\n".join([f"Measure,{head}", *lines])).sets
    assert [m.name for m in one.measures] == list(NAMES)


def test_formulas_of_a_csv_are_told_by_their_cells() -> None:
    """09: of a text file, and of a heading."""
    found = read('Measure,NQF\n"=CONCAT(""Breast"","" Cancer"")",2372\n=B4,0034\nEye Exam,=B3\n'
                 'Foot Exam,"=""0056"""\n')  # fmt: skip
    assert [(m.name, [i.value for i in m.ids]) for m in found.sets[0].measures] == [
        ("Eye Exam", []), ("Foot Exam", ["0056"]),
    ]  # fmt: skip
    assert any("A2, A3, B4" in str(one) for one in found.left_out)
    headless = read('"=A9",NQF\nEye Exam,0055\n')
    assert any("without a saved value: A1" in str(one) for one in headless.left_out)


def test_one_word_between_the_rows_is_a_title() -> None:
    """10: a condition names no measure."""
    found = read("Measure,NQF\nDiabetes,\nEye Exam,0055\nFoot Exam,0056\nHypertension,\n"
                 f"Controlling High Blood Pressure,0018\n{NAMES[0]},2372\n")  # fmt: skip
    assert [m.domain for m in found.sets[0].measures] == ["Diabetes"] * 2 + ["Hypertension"] * 2


def test_one_blank_before_a_name_is_a_slip() -> None:
    found = read("Measure,NQF\nEye Exam,0055\n Foot Exam,0056\n  30 days,\n")
    assert [m.name for m in found.sets[0].measures] == [
        "Eye Exam", "Foot Exam", "Foot Exam: 30 days",
    ]  # fmt: skip


def test_quotation_marks_as_databases_write_them() -> None:
    found = read('Measure,NQF\n"Breast \\"Cancer\\" Screening",2372\nEye Exam,0055\n')
    assert found.sets[0].measures[0].name == 'Breast "Cancer" Screening'


def test_hidden_columns_and_texts_struck_through_are_told() -> None:
    """22: part by part, as Excel holds a cell's own marks."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Measure", "NQF"], [NAMES[0], "2372"], [NAMES[1], "0034"]):
        sheet.append(row)
    sheet["A3"] = CellRichText(TextBlock(InlineFont(strike=True), NAMES[1]))
    sheet.column_dimensions["B"].hidden = True
    book.save(held := BytesIO())
    found = read_spreadsheet(held.getvalue(), "acme.xlsx")
    assert [m.name for m in found.sets[0].measures] == [NAMES[0]]
    assert any("row 3: struck through" in str(one) for one in found.left_out)
    assert any("read all the same: columns B" in str(one) for one in found.took)


def test_hidden_and_struck_rows_of_an_ods_file_are_told() -> None:
    marks = ["", "", ' table:visibility="filter"', ""]
    styles = ["ce1", "ce1", "ce1", "ce2"]
    names = ["Measure", *NAMES]
    rows = "".join(
        f'<table:table-row{mark}><table:table-cell table:style-name="{style}" '
        f'office:value-type="string"><text:p>{name}</text:p></table:table-cell></table:table-row>'
        for name, mark, style in zip(names, marks, styles, strict=True)
    )
    found = read_spreadsheet(_ods(rows), "acme.ods")
    assert [m.name for m in found.sets[0].measures] == list(NAMES[:2])
    assert any("'A & B', row 3: hidden or filtered" in str(one) for one in found.took)
    assert any("'A & B', row 4: struck through" in str(one) for one in found.left_out)


def _ods(rows: str) -> bytes:
    """Return an ODS file as LibreOffice writes one, with one sheet."""
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text", "style")
    )
    line = 'style:text-line-through-style="solid" style:text-line-through-type="single"'
    text = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="ce1" style:family="table-cell"/>'
        f'<style:style style:name="ce2"><style:text-properties {line}/></style:style>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="A &amp; B">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(held := BytesIO(), "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", text)
    return held.getvalue()


def test_sheets_that_list_no_measures_are_seated_nowhere() -> None:
    """23: people by their headings, lists of two years each as its own, the year from the tab."""
    people = ("Team", [["Name", "Email"], ["Jane Doe", "a@b.c"]])
    rows = [["Measure", "NQF"], ["Eye Exam", "0055"], ["Foot Exam", "0056"]]
    found = read_spreadsheet(workbook(people, ("PY2024", rows)), "acme.xlsx")
    assert [(one.year, len(one.measures)) for one in found.sets] == [(2024, 2)]
    assert any("'Team': this looks like a list of people" in str(one) for one in found.left_out)
    years = read_spreadsheet(workbook(("2024", rows), ("2025", rows[:2])), "acme.xlsx")
    assert [(one.year, len(one.measures)) for one in years.sets] == [(2024, 2), (2025, 1)]


@pytest.mark.parametrize("heads", [("P4P", "P4R"), ("Hybrid allowed", "ECDS only")])
def test_two_marked_traits_are_none(heads: tuple[str, str]) -> None:
    """01: what is paid for and what is reported say something of each measure."""
    (one,) = marked(*heads).sets
    assert [m.name for m in one.measures] == list(NAMES)


def test_a_title_that_could_head_a_column_heads_its_rows() -> None:
    """10: the word Measure alone is the heading again."""
    found = read(f"Measure,NQF\nHEDIS measures,\n{NAMES[0]},2372\n{NAMES[1]},0034\n"
                 f"CHIP measures,\n{NAMES[2]},1\nMeasure,\nEye Exam,0055\n")  # fmt: skip
    assert [m.domain for m in found.sets[0].measures] == ["HEDIS measures"] * 2 + [
        "CHIP measures"
    ] * 2


def test_numbers_behind_a_hash_tell_their_numbering() -> None:
    """15."""
    found = read(f"Measure #,Measure\n#236,Controlling High Blood Pressure\n#113,{NAMES[1]}\n")
    assert [str(m.ids[0]) for m in found.sets[0].measures] == ["MIPS 236", "MIPS 113"]
