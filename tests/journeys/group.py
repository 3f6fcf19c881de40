"""A workgroup's server: a real OpenID Connect provider beside `measurealign serve`, and windows."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, expect

from journeys.browser import PATIENCE, ROOT, Screen, free_port, running

CONVENER, PAYER, PRACTICE = "con@example.org", "pat@example.org", "doc@example.org"
READER, STRANGER, UNCONFIRMED = "rea@example.org", "nobody@example.org", "who@example.org"


class Group:
    """Where a group works, where it signs in, and where its work is kept."""

    def __init__(self, folder: Path, provider: str, port: int) -> None:
        self.folder, self.provider, self.port = folder, provider, port
        self.address = f"http://127.0.0.1:{port}"
        self.store = folder / "store.db"
        self._running = contextlib.ExitStack()

    def open(self) -> None:
        """Run `measurealign serve` as a person would."""
        command = [sys.executable, "-m", "measurealign", "serve", "--store", str(self.store),
                   "--address", "127.0.0.1", "--port", str(self.port)]  # fmt: skip
        env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(self.folder)}
        self._running.enter_context(running(command, self.port, self.folder, env))

    def close(self) -> None:
        """End the server; the provider goes on."""
        self._running.close()

    def screen(self, browser: Browser) -> Screen:
        """Open a window of somebody who has not signed in yet."""
        return Screen(browser, self.address)

    def seat(self, browser: Browser, who: str) -> Screen:
        """Open a window and sign in."""
        screen = self.screen(browser)
        screen.page.goto(self.address)
        sign_in(screen, who)
        return screen


def sign_in(screen: Screen, who: str) -> None:
    """Press "Sign in", and say at the provider who one is."""
    screen.page.get_by_role("button", name="Sign in", exact=True).click()
    screen.page.get_by_role("button", name=who, exact=True).click()
    screen.page.wait_for_url(f"{screen.address}/**")
    # What the provider's own page fetches and complains of is not ours.
    screen.errors.clear()
    screen.outside.clear()
    expect(screen.page.get_by_role("button", name="Sign in", exact=True)).to_have_count(
        0, timeout=1000 * PATIENCE
    )
    screen.settle()


@contextlib.contextmanager
def group(folder: Path) -> Iterator[Group]:
    """Run the provider and, in a folder, the command that serves a group."""
    known = [
        *(User(sub=who, claims={"email": who.title(), "email_verified": True})
          for who in (CONVENER, PAYER, PRACTICE, READER, STRANGER)),
        User(sub=UNCONFIRMED, claims={"email": CONVENER, "email_verified": False}),
    ]  # fmt: skip
    with run_server_in_thread(user_claims=known, require_client_registration=True) as server:
        provider, port = f"http://localhost:{server.server_port}", free_port()
        _tell_secrets(folder, provider, port)
        one = Group(folder, provider, port)
        one.open()
        try:
            yield one
        finally:
            one.close()


def _tell_secrets(folder: Path, provider: str, port: int) -> None:
    """Register the app with the provider, and write what it answers where Streamlit looks."""
    back = f"http://127.0.0.1:{port}/oauth2callback"
    asked = json.dumps({"redirect_uris": [back]}).encode()
    head = {"Content-Type": "application/json"}
    with urlopen(Request(f"{provider}/oauth2/clients", asked, head), timeout=10) as answer:
        client = json.load(answer)
    told = {
        "redirect_uri": back, "cookie_secret": "a secret of the tests alone, long enough to sign",
        "client_id": client["client_id"], "client_secret": client["client_secret"],
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
    }  # fmt: skip
    (folder / ".streamlit").mkdir(exist_ok=True)
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items())
    (folder / ".streamlit" / "secrets.toml").write_text(f"[auth]\n{lines}", "utf-8")
