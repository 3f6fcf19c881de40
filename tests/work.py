"""What something costs, counted: the lines of Python that run, the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(what: Callable[[], object]) -> int:
    """Return how many lines of Python are run while something is done."""
    count = 0

    def trace(_frame: FrameType, event: str, _told: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        what()
    finally:
        sys.settrace(before)
    return count
