"""Names that are no names: on the main pages they stand as they are, and nothing is fetched."""

import csv
import re
from pathlib import Path

from journeys.browser import Screen
from measurealign.ui.parts.pages import MAIN, PAGES

OUTSIDE = "http://outside.example"
#: What people could put into a cell, by malice or by chance.
NAMES = (
    f"![a]({OUTSIDE}/a.png)", f"[click]({OUTSIDE}/b)", f"<img src={OUTSIDE}/c.png>",
    f"<script src={OUTSIDE}/d.js></script>", f"<iframe src={OUTSIDE}/e></iframe>",
    "# Heading", "**bold** *italic*", "~~struck~~ `code`", "| a | b |", "- item", "1. item",
    "> quote", ":material/home: :red[red]", "$x^2$", "\\(x\\)", "&lt;b&gt; &amp;", "<b>bold</b>",
    f"{OUTSIDE}/f.png", f"<style>@import '{OUTSIDE}/g.css'</style>", "{{ 7 * 7 }} ${7}",
    f"![a][b] [b]: {OUTSIDE}/h.png", "'\"><svg onload=alert(1)>", ":smile: :a:",
    f"<{OUTSIDE}/i>", f"Breast Cancer Screening ![n]({OUTSIDE}/j.png)",
)  # fmt: skip
HEADING = f"![h]({OUTSIDE}/head.png) :red[x]"
SET = f"![s]({OUTSIDE}/set.png) <b>Plan</b> 2018"
#: What would stand in the page if a text were taken for Markdown or HTML.
MADE = f'[src*="{OUTSIDE}"], [href*="{OUTSIDE}"]'


def test_foreign_text_stands_as_it_is_and_fetches_nothing(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "hostile.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["Measure", HEADING, "Set", "Year"])
        rows.writerows([name, "x", SET, "2018"] for name in NAMES)
    screen.open("mylist")
    screen.upload("Your contract", file)
    screen.sees(":red[x]")
    fine(screen)
    screen.click("Go on with this list")
    screen.sees(f"Your {len(NAMES) - 1} measures", heading=True)
    screen.click("Something else")
    fine(screen)
    main = [(name, title) for name, title, _, where in PAGES[2:] if where == MAIN]
    for name, title in main:
        screen.go(title)
        fine(screen)
        if name == "compare":
            screen.click(re.compile(r"^Only .*mine"), role="radio")
            screen.pick_row()
            fine(screen)


def fine(screen: Screen) -> None:
    """Fail if anything was made of the foreign text, or asked for because of it."""
    assert not screen.outside, screen.outside
    assert screen.page.locator(MADE).count() == 0
