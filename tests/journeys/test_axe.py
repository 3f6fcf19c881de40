"""Every page opens, light and dark; axe-core finds nothing serious or critical, in any view."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from journeys.browser import Screen
from journeys.test_payer import contract
from measurealign.ui.parts.pages import MAIN, PAGES

GRAVE = ("serious", "critical")
#: What axe-core finds in a window (of a further view: in what stands beside the panel). Colours are
#: most of its work: they are looked at in the first rows of a table, all others are drawn alike; in
#: the dark nothing else can break. The window stands at its top: axe-core gives up on colours where
#: a table scrolls within a page that was scrolled.
LOOK = """async ([dark, further]) => {
  const main = document.querySelector('[data-testid="stMain"]');
  main.scrollTop = 0;
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const where = further ? main : document;
  const look = (where, more) =>
    axe.run(where, {resultTypes: ["violations"], preload: false, ...more});
  const colours = ["color-contrast", "link-in-text-block"];
  const found = [await look(
    {include: [where], exclude: ["tbody tr:nth-child(n+4)"]}, {runOnly: colours})];
  if (!dark) {
    const off = Object.fromEntries(colours.map(one => [one, {enabled: false}]));
    found.push(await look(where, {rules: off}));
  }
  return {
    passes: Math.min(...found.map(one => one.passes.length)),
    violations: found.flatMap(one => one.violations),
  };
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_grave_on_any_page_and_view(
    browser: Browser, server: str, tmp_path: Path, dark: bool
) -> None:
    screen = Screen(browser, server, dark=dark)
    # axe-core gives up on a text that a scrolling box cuts: the window shows all of a page.
    screen.page.set_viewport_size({"width": 1280, "height": 4000})
    screen.open("mylist")
    screen.upload("Your contract", contract(tmp_path))
    found = [*_grave(screen, "reading a list", dark)]
    screen.click("Go on with this list")
    screen.click("Something else")
    for name, title, _, where in PAGES:
        if name != "mylist":  # that one is open, with a list on it
            reached(screen, name, title, where)
        found += _grave(screen, title, dark)
        for view in _views(screen):
            found += _grave(screen, f"{title}: {view}", dark, further=True)
    screen.fine()
    screen.close()
    assert not found, "\n".join(found)


def reached(screen: Screen, name: str, title: str, where: str) -> None:
    """Open a page by the navigation, by its address where its link is folded away."""
    if where == MAIN and name != PAGES[0][0]:
        screen.go(title)
    else:
        start = name == PAGES[0][0]
        screen.open("" if start else name)
        screen.sees("measurealign" if start else title, heading=True)


def _views(screen: Screen) -> Iterator[str]:
    """Open each view of the page in turn, but for the one that is open; yield its name."""
    look = screen.page.get_by_test_id("stButtonGroup").filter(has_text="View")
    lists = screen.page.locator(".st-key-pair_list, .st-key-set_part")
    for group in (look, lists):
        boxes = group.locator("visible=true").get_by_role("radio")
        names = [boxes.nth(at).inner_text() for at in range(boxes.count())]
        for name in names[1:]:
            box = boxes.filter(has_text=name)
            if box.count():
                box.first.click()
                screen.settle(quiet=0.1)
                yield name


def _grave(screen: Screen, where: str, dark: bool, *, further: bool = False) -> Iterator[str]:
    """Yield what axe-core finds serious or critical in the window as it stands."""
    if not screen.page.evaluate("() => Boolean(window.axe)"):
        screen.page.evaluate(AXE_SCRIPT)
    answer: dict[str, Any] = screen.page.evaluate(LOOK, [dark, further])
    assert answer["passes"], f"{where}: axe-core looked at nothing"
    for one in answer["violations"]:
        if one["impact"] in GRAVE:
            places = [node["target"] for node in one["nodes"]]
            yield f"{where}: {one['impact']}: {one['id']}: {places}"
