"""Pages are drawn in turns: one after the other, unless one takes long.

Pages that are drawn side by side in one interpreter come all as late as the last of them; drawn one
after the other, each but the last comes sooner.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

#: Seconds after which a page that is still drawn holds the next one up no longer: most take half.
LONG = 0.1
_next = Condition()
#: When the turn that was taken last ends at the latest (`monotonic`).
_ends = [0.0]


@contextmanager
def taken() -> Iterator[None]:
    """Draw a page in its turn."""
    with _next:
        while (left := _ends[0] - monotonic()) > 0:
            _next.wait(left)
        mine = _ends[0] = monotonic() + LONG
    try:
        yield
    finally:
        with _next:
            if _ends[0] == mine:  # else another has its turn already
                _ends[0] = 0.0
                _next.notify()
