"""The brief: complete, self-contained, escaped, at most four printed pages."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from measurealign import align
from measurealign.alignment import Goal, Recommendation, Rule, Which
from measurealign.catalog import Catalog
from measurealign.compare.matrix import matrix
from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.export.brief import write_brief
from measurealign.export.picture import bar, shade
from measurealign.model import Measure, MeasureSet

IDS = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
MANY = (
    *IDS, "mips-family-medicine-2018", "mssp-aco-2018", "wa-common-measure-set-2016",
    "medicaid-adult-core-set-2017", "ma-quality-alignment-taskforce-2017",
)  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def found(main_job: Recommendation) -> Recommendation:
    return main_job


@pytest.fixture(scope="module")
def page(counted: Crosswalk, found: Recommendation) -> str:
    return write_brief(counted, IDS, found)


class Reader(HTMLParser):
    """Collects text and tags of a page; fails on tags that are left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_each_programme_has_its_sign_and_each_subject_its_askers(
    page: str, found: Recommendation
) -> None:
    text = Reader(page).text
    lines = {line.label: line for line in found.tiers if line.measures}
    assert f"A1c control: {len(lines['A1c control'].by)} of 3 ✓ ✓ ✓" in text
    tobacco = next(line for label, line in lines.items() if label.startswith("Tobacco"))
    assert f"{tobacco.label}: 3 of 3, {tobacco.required:.0%} must" in text
    (measure,) = (one for one in found.chosen if one.facts.family in tobacco.measures)
    unserved = set(tobacco.by) - {each.programme for each in measure.serves}
    assert unserved, "the case needs a programme that asks and is not served"
    assert re.search(rf"{re.escape(tobacco.label)}: 3 of 3, \d+% must ✓ ≈ ✗", text)


def test_it_tells_the_whole_proposal(page: str, found: Recommendation) -> None:
    read = Reader(page)
    assert read.open == []
    assert found.says in read.text
    assert "Opinions: " in read.text and "Costs: " in read.text
    for one in found.chosen:
        assert one.facts.label in read.text
    for question in found.open_questions[:11]:
        assert question.label in read.text
    for programme in found.programmes:
        assert programme.label in read.text
    for addition in found.additions[:4]:
        assert addition.name in read.text
    for one in found.inputs.sets:
        assert one.name in read.text or str(one.year) in read.text


def test_its_figures_are_those_of_the_recommendation(
    page: str, found: Recommendation, counted: Crosswalk
) -> None:
    text = Reader(page).text
    saving = found.saving
    assert f"{found.served} of {found.agreed} agreed wishes served" in text
    assert f"{saving.today.measures} → {saving.rest_stays.measures}" in text
    assert f"measures to report {saving.today.required} {saving.rest_stays.required}" in text
    strict = matrix(counted, "strict", IDS).jaccard
    assert f"{100 * strict[1, 0]:.0f}" in page


def test_it_needs_nothing_from_elsewhere(page: str) -> None:
    for tag, fields in Reader(page).tags:
        assert tag not in ("script", "link", "iframe", "img", "object", "form")
        assert not {"src", "href", "onclick", "onload"} & fields.keys()
    assert "url(" not in page and "@import" not in page


def test_the_same_content_gives_the_same_page(
    page: str, counted: Crosswalk, found: Recommendation
) -> None:
    assert write_brief(counted, IDS, found) == page


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
    page = write_brief(walk, ids, align(walk, ids))
    read = Reader(page)
    assert not {"script", "img"} & {tag for tag, _ in read.tags}
    assert "alert(1)" in read.text


@pytest.mark.parametrize("ids", [IDS, MANY], ids=["3 sets", "8 sets"])
def test_it_prints_to_four_pages_at_most(
    ids: tuple[str, ...], counted: Crosswalk, tmp_path: Path
) -> None:
    if CHROMIUM is None:
        pytest.skip("no chromium here to print with")
    page, pdf = tmp_path / "brief.html", tmp_path / "brief.pdf"
    page.write_text(write_brief(counted, ids, align(counted, ids)))
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={pdf}", str(page)],
        check=True, capture_output=True,
    )  # fmt: skip
    pages = re.findall(rb"/Type\s*/Page(?![s\w])", pdf.read_bytes())
    assert 1 <= len(pages) <= 4


@pytest.mark.parametrize("share", [-0.5, 0.0, 0.33, 1.0, 2.0])
def test_pictures_stay_within_their_frame(share: float) -> None:
    (width,) = re.findall(r'<rect width="([\d.]+)" height="9" y="1" fill="#1f5f99"', bar(share))
    assert 0 <= float(width) <= 60
    assert re.fullmatch(r"#[0-9a-f]{6}", shade(share))


def test_rules_that_cannot_hold_still_get_a_page(counted: Crosswalk) -> None:
    found = align(counted, IDS, Goal(rules=(Rule(at_least=1, of=Which(area="nowhere")),)))
    text = Reader(write_brief(counted, IDS, found)).text
    assert "the best that can be had: not all rules can hold" in text
    assert "The measures" in text
