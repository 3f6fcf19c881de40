"""The policy officer: a preset, a forced measure, rules that cannot hold, mended, taken home."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import expect

from journeys.browser import ROOT, Screen
from journeys.steps import unfold, write_option
from measurealign import align, crosswalk, export, load_catalog
from measurealign.alignment.file import read_recommendation
from measurealign.ui.session.state import EXAMPLE

#: Clicks from the first page to the exported file, last round held against this one, at most.
CLICKS = 9
FORCED = "Cervical Cancer Screening"


def test_this_round_is_held_against_last_round_and_exported(screen: Screen, tmp_path: Path) -> None:
    walk = crosswalk(load_catalog())
    last = tmp_path / "last-round.yaml"
    export(align(walk, EXAMPLE, max_size=6), last)
    screen.open()
    screen.click("Propose a set", role="link")
    screen.choose("Rules of", "Massachusetts taskforce: core set")
    screen.sees("5 measures serve")
    screen.sees(re.compile("What the last change of the rules did: 18 measures before, 5 now"))
    screen.click("Last round", role="radio")
    screen.upload("Last round's proposal", last)
    screen.sees("Since last-round.yaml", heading=True)
    screen.sees(re.compile("size: 6 measures → 5 measures"))
    screen.snap("policy-last-round", whole=True)
    path = screen.download("Proposal (YAML)", tmp_path)
    assert screen.clicks <= CLICKS
    assert len(read_recommendation(path).chosen) == 5


def test_the_first_measure_is_seen_without_scrolling(screen: Screen) -> None:
    """On a common laptop, and no column is cut there."""
    screen.open("align")
    table = screen.page.get_by_role("table", name="chosen measures")
    expect(table.locator("tbody tr").first.get_by_role("button")).to_be_in_viewport(ratio=1)
    assert table.evaluate("(one) => one.scrollWidth <= one.parentElement.clientWidth + 1")


def test_rules_are_set_explained_mended_and_verified(screen: Screen, tmp_path: Path) -> None:
    screen.open("align")
    screen.choose("Rules of", "Massachusetts taskforce: core set")
    screen.sees("5 measures serve")
    screen.choose("What if another measure were forced in?", FORCED)
    screen.sees(f"If “{FORCED}” were forced")
    screen.sees(f"rule added: “{FORCED}” must be in")
    screen.snap("policy-what-if")
    screen.click("Make it a rule")
    screen.sees(f"“{FORCED}” must be in")
    unfold(screen, "More rules")
    write_option(screen, "Floors and caps", "at least 5 measures of area diabetes")
    screen.sees("Not all rules can hold together")
    screen.sees("What the rules cost")
    screen.snap("policy-infeasible")
    screen.page.get_by_role("button", name="Drop this rule").last.click()
    screen.settle()
    screen.sees("5 measures serve")
    screen.snap("policy-mended", whole=True)
    path = screen.download("Proposal (YAML)", tmp_path)
    found = read_recommendation(path)
    assert found.inputs.preset == "massachusetts-core-2018"
    assert found.inputs.goal.keep == (FORCED,)
    assert FORCED in {one.facts.label for one in found.chosen}
    command = [sys.executable, "-m", "measurealign", "verify", str(path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stdout.endswith("every figure is what its inputs give\n")


def test_every_programme_is_named_above_its_column(screen: Screen) -> None:
    """Also where names come close: one of two was left out."""
    names = ("CPC+ 2018", "HEDIS 2018", "Oregon CCO 2018", "MSSP ACO 2018",
             "Medicaid Adult Core Set 2018")  # fmt: skip
    table = "&".join(f"sets={quote_plus(name)}" for name in names)
    screen.open(f"align?{table}")
    screen.click("Subjects", role="radio")
    picture = screen.page.get_by_test_id("stVegaLiteChart")
    for name in names:
        expect(picture.get_by_text(name, exact=True)).to_have_css("opacity", "1")


def test_all_that_is_taken_home_stands_in_one_row(screen: Screen) -> None:
    screen.open("align")
    screen.sees("With appendix")
    row = screen.page.locator(".st-key-take-home")
    buttons = row.get_by_role("button", name=re.compile("YAML|CSV|XLSX|SSSOM|HTML|DOCX"))
    expect(buttons).to_have_count(6)
    screen.page.evaluate("document.fonts.ready.then(() => true)")  # others are wider
    boxes = [one.bounding_box() for one in buttons.all()]
    toggle = row.get_by_test_id("stCheckbox").bounding_box()
    assert len(boxes) == 6 and toggle and all(boxes)
    bottom = max(box["y"] + box["height"] for box in boxes if box)
    assert toggle["y"] < bottom, "the appendix is asked for in a row of its own"
    assert len({round(box["y"]) for box in boxes if box}) == 1


def test_a_decision_is_written_and_an_address_reproduces_the_view(
    screen: Screen, tmp_path: Path
) -> None:
    screen.open("align?size_rule=at+most+%E2%80%A6&size=12&keep=Breast+Cancer+Screening")
    screen.sees("at most 12 measures")
    screen.click("Decisions", role="radio")
    screen.page.get_by_text("● final").first.click()
    screen.page.get_by_label("Follow-up").fill("ask the plans")
    screen.click("Decide")
    screen.sees("Votes for")
    address = screen.page.url
    found = read_recommendation(screen.download("Proposal (YAML)", tmp_path))
    assert [(one.state, one.follow_up) for one in found.decisions][:1] == [
        ("final", "ask the plans")
    ]
    screen.page.goto(address)
    screen.settle()
    screen.sees("“Breast Cancer Screening” must be in")
    screen.sees("Decide on")
