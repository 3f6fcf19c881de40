"""The three journeys with the keyboard alone: no pointer is moved, nothing is clicked."""

import contextlib
import re
from pathlib import Path

from playwright.sync_api import FileChooser, TimeoutError, expect

from journeys.browser import PATIENCE, Screen
from journeys.test_payer import contract

#: Presses of Tab until something must have been reached.
FAR = 90
#: Presses of Enter until a dialog must have opened: a page still being drawn takes the focus away.
TRIES = 3
#: What the element that has the focus says.
FOCUS = """() => {
  const at = document.activeElement;
  if (["BODY", "MAIN"].includes(at.tagName)) return "";
  const named = at.getAttribute("aria-label") || "";
  const label = at.id ? document.querySelector(`label[for="${CSS.escape(at.id)}"]`) : null;
  return `${at.tagName} ${named} ${label ? label.innerText : ""} ${at.innerText || ""}`;
}"""


def reach(screen: Screen, words: str) -> None:
    """Press Tab until the focus stands on an element that says these words."""
    said = []
    for _ in range(FAR):
        screen.page.keyboard.press("Tab")
        told = re.sub(r"\s+", " ", str(screen.page.evaluate(FOCUS)))
        if words in told and "Help for" not in told:
            return
        said.append(told[:60])
    raise AssertionError(f"{words!r} was not reached by Tab: {said}")


def press(screen: Screen, words: str, key: str = "Enter") -> None:
    """Reach an element and press a key on it."""
    reach(screen, words)
    screen.page.keyboard.press(key)
    screen.settle()


def saved(screen: Screen, words: str, folder: Path) -> Path:
    """Press a download button by the keyboard; return the file."""
    reach(screen, words)
    with screen.page.expect_download(timeout=1000 * PATIENCE) as waiting:
        screen.page.keyboard.press("Enter")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def chooser(screen: Screen, words: str) -> FileChooser:
    """Open a dialog for files by the keyboard; whoever sees none open presses once more."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(TimeoutError):
            return _chooser(screen, words)
    return _chooser(screen, words)


def _chooser(screen: Screen, words: str) -> FileChooser:
    reach(screen, words)
    with screen.page.expect_file_chooser(timeout=1000 * PATIENCE / TRIES) as waiting:
        screen.page.keyboard.press("Enter")
    return waiting.value


def choose(screen: Screen, box: str, words: str) -> None:
    """Type into a box of choices and take what it then offers first."""
    reach(screen, box)
    screen.page.keyboard.type(words)
    screen.page.keyboard.press("Enter")
    screen.settle()


def test_the_payer_confirms_compares_and_takes_the_workbook(screen: Screen, tmp_path: Path) -> None:
    screen.open()
    press(screen, "Compare my list")
    screen.sees("My list", heading=True)
    screen.settle()
    chooser(screen, "Upload").set_files(contract(tmp_path))
    screen.sees("Go on with this list")
    screen.settle()
    press(screen, "Go on with this list")
    screen.sees("Yes, the same")
    press(screen, "Yes, the same")
    screen.sees(re.compile("1 to confirm"), heading=True)
    press(screen, "Line by line with HEDIS 2018")
    screen.sees("Compare", heading=True)
    assert saved(screen, "Workbook of these sets", tmp_path).suffix == ".xlsx"


def test_the_practice_names_its_region_and_takes_the_brief(screen: Screen, tmp_path: Path) -> None:
    screen.open()
    press(screen, "See my burden")
    screen.sees("Burden", heading=True)
    choose(screen, "My CPC+ region", "Colorado")
    screen.sees("Payers of Colorado in CPC+")
    assert saved(screen, "Brief (HTML)", tmp_path).suffix == ".html"


def test_the_officer_sets_rules_and_takes_the_proposal(screen: Screen, tmp_path: Path) -> None:
    screen.open()
    press(screen, "Propose a set")
    screen.sees("Align", heading=True)
    choose(screen, "Rules of", "Massachusetts taskforce: core")
    screen.sees("5 measures serve")
    assert saved(screen, "Proposal (YAML)", tmp_path).suffix == ".yaml"
    reach(screen, "Proposal")
    screen.page.keyboard.press("ArrowRight")
    screen.page.keyboard.press("Enter")
    screen.settle()
    expect(screen.page.get_by_role("radio", name="Subjects")).to_have_attribute(
        "aria-checked", "true", timeout=1000 * PATIENCE
    )
