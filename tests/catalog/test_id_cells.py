"""Cells of ids: several in one, of one numbering or of more; each is read as what it is."""

import pytest

from measurealign.catalog.imports.id_cells import identifiers
from measurealign.catalog.imports.spreadsheet import read_spreadsheet
from measurealign.catalog.imports.spreadsheet.fields import field_of

NAMES = ("Controlling High Blood Pressure", "Colorectal Cancer Screening",
         "Breast Cancer Screening", "Chlamydia Screening in Women")  # fmt: skip


def ids(head: str, *cells: str) -> list[list[str]]:
    lines = [f'{name},"{cell}"' for name, cell in zip(NAMES, cells, strict=False)]
    found = read_spreadsheet("\n".join([f"Measure,{head}", *lines]).encode(), "acme.csv")
    return [[str(one) for one in m.ids] for one in found.sets for m in one.measures]


@pytest.mark.parametrize(
    ("head", "cell", "right"),
    [
        ("NQF #", "0018/236", ["CBE 0018", "MIPS 236"]),
        ("NQF", "18 (236)", ["CBE 0018", "MIPS 236"]),
        ("NQF #", "0018, CMS165v12", ["CBE 0018", "CMS CMS165v12"]),
        ("NQF #", "0018 (CMS165)", ["CBE 0018", "CMS CMS165"]),
        ("NQF #/Quality ID", "0018/236", ["CBE 0018", "MIPS 236"]),
        ("Quality # / NQF #", "236/0018", ["MIPS 236", "CBE 0018"]),
        ("eCQM / NQF", "CMS165v12 / 0018", ["CMS CMS165v12", "CBE 0018"]),
        ("Measure IDs", "CBE 0018, MIPS 236, CMS165v12", ["CBE 0018", "MIPS 236", "CMS CMS165v12"]),
        ("IDs", "0018 236", ["CBE 0018", "MIPS 236"]),
        ("NQF #", "0018 & 0061", ["CBE 0018", "CBE 0061"]),
        ("Measure ID", "ACO-28 (NQF #0018)", ["ACO ACO-28", "CBE 0018"]),
    ],
)
def test_several_ids_in_a_cell_each_in_its_numbering(
    head: str, cell: str, right: list[str]
) -> None:
    assert set(ids(head, cell)[0]) == set(right)


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [("cbe", "2,372", "2372"), ("cbe", "18,0", "0018"), ("cbe", "2.372E3", "2372"),
     ("cbe", "NQF 0018 (endorsed)", "0018"), ("cbe", "0034 - endorsement removed", "0034"),
     ("cbe", "No longer endorsed (0033)", "0033"), ("cbe", "Formerly NQF 2372", "2372"),
     ("mips", "QID113", "113"), ("mips", "MIPS Quality ID 236", "236"),
     ("aco", "ACO Measure 1", "ACO-1"), ("aco", "MSSP #4", "ACO-4"),
     ("gpro", "PREV 7", "PREV-7"), ("gpro", "GPRO CARE-02", "CARE-2"),
     ("aco", "ACO\u20112", "ACO-2"), ("aco", "ACO \u2013 13", "ACO-13")],
)  # fmt: skip
def test_one_id_however_it_is_dressed(scheme: str, text: str, value: str) -> None:
    found, strange, _ = identifiers(scheme, text)  # type: ignore[arg-type]
    assert ([one.value for one in found], strange) == ([value], [])


def test_what_no_numbering_knows_is_told() -> None:
    found, strange, _ = identifiers("aco", "ACO-13 (CARE2b)")
    assert [one.value for one in found] == ["ACO-13"] and strange == ["CARE2b"]
    told = read_spreadsheet(b"Measure,NQF # / CMS #\nOffice wait time,0236\n", "a.csv").left_out
    assert any("does not tell its numbering" in str(one) for one in told)


@pytest.mark.parametrize("head", ["Measure ID", "ID #", "Reference Number", "Spec", "Where"])
def test_ids_that_say_their_numbering_tell_the_column(head: str) -> None:
    assert ids(head, "NQF 0018", "NQF 0034")[1] == ["CBE 0034"]
    assert ids(head, "ACO Measure 28", "ACO - 19")[1] == ["ACO ACO-19"]


def test_a_column_of_several_numberings_is_read_cell_by_cell() -> None:
    assert ids("Measure ID", "CMS165v12", "0034", "112", "CHL") == [
        ["CMS CMS165v12"], ["CBE 0034"], ["MIPS 112"], ["HEDIS CHL"],
    ]  # fmt: skip


@pytest.mark.parametrize("own", [("Q1", "Q2", "Q3"), ("C01", "C02", "D01"), ("101", "102", "103")])
def test_a_payers_own_numbers_are_nobody_elses(own: tuple[str, ...]) -> None:
    names = ("Office wait time", "Portal use", "Staff survey")
    lines = [f"{id_},{name}" for id_, name in zip(own, names, strict=True)]
    found = read_spreadsheet("\n".join(["Measure ID,Measure", *lines]).encode(), "a.csv")
    assert not any(m.ids for m in found.sets[0].measures)


@pytest.mark.parametrize(
    "name", ["ACO #28: Controlling Blood Pressure", "(ACO-28) Blood Pressure", "BP (ACO # 28)"]
)
def test_a_title_may_tell_the_id(name: str) -> None:
    found = read_spreadsheet(f'Measure\n"{name}"\n'.encode(), "a.csv")
    assert [str(one) for one in found.sets[0].measures[0].ids] == ["ACO ACO-28"]


def test_days_are_no_aco_number() -> None:
    found = read_spreadsheet(b"Measure\nACO - 30-day readmission\n", "a.csv")
    assert found.sets[0].measures[0].ids == ()


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Measure Full Name", "name"), ("Measure/Indicator", "name"), ("KPI", "name"),
     ("Name of Quality Measure", "name"), ("Measures (2025)", "name"), ("QUALITYID", "mips"),
     ("HEDIS Measure Name", "name"), ("Clinical Quality Measure", "name"), ("ID de MIPS", "mips"),
     ("MIPS Measure ID", "mips"), ("Measure ID (NQF)", "cbe"), ("NQF Endorsement Number", "cbe"),
     ("CBE (formerly NQF) ID", "cbe"), ("Consensus-Based Entity ID", "cbe"), ("N.º NQF", "cbe"),
     ("NQF # / CBE #", "cbe"), ("measure.nqfId", "cbe"), ("MSSP #", "aco"),
     ("NQF #/Quality ID", "ids"), ("Quality", ""), ("Quality score", ""), ("Care gap", "")],
)  # fmt: skip
def test_headings_told_by_their_words(heading: str, field: str) -> None:
    assert field_of(heading)[0] == field
