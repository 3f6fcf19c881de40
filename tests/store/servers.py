"""A PostgreSQL server of the tests' own: Debian's programs, a folder of its own, a free port."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = "/usr/lib/postgresql/*/bin"


def programs() -> Path | None:
    """Where initdb and pg_ctl are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = sorted(Path("/").glob(f"{_PLACES[1:]}/initdb"))
    return folders[-1].parent if folders else None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _as_postgres(command: list[str]) -> None:
    """Run a program; the server refuses to run as root, so root runs it as user postgres."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd="/")
    assert done.returncode == 0, (command, done.stdout, done.stderr)


@contextmanager
def postgresql(bin_: Path) -> Iterator[str]:
    """Serve a new, empty database; yield its address; stop the server and remove it all."""
    folder = Path(tempfile.mkdtemp(prefix="measurealign-pg-"))
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, port = folder / "data", free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    log = str(folder / "log")
    try:
        _as_postgres([str(bin_ / "initdb"), "-D", str(data), "-U", "test", "-A", "trust",
                      "-E", "UTF8", "--locale=C"])  # fmt: skip
        _as_postgres([str(bin_ / "pg_ctl"), "-D", str(data), "-o", options, "-l", log, "-w",
                      "start"])  # fmt: skip
        yield f"postgresql://test@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _as_postgres([str(bin_ / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)
