"""A visitor of the app without a browser: what Streamlit's page says over its websocket, said here.

Quicker than a browser by far, so that many can be there at once.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from http.cookies import SimpleCookie
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import URLError
from urllib.request import Request, urlopen

from journeys.browser import free_port
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

ROOT = Path(__file__).parents[1]
PATIENCE = 90.0
XSRF = "_streamlit_xsrf"


@contextlib.contextmanager
def app(
    folder: Path, *words: str, before: Sequence[str] = (), env: Mapping[str, str] | None = None
) -> Iterator[tuple[str, int]]:
    """Run `measurealign app` as a person would; yield where it answers, and its process."""
    port = free_port()
    command = [*before, sys.executable, "-m", "measurealign", "app", "--port", str(port), *words]
    own = {"STREAMLIT_SERVER_HEADLESS": "true", "MEASUREALIGN_STORE": str(folder / "store.db")}
    log = (folder / "app.log").open("w")
    with log, subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **own, **(env or {})}, start_new_session=True,
        stdout=log, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        try:
            _answers(process, port)
            yield f"127.0.0.1:{port}", process.pid
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(URLError, OSError):
            urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
            return
        time.sleep(0.2)
    raise AssertionError("the app's server did not start")


class Visitor:
    """One person at one page.

    `errors` are the exceptions that the page showed, `drawn` the number of its elements by kind,
    `heard` all that the server sent for it since it was last asked for.
    """

    def __init__(self, address: str, cookies: Mapping[str, str] | None = None) -> None:
        """Come in as a browser that has these cookies (which tell who signed in)."""
        self.address, self.errors, self.pages = address, list[str](), dict[str, str]()
        self.session = self.page_hash = self.query = ""
        self.widgets: dict[str, WidgetState] = {}
        self.texts: list[str] = []
        self.seen: dict[str, Any] = {}
        self.fragments: dict[str, str] = {}
        self.drawn = Counter[str]()
        self.heard = b""
        jar = {**self._greeted(), **(cookies or {})}
        self.token = jar.get(XSRF, "")
        self.door = connect(
            f"ws://{address}/_stcore/stream", subprotocols=["streamlit", self.token],  # type: ignore[list-item]
            origin=f"http://{address}", compression=None, open_timeout=PATIENCE, max_size=None,  # type: ignore[arg-type]
            additional_headers={"Cookie": "; ".join(f"{a}={b}" for a, b in jar.items())},
        )  # fmt: skip

    def _greeted(self) -> dict[str, str]:
        """Return the cookies that the server gives to who has none."""
        with urlopen(f"http://{self.address}/_stcore/health", timeout=PATIENCE) as answer:
            told = SimpleCookie("; ".join(answer.headers.get_all("set-cookie") or []))
        return {name: one.value for name, one in told.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: BaseException | None,
        where: TracebackType | None,
    ) -> None:  # fmt: skip
        self.door.close()

    def go(self, page: str = "", query: str = "project=new") -> float:
        """Open a page; return the seconds until it was drawn."""
        self.widgets, self.query, self.seen, self.drawn = {}, query, {}, Counter()
        self.page_hash = self.pages.get(page, "")
        return self._run(page)

    def act(self, *changed: WidgetState) -> float:
        """Change widgets; return the seconds until the page was drawn again."""
        lasting = {one.id: one for one in changed if one.WhichOneof("value") != "trigger_value"}
        self.widgets |= lasting
        (fragment,) = {self.fragments.get(one.id, "") for one in changed}
        triggers = (one for one in changed if one.id not in lasting)
        return self._run("", *triggers, fragment=fragment)

    def press(self, label: str) -> float:
        """Press a button; return the seconds until the page was drawn again."""
        return self.act(WidgetState(id=self.find("button", label).id, trigger_value=True))

    def find(self, kind: str, label: str) -> Any:
        """Return the last drawn widget of a kind whose label holds some words."""
        return next(one for key, one in reversed(self.seen.items())
                    if key.startswith(f"{kind}:") and label in one.label)  # fmt: skip

    def upload(self, label: str, name: str, content: bytes) -> float:
        """Hand a file to an uploader; return the seconds until the page was drawn again."""
        ask = BackMsg()
        ask.file_urls_request.request_id = "one"
        ask.file_urls_request.session_id = self.session
        ask.file_urls_request.file_names.append(name)
        self.door.send(ask.SerializeToString())
        while (told := self._next()).WhichOneof("type") != "file_urls_response":
            pass
        urls = told.file_urls_response.file_urls[0]
        self._put(urls.upload_url, name, content)
        state = WidgetState(id=self.find("file_uploader", label).id)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(content), urls.file_id
        info.file_urls.CopyFrom(urls)
        return self.act(state)

    def _put(self, url: str, name: str, content: bytes) -> None:
        mark = "----a-boundary-of-the-tests"
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        sent = Request(f"http://{self.address}{url}", body, method="PUT", headers={
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "Cookie": f"{XSRF}={self.token}", "X-Xsrftoken": self.token,
        })  # fmt: skip
        urlopen(sent, timeout=PATIENCE).close()

    def _run(self, page: str, *triggers: WidgetState, fragment: str = "") -> float:
        asked = BackMsg()
        told = asked.rerun_script
        told.fragment_id = fragment
        told.query_string, told.page_script_hash = self.query, self.page_hash
        told.page_name = page if not self.page_hash else ""
        told.widget_states.widgets.extend([*self.widgets.values(), *triggers])
        began, self.texts, self.heard = time.monotonic(), [], b""
        self.door.send(asked.SerializeToString())
        while not _is_end(one := self._next()):
            self._note(one)
        return time.monotonic() - began

    def _next(self) -> ForwardMsg:
        came = self.door.recv(timeout=PATIENCE)
        self.heard += came  # type: ignore[operator]
        return ForwardMsg.FromString(came)  # type: ignore[arg-type]

    def _note(self, one: ForwardMsg) -> None:
        kind = one.WhichOneof("type")
        if kind == "new_session":
            self.session = one.new_session.initialize.session_id
            self.page_hash = one.new_session.page_script_hash
        elif kind == "navigation":
            self.pages = {each.url_pathname: each.page_script_hash
                          for each in one.navigation.app_pages}  # fmt: skip
        elif kind == "page_info_changed":
            self.query = one.page_info_changed.query_string
        elif kind == "delta" and one.delta.WhichOneof("type") == "new_element":
            self._element(one.delta.new_element, one.delta.fragment_id)
        elif kind == "delta":
            self.drawn["block"] += 1

    def _element(self, element: Any, fragment: str) -> None:
        kind = element.WhichOneof("type")
        inner = getattr(element, kind) if kind else None
        self.drawn[kind] += 1
        if kind == "exception":
            self.errors.append(f"{inner.type}: {inner.message}")
        elif kind in ("markdown", "alert"):
            self.texts.append(inner.body)
        if getattr(inner, "id", "") and hasattr(inner, "label"):
            self.seen[f"{kind}:{inner.id}"] = inner
            self.fragments[inner.id] = fragment


def _is_end(one: ForwardMsg) -> bool:
    """Tell whether a page is drawn: a run that was broken off is followed by another."""
    ended = one.WhichOneof("type") == "script_finished"
    return ended and one.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
