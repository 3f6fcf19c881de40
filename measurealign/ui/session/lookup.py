"""Lines are looked up beside the server, in a process that has the inventory ready.

Thousands of titles hold a processor for seconds, and in the server's process everybody would wait
for them. Lists take turns of some lines each: a short one does not wait for the end of a long one.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Timer
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
_Process = subprocess.Popen[bytes]
#: One turn after the other, in the order in which they were asked for.
_turns = ThreadPoolExecutor(1, "lookup")
#: The process, once it has begun; only `_turns` touches it.
_ready: list[_Process] = []


def prepare() -> None:
    """Begin the process: who looks at how a file was read does not wait for it afterwards."""
    _turns.submit(_process)


def looked_up(sets: Sequence[MeasureSet]) -> Iterator[tuple[int, int]]:
    """Look up what is new in some sets; yield after each turn how many lines are done, and of all.

    Whoever asks for the links of the sets afterwards has them at once. What was found is kept if
    it is called off, too. Raise InputError if a turn takes too long or too much memory.
    """
    lines = unknown(sets)
    found: list[Learnt] = []
    try:
        for at in range(0, len(lines), LINES):
            found.append(_turns.submit(_turn, lines[at : at + LINES]).result())
            yield min(at + LINES, len(lines)), len(lines)
    finally:
        if found:
            take_over(found)


def waiting(sets: Sequence[MeasureSet]) -> tuple[MeasureSet, ...]:
    """Return those of some sets that have lines which are not looked up."""
    return tuple(one for one in sets if unknown([one]))


def _turn(lines: "Sequence[Printed]") -> "Learnt":
    """Have some lines looked up."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        process = _process()
        late = Timer(SECONDS, process.kill)
        late.start()
        try:
            return _asked(process, lines)
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
        _asked(_ready[0], ())
    return _ready[0]


def _end() -> None:
    """End the process: the next turn begins another."""
    while _ready:
        one = _ready.pop()
        one.kill()
        one.wait()


def _asked(process: _Process, lines: "Sequence[Printed]") -> "Learnt":
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
