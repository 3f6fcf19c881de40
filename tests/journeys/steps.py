"""Steps that several journeys take."""

import shutil

from journeys.browser import Screen

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return where Chromium is; say what to do if it is nowhere."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit("no Chromium here: install it (Debian: apt-get install chromium)")
    return path


def figure(screen: Screen, label: str) -> str:
    """Return the figure under a label."""
    screen.sees(label)
    boxes = screen.page.get_by_test_id("stMetric")
    for at in range(boxes.count()):
        name = boxes.nth(at).get_by_test_id("stMetricLabel").inner_text().strip()
        if name == label:
            return boxes.nth(at).get_by_test_id("stMetricValue").inner_text().strip()
    raise AssertionError(f"no figure is called {label}")


def write_option(screen: Screen, label: str, text: str) -> None:
    """Type a new option into a multiple choice."""
    box = screen.page.get_by_role("combobox", name=label).first
    box.scroll_into_view_if_needed()
    box.click()
    box.fill(text)
    screen.page.keyboard.press("Enter")
    screen.settle()
    screen.page.keyboard.press("Escape")


def unfold(screen: Screen, label: str) -> None:
    """Open what is folded away."""
    screen.page.get_by_test_id("stExpander").filter(has_text=label).first.locator("summary").click()
    screen.settle()


def tick(screen: Screen, group: str, *names: str) -> None:
    """Tick pills that are not ticked yet."""
    pills = screen.page.get_by_test_id("stButtonGroup").filter(has_text=group).first
    for name in names:
        pill = pills.get_by_role("button", name=name, exact=True).first
        if pill.get_attribute("aria-pressed") != "true":
            pill.click()
            screen.settle()
