"""The brief: one page on Letter and A4, as HTML and DOCX alike; nothing shortened, all escaped."""

from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st

from export.paper import office_pages, printed
from measurealign import align
from measurealign.alignment import Goal, Recommendation, Rule, Which
from measurealign.burden import burden
from measurealign.catalog import Catalog
from measurealign.compare.matrix import matrix
from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.export.brief import Handout, practice_brief, proposal_brief, sheet
from measurealign.export.brief.docx import docx
from measurealign.export.brief.handout import Passage, Ruled, cells
from measurealign.export.brief.html import html
from measurealign.model import Measure, MeasureSet

IDS = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
TWELVE = (
    *IDS, "mips-family-medicine-2018", "mssp-aco-2018", "wa-common-measure-set-2016",
    "medicaid-adult-core-set-2017", "ma-quality-alignment-taskforce-2017", "cms-web-interface-2017",
    "cms-web-interface-2018", "co-sim-cpc-plus-cqm-2017", "cpc-plus-2017",
)  # fmt: skip


@pytest.fixture(scope="module")
def found(main_job: Recommendation) -> Recommendation:
    return main_job


@pytest.fixture(scope="module")
def told(counted: Crosswalk, found: Recommendation) -> Handout:
    return proposal_brief(counted, IDS, found)


@pytest.fixture(scope="module")
def whole(counted: Crosswalk, found: Recommendation) -> Handout:
    return proposal_brief(counted, IDS, found, appendix=True)


@pytest.fixture(scope="module")
def large(counted: Crosswalk) -> tuple[Handout, Handout]:
    """The briefs of a proposal and of a practice with twelve sets."""
    answer = align(counted, TWELVE)
    return proposal_brief(counted, TWELVE, answer), practice_brief(counted, TWELVE, answer, 3)


class Reader(HTMLParser):
    """Collects text and tags of a page; fails on tags that are left open."""

    def __init__(self, page: str, inside: str = "body") -> None:
        super().__init__()
        self.inside = inside
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "col"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in ("p", "td", "th", "h1", "h2", "div"):
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self.inside in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def words_of(document: bytes) -> str:
    """Return the words of a DOCX in their order."""
    body = Document(BytesIO(document)).element.body
    names = ("t", "p", "br")
    parts = [(e.text or "") if e.tag.endswith("}t") else " " for e in body.iter()
             if e.tag.rpartition("}")[2] in names]  # fmt: skip
    return " ".join("".join(parts).split())


def test_each_programme_has_its_sign(told: Handout, found: Recommendation) -> None:
    text = Reader(html(told)).text
    assert "A1c control 100% ✓ ✓ ✓" in text
    tobacco = next(line for line in found.tiers if line.label.startswith("Tobacco"))
    (measure,) = (one for one in found.chosen if one.facts.family in tobacco.measures)
    unserved = set(tobacco.by) - {each.programme for each in measure.serves}
    assert unserved, "the case needs a programme that asks and is not served"
    assert f"{tobacco.label} {tobacco.required:.0%} ✓ ≈ ✗" in text


def test_no_word_of_a_heading_breaks() -> None:
    heads = ["Colorado SIM and CPC+ 2017", "CPC+ 2018"]
    wide = sheet.share_of(heads, 6.5, 20.0) / 100 * sheet.WIDTH * 72 / 25.4
    assert wide >= sheet.width_of("Colorado", sheet.SMALL, bold=True) + sheet.GAP
    assert sheet.share_of(["CPC+ 2018"], 6.5, 20.0) == 6.5
    assert sheet.share_of(["Pneumonoultramicroscopicsilicovolcano"], 6.5, 20.0) == 20.0


def test_the_page_tells_the_whole_proposal(told: Handout, found: Recommendation) -> None:
    read = Reader(html(told))
    assert read.open == []
    assert found.says in read.text
    for one in (*found.chosen, *(question for question in found.open_questions)):
        assert (one.facts.label if hasattr(one, "facts") else one.label) in read.text
    for one in (*found.programmes, *found.tiers):
        assert one.label in read.text or not getattr(one, "measures", True)
    saving = found.saving
    assert f"{found.served} of {found.agreed} agreed requests served" in read.text
    assert f"{saving.today.measures} → {saving.rest_stays.measures}" in read.text


