"""Lines are looked up beside the server, in a process that has the inventory ready.

Thousands of titles hold a processor for seconds, and in the server's process everybody would wait
for them. Lists are looked up in turns of some lines each, the shortest list first: it does not wait
for the end of a long one, and of two equally long ones the first does not wait for the second.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from functools import cache
from itertools import count
from queue import PriorityQueue
from threading import Thread, Timer
from typing import TYPE_CHECKING

from measurealign.crosswalk import learn, take_over, unknown
from measurealign.model import MeasureSet
from measurealign.problems import InputError, Problem
from measurealign.shown import count_of
from measurealign.ui.session import aside

if TYPE_CHECKING:
    from measurealign.crosswalk import Learnt, Printed

#: Lines of a turn, and the seconds that it may take: a usual one takes half a second, and gives way
#: to pages.
LINES, SECONDS = 100, 60
#: Seconds after which a page that waits is told how far it is, though nothing has come.
_LOOK = 0.5
_Process = subprocess.Popen[bytes]
#: The turns that were asked for: those of the shortest list first, of equally long ones the first.
_asked_for: "PriorityQueue[tuple[int, int, Future[Learnt], Sequence[Printed]]]" = PriorityQueue()
_numbers = count()
#: The process, once it has begun; only the thread that takes the turns touches it.
_ready: list[_Process] = []


def prepare() -> None:
    """Begin the process: who looks at how a file was read does not wait for it afterwards."""
    _asked(())


def looked_up(sets: Sequence[MeasureSet]) -> Iterator[tuple[int, int]]:
    """Look up what is new in some sets; yield after each turn how many lines are done, and of all.

    Whoever asks for the links of the sets afterwards has them at once. What was found is kept if
    it is called off, too. Raise InputError if a turn takes too long or too much memory.
    """
    lines = unknown(sets)
    turns = [_asked(lines[at : at + LINES], len(lines)) for at in range(0, len(lines), LINES)]
    found: list[Learnt] = []
    try:
        for turn in turns:
            while not wait((turn,), _LOOK).done:
                yield LINES * len(found), len(lines)
            found.append(turn.result())
            yield min(LINES * len(found), len(lines)), len(lines)
    finally:
        for turn in turns:
            turn.cancel()
        if found:
            take_over(found)


def waiting(sets: Sequence[MeasureSet]) -> tuple[MeasureSet, ...]:
    """Return those of some sets that have lines which are not looked up."""
    return tuple(one for one in sets if unknown([one]))


def _asked(lines: "Sequence[Printed]", of: int = 0) -> "Future[Learnt]":
    """Ask for a turn for some lines of a list of so many."""
    _server()
    turn: Future[Learnt] = Future()
    _asked_for.put((of, next(_numbers), turn, lines))
    return turn


@cache
def _server() -> Thread:
    """Return the thread that takes one turn after the other."""
    one = Thread(target=_serve, name="lookup", daemon=True)
    one.start()
    return one


def _serve() -> None:
    while True:
        *_, turn, lines = _asked_for.get()
        if turn.set_running_or_notify_cancel():
            try:
                turn.set_result(_turn(lines))
            except Exception as error:
                turn.set_exception(error)


def _turn(lines: "Sequence[Printed]") -> "Learnt":
    """Have some lines looked up."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        process = _process()
        late = Timer(SECONDS, process.kill)
        late.start()
        try:
            return _answer(process, lines)
        finally:
            late.cancel()
    _end()
    what = (
        f"looking {count_of(len(lines), 'line')} up took longer than {SECONDS} seconds, or more "
        "memory than there is: bring fewer lines, with the names of measures alone"
    )
    raise InputError(Problem(where=f"from “{lines[0].name[:80]}” on", what=what))


def _process() -> _Process:
    """Return the process that looks up, begun anew where it ended; wait until it is ready."""
    if not _ready or _ready[0].poll() is not None:
        _ready[:] = [aside.begun(__name__)]
        _answer(_ready[0], ())
    return _ready[0]


def _end() -> None:
    """End the process: the next turn begins another."""
    while _ready:
        one = _ready.pop()
        one.kill()
        one.wait()


def _answer(process: _Process, lines: "Sequence[Printed]") -> "Learnt":
    if process.stdin is None or process.stdout is None:
        raise EOFError
    pickle.dump(lines, process.stdin)
    process.stdin.flush()
    answer: Learnt = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
    return answer


def main() -> None:
    """Look lines up as they come in, until the server ends."""
    out = aside.answers(seconds=None)
    with suppress(EOFError):
        while True:
            lines = pickle.load(sys.stdin.buffer)  # noqa: S301 - the server wrote it
            pickle.dump(learn(lines), out)
            out.flush()


if __name__ == "__main__":
    main()
