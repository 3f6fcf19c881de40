"""The workbook: its figures are those of the analyses, its facts come back, nothing runs."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tiny import Table

from measurealign import align
from measurealign.alignment import Decision, Recommendation
from measurealign.burden import burden
from measurealign.burden.effort import edited, shipped_parameters
from measurealign.burden.estimate import estimates
from measurealign.catalog import Catalog
from measurealign.catalog.cells import cell_text
from measurealign.catalog.imports.spreadsheet import read_spreadsheet
from measurealign.catalog.reader import read_sets
from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.export.xlsx import write_xlsx
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.facts import facts_sheets
from measurealign.export.yaml import to_yaml
from measurealign.model import LineLinks, Measure, MeasureSet
from measurealign.scoring import alignment_score, overlap

IDS = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


@pytest.fixture(scope="module")
def found(main_job: Recommendation) -> Recommendation:
    return main_job


@pytest.fixture(scope="module")
def content(counted: Crosswalk, found: Recommendation) -> bytes:
    return write_xlsx(counted, IDS, found)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def rows(book: Workbook, sheet: str, first: str) -> list[dict[str, Any]]:
    """Return the rows of the table whose heading begins with a word."""
    cells = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    top = next(at for at, row in enumerate(cells) if row[0] == first)
    found = []
    for row in cells[top + 1 :]:
        if row[0] is None:
            break
        found.append(dict(zip(cells[top], row, strict=True)))
    return found


def test_the_sheets_of_a_workgroup_are_all_there(book: Workbook) -> None:
    assert book.sheetnames == [
        "About", "Crosswalk", "Overlap", "Scores", "Recommendation", "Subjects",
        "Programmes", "Open questions", "Left out", "Additions", "Criteria", "Burden",
        "Asked by several", "Conflicts", "Links",
        "Bonds", "Sets", "Measures", "Sources", "Method",
    ]  # fmt: skip


def test_the_score_sheet_has_each_common_measure_and_room_for_people(book: Workbook) -> None:
    scored = rows(book, "Criteria", "Measure")
    assert "Controlling High Blood Pressure" in {row["Measure"] for row in scored}
    assert all(0 <= row["Score"] <= 3 for row in scored)
    assert all(row["Opportunity for improvement"] is None for row in scored)


def test_without_a_recommendation_its_sheets_are_missing(counted: Crosswalk) -> None:
    names = openpyxl.load_workbook(BytesIO(write_xlsx(counted, IDS))).sheetnames
    proposal = {"Recommendation", "Subjects", "Programmes", "Open questions", "Additions"}
    assert not proposal & set(names)


def test_the_crosswalk_has_each_family_once(book: Workbook, counted: Crosswalk) -> None:
    listed = {family for one in IDS for family in counted.families_in(one)}
    told = rows(book, "Crosswalk", "Area")
    assert sorted(row["Measure id"] for row in told) == sorted(listed)
    for row in told:
        family = row["Measure id"]
        for one in IDS:
            mark = row[counted.catalog.get(one).label]
            assert (mark is not None) == (family in counted.families_in(one))
        assert row["Sets here"] == sum(family in counted.families_in(one) for one in IDS)
        assert row["Sets in catalog"] == len(counted.sets_with[family])


def test_links_and_bonds_are_told_line_by_line(book: Workbook, counted: Crosswalk) -> None:
    told = rows(book, "Links", "Set")
    lines = [line for one in IDS for line in counted.listed(one)]
    assert [row["Line as printed"] for row in told] == [line.name for line in lines]
    for row, line in zip(told, lines, strict=True):
        link = counted.links[line.key]
        assert (row["Status"], row["Measure id"]) == (link.status, link.measure)
    here = {family for one in IDS for family in counted.families_in(one)}
    assert len(rows(book, "Bonds", "Measure")) == len(counted.bond_graph.subgraph(here).edges) > 0


def test_overlap_figures_are_those_of_scoring(book: Workbook, counted: Crosswalk) -> None:
    sheet = book["Overlap"]
    titles = {
        cell.value.split(":")[0]: cell.row for (cell,) in sheet.iter_rows(max_col=1)
        if isinstance(cell.value, str) and ", " in cell.value
    }  # fmt: skip
    for closeness in ("strict", "harmonized"):
        for at, left in enumerate(IDS):
            for across, right in enumerate(IDS):
                one = overlap(counted, left, right, closeness)
                told = [
                    sheet.cell(titles[f"{what}, {closeness}"] + 2 + at, 2 + across).value
                    for what in ("Jaccard", "Containment")
                ]
                assert told == pytest.approx([one.jaccard, one.left_in_right])


def test_scores_and_burden_are_those_of_the_analyses(
    book: Workbook, counted: Crosswalk, found: Recommendation
) -> None:
    chosen = [one.facts.family for one in found.chosen]
    for row in rows(book, "Scores", "Set")[:3]:
        score = alignment_score(counted, chosen, IDS, row["Closeness"])
        assert row["Alignment score"] == pytest.approx(score.score)
    asked = burden(counted, IDS)
    figures = {row["What is asked"]: row["Number"] for row in rows(book, "Burden", "What is asked")}
    assert figures["Rows that ask for a measure"] == asked.listings
    assert figures["Distinct measures"] == asked.measures
    assert figures["Distinct specifications"] == asked.specifications
    assert figures["Weight"] == pytest.approx(asked.weight)


def test_the_recommendation_is_told_whole(book: Workbook, found: Recommendation) -> None:
    told = rows(book, "Recommendation", "Tier")
    assert [row["Measure"] for row in told] == [one.facts.label for one in found.chosen]
    assert [row["Decision"] for row in told] == ["open"] * len(found.chosen)
    assert [row["Tier"] for row in told] == [one.tier for one in found.chosen]
    assert len(rows(book, "Open questions", "Subject")) == len(found.open_questions)
    assert len(rows(book, "Left out", "Subject")) == len(found.left_out)
    agreed = [row["Agreement"] for row in rows(book, "Subjects", "Tier")]
    assert agreed == pytest.approx([one.agreement for one in found.tiers])
    listed = sum(len(x) for p in found.programmes for x in (p.keeps, p.changes, p.adopts, p.drops))
    assert len(rows(book, "Programmes", "Programme")) == listed


def test_what_people_decided_is_told(counted: Crosswalk, found: Recommendation) -> None:
    family = found.chosen[0].facts.family
    decided = Decision(family=family, label="x", state="final", votes_for=9, votes_against=1)
    again = found.model_copy(update={"decisions": (decided,)})
    book = openpyxl.load_workbook(BytesIO(write_xlsx(counted, IDS, again)))
    first, second = rows(book, "Recommendation", "Tier")[:2]
    assert (first["Decision"], first["For"], first["Against"]) == ("final", 9, 1)
    assert (second["Decision"], second["For"]) == ("open", None)


def test_tables_are_real_and_headings_stay_in_view(book: Workbook) -> None:
    for name in ("Crosswalk", "Links", "Recommendation", "Measures"):
        sheet = book[name]
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None
        assert sheet.freeze_panes is not None
        headings = [str(one.name).lower() for one in table.tableColumns]
        assert len(set(headings)) == len(headings)


def test_every_sheet_prints_readably(book: Workbook) -> None:
    """Landscape, letters of 8 points or more, headings on each page, pages numbered.

    What is too wide for a page repeats its first columns on the next one.
    """
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (
            not sheet.sheet_properties.pageSetUpPr
            or not sheet.sheet_properties.pageSetUpPr.fitToPage
        )
        scale = int(sheet.page_setup.scale or 100)
        assert 11 * scale / 100 >= 8
        assert "&P" in str(sheet.oddFooter.right.text) and "&N" in str(sheet.oddFooter.right.text)
        if sheet.freeze_panes and len(sheet.tables) == 1:
            assert sheet.print_title_rows, sheet.title
        area = sheet.print_area or sheet.dimensions
        last = range_boundaries(area.rsplit("!", 1)[-1].replace("$", ""))[2]
        each = _widths(sheet)
        width = sum(each[at] for at in range(1, last + 1))
        points = 11 * 0.507 * width * scale / 100  # a digit of Calibri is 0.507 em
        assert points <= (11 - 2 * 0.4) * 72 or sheet.print_title_cols, sheet.title


def _widths(sheet: Worksheet) -> dict[int, float]:
    """Return how wide each column is; openpyxl tells equal neighbours once."""
    told = sheet.column_dimensions.values()
    return {at: one.width for one in told for at in range(one.min, one.max + 1)}


@pytest.fixture(scope="module")
def wide(counted: Crosswalk) -> Workbook:
    """The workbook of a table whose sets have narrow columns, for a practice of four."""
    ids = (*IDS, "mssp-aco-2018", "medicaid-adult-core-set-2018")
    given = edited(shipped_parameters(), {}, {"hours-per-measure": (1.0, 2.0, 3.0)})
    return openpyxl.load_workbook(BytesIO(write_xlsx(counted, ids, align(counted, ids), 4, given)))


def test_nothing_that_cannot_wrap_is_wider_than_its_column(wide: Workbook) -> None:
    """A mark or a name ran into the next column, or was cut where that one is filled."""
    seen = set()
    for name in ("Crosswalk", "Recommendation", "Additions", "Left out", "Links", "Bonds"):
        sheet = wide[name]
        top = int(str(sheet.print_title_rows).split(":")[0].strip("$"))
        for cell in (cell for row in sheet.iter_rows(min_row=top) for cell in row if cell.value):
            room = _widths(sheet)[cell.column]
            turned = cell.alignment.textRotation
            words = str(cell.value).split() if cell.alignment.wrap_text else [str(cell.value)]
            if isinstance(cell.value, str) and not turned and (cell.row == top or room < 24):
                assert max(map(len, words)) <= room, (name, cell.coordinate, cell.value)
                seen.add(name)
    assert len(seen) == 6


def test_a_count_has_no_decimals(wide: Workbook) -> None:
    sheet, decimals = wide["Burden"], 0
    for (cell,) in sheet.iter_rows(min_row=4, max_row=13, min_col=2, max_col=2):
        assert ("." in cell.number_format) == isinstance(cell.value, float), cell.value
        decimals += isinstance(cell.value, float)
    assert decimals == 1, "the weight is no count"


def test_what_it_costs_is_told_by_the_figures_given(wide: Workbook, counted: Crosswalk) -> None:
    ids = (*IDS, "mssp-aco-2018", "medicaid-adult-core-set-2018")
    given = edited(shipped_parameters(), {}, {"hours-per-measure": (1.0, 2.0, 3.0)})
    costs = estimates(burden(counted, ids, given), 4, given)
    told = rows(wide, "Burden", "Study")
    assert [round(row["Low"]) for row in told] == [round(one.low or 0) for one in costs]
    assert [row["A clinician's, times"] for row in told] == [one.times for one in costs]
    assert any(one.times == "5 programmes" for one in costs)


def test_what_only_programs_read_is_not_printed(book: Workbook) -> None:
    for name in ("Crosswalk", "Links"):
        sheet = book[name]
        last = range_boundaries(str(sheet.print_area).rsplit("!", 1)[-1].replace("$", ""))[2]
        heads = [
            cell.value for cell in sheet[int(str(sheet.print_title_rows).split(":")[0].strip("$"))]
        ]
        assert "Measure id" in heads[last:] and "Measure id" not in heads[:last]


def test_the_same_content_gives_the_same_bytes(
    content: bytes, counted: Crosswalk, found: Recommendation
) -> None:
    assert write_xlsx(counted, IDS, found) == content


def test_every_shipped_set_comes_back(catalog: Catalog) -> None:
    ids = [one.id for one in catalog]
    assert {one.id: one for one in _back(catalog, ids)} == {one.id: one for one in catalog}


def test_a_set_file_comes_back_as_the_same_file(content: bytes, catalog: Catalog) -> None:
    for one in read_spreadsheet(content, "crosswalk.xlsx").sets:
        assert to_yaml(one) == to_yaml(catalog.get(one.id))


def _back(catalog: Catalog, ids: list[str]) -> tuple[MeasureSet, ...]:
    """Write the fact sheets of some sets and read them back."""
    book = Book("facts")
    facts_sheets(book, Crosswalk(catalog, LineLinks({}), (), Table()), ids)
    return read_spreadsheet(book.bytes(), "facts.xlsx").sets


def _texts() -> st.SearchStrategy[str]:
    """Text as a set file may hold it: no hidden signs, no spaces at the ends."""
    signs = st.characters(exclude_categories=("C", "Z")) | st.just(" ")
    plain = st.text(signs, min_size=1, max_size=30)
    risky = st.sampled_from(["=1+1", "+x", "-1", "@a", "'=x", "Total", "* note", "n/a", "18", "x"])
    both = plain | risky
    return both.map(str.strip).filter(lambda text: bool(text) and cell_text(text) == text)


_IDS = st.sampled_from(
    [
        {},
        {"cbe": "0018"},
        {"cms": "CMS165v6", "cbe": "0018"},
        {"hedis": ["CBP", "COL"], "payer": "p; 1"},
    ]
)


@st.composite
def _sets(draw: Callable[..., Any]) -> MeasureSet:
    """Draw any measure set that a file may hold."""
    id_ = draw(st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True))
    keys = draw(st.lists(_texts(), max_size=4, unique=True))
    maybe = st.none() | _texts()
    measures = tuple(
        Measure.model_validate(
            {
                "key": f"{id_}/{key}",
                "name": draw(_texts()),
                "ids": draw(_IDS),
                "grain": draw(st.sampled_from(["measure", "topic", "activity"])),
                "steward": draw(maybe),
                "type": draw(st.sampled_from([None, "process", "intermediate-outcome"])),
                "data_source": draw(st.sampled_from([None, "ehr", "administrative"])),
                "domain": draw(maybe),
                "area": draw(maybe),
                "role": draw(st.sampled_from([None, "core", "retired"])),
                "note": draw(maybe),
                "inverse": draw(st.booleans()),
                "source": draw(st.none() | st.just("s1")),
                "evidence": draw(st.sampled_from(["source", "inferred", "recalled"])),
            }
        )
        for key in keys
    )
    return MeasureSet.model_validate(
        {
            "id": id_,
            "name": draw(_texts()),
            "short": draw(st.none() | _texts().filter(lambda text: len(text) < 28)),
            "year": draw(st.integers(1990, 2100)),
            "sponsor": draw(_texts()),
            "kind": draw(st.sampled_from(["federal", "payer"])),
            "payers": tuple(draw(st.lists(_texts(), max_size=2))),
            "note": draw(maybe),
            "sources": ({"key": "s1", "title": draw(_texts())},),
            "measures": measures,
        }
    )


@settings(max_examples=60)
@given(_sets())
def test_any_set_comes_back(one: MeasureSet) -> None:
    back = _back(Catalog.of([one]), [one.id])
    assert back == (one,)


NASTY = ['=HYPERLINK("http://example.org")', "+1", "-1", "@SUM(A1)", "\t=1", "<b>x</b>", "a\x07b"]


def test_no_cell_of_any_sheet_runs_or_links(catalog: Catalog, tmp_path: Any) -> None:
    set_ids = []
    sets = []
    for number in (1, 2):
        set_id = f"nasty-{number}-2018"
        measures = tuple(
            Measure(key=f"{set_id}/{at}", name=text + " blood pressure", steward=text, note=text,
                    domain=text, evidence="source")
            for at, text in enumerate(NASTY)
        )  # fmt: skip
        sets.append(
            MeasureSet(id=set_id, name=NASTY[0], short=f"=nasty {number}", year=2018, sponsor="=1",
                       kind="payer", measures=measures)
        )  # fmt: skip
        set_ids.append(set_id)
    walk = crosswalk(Catalog.of(sets))
    content = write_xlsx(walk, set_ids, align(walk, set_ids))
    book = openpyxl.load_workbook(BytesIO(content))
    texts = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                assert cell.hyperlink is None
                texts += isinstance(cell.value, str) and cell.value.startswith(("=", "+", "@"))
    assert texts > 20


def test_yaml_to_xlsx_to_yaml(catalog: Catalog, tmp_path: Any) -> None:
    one = catalog.get("cpc-plus-2018")
    (back,) = _back(catalog, [one.id])
    path = tmp_path / "set.yaml"
    path.write_text(to_yaml(back))
    assert read_sets([path]) == (one,)


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice here to open it with")
def test_libreoffice_opens_it_and_shows_the_same_cells(content: bytes, tmp_path: Path) -> None:
    """It is opened and saved again; every cell of every sheet still says the same."""
    source, home = tmp_path / "in" / "book.xlsx", tmp_path / "home"
    source.parent.mkdir()
    source.write_bytes(content)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to",
         "xlsx", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    ours = openpyxl.load_workbook(BytesIO(content))
    theirs = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert theirs.sheetnames == ours.sheetnames
    for name in ours.sheetnames:
        assert _values(theirs, name) == _values(ours, name)


def _values(book: Workbook, name: str) -> list[tuple[Any, ...]]:
    """Return the cells of a sheet, figures rounded to what they keep on the way."""
    rows = [
        tuple(round(cell, 9) if isinstance(cell, float) else cell for cell in row)
        for row in book[name].iter_rows(values_only=True)
    ]
    return [tuple(cell for cell in row if cell is not None) for row in rows if any(row)]


def test_addresses_of_sources_can_be_followed_and_nothing_else(walk: Crosswalk) -> None:
    book = openpyxl.load_workbook(BytesIO(write_xlsx(walk, ["cpc-plus-2018"])))
    linked = {sheet.title for sheet in book for row in sheet for cell in row if cell.hyperlink}
    assert linked == {"Sources"}
    cells = [cell for row in book["Sources"] for cell in row if cell.hyperlink]
    assert all(cell.value == cell.hyperlink.target for cell in cells)
    assert all(str(cell.value).startswith(("https://", "http://")) for cell in cells)