def test_the_appendix_is_there_when_asked_and_tells_all(
    told: Handout, whole: Handout, counted: Crosswalk, found: Recommendation
) -> None:
    assert "Appendix" not in Reader(html(told)).text
    text = Reader(html(whole)).text
    assert text.count("Appendix") == 1 and "Opinions: " in text and "Costs: " in text
    assert [p.rows for p in whole.passages] == [p.rows for p in told.passages]
    for one in found.chosen:
        assert all(" ".join(reason.split()) in text for reason in one.reasons)
    for one in found.left_out:
        assert one.says in text
    for one in found.additions:
        assert all(opinion.says in text for opinion in one.opinions)
    for id_ in IDS:
        assert all(source.title in text for source in counted.catalog.get(id_).sources)
    strict = matrix(counted, "strict", IDS).jaccard
    assert f"{strict[1, 0]:.0%}" in text


def test_what_the_page_sends_to_the_appendix_stands_there(counted: Crosswalk) -> None:
    answer = align(counted, TWELVE)
    one = proposal_brief(counted, TWELVE, answer, appendix=True)
    two = practice_brief(counted, TWELVE, answer, appendix=True)
    meant, twice = (
        next(each for each in page.passages if each.title.startswith(title))
        for page, title in ((one, "What it means"), (two, "On two or more"))
    )
    assert meant.left and twice.left, "the case needs more than a page holds"
    rows = next(each.rows for each in one.appendix if each.title == meant.title)
    assert [row[0][0].text for row in rows[1:]] == [each.label for each in answer.programmes]
    rows = next(each.rows for each in two.appendix if each.title == twice.title)
    assert len(rows) == len(twice.rows) + twice.left


def test_what_stands_whole_on_the_page_is_not_told_again(
    whole: Handout, counted: Crosswalk, found: Recommendation
) -> None:
    ids = ("cpc-plus-2018", "co-sim-cpc-plus-cqm-2017")
    for page in (whole, practice_brief(counted, ids, align(counted, ids), 4, appendix=True)):
        assert len(page.appendix) > 1
        for one in page.passages:
            again = [each for each in page.appendix if each.rows == one.rows]
            assert one.left or not again, one.title


def test_what_each_payer_asks_adds_up_to_its_measures(counted: Crosswalk) -> None:
    ids = ("ri-ohic-aco-core-2021", "or-cco-incentive-2018", "cpc-plus-2018")
    page = next(one for one in practice_brief(counted, ids).passages if one.title == "By payer")
    assert page.ruled and "Source not stated" in page.ruled.heads
    rows = [[int(cell[0].text) for cell in row[2:]] for row in page.rows]
    assert any(row[4] for row in rows), "somebody's rows tell nothing"
    assert all(measures == sum(four) for measures, *four in (row[:5] for row in rows))


def test_what_finds_no_place_is_counted(large: tuple[Handout, Handout], counted: Crosswalk) -> None:
    proposal, practice = large
    for one in (*proposal.passages, *practice.passages):
        where = f"and {one.left} more {one.items}: see the workbook"
        assert (where in Reader(html(replace(proposal, passages=(one,)))).text) == bool(one.left)
    twice = next(one for one in practice.passages if one.items == "measures")
    assert len(twice.rows) + twice.left == len(burden(counted, TWELVE).repeated)
    assert any(one.left for one in practice.passages), "the case needs more than a page holds"


def test_no_text_is_shortened(
    large: tuple[Handout, Handout], whole: Handout, told: Handout
) -> None:
    for one in (*large, whole, told):
        assert "…" not in html(one) and "..." not in html(one)


def test_the_document_says_what_the_page_says(
    whole: Handout, large: tuple[Handout, Handout]
) -> None:
    for one in (whole, *large):
        assert words_of(docx(one)) == Reader(html(one)).text


def test_it_needs_nothing_from_elsewhere(whole: Handout) -> None:
    page = html(whole)
    for tag, fields in Reader(page).tags:
        assert tag not in ("script", "link", "iframe", "img", "object", "form")
        assert not {"src", "href", "onclick", "onload"} & fields.keys()
    assert "url(" not in page and "@import" not in page


