"""Further lists of the kinds that tests/cases holds one each of: the rule holds for all."""

from io import BytesIO

import openpyxl
import pytest
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
