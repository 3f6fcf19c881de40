"""The pictures of the README and the guide, taken from the real app: `make pictures`.

Each picture is a window of 1280 × 800 as people see it; docs/pictures/ is written anew.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Locator, sync_playwright

from journeys.browser import ARGUMENTS, ROOT, Screen, serving
from journeys.steps import chromium, tick
from journeys.test_payer import contract

FOLDER = ROOT / "docs" / "pictures"
Steps = Callable[[Screen], None]
#: The bar of pages covers so many points of the window's top.
_BAR = 90


def _nothing(_: Screen) -> None:
    """Leave the page as it opens."""


def _four_payers(screen: Screen) -> None:
    tick(screen, "I answer to", "MIPS Family Medicine 2018")
    screen.click("In conflict", role="radio")
    down_to(screen, "A1c control")


def _my_list(screen: Screen) -> None:
    with tempfile.TemporaryDirectory() as folder:
        screen.upload("Your contract", contract(Path(folder)))
        screen.click("Go on with this list")


def _what_if(screen: Screen) -> None:
    screen.choose("What if another measure were forced in?", "Cervical Cancer Screening")
    down_to(screen, "If “Cervical")


def down_to(screen: Screen, text: str) -> None:
    """Scroll until a text stands at the top of the window."""
    _to_top(screen, screen.sees(text))


def _to_top(screen: Screen, at: Locator) -> None:
    """Scroll until something stands just below the bar of pages."""
    at.evaluate(f"at => {{at.style.scrollMarginTop = '{_BAR}px'; at.scrollIntoView()}}")
    screen.settle()


def _proposal(screen: Screen) -> None:
    down_to(screen, "measures serve")


def _to_views(screen: Screen) -> None:
    """Scroll until the choice of a view stands at the top of the window."""
    named = screen.page.get_by_text("View", exact=True)
    choice = screen.page.get_by_test_id("stButtonGroup").filter(has=named).first
    _to_top(screen, choice)


#: Name, address, steps, dark.
PICTURES: tuple[tuple[str, str, Steps, bool], ...] = (
    ("start", "", _nothing, False),
    ("mylist", "mylist", _my_list, False),
    ("catalog", "catalog?find=blood+pressure", _nothing, False),
    ("compare", "compare", _nothing, False),
    ("burden", "burden", _nothing, False),
    ("burden-conflict", "burden", _four_payers, False),
    ("burden-saving", "burden?burden=Saving", _to_views, False),
    ("align", "align", _nothing, False),
    ("align-proposal", "align", _proposal, False),
    ("align-what-if", "align?preset=Massachusetts+taskforce:+core+set", _what_if, False),
    ("align-size", "align?view=Size", _to_views, False),
    ("align-subjects", "align?view=Subjects", _to_views, False),
    ("align-open-questions", "align?view=Open+questions", _to_views, False),
    ("align-additions", "align?view=Additions", _to_views, False),
    ("align-rules-in-conflict", "align?size_rule=at+most+…&size=5", _nothing, False),
    ("align-dark", "align", _proposal, True),
    ("review", "review", _nothing, False),
    ("regions", "regions?open_region=Michigan", _nothing, False),
    ("study", "study", _nothing, False),
)


def main() -> None:
    """Take all pictures (or those named on the command line)."""
    wanted = set(sys.argv[1:])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        # A store of its own: nobody's work of before stands in a picture.
        os.environ["MEASUREALIGN_STORE"] = str(Path(folder) / "store.db")
        take(wanted)


def take(wanted: Collection[str]) -> None:
    """Take the pictures of these names, all if there are none."""
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        for name, path, steps, dark in PICTURES:
            if wanted and name not in wanted:
                continue
            screen = Screen(browser, address, dark=dark)
            screen.open(path)
            steps(screen)
            screen.page.mouse.move(640, 4)
            screen.settle(quiet=0.8)
            screen.page.screenshot(path=FOLDER / f"{name}.png")
            screen.close()
            print(name)
        browser.close()


if __name__ == "__main__":
    main()
