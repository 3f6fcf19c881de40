"""Lists that a portal saved as a web page or as XML of 2003, most of them called .xls."""

from pathlib import Path

import pytest

from measurealign.catalog.imports.lines import read_lines
from measurealign.catalog.imports.own import read_upload
from measurealign.catalog.imports.spreadsheet.file import read_sheets

CASES = Path(__file__).parents[1] / "cases"


def page(table: str, head: str = "", encoding: str = "utf-8") -> bytes:
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{table}</body></html>"
    return text.encode(encoding)


def cells(content: bytes) -> list[tuple[str, ...]]:
    (sheet,) = read_sheets(content, "a.xls")
    return list(sheet.rows)


@pytest.mark.parametrize("file", ["list-page.xls", "list-2003.xls"])
def test_measures_ids_and_years_are_read(file: str) -> None:
    found = read_upload((CASES / file).read_bytes(), file)
    listed = {one.name: [str(i) for i in one.ids] for made in found.sets for one in made.measures}
    assert listed["Controlling High Blood Pressure"] == ["CBE 0018"]
    assert {one.year for one in found.sets} == {2018}


def test_programmes_of_a_web_page_are_sets() -> None:
    found = read_upload((CASES / "list-page.xls").read_bytes(), "list-page.xls")
    by_set = {one.name: {m.name for m in one.measures} for one in found.sets}
    assert len(by_set) == 2
    assert all("Controlling High Blood Pressure" in names for names in by_set.values())
    told = "\n".join(map(str, (*found.took, *found.left_out)))
    assert "struck through" in told and "hidden or filtered away" in told


def test_hidden_rows_and_struck_cells_of_both_are_told() -> None:
    for file in ("list-page.xls", "list-2003.xls"):
        first = read_sheets((CASES / file).read_bytes(), file)[0]
        assert len(first.struck) == 1 and len(first.concealed) == 1, file


def test_a_hidden_sheet_is_not_taken() -> None:
    _, hidden = read_sheets((CASES / "list-2003.xls").read_bytes(), "a.xls")
    assert hidden.hidden


def test_spans_white_space_and_breaks_read_as_a_browser_shows_them() -> None:
    found = cells(page(
        "<table><tr><th rowspan=2>Measure<th colspan=2>Plans<tr><th>A<th>B"
        "<tr><td><p>Eye\n   Exam</p><p>Adults</p><td>x&nbsp;<td><script>1</script>y</table>"
    ))  # fmt: skip
    assert found == [("Measure", "Plans", ""), ("", "A", "B"), ("Eye Exam\nAdults", "x", "y")]


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8", "utf-16"])
def test_the_page_names_its_encoding(encoding: str) -> None:
    head = "" if encoding == "utf-16" else f'<meta charset="{encoding}">'
    content = page("<table><tr><td>3–6 años<td>≤9".replace("≤", "±"), head, encoding)
    assert cells(content) == [("3–6 años", "±9")]


def test_an_encoding_that_nobody_writes_is_not_tried() -> None:
    """Decoding punycode takes the square of its length."""
    content = page("<table><tr><td>Eye Exam-" + "x" * 200_000, '<meta charset="punycode">')
    assert cells(content)[0][0].startswith("Eye Exam-xxx")


def test_a_table_that_lays_the_page_out_is_none() -> None:
    content = page("<table><tr><td>Menu<td><table><tr><th>Measure<tr><td>Eye Exam</table></table>")
    assert cells(content) == [("Measure",), ("Eye Exam",)]


def test_numbers_and_days_of_xml_are_as_they_are_shown() -> None:
    old = (CASES / "list-2003.xls").read_text("utf-8")
    old = old.replace('"Number">55<', '"Number">55.0<').replace(
        '"String">Eye Exam<', '"DateTime">2018-12-31T00:00:00.000<'
    )
    rows = read_sheets(old.encode(), "a.xls")[0].rows
    assert rows[3][:2] == ("2018-12-31", "55")


def test_a_formula_without_value_is_told() -> None:
    old = (CASES / "list-2003.xls").read_text("utf-8")
    old = old.replace('<Cell ss:Index="2"><Data ss:Type="Number">55</Data></Cell>',
                      '<Cell ss:Index="2" ss:Formula="=R1C1"/>')  # fmt: skip
    assert read_sheets(old.encode(), "a.xls")[0].unsaved == ((4, "B"),)


def test_link_answers_each_row_of_a_merged_name() -> None:
    names = [one.name for one in read_lines(CASES / "list-page.xls")]
    assert names[:2] == ["Controlling High Blood Pressure"] * 2
