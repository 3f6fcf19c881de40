"""Lists as they really come: each case is read right, or told with its place and a remedy."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from broken_sheets import workbook
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from work import lines_run

from measurealign.catalog.cells import to_csv
from measurealign.catalog.imports.id_cells import identifiers
from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.own import read_own
from measurealign.catalog.imports.spreadsheet import About, read_spreadsheet
from measurealign.catalog.imports.spreadsheet.fields import field_of
from measurealign.catalog.reader import read_sets
from measurealign.export.yaml import to_yaml
from measurealign.problems import InputError, UsageError

CASES = Path(__file__).parents[1] / "cases"
NAMES = ["Breast Cancer Screening", "Colorectal Cancer Screening", "Eye Exam", "Lead Screening"]


def read(text: str, **told: object) -> Imported:
    return read_spreadsheet(text.encode(), "acme.csv", **told)  # type: ignore[arg-type]


def told(found: Imported) -> str:
    return "\n".join(map(str, (*found.took, *found.left_out)))


def rows(found: Imported) -> list[tuple[str, list[str], str | None]]:
    (one,) = found.sets
    return [(m.name, [str(i) for i in m.ids], m.domain) for m in one.measures]


def test_yes_and_no_are_a_trait() -> None:
    """01: no measure is dropped, no set is called by the trait."""
    found = read_spreadsheet(CASES / "01-held-to-mpl.csv")
    (one,) = found.sets
    assert len(one.measures) == 34 and "MPL" not in one.name
    assert "trait of the measures" in told(found)


@pytest.mark.parametrize("head", ["Kind", "Category", "Class of measure", "Donabedian"])
def test_types_are_told_by_their_words(head: str) -> None:
    """Under any heading that says nothing else; a domain of other words stays one."""
    kinds = ["Process", "process", "Outcome", "Intermediate outcome"]
    found = read("\n".join([f"Measure,{head}", *map(",".join, zip(NAMES, kinds, strict=True))]))
    types = [one.type for one in found.sets[0].measures]
    assert types == ["process", "process", "outcome", "intermediate-outcome"]
    topics = ["Cost", "Utilization", "Patient experience", "Process"]
    other = read("\n".join(["Measure,Domain", *map(",".join, zip(NAMES, topics, strict=True))]))
    assert [one.type for one in other.sets[0].measures] == [None] * 4
    assert [one.domain for one in other.sets[0].measures] == topics


def test_a_type_that_is_headed_so_goes_before_what_only_reads_like_one() -> None:
    found = read(
        "Measure,Kind,Type\nEye Exam,Outcome,Process\nBMI,Outcome,Process\nLead,Outcome,Cost"
    )
    assert [one.type for one in found.sets[0].measures] == ["process", "process", "cost"]


def test_data_sources_are_told_by_their_words() -> None:
    routes = ["Claims", "EHR", "Hybrid", "Claims"]
    found = read(
        "\n".join(["Measure,How we get it", *map(",".join, zip(NAMES, routes, strict=True))])
    )
    told_ = [one.data_source for one in found.sets[0].measures]
    assert told_ == ["claims", "ehr", "hybrid", "claims"]


@pytest.mark.parametrize(
    "head", ["Stratified", "Pay for Performance", "Admin", "Kept?", "New 2024"]
)
@pytest.mark.parametrize("yes", [("Yes", "No"), ("Y", "N"), ("TRUE", "FALSE"), ("1", "0")])
def test_any_trait_is_a_trait(head: str, yes: tuple[str, str]) -> None:
    lines = [f"{name},{yes[at % 2]}" for at, name in enumerate(NAMES)]
    found = read("\n".join([f"Measure,{head}", *lines]))
    if "2024" in head:
        return
    assert [m.name for one in found.sets for m in one.measures] == NAMES


def test_tables_below_each_other_are_all_read() -> None:
    """02: each by its own heading, under its own title."""
    found = read_spreadsheet(CASES / "02-two-tables.xlsx")
    assert rows(found) == [
        ("Breast Cancer Screening", ["CBE 2372"], "Adult measures"),
        ("Colorectal Cancer Screening", ["CBE 0034"], "Adult measures"),
        ("Lead Screening in Children", [], "Pediatric measures"),
        ("Childhood Immunization Status", ["CBE 0038"], "Pediatric measures"),
    ]
    assert "2 tables stand below each other" in told(found)


def test_tables_side_by_side_keep_their_own_ids() -> None:
    """02, turned: no row of one table gets the other's."""
    found = read(
        "Adult,,,Pediatric,\nMeasure,NQF,,Measure,NQF\nBreast Cancer Screening,2372,,"
        "Lead Screening,\nEye Exam,0055,,Immunizations,0038\n,,,Well-Child Visits,1392\n"
    )
    assert rows(found) == [
        ("Breast Cancer Screening", ["CBE 2372"], "Adult"),
        ("Eye Exam", ["CBE 0055"], "Adult"),
        ("Lead Screening", [], "Pediatric"),
        ("Immunizations", ["CBE 0038"], "Pediatric"),
        ("Well-Child Visits", ["CBE 1392"], "Pediatric"),
    ]
    assert "2 tables stand side by side, headed in row 2" in told(found)


