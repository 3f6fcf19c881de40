"""The app in a real browser: a server of its own, a screen that waits, looks and complains."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    TimeoutError,
    expect,
)

ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parent / "pictures"
#: Seconds that anything may take on a slow machine before the journey gives up.
PATIENCE = 90
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_IDLE = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    '[data-test-connection-state="CONNECTED"]'
)
#: Whether the app has been at rest for a moment (ms), looked at in the page itself. What an
#: earlier wait saw does not count.
_AT_REST = """([idle, quiet, wait]) => {
  const now = performance.now();
  if (window.rest?.wait !== wait || !document.querySelector(idle)) window.rest = {wait, since: now};
  return now - window.rest.since >= quiet;
}"""
#: What the server at an address has printed: the page hides what went wrong, the log tells it.
LOGS: dict[str, Path] = {}
_FAULT = '[data-testid="stException"]'
#: At a deep address Streamlit first asks whether the page is a folder; the browser notes a 404.
_PROBE = re.compile(r"/_stcore/(health|host-config)$")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(script: Path = ROOT / "app.py") -> Iterator[str]:
    """Serve the app (as `measurealign app` does) or another script of Streamlit's.

    Yield its address; end the server and all it started.
    """
    port = free_port()
    server = "measurealign.ui.server" if script == ROOT / "app.py" else "streamlit"
    command = [
        sys.executable, "-m", server, "run", str(script), "--server.headless", "true",
        "--server.port", str(port), "--server.address", "127.0.0.1",
        "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none",
    ]  # fmt: skip
    with running(command, port) as address:
        yield address


@contextlib.contextmanager
def running(
    command: list[str], port: int, folder: Path = ROOT, env: dict[str, str] | None = None
) -> Iterator[str]:
    """Run a command that serves the app at a port; yield its address; end all it started."""
    address = f"http://127.0.0.1:{port}"
    with (
        tempfile.NamedTemporaryFile(prefix="journey-", suffix=".log") as log,
        subprocess.Popen(
            command, cwd=folder, env=env, start_new_session=True, stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):  # fmt: skip
        LOGS[address] = Path(log.name)
        try:
            _await_health(process, port)
            yield address
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a server and all it started; one that is still looking for an answer does not wait."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(subprocess.TimeoutExpired, ProcessLookupError):
            os.killpg(process.pid, how)
            process.wait(timeout=10)
            return


def _await_health(process: subprocess.Popen[bytes], port: int) -> None:
    end, address = time.monotonic() + PATIENCE, f"http://127.0.0.1:{port}/_stcore/health"
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(URLError, OSError), urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise AssertionError("the app's server did not start")


def apart(browser: Browser, *, dark: bool = False, width: int = 1280) -> BrowserContext:
    """Return a browser of somebody's own, in which nothing moves for show."""
    return browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        accept_downloads=True,
        reduced_motion="reduce",
    )


