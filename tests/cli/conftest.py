"""What the tests of the command line share: a verb run in this process, as `main` runs it."""

import sys
from collections.abc import Callable

import pytest

from measurealign.cli import main


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[object, str, str]]:
    """Run the command line in this process; return the exit code, stdout and stderr."""

    def told(*words: object) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["measurealign", *map(str, words)])
        with pytest.raises(SystemExit) as caught:
            main()
        out = capsys.readouterr()
        return caught.value.code or 0, out.out, out.err

    return told
