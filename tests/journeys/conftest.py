"""What the journeys share: one server, one browser and the app's code; a window for each.

Without a Chromium the journeys are skipped; where CI is set, that is a failure.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from journeys.browser import ARGUMENTS, Screen, apart, serving

#: A journey that ran out of patience on a busy machine is gone once more, and told as a rerun; what
#: is broken fails both times.
_ONCE_MORE = pytest.mark.flaky(reruns=1)
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every journey of this folder be gone once more."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(_ONCE_MORE)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the app, served for all journeys."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        what = "no Chromium here: install it (Debian: apt-get install chromium) for the journeys"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(what)
        pytest.skip(what)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def fetched(browser: Browser) -> Iterator[BrowserContext]:
    """What has the app's code, fetched and compiled once for the windows of the journeys."""
    found = apart(browser)
    yield found
    found.close()


@pytest.fixture
def screen(browser: Browser, server: str, fetched: BrowserContext) -> Iterator[Screen]:
    """One person's window; at its end nothing may have gone wrong in it."""
    one = Screen(browser, server, within=fetched)
    yield one
    one.fine()
    one.close()