class Screen:
    """One person's browser window. Every step waits until the app is at rest."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        dark: bool = False,
        width: int = 1280,
        within: BrowserContext | None = None,
    ) -> None:
        """Open a window in a browser of its own, or `within` one that has the app's code."""
        self.address = address
        self.errors: list[str] = []
        self.project = "new"
        self.outside: list[str] = []
        self.clicks = 0
        self._alone = within is None
        self._context = within or apart(browser, dark=dark, width=width)
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(1000 * PATIENCE)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and not _PROBE.search(url):
            self.errors.append(f"{message.text} ({url})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "file:")):
            self.outside.append(request.url)

    def open(self, path: str = "") -> None:
        """Open a page of the app by its address, e.g. "compare?sets=hedis-2018".

        The first page of a window begins a project, the others go on with it.
        """
        joined = "&" if "?" in path else "?"
        self.page.goto(f"{self.address}/{path}{joined}project={self.project}")
        self.settle()
        self.project = parse_qs(urlsplit(self.page.url).query).get("project", ["new"])[0]

    def go(self, title: str) -> None:
        """Open a page by its name in the navigation."""
        self.clicks += 1
        self.page.get_by_role("link", name=re.compile(rf"{title}$")).first.click()
        self.settle()
        self.sees(title, heading=True)

    def settle(self, quiet: float = 0.4) -> None:
        """Wait until the app has been at rest for a moment; complain if it shows an exception."""
        asked = [_IDLE, 1000 * quiet, time.monotonic()]
        try:
            self.page.wait_for_function(_AT_REST, arg=asked, polling=50)
        except TimeoutError:
            raise AssertionError("the app did not come to rest") from None
        self.fine()

    def fine(self) -> None:
        """Fail if the page shows an exception, or the browser's console told of an error."""
        shown = self.page.locator(_FAULT)
        log = LOGS[self.address].read_text()[-4000:] if shown.count() else ""
        assert not log, (shown.all_inner_texts(), log)
        assert not self.errors, self.errors
        assert not self.outside, self.outside

    def sees(self, text: str | re.Pattern[str], *, heading: bool = False) -> Locator:
        """Wait until a text (a heading) can be seen; return where."""
        found = (
            self.page.get_by_role("heading", name=text)
            if heading
            else self.page.get_by_text(text).locator("visible=true")
        ).first
        expect(found).to_be_visible(timeout=1000 * PATIENCE)
        return found

    def click(self, name: str | re.Pattern[str], role: str = "button") -> None:
        """Click a button (tab, link, radio ...) by its name."""
        found = self.page.get_by_role(role, name=name).locator("visible=true").first  # type: ignore[arg-type]
        found.scroll_into_view_if_needed()
        found.click()
        self.clicks += 1
        self.settle()

    def choose(self, label: str, *options: str) -> None:
        """Pick options of a select box or of a multiple choice, typing their names."""
        box = self.page.get_by_role("combobox", name=re.compile(re.escape(label))).first
        box.scroll_into_view_if_needed()
        for option in options:
            box.click()
            box.fill(option)
            self.page.get_by_role("option", name=option).first.click()
            self.clicks += 2
            self.settle()
        self.page.keyboard.press("Escape")

    def pick_row(self, row: int = 1) -> None:
        """Pick a row of the first table that can be seen."""
        self.page.get_by_role("table").locator("visible=true").first.locator("tbody tr").nth(
            row - 1
        ).click()
        self.clicks += 1
        self.settle()

    def gone(self, text: str) -> None:
        """Wait until a text is no longer to be seen."""
        expect(self.page.get_by_text(text, exact=True)).to_have_count(0, timeout=1000 * PATIENCE)

    def clear(self, label: str) -> None:
        """Take all options of a multiple choice away."""
        group = self.page.get_by_test_id("stMultiSelect").filter(has_text=label).first
        group.get_by_role("button", name=re.compile("[Cc]lear all")).first.click()
        self.page.keyboard.press("Escape")
        self.settle()

    def upload(self, label: str, file: Path) -> None:
        """Hand the app a file."""
        zone = self.page.get_by_test_id("stFileUploader").filter(has_text=label).first
        zone.locator("input[type=file]").set_input_files(str(file))
        self.clicks += 1
        self.settle()

    def download(self, name: str | re.Pattern[str], folder: Path) -> Path:
        """Press a download button; return the file that came."""
        with self.page.expect_download(timeout=1000 * PATIENCE) as waiting:
            self.page.get_by_role("button", name=name).locator("visible=true").first.click()
        self.clicks += 1
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def snap(self, name: str, *, whole: bool = False) -> Path:
        """Take a picture of the window (or of the whole page)."""
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path, full_page=whole)
        return path

    def close(self) -> None:
        """Close the window; nothing of what it kept is left to the next one."""
        kept = {"origin": self.address, "storageTypes": "cookies,local_storage,indexeddb"}
        self._context.new_cdp_session(self.page).send("Storage.clearDataForOrigin", kept)
        self.page.close()
        if self._alone:
            self._context.close()