def test_areas_head_the_rows_below_even_among_lone_names() -> None:
    found = read(
        "Measure,Steward\nDiabetes,\nEye Exam,NCQA\nHbA1c Control,\nCancer,\n"
        "Breast Cancer Screening,NCQA\nColorectal Cancer Screening,\n"
    )
    assert [(name, domain) for name, _, domain in rows(found)] == [
        ("Eye Exam", "Diabetes"),
        ("HbA1c Control", "Diabetes"),
        ("Breast Cancer Screening", "Cancer"),
        ("Colorectal Cancer Screening", "Cancer"),
    ]


def test_aco_numbers_with_a_hash(tmp_path: Path) -> None:
    """03, and the years of the columns are asked."""
    found = read_spreadsheet(CASES / "03-aco-hash.csv")
    assert [ids for _, ids, _ in rows(found)] == [[f"ACO ACO-{at}"] for at in range(1, 7)]
    assert "2012 and 2013 and 2014: which is it?" in told(found)


def test_a_formula_without_value_is_named_by_its_cell() -> None:
    """09: the row below it gets nothing of it."""
    found = read_spreadsheet(CASES / "09-formula-nocache.xlsx")
    assert rows(found) == [("Colorectal Cancer Screening", [], None)]
    assert "A2, B3" in told(found) and "save it" in told(found)


def test_a_lone_name_between_full_rows_is_a_measure() -> None:
    """10."""
    found = read_spreadsheet(CASES / "10-lone-row.csv")
    assert len(rows(found)) == 9
    assert "rows 5, 6: only a name stands here" in told(found)


def test_ids_of_every_dress() -> None:
    """11, 13, 13b: camelCase headings, numbers that a script wrote, versions, two ids in a cell."""
    assert rows(read_spreadsheet(CASES / "11-camel-heads.csv")) == [
        ("Controlling High Blood Pressure", ["CBE 0018", "MIPS 236"], None)
    ]
    assert [ids for _, ids, _ in rows(read_spreadsheet(CASES / "13-float-ids.csv"))] == [
        ["CBE 0018", "MIPS 236"], ["CBE 0034"], [],
    ]  # fmt: skip
    found = read_spreadsheet(CASES / "13b-ids.xlsx")
    by_name = {name: ids for name, ids, _ in rows(found)}
    assert by_name["BMI and tobacco in one row"] == [
        "CBE 0421", "CBE 0028", "CMS CMS69v6", "CMS CMS138v6",
    ]  # fmt: skip
    assert by_name["Tiny id"] == [] and "row 7: '0.001' is no CBE id" in told(found)


@pytest.mark.parametrize("text", ["18", "18.0", "'0018", '="0018"', "0018 ", "NQF #18", "CBE 0018"])
def test_one_id_in_many_dresses(text: str) -> None:
    assert [one.value for one in identifiers("cbe", text)[0]] == ["0018"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("CIS-10", "HEDIS CIS"), ("PPC-Pst", "HEDIS PPC"), ("ADD-C&M", "HEDIS ADD"),
     ("W30-6+", "HEDIS W30"), ("BCS-E", "HEDIS BCS-E"), ("TFL-CH", "CORE_SET TFL-CH")],
)  # fmt: skip
def test_acronyms_with_the_mark_of_a_rate(text: str, value: str) -> None:
    found = read(f"Measure,Acronym\nEye Exam,{text}\nFoot Exam,MCO-level\n")
    assert [ids for _, ids, _ in rows(found)] == [[value], []]
    assert "'MCO-level' is no HEDIS id" in told(found)


@pytest.mark.parametrize("scheme", ["cbe", "cms", "mips", "hedis", "aco", "star", "cmit"])
@pytest.mark.parametrize("text", ["See note 3", "page 18", "same as above", "new", "See", "X"])
def test_free_text_is_no_id(scheme: str, text: str) -> None:
    assert identifiers(scheme, text)[0] == ()  # type: ignore[arg-type]


