"""A table is sorted, searched and taken along as CSV; its rows are opened, by keyboard too."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Locator, expect

from journeys.browser import PATIENCE, Screen


def _names(table: Locator) -> list[str]:
    """Return the texts of the column by which rows are opened, as they stand."""
    return table.locator("tbody tr button").all_inner_texts()


def _opened(screen: Screen) -> Locator:
    screen.open("align")
    table = screen.page.get_by_role("table", name="chosen measures")
    expect(table.locator("tbody tr").first).to_be_visible(timeout=1000 * PATIENCE)
    return table


def test_a_heading_sorts_up_then_down_then_not(screen: Screen) -> None:
    table = _opened(screen)
    before = _names(table)
    head = table.get_by_role("columnheader", name="Measure")
    head.get_by_role("button").click()
    assert _names(table) == sorted(before, key=str.casefold) != before
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    assert _names(table) == sorted(before, key=str.casefold, reverse=True)
    expect(head).to_have_attribute("aria-sort", "descending")
    head.get_by_role("button").click()
    assert _names(table) == before
    numbers = table.get_by_role("columnheader", name="Elsewhere")
    numbers.get_by_role("button").click()
    place = table.get_by_role("columnheader").all_inner_texts().index("Elsewhere")
    told = [int(x) for x in table.locator(f"tbody tr > :nth-child({place + 1})").all_inner_texts()]
    assert told == sorted(told)


def test_hours_of_four_digits_come_after_those_of_three(screen: Screen) -> None:
    screen.open("burden?burden=Hours+and+dollars")
    table = screen.page.get_by_role("table", name="What each study says")
    table.get_by_role("columnheader", name="Middle").get_by_role("button").click()
    place = table.get_by_role("columnheader").all_inner_texts().index("Middle")
    told = table.locator(f"tbody tr > :nth-child({place + 1})").all_inner_texts()
    amounts = [int(x.replace(",", "")) for x in told if x]
    assert amounts == sorted(amounts) and amounts[0] < 1000 < amounts[-1]


def test_what_is_searched_is_shown_and_taken_along(screen: Screen, tmp_path: Path) -> None:
    table = _opened(screen)
    screen.page.get_by_role("searchbox").first.fill("cancer")
    shown = _names(table)
    assert shown == [one for one in shown if "ancer" in one] and len(shown) > 1
    file = screen.download("Download as CSV", tmp_path)
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert [row["Measure"] for row in rows] == shown


def test_more_rows_come_as_one_scrolls_and_all_when_asked_for(screen: Screen) -> None:
    screen.open("compare?look=Measures")
    box = screen.page.get_by_role("region", name="Measures down")
    rows = box.locator("tbody tr")
    expect(rows).to_have_count(40, timeout=1000 * PATIENCE)
    box.evaluate("(box) => { box.scrollTop = box.scrollHeight; }")
    expect(rows).not_to_have_count(40)
    box.get_by_role("columnheader", name="Area").get_by_role("button").click()
    expect(rows).to_have_count(40)
    screen.page.get_by_role("button", name="Show the other").click()
    assert f"{rows.count()} of {rows.count()} measures" in screen.page.inner_text("body")


def test_a_table_wider_than_the_window_says_so_until_its_last_column(screen: Screen) -> None:
    table = _opened(screen)
    more = screen.page.get_by_role("button", name="More columns: The 18 chosen measures")
    expect(more).to_be_hidden()
    screen.page.set_viewport_size({"width": 390, "height": 844})
    expect(more).to_be_visible()
    last = table.get_by_role("columnheader", name="Ids")
    expect(last).not_to_be_in_viewport()
    while more.is_visible():
        more.click()
        screen.page.wait_for_timeout(100)
    expect(last).to_be_in_viewport()


def test_a_row_is_opened_by_the_keyboard_and_closed_again(screen: Screen) -> None:
    table = _opened(screen)
    name = _names(table)[2]
    row = table.get_by_role("button", name=name)
    row.focus()
    screen.page.keyboard.press("Enter")
    screen.settle()
    screen.sees(name, heading=True)
    expect(row).to_have_attribute("aria-pressed", "true", timeout=1000 * PATIENCE)
    expect(row).to_be_focused()
    screen.page.keyboard.press("Enter")
    screen.settle()
    expect(row).to_have_attribute("aria-pressed", "false", timeout=1000 * PATIENCE)
