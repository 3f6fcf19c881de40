"""The app listens on this machine alone, and asks nobody outside: not at its start, nor later."""

import gc
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from weakref import ref

import pytest
from visitor import ROOT, Visitor, app
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from measurealign.catalog.shipped import app_file
from measurealign.ui import server

#: Run by every Python at its start: notes each address that is asked for or connected to.
NOTE = """
import sys
AT = {{"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}}
def note(event, told):
    if event in AT:
        with open({file!r}, "a") as out:
            out.write(f"{{told[AT[event]]}}\\n")
note("socket.getaddrinfo", ["localhost"])
sys.addaudithook(note)
"""
HERE = re.compile(r"'?(127\.0\.0\.1|localhost|::1|None)\b|\('127\.0\.0\.1'|\('::1'|b?'?/")


def traced(file: Path) -> tuple[str, ...]:
    """Return what is put before a command to note its connections, where that is possible."""
    known = shutil.which("strace")
    if known is None or subprocess.run([known, "-o", "/dev/null", "true"], check=False).returncode:
        return ()
    return (known, "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,bind", "-o", str(file))


def outside(trace: str) -> list[str]:
    """Return the lines of a trace that name another machine."""
    told = re.findall(r".*(?:sin_addr=inet_addr|inet_pton\(AF_INET6, )[^)]*\).*", trace)
    return [line for line in told if not re.search(r"127\.0\.0\.1|\"::1\"|\"::ffff:127\.", line)]


def test_the_trace_tells_another_machine() -> None:
    one = 'connect(7, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("10.1.2.3")}, 16)'
    assert outside(one) == [one]
    assert not outside(one.replace("10.1.2.3", "127.0.0.1"))
    assert HERE.match("('127.0.0.1', 80)") and not HERE.match("('10.1.2.3', 80)")


def noting(folder: Path) -> Path:
    """Let every Python that is started with this folder on its path note whom it asks."""
    (folder / "sitecustomize.py").write_text(NOTE.format(file=str(folder / "asked.txt")), "utf-8")
    return folder / "asked.txt"


def strangers(asked: Path) -> list[str]:
    """Return whom a Python asked that is not this machine."""
    told = asked.read_text("utf-8").splitlines()
    assert told, "nothing was noted"
    return [line for line in told if not HERE.match(line)]


