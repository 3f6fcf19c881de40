"""A long answer says how far it is, on a screen alone."""

import sys
from io import StringIO

import pytest

from measurealign.cli.progress import counted


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stderr", "told"), [(Screen(), True), (StringIO(), False)])
def test_rows_are_counted_on_a_screen_only(monkeypatch, stderr, told) -> None:
    monkeypatch.setattr(sys, "stderr", stderr)
    assert list(counted(range(1_200), "lines")) == list(range(1_200))
    assert ("1,000 lines" in stderr.getvalue()) == told
    assert stderr.getvalue().endswith("\x1b[K") == told
