"""What the journeys share: one server, one browser, a window for each journey.

Without a Chromium the journeys are skipped; where CI is set, that is a failure.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from journeys.browser import ARGUMENTS, Screen, serving

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


@pytest.fixture
def screen(browser: Browser, server: str) -> Iterator[Screen]:
    """One person's window; at its end nothing may have gone wrong in it."""
    one = Screen(browser, server)
    yield one
    one.fine()
    one.close()
