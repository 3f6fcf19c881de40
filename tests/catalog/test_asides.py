"""What stands below or beside a list and lists no measures is told, and nothing of it is taken."""

import pytest

from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.spreadsheet import read_spreadsheet

NAMES = ["Breast Cancer Screening", "Colorectal Cancer Screening"]
LIST = f"Measure,NQF,Steward\n{NAMES[0]},2372,NCQA\n{NAMES[1]},0034,NCQA\n"


def read(text: str) -> Imported:
    return read_spreadsheet(text.encode(), "acme.csv")


def names(found: Imported) -> list[str]:
    return [m.name for one in found.sets for m in one.measures]


@pytest.mark.parametrize(
    "below",
    [
        "Contacts,,\nName,Email,Phone\nJane Doe,jane@acme.org,555-1234\n",
        "Questions? Contact:,,\nJane Doe,Director of Quality,jane@acme.org\n",
        "Jane Doe,Director of Quality,jane@acme.org\n",
        "Name,Title,Department\nJane Doe,Director,Quality\nJohn Roe,Analyst,Quality\n",
        "Term,Definition,\nMY,Measurement year,\nNCQA,National Committee,\n",
        "Glossary,,\nMY,Measurement year,\nNCQA,National Committee,\n",
        "Revision History,,\n,,\n1.0,First version,JD\n1.1,Second version,JD\n",
        "Date,Change,Author\n1/2/2024,Added BCS,JD\n3/4/2024,Removed CBP,JR\n",
        "Question,Answer,\nWhen are rates due?,June,\n",
        "Milestone,Due date,Owner\nData due,June 15,Plan\n",
    ],
)
@pytest.mark.parametrize("gap", ["", ",,\n"])
def test_tables_of_another_kind_are_left_out_and_told(below: str, gap: str) -> None:
    found = read(LIST + gap + below)
    assert names(found) == NAMES
    assert any("part of a table of contacts" in str(one) for one in found.left_out)


def test_what_comes_after_such_a_table_is_read_again() -> None:
    more = ",,\nTerm,Definition,\nMY,Measurement year,\n,,\nEye Exam,0055,NCQA\n"
    assert names(read(LIST + more)) == [*NAMES, "Eye Exam"]


def test_measures_under_such_a_title_are_read() -> None:
    more = "Changes,,\nLead Screening in Children,,NCQA\nAsthma Medication Ratio,1800,NCQA\n"
    assert len(names(read(LIST + more))) == 4


def test_a_table_that_tells_more_of_the_same_measures_is_no_list() -> None:
    found = read(LIST + ",,\nBenchmarks,,\nMeasure,50th,90th\n" + "".join(
        f"{name},55,70\n" for name in NAMES))  # fmt: skip
    assert names(found) == NAMES and "headed in row 6 tells more" in str(found.left_out)


def test_tables_beside_each_other_with_other_headings() -> None:
    found = read(
        "Adult,,,Children,\nMeasure,NQF,,Metric,CBE ID\nBreast Cancer Screening,2372,,"
        "Childhood Immunization Status,0038\nEye Exam,0055,,Lead Screening in Children,\n"
    )
    assert [(m.name, [i.value for i in m.ids], m.domain) for m in found.sets[0].measures] == [
        ("Breast Cancer Screening", ["2372"], "Adult"), ("Eye Exam", ["0055"], "Adult"),
        ("Childhood Immunization Status", ["0038"], "Children"),
        ("Lead Screening in Children", [], "Children"),
    ]  # fmt: skip


@pytest.mark.parametrize("again", ["", "Measure,NQF,Steward\n"])
def test_titles_above_and_within_are_of_one_kind(again: str) -> None:
    more = f"Pediatric measures,,\n{again}Lead Screening in Children,,NCQA\n"
    found = read(f"Adult measures,,\n{LIST}{more}")
    assert [m.domain for m in found.sets[0].measures] == ["Adult measures"] * 2 + [
        "Pediatric measures"
    ]
    assert found.sets[0].name == "acme"


@pytest.mark.parametrize(
    "text",
    [
        "Measure,ID\ne-Prescribing,PI_EP_1\nProvide 24/7 access,IA_EPA_1\n",
        "Measure,Quality ID\nSecurity risk analysis,PI_PPHI_1\nAccess,IA_EPA_1\n",
        "Measure\nIA_PM_2: Anticoagulant management\nPI_EP_1 e-Prescribing\n",
        "Measure,Category\nAccess,Improvement Activities\nPortal,Promoting Interoperability\n",
        "Promoting Interoperability Measures 2024,\nMeasure,Required\nPortal,Yes\nRisk,Yes\n",
        "Measure,Points\nImprovement activities:,\nAccess,1\nPortal,2\n",
    ],
)
def test_activities_and_attestations_are_no_measures(text: str) -> None:
    found = read(text)
    assert {m.grain for one in found.sets for m in one.measures} == {"activity"}
    assert any("not counted among the measures" in str(one) for one in found.took)


ACTIVITIES = [
    ("Measure", "e-Prescribing"), ("Measure", "Security Risk Analysis"),
    ("Measure", "Provide 24/7 Access to MIPS Eligible Clinicians or Groups"),
    ("Measure", "Implementation of medication management practice improvements"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "name"), ACTIVITIES)
def test_activities_are_told_by_their_titles_alone(head: str, name: str) -> None:
    text = f"{head},Points\n{name},10\nTobacco use,10\nMedication Reconciliation,5\n"
    (one,) = read_spreadsheet(text.encode(), "list.csv").sets
    assert [line.grain for line in one.measures] == ["activity", "measure", "measure"]


@pytest.mark.parametrize("head", ["ID", "Activity", "Where", "Code"])
def test_activities_are_told_by_ids_under_any_heading(head: str) -> None:
    text = f"{head},Name,Points\nIA_BE_4,Portal,20\nPI_EP_2_EX_1,Drugs,10\n"
    (one,) = read_spreadsheet(text.encode(), "list.csv").sets
    assert {line.grain for line in one.measures} == {"activity"}


def test_a_measure_among_activities_is_one() -> None:
    found = read("Measure,ID,Category\nEye Exam,117,Quality\nAccess,IA_EPA_1,IA\n")
    assert [m.grain for m in found.sets[0].measures] == ["measure", "activity"]
