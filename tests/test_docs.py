"""The pages: links lead somewhere, code and notebook run, words stand in one place."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from reference import door
from tour import read, run

import measurealign as ma
from measurealign.cli import app
from measurealign.crosswalk import Crosswalk
from measurealign.model import STANDINGS

ROOT = Path(__file__).parents[1]
THREE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / ".github").rglob("*.md"),
    )
)
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [one for one in targets if not re.match(r"https?:|mailto:", one)]
    missing = [one for one in local if not ((ROOT / page).parent / one).exists()]
    assert not missing


def test_the_gallery_stands_once() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert pictures
    assert len(set(pictures)) == len(pictures)


#: What the README says, and where it stands: (words with figures, page, words with the same ones).
N = r"([\d.,]+)"
FIGURES = [
    (f"{N} sets with {N} rows, {N} % of them read", "data.md",
     rf"- {N} sets: [\s\S]*?- {N} rows:.*Read in a source: {N} %"),
    (rf"{N} % are linked[\s\S]*?{N} % ask a person[^,]*,\s+{N} % are wrong; {N} % of", "method.md",
     rf"\| lists left out \([^|]*\| {N} % \| {N} % \| {N} % \| [\d.]+ % \| {N} % \|"),
    (rf"lists that were found when all was done[^:]*: {N} % right,\s+{N} % asked, {N} % wrong",
     "method.md",
     rf"\| 21 real lists found after that[^|]*\| {N} % \| {N} % \| {N} % \|"),
    (rf"reworded titles\s+F1 {N} \(precision {N}\)[\s\S]*?called the same {N} %", "method.md",
     rf"\| measurealign \| {N} \| {N} \|.*?\| {N}% \| [\d.]+% \|"),
    (rf"best peer reaches {N};[\s\S]*?that\s+peer calls {N} %", "method.md",
     rf"\| rapidfuzz token_set \| {N} \|.*?\| {N}% \| [\d.]+% \|"),
    (rf"{N} sets\s+of {N} programmes, took at most {N} s", "method.md",
     rf"\| {N} \| {N} \| exactly 12 \|[^|]*\|[^|]*\| {N} \(optimal\)[^\n]*\n\n## Back-test"),
    (rf"proposed to {N} bodies[\s\S]*?F1 {N}, where counting who lists what reaches {N};",
     "method.md",
     rf"All rows: {N} bodies[\s\S]*?chosen \| proposal \|(?: [\d.]+ \|){{3}} {N} "
     rf"[\s\S]*?chosen \| counting \|(?: [\d.]+ \|){{3}} {N} "),
    (rf"without recalled rows \({N} bodies\) {N} and\s+{N},", "method.md",
     rf"Without recalled rows: {N} bodies[\s\S]*?chosen \| proposal \|(?: [\d.]+ \|){{3}} {N} "
     rf"[\s\S]*?chosen \| counting \|(?: [\d.]+ \|){{3}} {N} "),
    (rf"is answered within {N} s", "scale.md", rf"25 people[\s\S]*?actions within {N} s"),
    (rf"they find {N} %", "method.md", f"mutation score {N} %"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "page", "source"), FIGURES)
def test_the_figures_of_the_readme_stand_in_the_docs(words: str, page: str, source: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    told = re.search(words, readme)
    known = re.search(source, (ROOT / "docs" / page).read_text("utf-8"))
    assert told and known
    figures = [one.replace(",", "") for one in told.groups()]
    full = [float(one.replace(",", "")) for one in known.groups()]
    for figure, exact in zip(figures, full, strict=True):
        places = len(figure.partition(".")[2])
        assert float(figure) == pytest.approx(exact, abs=0.5001 * 10**-places), figures


def test_the_best_peer_is_the_best_and_every_table_got_the_answer_of_cp_sat() -> None:
    text = (ROOT / "docs" / "method.md").read_text("utf-8")
    table = text.split("| matcher |")[1].split("\n\n")[0]
    rows = re.findall(rf"^\| ([^|]+) \| {N} \|", table, re.MULTILINE)
    peers = {name: float(f1) for name, f1 in rows if not name.startswith(("measurealign", "..."))}
    assert max(peers, key=peers.get) == "rapidfuzz token_set"
    aims = re.findall(r"\| (\d+), [\d.]+ s \| (\d+) \(optimal\)", text)
    assert len(aims) >= 12
    assert all(ours == theirs for ours, theirs in aims)


def test_the_example_of_the_readme_prints_what_make_run_prints(
    walk: Crosswalk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ma, "load_catalog", lambda: walk.catalog)
    monkeypatch.setattr(ma, "crosswalk", lambda of, said=(): walk)
    names: dict[str, Any] = {}
    readme = (ROOT / "README.md").read_text("utf-8")
    exec(CODE.search(readme)[1], names)
    printed = capsys.readouterr().out
    for command in ("align", "burden"):
        app([command, *THREE], standalone_mode=False)
    told = capsys.readouterr().out
    assert re.search(r"\d+ measures serve \d+ of \d+", told)[0] in printed
    rows = re.search(r"rows that ask for a measure\s+(\d+)", told)[1]
    assert f"{rows} rows of 3 sets" in printed
    different, twice = re.search(r"distinct measures +(\d+) +(\d+) asked by two", told).groups()
    conflicts = re.search(r"in conflicting ways +(\d+)", told)[1]
    said = " ".join(readme.split())
    assert f"ask for {rows} rows: {different} different measures, {twice} of them asked by" in said
    assert f"{conflicts} in conflicting ways" in said
    served = re.search(r"(\d+) measures serve (\d+) of (\d+)", told).groups()
    assert "**{} measures serve {} of the {} requests".format(*served) in said
    assert len(names["found"].to_frame()) == len(names["found"].chosen)


def test_the_examples_of_the_python_page_run(
    walk: Crosswalk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "my-contract.xlsx").write_bytes(
        (ROOT / "tests" / "cases" / "34-contract.xlsx").read_bytes()
    )
    (tmp_path / "rules.yaml").write_text("max_size: 14\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = CODE.findall((ROOT / "docs" / "python.md").read_text("utf-8"))
    assert len(blocks) == 4
    for block in blocks:
        exec(block, names)


def test_every_column_of_the_python_page_is_a_column(walk: Crosswalk) -> None:
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([a-z_0-9, ]+) \|$", page, re.MULTILINE))
    three = list(THREE)
    for one in (
        walk.catalog, walk, ma.overlap(walk, *three[:2]), ma.burden(walk, three),
        ma.align(walk, three, max_size=3),
    ):  # fmt: skip
        assert told[type(one).__name__].split(", ") == list(one.to_frame().columns)


def test_the_tour_runs_and_shows_something_in_every_cell() -> None:
    before, after = read(), run(read())
    code = [cell for cell in after["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] for cell in code)
    shown = [cell for cell in before["cells"] if cell["cell_type"] == "code"]
    assert [bool(one["outputs"]) for one in shown] == [True] * len(code), "run `make docs`"
    assert "Error" not in json.dumps([cell["outputs"] for cell in code])


def test_the_reference_has_every_function_with_its_words() -> None:
    page = door()
    known = {one.name: one.docstring for one in page.members.values()}
    assert set(ma.__all__) - {"__version__"} <= set(known)
    assert all(known[name] for name in ma.__all__ if name != "__version__")


def test_the_glossary_knows_the_words_of_the_house() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    ours = glossary.split("## Our words")[1]
    words = {
        word
        for row in re.findall(r"^\| ([^|]+) \|", ours, re.MULTILINE)
        for word in row.split(", ")
    }
    assert {"bond", "link", "family", "subject", "agreement", "closeness", "programme"} <= {
        word.strip() for word in words
    }
    assert all(mark.label in ours for mark in STANDINGS.values())
    places = re.findall(r"`([\w/.]+(?:\.py|\.yaml|/))`", ours)
    assert places
    missing = [
        one
        for one in places
        if not any((ROOT / base / one).exists() for base in ("", "measurealign"))
    ]
    assert not missing


def test_every_decision_is_listed_and_says_what_was_found_and_decided() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    pages = sorted(folder.glob("0*.md"))
    assert len(pages) >= 9
    for page in pages:
        text = page.read_text("utf-8")
        assert f"({page.name})" in listed
        assert all(f"**{part}.**" in text for part in ("Found", "Decided", "Follows"))


def test_hooks_are_local() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}
    assert "://" not in (ROOT / ".pre-commit-config.yaml").read_text("utf-8")


def test_the_version_is_the_newest_of_the_changelog_and_of_the_citation() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    released = [one for one in versions if one != "Unreleased"]
    assert released[0] == ma.__version__
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == ma.__version__
