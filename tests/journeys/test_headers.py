"""Every page works under the headers that docs/deploy.md tells the proxy to set."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from journeys import browser as here
from journeys.browser import Screen
from journeys.proxy import proxied
from measurealign.ui.parts.pages import PAGES

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy.md"
#: Streamlit's page bears one inline script, a word to search engines; it need not run.
_WORD = "Executing inline script"


def headers() -> dict[str, str]:
    """Return the headers as the page tells them."""
    found = re.findall(r'add_header ([\w-]+) "([^"]+)" always;', DEPLOY.read_text("utf-8"))
    return dict(found)


def test_every_page_works_under_the_headers_of_the_proxy(
    browser: Browser, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = headers()
    assert {"Content-Security-Policy", "X-Frame-Options", "Referrer-Policy"} <= set(told)
    with proxied(server, told) as address:
        monkeypatch.setitem(here.LOGS, address, here.LOGS[server])
        screen = Screen(browser, address)
        fine = screen.fine

        def fine_but_for_that_word() -> None:
            screen.errors[:] = [one for one in screen.errors if not one.startswith(_WORD)]
            fine()

        monkeypatch.setattr(screen, "fine", fine_but_for_that_word)
        for at, (name, *_) in enumerate(PAGES):
            screen.open(name if at else "")
        screen.page.evaluate("fetch('http://outside.example/x').catch(() => 0)")
        assert any("Content Security Policy" in one for one in screen.errors), screen.errors
        screen.close()
