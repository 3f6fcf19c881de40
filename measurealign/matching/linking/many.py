"""Long lists are looked up block by block, each different line once, by whoever does the work."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from measurealign.matching.engine import Engine
from measurealign.matching.linking.title import Printed
from measurealign.model import Link

#: Different lines looked up in one go, and lines read at most until the next go.
BLOCK, AHEAD = 1_000, 50_000
Listed = TypeVar("Listed")
Block = tuple[Printed, ...]


def looked_up(
    lines: Iterable[tuple[Listed, Printed]],
    work: Callable[[Block], Sequence[Link]],
    engine: Engine,
) -> Iterator[tuple[Listed, Link]]:
    """Yield each line, given with what it prints, with its link, in order.

    `work` looks up a block of printed lines. What different lines print is held in memory with
    their links; of the lines themselves only those that wait for an answer.
    """
    waiting: deque[tuple[Listed, Printed]] = deque()
    asked: deque[Block] = deque()
    known: dict[Printed, Link] = {}
    for found in engine(work, _blocks(lines, waiting, asked)):
        known.update(zip(asked.popleft(), found, strict=True))
        while waiting and waiting[0][1] in known:
            line, printed = waiting.popleft()
            yield line, known[printed]


def _blocks(
    lines: Iterable[tuple[Listed, Printed]],
    waiting: "deque[tuple[Listed, Printed]]",
    asked: "deque[Block]",
) -> Iterator[Block]:
    """Yield what is new in the lines, block by block; note who waits and what was asked."""
    seen: set[Printed] = set()
    fresh: list[Printed] = []
    for read, one in enumerate(lines, 1):
        waiting.append(one)
        if one[1] not in seen:
            seen.add(one[1])
            fresh.append(one[1])
        if len(fresh) == BLOCK or read % AHEAD == 0:
            asked.append(tuple(fresh))
            yield asked[-1]
            fresh.clear()
    asked.append(tuple(fresh))
    yield asked[-1]
