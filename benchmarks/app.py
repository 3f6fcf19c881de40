"""How quickly the app answers: from the click to the redrawn page, in a real browser.

Every action of the app is measured in turn with a click in a hello-world Streamlit app, served and
driven in the same way at the same time, on the full catalog. Beside them stand clicks on bare pages
of as many of Streamlit's elements as the app's pages have: what is Streamlit's own (bare.py).

Run `python -m benchmarks.app`, or some actions alone: `--only Burden`. How it holds when many work
at once: people.py.
"""

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from journeys.browser import ARGUMENTS, Screen, serving
from journeys.steps import chromium
from playwright.sync_api import sync_playwright
from visitor import Visitor

ROUNDS = 5
BARE = Path(__file__).with_name("bare.py")
#: All actions stay under so many times the hello-world: their median, their 95th percentile.
ALLOWED = (1.5, 2.0)
HELLO = """
import streamlit as st
st.title("Hello")
count = st.session_state.get("count", 0)
def more():
    st.session_state["count"] = st.session_state.get("count", 0) + 1
st.button("Say hello", on_click=more)
st.write(f"Hello, world, {st.session_state.get('count', 0)} times")
"""
#: Notes when the last key or button went down, and when the page was last redrawn where one can see
#: it: buttons that show only under the mouse come later.
WATCH = """() => {
  if (window.watched) return;
  window.watched = {down: 0, drawn: 0};
  for (const kind of ["pointerdown", "keydown"])
    document.addEventListener(kind, () => { window.watched.down = performance.now(); }, true);
  const seen = new MutationObserver((changes) => {
    const page = '[data-testid="stMain"], [data-testid="stSidebar"]';
    for (const one of changes) {
      const at = one.target.nodeType === 1 ? one.target : one.target.parentElement;
      if (at && !at.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
      if (one.type === "attributes" || (at && at.closest(page)))
        window.watched.drawn = performance.now();
    }
  });
  seen.observe(document.body, {subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["data-test-script-state"]});
}"""
TOOK = "() => window.watched.drawn - window.watched.down"


@dataclass
class Action:
    """Something that people do: on which page, and how."""

    name: str
    page: str
    do: Callable[[Screen, int], None]
    took: list[float] = field(default_factory=list)


def tabs(*names: str) -> Callable[[Screen, int], None]:
    """Click the next of some views."""

    def do(screen: Screen, turn: int) -> None:
        screen.page.get_by_role("radio", name=names[turn % len(names)], exact=True).click()

    return do


def buttons(group: str, *names: str) -> Callable[[Screen, int], None]:
    """Click the next of some buttons of a group."""

    def do(screen: Screen, turn: int) -> None:
        box = screen.page.get_by_test_id("stButtonGroup").filter(has_text=group)
        box = box.locator("visible=true").first
        box.get_by_role("button", name=names[turn % len(names)], exact=True).or_(
            box.get_by_role("radio", name=names[turn % len(names)], exact=True)
        ).first.click()

    return do


def options(label: str, *names: str) -> Callable[[Screen, int], None]:
    """Pick the next of some options of a select box."""

    def do(screen: Screen, turn: int) -> None:
        box = screen.page.get_by_role("combobox", name=label).first
        box.click()
        box.fill(names[turn % len(names)])
        screen.page.get_by_role("option", name=names[turn % len(names)], exact=True).first.click()

    return do


def pages(*names: str) -> Callable[[Screen, int], None]:
    """Click the next of some pages."""

    def do(screen: Screen, turn: int) -> None:
        screen.page.get_by_role("link", name=names[turn % len(names)]).first.click()

    return do


def number(label: str) -> Callable[[Screen, int], None]:
    """Type another number."""

    def do(screen: Screen, turn: int) -> None:
        box = screen.page.get_by_role("spinbutton", name=label).first
        box.fill(str(2 + turn % 7))
        box.press("Enter")

    return do


def rows() -> Callable[[Screen, int], None]:
    """Pick the next row of the first table."""

    def do(screen: Screen, turn: int) -> None:
        table = screen.page.get_by_role("table").locator("visible=true").first
        table.locator("tbody tr").nth(turn % 3 + 1).click()

    return do


