"""A reload, another tab, the server's restart: the work is there, and others see it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from visitor import Visitor

from journeys.browser import Screen, serving

LIST = Path(__file__).parents[1] / "cases" / "34-contract.xlsx"
#: What the list calls itself, above its heading.
NAME = "Cascade Health Plan"


def test_the_work_outlives_reload_tab_and_restart(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEASUREALIGN_STORE", str(tmp_path / "store.db"))
    with serving() as address:
        mine = Screen(browser, address)
        mine.open("mylist")
        mine.upload("Your contract's", LIST)
        mine.click(re.compile("^Go on with"))
        mine.sees(NAME)
        mine.go("Align")
        project = mine.project
        assert project != "new"
        assert f"project={project}" in mine.page.url, "a page keeps the project in its address"
        mine.page.reload()
        mine.settle()
        mine.go("My list")
        mine.sees(NAME)
        with Visitor(address.removeprefix("http://")) as other:
            other.go("mylist", f"project={project}")
            assert NAME.encode() in other.heard
            other.press("Remove this list")
        mine.go("Compare")
        mine.go("My list")
        mine.sees("Your contract's or programme's list")
        mine.upload("Your contract's", LIST)
        mine.click(re.compile("^Go on with"))
        mine.close()
    with serving() as address, Visitor(address.removeprefix("http://")) as later:
        later.go(query="")
        assert f"project={project}" in later.query
        later.go("mylist", later.query)
        assert NAME.encode() in later.heard


def test_a_rule_put_back_stays_back(screen: Screen) -> None:
    screen.open("align")
    size = screen.page.get_by_role("combobox", name="How many measures")
    screen.choose("How many measures", "at most …")
    assert "size_rule" in screen.page.url
    screen.choose("How many measures", "as the preset says")
    assert "size_rule" not in screen.page.url
    screen.page.reload()
    screen.settle()
    expect(size).to_have_value("as the preset says")