def test_the_same_content_gives_the_same_bytes(
    told: Handout, counted: Crosswalk, found: Recommendation
) -> None:
    again = proposal_brief(counted, IDS, found)
    assert (html(again), docx(again)) == (html(told), docx(told))
    with ZipFile(BytesIO(docx(told))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {2000}, "no clock in it"


NASTY = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=1+1 & 'x'", "</td></tr>"]


def test_every_text_is_escaped() -> None:
    sets = []
    for number in (1, 2):
        set_id = f"nasty-{number}-2018"
        measures = tuple(
            Measure(key=f"{set_id}/{at}", name=f"{text} blood pressure {at}", steward=text,
                    evidence="source")
            for at, text in enumerate(NASTY)
        )  # fmt: skip
        sets.append(
            MeasureSet(
                id=set_id, name=f"{NASTY[0]} {number}", year=2018, sponsor=NASTY[1], kind="payer",
                measures=measures,
            )
        )  # fmt: skip
    walk = crosswalk(Catalog.of(sets))
    ids = [one.id for one in sets]
    for one in (
        proposal_brief(walk, ids, align(walk, ids), appendix=True),
        practice_brief(walk, ids, appendix=True),
    ):
        read = Reader(html(one))
        assert not {"script", "img"} & {tag for tag, _ in read.tags}
        assert "alert(1)" in read.text and "alert(1)" in words_of(docx(one))


def test_it_prints_on_one_page_in_letters_of_eight_points(
    told: Handout, large: tuple[Handout, Handout], counted: Crosswalk, tmp_path: Path
) -> None:
    for one in (told, practice_brief(counted, IDS), *large):
        pages, smallest = printed(html(one), tmp_path)
        assert pages == {"A4": 1, "Letter": 1}, one.title
        assert smallest >= 8


def test_an_appendix_goes_on_over_pages_in_the_same_letters(whole: Handout, tmp_path: Path) -> None:
    pages, smallest = printed(html(whole), tmp_path)
    assert min(pages.values()) > 1 and smallest >= 8


def test_no_letter_of_the_document_is_smaller_than_eight_points(whole: Handout) -> None:
    paper = Document(BytesIO(docx(whole)))
    cells_ = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    lines = [*paper.paragraphs, *(line for cell in cells_ for line in cell.paragraphs)]
    sizes = [run.font.size for line in lines for run in line.runs if run.text.strip()]
    assert len(sizes) > 100 and min(sizes) >= Pt(8)


@pytest.mark.parametrize("paper", [(215.9, 279.4), (210.0, 297.0)], ids=["Letter", "A4"])
def test_the_document_is_one_page_in_an_office(
    paper: tuple[float, float], told: Handout, large: tuple[Handout, Handout], tmp_path: Path
) -> None:
    for one in (told, *large):
        document = Document(BytesIO(docx(one)))
        section, (width, height) = document.sections[0], paper
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm((width - sheet.WIDTH) / 2)
        out = BytesIO()
        document.save(out)
        assert office_pages(out.getvalue(), tmp_path) == 1


TEXTS = st.text("abc WXYZ-%", min_size=1, max_size=160)


@given(st.lists(TEXTS, max_size=120), st.lists(TEXTS, max_size=60), st.integers(1, 3))
def test_any_lists_are_fitted_to_the_sheet(
    first: list[str], second: list[str], beside: int
) -> None:
    ruled = Ruled(("A", "B"), (70, 30), "lr")
    rows = tuple(cells(text, 1) for text in first)
    lines = tuple(cells(text) for text in second)
    passages = (
        Passage("Rows", rows, "rows", ruled, least=3),
        Passage("Lines", lines, "lines", beside=beside, yields=1),
    )
    one = sheet.one_page(Handout("Title", "about", "lead", (), passages, "foot", "elsewhere"))
    by_title = {each.title: each for each in one.passages}
    for title, all_ in (("Rows", rows), ("Lines", lines)):
        kept = by_title.get(title)
        shown = kept.rows if kept else ()
        assert shown == all_[: len(shown)]
        assert len(shown) + (kept.left if kept else 0) == len(all_)
    if "Rows" in by_title and by_title["Rows"].left:
        assert "Lines" not in by_title or not by_title["Lines"].rows, "who yields most goes first"
    high = sheet.height_of(one) * 25.4 / 72
    assert high <= sheet.HEIGHT or len(by_title["Rows"].rows) <= 3


def test_rules_that_cannot_hold_still_get_a_page(counted: Crosswalk) -> None:
    found = align(counted, IDS, Goal(rules=(Rule(at_least=1, of=Which(area="nowhere")),)))
    text = Reader(html(proposal_brief(counted, IDS, found))).text
    assert "the best that can be had: not all rules can hold" in text
    assert "The measures" in text