def listening(port: int) -> set[str]:
    """Return the addresses, in hexadecimal, on which this machine listens at a port."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            _, local, _, state, *_ = line.split()
            where, at = local.split(":")
            if state == "0A" and int(at, 16) == port:
                found.add(where)
    return found


def knocks(address: str, called: str, origin: Any) -> bool:
    """Tell whether a page of some origin gets in, calling the app by some name."""
    with socket.create_connection(tuple(address.split(":")), timeout=60) as sock:  # type: ignore[arg-type]
        try:
            connect(f"ws://{called}/_stcore/stream", sock=sock, origin=origin).close()
        except InvalidStatus as error:
            assert error.response.status_code == 403
            return False
        return True


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="tells no sockets here")
def test_the_app_listens_here_alone_and_asks_nobody(
    tmp_path: Path, kept_before: Callable[..., Path]
) -> None:
    asked, trace = noting(tmp_path), tmp_path / "trace.txt"
    home = kept_before("inventory", "links")
    env = {"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path), "XDG_CACHE_HOME": str(home)}
    with app(tmp_path, before=traced(trace), env=env) as (address, _):
        assert listening(int(address.rsplit(":")[-1])) == {"0100007F"}
        with Visitor(address) as one:
            one.go()
            one.go("compare")
            assert not one.errors
        assert knocks(address, address, f"http://{address}")
        assert not knocks(address, address, "http://other.example")
        assert not knocks(address, "rebound.example:80", "http://rebound.example:80")
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"http://{address}/_stcore/upload_file/a/b", b"x", method="PUT"))
        assert refused.value.code == 403
    assert strangers(asked) == []
    assert trace.exists() == bool(traced(trace))
    assert outside(trace.read_text("utf-8") if trace.exists() else "") == []
    log = (tmp_path / "app.log").read_text("utf-8")
    assert "nobody signs in" not in log
    assert f"URL: http://{address}" in log


def test_opened_up_the_app_warns_and_still_asks_nobody(tmp_path: Path) -> None:
    asked = noting(tmp_path)
    with app(tmp_path, "--address", "0.0.0.0", env={"PYTHONPATH": str(tmp_path)}) as (address, _):
        assert listening(int(address.rsplit(":")[-1])) == {"00000000"}
    log = (tmp_path / "app.log").read_text("utf-8")
    assert "nobody signs in; `measurealign serve` asks for a sign-in" in log
    assert strangers(asked) == []


def test_the_command_line_asks_nobody(tmp_path: Path) -> None:
    asked, trace = noting(tmp_path), tmp_path / "trace.txt"
    command = [*traced(trace), sys.executable, "-m", "measurealign", "align", "cpc-plus-2018",
               "hedis-2018", "--out", str(tmp_path / "found.yaml")]  # fmt: skip
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=True, capture_output=True)
    assert strangers(asked) == []
    assert trace.exists() == bool(traced(trace))
    assert outside(trace.read_text("utf-8") if trace.exists() else "") == []
    assert (tmp_path / "found.yaml").exists()


def test_even_without_the_command_it_is_shut_and_tells_nobody() -> None:
    config = (app_file().parent / ".streamlit" / "config.toml").read_text("utf-8")
    for line in ('address = "127.0.0.1"', "enableXsrfProtection = true", "enableCORS = true",
                 "gatherUsageStats = false", "showEmailPrompt = false",
                 "disconnectedSessionTTL = 30"):  # fmt: skip
        assert line in config


def test_pages_take_short_turns_and_seldom_wait_for_garbage(monkeypatch) -> None:
    taken: list[float] = []
    monkeypatch.setattr(sys, "setswitchinterval", taken.append)
    monkeypatch.setattr(server.gc, "set_threshold", lambda *told: taken.extend(told))
    monkeypatch.setattr(server, "_clear", lambda: taken.append(0))
    monkeypatch.setattr(server.cli, "main", lambda **_: None)
    monkeypatch.setattr(server.net_util, "get_external_ip", server.net_util.get_external_ip)
    monkeypatch.setattr(server.net_util, "get_internal_ip", server.net_util.get_internal_ip)
    bind = server.starlette_server._bind_socket
    monkeypatch.setattr(server.starlette_server, "_bind_socket", bind)
    server.main()
    with server.starlette_server._bind_socket("127.0.0.1", 0, 1) as door:
        assert door.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), "messages leave at once"
    # Old objects are looked through when the server says so (0: it does), not by Python itself.
    assert sorted(taken) == [0, 0.0001, 20, 10_000, 1_000_000]


@pytest.mark.parametrize("name", ["get_external_ip", "get_internal_ip", "_bind_socket"])
def test_a_streamlit_that_works_otherwise_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    module = server.starlette_server if name == "_bind_socket" else server.net_util
    monkeypatch.delattr(module, name)
    monkeypatch.setattr(server.cli, "main", lambda **_: None)
    with pytest.raises(SystemExit, match=rf"Streamlit \d.* has no .*{name}.*pip install"):
        server.main()


def test_what_ended_sessions_held_goes_now_and_then(monkeypatch) -> None:
    class Thing:
        """What holds itself, as a session does."""

        def __init__(self) -> None:
            self.own = self

    held, slept = ref(Thing()), list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) > 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(server, "sleep", sleep)
    gc.disable()
    try:
        with pytest.raises(KeyboardInterrupt):
            server._clear()
    finally:
        gc.enable()
    assert held() is None and slept == [60, 60]