BURDEN_VIEWS = ("In conflict", "Data routes", "Panel", "By payer")
ACTIONS = (
    Action("go to another page", "compare", pages("Burden", "Review", "Start", "Compare")),
    Action("a door of Start", "", pages("See my burden", "Start")),
    Action("another view of Compare", "compare", buttons("View", "Measures", "Areas", "Overlap")),
    Action("the gaps of the table", "compare", buttons("View", "Gaps", "Overlap")),
    Action("shared by whom", "compare", buttons("View", "Shared by whom", "Overlap")),
    Action("another pair", "compare", options("with", "Oregon CCO 2018", "HEDIS 2018")),
    Action("another tab of the pair", "compare", tabs(
        "Only CPC+ 2018 (7)", "Only HEDIS 2018 (53)")),
    Action("what counts as agreeing", "compare", options(
        "What counts as agreeing", "the same measure", "also parts and other specifications")),
    Action("open a row of Compare", "compare", rows()),
    Action("pick a region", "burden", options("My CPC+ region", "Colorado", "Oregon")),
    Action("tick a payer", "burden", buttons("I answer to", "HRSA UDS 2018")),
    Action("another view of Burden", "burden", tabs(*BURDEN_VIEWS)),
    Action("asked twice", "burden", tabs("Asked twice", "By payer")),
    Action("change the clinicians", "burden?burden=Hours+and+dollars",
           number("Clinicians in the practice")),
    Action("another view of Align", "align", tabs("Each programme", "Additions", "Proposal")),
    Action("open questions, left out", "align", tabs("Open questions", "Left out")),
    Action("the picture of agreement", "align", tabs("Subjects", "Last round")),
    Action("open a row of Align", "align", rows()),
    Action("ask for the fewest anew", "align", options(
        "Rules of", "Massachusetts taskforce: core set", "The workgroup's question",
        "Oregon work group 2014: first phase")),
    Action("judge and take back", "review", lambda screen, turn: screen.page.get_by_role(
        "button", name=re.compile("^Undo" if turn % 2 else "^Unsure")).first.click()),
    Action("open a region", "regions", options("Open region", "Michigan", "Oregon", "Louisiana")),
    Action("count in other groups", "study?study_view=In+groups",
           buttons("By", "region", "year", "kind of set")),
)  # fmt: skip


def took(screen: Screen, action: Action, turn: int) -> float:
    """Return the milliseconds from the last click or key to the last change of the page."""
    screen.page.evaluate(WATCH)
    action.do(screen, turn)
    screen.settle()
    return float(screen.page.evaluate(TOOK))


def say_hello(screen: Screen, _: int) -> None:
    """Click the button of the hello-world, or of a bare page."""
    screen.page.get_by_role("button").filter(has_text="Say hello").click()


def alike(app: str, pages: Iterable[str]) -> Iterator[Action]:
    """Yield, for each page of the app, the click on a bare page with as many elements."""
    for page in pages:
        with Visitor(app.removeprefix("http://")) as one:
            one.go()
            one.go(page, one.query)
            yield Action(f"bare page of {one.drawn.total()}, as {page or 'start'}",
                         f"?{urlencode(one.drawn)}", say_hello)  # fmt: skip


def measure(rounds: int, only: str = "") -> Iterator[Action]:
    """Yield each action (whose name holds some words) and what it took.

    Then come the bare pages like those of the actions, last the hello-world.
    """
    hello = Action("hello-world", "", say_hello)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        script = Path(folder) / "hello.py"
        script.write_text(HELLO)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        with serving() as app, serving(script) as plain, serving(BARE) as bare:
            beside = Screen(browser, plain)
            beside.open()
            chosen = [one for one in ACTIONS if only in one.name]
            pages = dict.fromkeys(one.page.split("?")[0] for one in chosen)
            both = (*((app, one) for one in chosen), *((bare, one) for one in alike(app, pages)))
            for address, action in both:
                screen = Screen(browser, address)
                screen.open(action.page)
                for turn in range(-4, rounds):
                    one = took(screen, action, turn)
                    other = took(beside, hello, turn)
                    if turn >= 0:  # the first turns warm up
                        assert one > 0, f"{action.name}: nothing was redrawn"
                        action.took.append(one)
                        hello.took.append(other)
                screen.close()
                print(f"{action.name}: {_said(action.took)}", file=sys.stderr, flush=True)
                yield action
            yield hello
        browser.close()


def high(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _said(took_: list[float]) -> str:
    return f"{statistics.median(took_):.0f} ms, at most {max(took_):.0f} ms"


def main() -> int:
    """Print the table, last the ratio of the 95th percentiles; return 1 if too slow."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("rounds", type=int, nargs="?", default=ROUNDS)
    told.add_argument("--only", default="", help="words of the names of the actions to measure")
    asked = told.parse_args()
    found = list(measure(asked.rounds, asked.only))
    hello = found[-1].took
    print(f"{'milliseconds from click to redrawn page':40} {'median':>8} {'95 %':>8}")
    every = [ms for one in found if one in ACTIONS for ms in one.took]
    bare = [ms for one in found[:-1] if one not in ACTIONS for ms in one.took]
    lines = (("all actions", every), ("all bare pages", bare))
    for name, took_ in (*((one.name, one.took) for one in found), *lines):
        print(f"{name:40} {statistics.median(took_):8.0f} {high(took_):8.0f}")
    middle = statistics.median(every) / statistics.median(hello)
    top = high(every) / high(hello)
    print(f"all bare pages: median {statistics.median(bare) / statistics.median(hello):.1f} x, "
          f"95 % {high(bare) / high(hello):.1f} x a hello-world")  # fmt: skip
    print(f"median {middle:.1f} x a hello-world (allowed {ALLOWED[0]:g}), 95 % of all actions "
          f"(allowed {ALLOWED[1]:g}):")  # fmt: skip
    print(f"{top:.1f} x")
    return int(middle > ALLOWED[0] or top > ALLOWED[1])


if __name__ == "__main__":
    sys.exit(main())