def test_measure_id_is_the_scheme_that_its_values_show() -> None:
    """15: MIPS numbers; a measure that is collected in two ways is one; the year is asked."""
    found = read_spreadsheet(CASES / "15-measure-id.csv")
    assert [ids for _, ids, _ in rows(found)] == [["MIPS 001"], ["MIPS 236"]]
    assert "collection: MIPS CQM, Medicare Part B Claims" in str(found.sets[0].measures[0].note)
    assert "2018 and 2020: which is it?" in told(found)


def test_an_unclosed_quotation_mark_costs_nothing() -> None:
    """19: told with its line, and the lines below are rows."""
    found = read_spreadsheet(CASES / "19-broken-quote.csv")
    assert [name for name, *_ in rows(found)][2:] == ["Broken quote", "Colorectal Cancer Screening"]
    assert "opened on line 5 and never closed" in told(found)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_each_line_that_opens_a_mark_and_never_closes_it_is_a_row(sign: str) -> None:
    """19: a second stray mark does not close the first."""
    lines = ["Measure,NQF", '"Eye Exam,0055', '"Foot Exam,0056', "Lead Screening,"]
    found = read("\n".join(lines).replace(",", sign))
    assert [(name, ids) for name, ids, _ in rows(found)] == [
        ("Eye Exam", ["CBE 0055"]), ("Foot Exam", ["CBE 0056"]), ("Lead Screening", []),
    ]  # fmt: skip
    assert "opened on line 2" in told(found) and "opened on line 3" in told(found)


def test_yes_and_no_are_no_target_and_a_sum_is_no_measure() -> None:
    found = read("#,Measure,Benchmark,Weight\n1,Eye Exam,Y,10\n2,Foot,N,20\nTotal,,,30\n")
    assert [(m.name, m.target, m.weight) for m in found.sets[0].measures] == [
        ("Eye Exam", None, 10.0), ("Foot", None, 20.0),
    ]  # fmt: skip
    assert "row 4: a line of totals" in told(found)


def test_words_of_a_list_in_spanish() -> None:
    found = read(
        "Nombre de la medida,Tipo de medida,Fuente de datos\nExamen de ojos,Proceso,Reclamaciones\n"
        "Control de presión,Resultado intermedio,Expediente clínico electrónico\n"
        "Satisfacción,Experiencia del paciente,Encuesta\nA,Resultado,Híbrido\n"
    )
    assert [(m.type, m.data_source) for m in found.sets[0].measures] == [
        ("process", "claims"), ("intermediate-outcome", "ehr"), ("patient-experience", "survey"),
        ("outcome", "hybrid"),
    ]  # fmt: skip


