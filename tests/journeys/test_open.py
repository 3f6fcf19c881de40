"""Every page opens in a real browser, in light and in dark, without a complaint."""

import pytest
from playwright.sync_api import Browser

from journeys.browser import Screen
from measurealign.ui.parts.pages import PAGES


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_opens(browser: Browser, server: str, dark: bool) -> None:
    screen = Screen(browser, server, dark=dark)
    for file, title, _, _ in PAGES:
        screen.open("" if file == PAGES[0][0] else file)
        screen.sees("measurealign" if file == PAGES[0][0] else title, heading=True)
        screen.settle()
        screen.snap(f"{file}-{'dark' if dark else 'light'}")
    screen.close()
