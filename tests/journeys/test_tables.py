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


def test_a_set_opens_below_a_table_that_stays_as_it_was_and_closes_again(screen: Screen) -> None:
    screen.open("catalog")
    table = screen.page.get_by_role("table", name="measure sets that pass")
    search = screen.page.get_by_role("searchbox").first
    search.fill("HEDIS 201")
    table.get_by_role("columnheader", name="Set").get_by_role("button").click()
    before = _names(table)
    table.get_by_role("button", name=before[0], exact=True).click()
    screen.settle()
    screen.sees(before[0], heading=True)
    expect(search).to_have_value("HEDIS 201")
    assert _names(table) == before
    table.get_by_role("button", name=before[0], exact=True).click()
    screen.settle()
    expect(screen.page.get_by_role("heading", name=before[0])).to_have_count(0)


def test_blanks_come_last_whichever_way_a_heading_sorts(screen: Screen) -> None:
    screen.open("align?view=Scores")
    table = screen.page.get_by_role("table", name="Criteria scores")
    expect(table.locator("tbody tr").first).to_be_visible(timeout=1000 * PATIENCE)
    told = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    at = next(
        at for at in range(3, len(told[0])) if "" in {row[at] for row in told} != {""}
    )  # fmt: skip
    column = table.locator(f"tbody tr > :nth-child({at + 1})")
    for _ in ("up", "down"):
        table.get_by_role("columnheader").nth(at).get_by_role("button").click()
        shown = column.all_inner_texts()
        full = sum(bool(each) for each in shown)
        assert all(shown[:full]) and not any(shown[full:])


def test_a_single_row_that_is_left_is_called_so(screen: Screen) -> None:
    _opened(screen)
    told = screen.page.evaluate("""() => {
      const { table } = [...document.querySelectorAll("*")].find((one) => one.table?.draw);
      table.draw(table.rows.length - 1);
      return table.more.textContent;
    }""")
    assert told == "Show the other row"
