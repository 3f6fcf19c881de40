"""Uploads are read beside the server: each in a process of its own, under limits.

One file can then neither hold the others up nor take the server's memory, and what crashes at its
sight is not the server. A process waits ready for the next file, so that nobody waits for it.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any, BinaryIO, TypeVar

from measurealign.catalog.imports.spreadsheet import native
from measurealign.problems import InputError, Problem

Made = TypeVar("Made")

#: Seconds of the clock that one file may take, and bytes of memory: a contract's list takes one
#: second, 60 MB. Reading gives way to pages, so that it may wait longer than it works.
SECONDS, MEMORY = 60, 1_000_000_000
#: How a process ends that takes more of the processor than `native` allows.
_SPENT = -getattr(signal, "SIGXCPU", 0)
#: Files read at once; the others wait for their turn.
_AT_ONCE = BoundedSemaphore(2)
_ROOT = Path(__file__).parents[3]

_spare: list["subprocess.Popen[bytes]"] = []
_changing = Lock()


def read(how: Callable[..., Made], content: bytes, name: str, *more: Any) -> Made:
    """Return what `how` reads in a file; raise InputError as it does, or if it takes too much.

    `how` is a function of a module, called as `how(content, name, *more)`.
    """
    with _AT_ONCE:
        child = _child()
        try:
            answer, _ = child.communicate(pickle.dumps((how, content, name, more)), SECONDS)
        except subprocess.TimeoutExpired:
            raise _refused(name, f"reading it took longer than {SECONDS} seconds") from None
        finally:
            child.kill()
            child.wait()
    _prepare()
    if child.returncode == _SPENT:
        raise _refused(name, f"reading it took longer than {native.SECONDS} seconds")
    try:
        problems, value = pickle.loads(answer)  # noqa: S301 - our own process wrote it
    except (EOFError, pickle.UnpicklingError):
        raise _refused(name, "it cannot be read: its reader broke down") from None
    if problems:
        raise InputError(*problems)
    made: Made = value
    return made


def _refused(name: str, what: str) -> InputError:
    remedy = "keep the rows that list measures, as .csv or .xlsx, and give it again"
    return InputError(Problem(file=name, what=f"{what}: {remedy}"))


def _child() -> "subprocess.Popen[bytes]":
    """Return a process that waits for a file."""
    with _changing:
        while _spare:
            one = _spare.pop()
            if one.poll() is None:
                return one
    return begun()


def _prepare() -> None:
    """Have a process ready for the next file."""
    with _changing:
        if not _spare:
            _spare.append(begun())


def begun(module: str = __name__) -> "subprocess.Popen[bytes]":
    """Begin a module of the house as a process of its own."""
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip


def answers(seconds: int | None = native.SECONDS) -> BinaryIO:
    """Put this process under limits; return where it writes its answers."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not the answer
    native.bound(MEMORY, seconds)
    with suppress(AttributeError, OSError):
        os.nice(19)  # the processor when others leave it
    return out


def main() -> None:
    """Read one file from stdin as told; write what was read, or the problems, to stdout."""
    out = answers()
    from measurealign.catalog.imports import own, spreadsheet  # noqa: F401 - ready for the file

    given = sys.stdin.buffer.read()
    if not given:
        return  # the server has ended
    how, content, name, more = pickle.loads(given)  # noqa: S301 - the server wrote it
    try:
        answer: tuple[tuple[Problem, ...], object] = ((), how(content, name, *more))
    except InputError as error:
        answer = (error.problems, None)
    except MemoryError:
        what = f"reading it takes more than {MEMORY / 1e9:g} GB of memory"
        answer = (_refused(name, what).problems, None)
    pickle.dump(answer, out)
    out.flush()


if __name__ == "__main__":
    main()
