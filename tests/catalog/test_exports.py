"""Lists as programs export them: broken names, sheets on their side, totals, ticks and crosses."""

import pytest

from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.spreadsheet import read_spreadsheet
from measurealign.catalog.imports.spreadsheet.titles import undressed
from measurealign.model import Measure


def read(text: str) -> Imported:
    return read_spreadsheet(text.encode(), "list.csv")


def measures(text: str) -> list[Measure]:
    (one,) = read(text).sets
    return list(one.measures)


def names(text: str) -> list[str]:
    return [one.name for one in measures(text)]


BROKEN = [
    "Follow-Up After Hospitalization for,0576\nMental Illness,",
    "Follow-Up After Hospitalization,\nfor Mental Illness,0576",
    "Follow-Up After,\nHospitalization for Mental Illness,0576",
]


@pytest.mark.parametrize("rows", BROKEN)
def test_a_name_broken_over_two_rows_is_one(rows: str) -> None:
    text = f"Measure,NQF\nBreast Cancer Screening,2372\n{rows}\nColorectal Cancer Screening,0034\n"
    found = measures(text)
    assert [one.name for one in found] == [
        "Breast Cancer Screening", "Follow-Up After Hospitalization for Mental Illness",
        "Colorectal Cancer Screening",
    ]  # fmt: skip
    assert [one.value for one in found[1].ids] == ["0576"]
    assert any("half a name" in str(one) for one in read(text).left_out)


def test_two_names_below_each_other_are_two() -> None:
    text = "Measure,NQF\nBreast Cancer Screening,2372\nLead Screening in Children,\nEye Exam,0055\n"
    assert len(names(text)) == 3


SIDE = "Measure,Breast Cancer Screening,Colorectal Cancer Screening\nNQF,2372,0034\nWeight,10,5\n"


def test_measures_as_columns_are_read_turned_and_told() -> None:
    found = measures(SIDE)
    assert [(one.name, one.ids[0].value, one.weight) for one in found] == [
        ("Breast Cancer Screening", "2372", 10), ("Colorectal Cancer Screening", "0034", 5),
    ]  # fmt: skip
    assert any("read turned" in str(one) for one in read(SIDE).took)


def test_payers_as_rows_are_programmes() -> None:
    text = "Payer,Breast Cancer Screening,Colorectal Cancer Screening\nAetna,X,\nCigna,X,X\n"
    assert {one.name: len(one.measures) for one in read(text).sets} == {"Aetna": 1, "Cigna": 2}


@pytest.mark.parametrize(
    "line",
    ["Grand Total,,20", "Subtotal - Prevention,,20", "Total: Prevention,,20", "Sub-total,,20",
     "Total possible points,,20", "Total Points,,20", "See note 1,,", "See below,,",
     "Confidential - do not distribute,,", "Data as of 01/05/2024,,", "End of report,,"],
)  # fmt: skip
def test_sums_and_notes_are_no_measures(line: str) -> None:
    text = f"Measure,NQF,Points\nBreast Cancer Screening,2372,10\n{line}\nEye Exam,0055,10\n"
    assert names(text) == ["Breast Cancer Screening", "Eye Exam"]
    assert names(f"Measure,NQF,Points\nTotal Cost of Care,,10\n{line}\n") == ["Total Cost of Care"]


def test_beside_a_tick_a_cross_says_no() -> None:
    text = "Measure,Aetna,Cigna\nBreast Cancer Screening,✔,✘\nColorectal Cancer Screening,✘,✔\n"
    assert [[m.name for m in one.measures] for one in read(text).sets] == [
        ["Breast Cancer Screening"], ["Colorectal Cancer Screening"],
    ]  # fmt: skip
    alone = "Measure,Aetna,Cigna\nBreast Cancer Screening,✘,\nColorectal Cancer Screening,✘,✘\n"
    assert {one.name: len(one.measures) for one in read(alone).sets} == {"Aetna": 2, "Cigna": 1}


@pytest.mark.parametrize(("text", "value"), [("2,5", 2.5), ("'10", 10), ('"=""10"""', 10)])
def test_weights_as_other_programs_write_them(text: str, value: float) -> None:
    assert measures(f"Measure;Weight\nBreast Cancer Screening;{text}\n")[0].weight == value


def test_quotation_marks_around_names_and_ids_are_off() -> None:
    (one,) = measures("Measure,NQF\n“Colorectal Cancer Screening”,‘0034’\n")
    assert (one.name, one.ids[0].value) == ("Colorectal Cancer Screening", "0034")


def test_the_heading_of_the_next_page_is_none_of_the_measures() -> None:
    text = "Measure,NQF\nEye Exam,0055\nMeasure (cont.),NQF\nBreast Cancer Screening,2372\n"
    assert names(text) == ["Eye Exam", "Breast Cancer Screening"]


def test_a_tab_before_a_known_name_makes_it_no_part() -> None:
    text = 'Measure,NQF\nBreast Cancer Screening,2372\n"\tColorectal Cancer Screening",0034\n'
    assert names(text) == ["Breast Cancer Screening", "Colorectal Cancer Screening"]


@pytest.mark.parametrize(
    "text",
    ["Breast Cancer Screening,2372,10\nEye Exam for Patients With Diabetes,0055,5\nOur own,,1\n",
     "• Breast Cancer Screening\n• Colorectal Cancer Screening\n• Our own measure\n"],
)  # fmt: skip
def test_a_list_without_heading_is_told_by_its_names(text: str) -> None:
    assert len(names(text)) == 3
    assert any("no row heads the columns" in str(one) for one in read(text).took)


def test_lists_of_adults_and_children_beside_each_other() -> None:
    text = (
        "Adult Measures,NQF,,Pediatric Measures,NQF\n"
        "Breast Cancer Screening,2372,,Childhood Immunization Status,0038\n"
        "Colorectal Cancer Screening,0034,,Lead Screening in Children,\n"
    )
    found = {line.name: [id_.value for id_ in line.ids] for one in read(text).sets
             for line in one.measures}  # fmt: skip
    assert found == {
        "Breast Cancer Screening": ["2372"], "Childhood Immunization Status": ["0038"],
        "Colorectal Cancer Screening": ["0034"], "Lead Screening in Children": [],
    }  # fmt: skip


def test_a_gap_in_the_heading_is_headed_by_the_row_above() -> None:
    text = (
        "Measure,,Thresholds,,Weight\nName,NQF,Minimum,Goal,\n"
        "Breast Cancer Screening,2372,60%,75%,10\nEye Exam,0055,55%,70%,5\n"
    )
    assert [(one.weight, one.target) for one in measures(text)] == [(10, "75%"), (5, "70%")]


@pytest.mark.parametrize("mark", ["*", "¹", "†", "[1]"])
def test_a_long_row_of_marks_inside_a_cell_is_gone_through_once(mark: str) -> None:
    """All ways to divide so many marks would take longer than anybody waits."""
    text = f"Breast{mark * 1_000}Cancer Screening"
    assert undressed(text + mark) == (text, False)
    assert undressed(text) == (text, False)
