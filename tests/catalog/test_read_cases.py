"""Files as people send them: what is read, under which ids, and what is said of the rest."""

from pathlib import Path

import pytest

from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.own import read_own
from measurealign.catalog.reader import read_sets
from measurealign.export.yaml import to_yaml
from measurealign.model import Measure
from measurealign.problems import InputError

CASES = Path(__file__).parents[1] / "cases"


def lines(name: str) -> tuple[Measure, ...]:
    """The lines of the only set of a file."""
    (one,) = read_own(CASES / name).sets
    return one.measures


def ids(name: str) -> list[tuple[str, list[str]]]:
    return [(line.name, [str(one) for one in line.ids]) for line in lines(name)]


def said(found: Imported) -> str:
    return "\n".join(str(remark) for remark in found.took + found.left_out)


def test_a_yes_no_column_tells_of_measures_and_is_no_programme() -> None:
    """01: 34 measures, held to a level or not."""
    found = read_own(CASES / "01-held-to-mpl.csv")
    assert [len(one.measures) for one in found.sets] == [34]
    assert "'HELD TO MPL' (E) was taken for a trait of the measures" in said(found)
    assert "--map 'HELD TO MPL=programme'" in said(found)


def test_tables_that_stand_on_one_sheet_are_all_read() -> None:
    """02: two small tables, one below the other, each with a title."""
    assert ids("02-two-tables.xlsx") == [
        ("Breast Cancer Screening", ["CBE 2372"]),
        ("Colorectal Cancer Screening", ["CBE 0034"]),
        ("Lead Screening in Children", []),
        ("Childhood Immunization Status", ["CBE 0038"]),
    ]


def test_aco_number_signs_are_ids() -> None:
    """03: "ACO #1" is ACO-1."""
    assert [found for _, found in ids("03-aco-hash.csv")] == [[f"ACO ACO-{n}"] for n in range(1, 7)]


def test_a_formula_without_a_value_is_named_with_its_cell_and_remedy() -> None:
    """09: the name in A2 and the id in B3 were never computed."""
    found = read_own(CASES / "09-formula-nocache.xlsx")
    assert [(m.name, m.ids, m.domain) for m in found.sets[0].measures] == [
        ("Colorectal Cancer Screening", (), None)
    ]
    assert "formulas without a saved value: A2, B3" in said(found)
    assert "open the workbook in Excel or LibreOffice and save it" in said(found)


def test_a_lone_name_between_full_rows_is_a_measure() -> None:
    """10: the benchmark of two rows was one merged cell."""
    found = read_own(CASES / "10-lone-row.csv")
    names = [line.name for line in found.sets[0].measures]
    assert len(names) == 9
    assert [n for n in names if "Retinopathy" in n or "Nephropathy" in n] == names[3:5]
    assert "rows 5, 6: only a name stands here, taken for a measure" in said(found)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("11-camel-heads.csv", [["CBE 0018", "MIPS 236"]]),
        ("13-float-ids.csv", [["CBE 0018", "MIPS 236"], ["CBE 0034"], []]),
        ("15-measure-id.csv", [["MIPS 001"], ["MIPS 236"]]),
    ],
)
def test_ids_are_read_however_heading_and_number_are_written(
    file: str, expected: list[list[str]]
) -> None:
    """11: measureId, nqfId; 13: 18.0; 15: Measure_ID is the scheme that its values show."""
    assert [found for _, found in ids(file)] == expected


def test_ids_of_a_workbook_as_spreadsheets_dress_them() -> None:
    """13b: 0018.0, a number, a date; what is no id is told and left out."""
    found = ids("13b-ids.xlsx")
    assert found[0][1] == ["CBE 0018", "CMS CMS165v6", "MIPS 236", "HEDIS CBP"]
    text = said(read_own(CASES / "13b-ids.xlsx"))
    assert "'2024-07-09' is no CBE id" in text
    assert "'0.001' is no CBE id" in text


def test_an_unclosed_quotation_mark_costs_one_line_and_is_told() -> None:
    """19: rows with line breaks in quotes are whole; the one that never ends swallows nothing."""
    found = read_own(CASES / "19-broken-quote.csv")
    names = [line.name for line in found.sets[0].measures]
    assert names[1] == "Well-Child Visits in the First 30 Months of Life"
    assert names[2:] == ["Broken quote", "Colorectal Cancer Screening"]
    assert "never closed" in said(found)


def test_hidden_rows_are_taken_and_told() -> None:
    """22: a filter hides a row of the sheet."""
    found = read_own(CASES / "22-filtered.xlsx")
    assert len(found.sets[0].measures) == 3
    assert "hidden or filtered away" in said(found)


def test_sheets_beside_the_list_are_offered_not_seated() -> None:
    """23: a cover, benchmarks and codes stand beside the list."""
    found = read_own(CASES / "23-sheets.xlsx")
    assert [len(one.measures) for one in found.sets] == [3]
    assert [one.id.rpartition("-")[0] for one in found.offered] == [
        "23-sheets-benchmarks", "23-sheets-codes",
    ]  # fmt: skip
    assert "to take it: --sheet 'Benchmarks'" in said(found)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("31-huge-number.yaml", "neither a date nor a number that can be"),
        ("32-cut-workbook.xlsx", "damaged or cut short"),
        ("33-lone-surrogate.json", "half a character stands in it"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(file: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_own(CASES / file)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 2000


@pytest.mark.parametrize(
    "file", sorted(p.name for p in CASES.glob("*.[cx][sl][vs]*") if not p.name.startswith("32"))
)
def test_what_is_read_can_be_validated(file: str, tmp_path: Path) -> None:
    """Whatever an import writes, `validate` accepts, and reads as it was."""
    for one in read_own(CASES / file).sets:
        path = tmp_path / f"{one.id}.yaml"
        path.write_text(to_yaml(one), encoding="utf-8")
        assert read_sets([path]) == (one,)
