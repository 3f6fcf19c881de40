"""Results alone on stdout, and on stderr nothing but what is wrong, where that is asked for."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from io import StringIO


@contextmanager
def natives_on_stderr() -> Iterator[None]:
    """Send what native code prints meanwhile to stderr; HiGHS now and then prints a line."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # there is no stdout at all
        yield
        return
    try:
        os.dup2(2, 1)
        yield
    finally:
        with suppress(OSError, AttributeError, TypeError):
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)


@contextmanager
def said_if_wrong() -> Iterator[None]:
    """Hold back what is said on stderr; say it after all if the work fails."""
    held = StringIO()
    try:
        with redirect_stderr(held):
            yield
    except SystemExit as end:
        if end.code not in (0, None):
            sys.stderr.write(held.getvalue())
        raise
