"""How far a long answer is, told on the screen of whoever waits for it, and nowhere else."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Row = TypeVar("Row")
#: The count is told anew after so many rows.
STEP = 500


def counted(rows: Iterable[Row], what: str) -> Iterator[Row]:
    """Yield the rows, and say how many there were so far where stderr is a screen."""
    if not sys.stderr.isatty():
        yield from rows
        return
    for done, row in enumerate(rows, 1):
        if done % STEP == 0:
            sys.stderr.write(f"\r{done:,} {what}")
        yield row
    sys.stderr.write("\r\x1b[K")