def test_hidden_and_struck_rows_are_told() -> None:
    """22: a filtered row is taken and told, a struck-through one left out and told."""
    assert "row 4: hidden or filtered away" in told(read_spreadsheet(CASES / "22-filtered.xlsx"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Measure", "NQF"], ["Eye Exam", "0055"], ["Foot Exam", "0056"]):
        sheet.append(row)
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    out = BytesIO()
    book.save(out)
    found = read_spreadsheet(out.getvalue(), "a.xlsx")
    assert [name for name, *_ in rows(found)] == ["Eye Exam"]
    assert "row 3: struck through" in told(found)


def test_sheets_beside_the_list_are_offered() -> None:
    """23: benchmarks and codes are no sets of their own, unless they are asked for."""
    found = read_spreadsheet(CASES / "23-sheets.xlsx")
    assert len(found.sets) == 1 and len(found.offered) == 2
    assert "--sheet 'Benchmarks'" in told(found)
    again = read_spreadsheet(CASES / "23-sheets.xlsx", about=About(sheets=("Codes",)))
    assert len(again.sets[0].measures) == 1
    with pytest.raises(UsageError, match="did you mean 'Codes'"):
        read_spreadsheet(CASES / "23-sheets.xlsx", about=About(sheets=("Code",)))


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
    ("heading", "field"),
    [
        ("measureName", "name"), ("nqfId", "cbe"), ("Measure_Name", "name"),
        ("Measrue Name", "name"),
        ("Nombre de la medida", "name"), ("Indicador", "name"), ("Fuente de datos", "data_source"),
        ("Año", "year"), ("Tipo de medida", "type"), ("Stewrad", "steward"),
        ("HEDIS Acronyn", "hedis"),
    ],
)  # fmt: skip
def test_headings_like_known_ones(heading: str, field: str) -> None:
    assert field_of(heading)[0] == field


def test_a_correction_of_no_column_is_wrong() -> None:
    with pytest.raises(UsageError, match="no column is headed 'Measur'"):
        read("Measure\nEye Exam\n", mapping={"Measur": "name"})
    assert "row 1 has 'What', 'Who'" in told(read("What,Who\nEye Exam,NCQA\n"))


def test_two_columns_of_one_heading_are_weighed() -> None:
    found = read("Measure,Measure,NQF\n1,Eye Exam,55\n2,Foot Exam,56\n4,Asthma Medication Ratio,\n")
    assert [name for name, *_ in rows(found)] == [
        "Eye Exam",
        "Foot Exam",
        "Asthma Medication Ratio",
    ]


def test_parts_keep_their_parent() -> None:
    found = read(
        "Measure,NQF,Weight\nFollow-Up After Hospitalization (FUH),0576,\n7 days,,1\n30 days,,1\n"
        "Eye Exam,0055,1\n"
    )
    assert [(name, ids) for name, ids, _ in rows(found)][1:3] == [
        ("Follow-Up After Hospitalization (FUH): 7 days", ["CBE 0576"]),
        ("Follow-Up After Hospitalization (FUH): 30 days", ["CBE 0576"]),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Name,DOB,MRN\nSmith,1/1/1970,12\n", "list of people"),
        ("Name,Strength,NDC\nmetformin,500 mg,0001\n", "list of drugs"),
    ],
)
def test_people_and_drugs_are_doubted(text: str, says: str) -> None:
    assert says in told(read(text))


def test_parquet_is_a_sheet_too() -> None:
    out = BytesIO()
    pd.DataFrame({"Measure": NAMES, "NQF": ["2372", "0034", "0055", None]}).to_parquet(out)
    found = read_spreadsheet(out.getvalue(), "a.parquet")
    assert [name for name, *_ in rows(found)] == NAMES


def test_equal_names_take_linear_work() -> None:
    def lines_for(count: int) -> int:
        text = "Measure,NQF,Note\n" + "".join(f"Eye Exam,,{at}\n" for at in range(count))
        return lines_run(lambda: made.append(len(read(text).sets[0].measures)))

    made: list[int] = []
    once, twice = lines_for(1000), lines_for(2000)
    assert made == [1000, 2000]
    assert twice < 2.2 * once, "twice the names are twice the work, not four times"


CELLS = st.sampled_from(
    ["", "x", "Yes", "No", "18.0", "0018", '="0034"', "CBP", "See note", "ACO #1", "CMS165v6", "•",
     "Eye Exam*", "  30 days", "Total", "Adult measures", "Measure", "NQF", "2018", "PY2018", "C01",
     "Hybrid", "Process", "\u202ename", '"open', "M" * 300, "Smith, John", "1", "star Ratings"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Measure", "NQF", "measureId", "Set", "Year", "IDs", "HEDIS", "Plan", "#",
                         "ACO", "Star", "Payer ID", "Menu Group", "Medida", "Target", "Held"]),
        min_size=1, max_size=5,
    ),
    st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=9),
    st.booleans(),
)  # fmt: skip
def test_what_import_writes_validate_accepts(
    tmp_path_factory: pytest.TempPathFactory, heads: list[str], cells: list[list[str]], xlsx: bool
) -> None:
    folder = tmp_path_factory.mktemp("sets")
    table = [["Measure", *heads], *cells]
    content = workbook(("List", [list(row) for row in table])) if xlsx else b""
    try:
        found = read_spreadsheet(content or to_csv(table[0], table[1:]).encode(), "a.csv")
    except InputError as error:
        assert error.problems
        return
    for one in (*found.sets, *found.offered):
        path = folder / f"{one.id}.yaml"
        path.write_text(to_yaml(one), encoding="utf-8")
        assert read_sets([path]) == (one,)


@pytest.mark.parametrize(
    "file", sorted(p.name for p in CASES.glob("*.[cx][sl][vs]*") if not p.name.startswith("32"))
)
def test_what_is_read_of_each_case_can_be_validated(file: str, tmp_path: Path) -> None:
    for one in read_own(CASES / file).sets:
        path = tmp_path / f"{one.id}.yaml"
        path.write_text(to_yaml(one), encoding="utf-8")
        assert read_sets([path]) == (one,)
