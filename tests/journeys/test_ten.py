"""Ten people at once: nothing breaks, and nobody sees another's list or judgement."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from journeys.browser import Screen

PEOPLE = 10


def test_ten_sessions_keep_to_themselves(browser: Browser, server: str, tmp_path: Path) -> None:
    screens = [Screen(browser, server) for _ in range(PEOPLE)]
    for one in screens:  # all are under way before the first is waited for
        one.page.goto(f"{server}/mylist?project=new", wait_until="commit")
    for one in screens:
        one.settle()
    for at, one in enumerate(screens):
        file = tmp_path / f"Plan {at} secret 2024.csv"
        file.write_text(f"Measure\nRating of Health Plan\nHomegrown {at}\n", "utf-8")
        one.upload("Your contract", file)
        one.page.get_by_role("button", name="Go on with this list").click()
    for at, one in enumerate(screens):
        one.settle()
        one.sees(re.compile("Your 2 measures: "), heading=True)
        seen = one.page.locator("body").inner_text()
        others = [f"Plan {n} secret" for n in range(PEOPLE) if n != at]
        assert not [name for name in others if name in seen], "another's list is seen"
        assert f"Plan {at} secret" in seen
    screens[0].go("Review")
    screens[0].click("None of these")
    screens[0].sees("1 judged in this session")
    screens[1].page.reload()
    screens[1].settle()
    screens[1].go("Review")
    screens[1].sees("0 judged in this session")
    for one in screens:
        one.fine()
        one.close()
