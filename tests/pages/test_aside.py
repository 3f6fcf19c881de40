"""Uploads are read in a process of their own: whatever it does, the server goes on."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from measurealign.catalog.imports.own import MOST_LINES, read_upload
from measurealign.problems import InputError
from measurealign.ui.session import aside
from pages import worst


@pytest.fixture
def in_this_process() -> None:
    """Not here: each process begins."""


@pytest.fixture(autouse=True)
def beginnings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the processes find the readers of the tests; leave none of them behind."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    aside._spare.clear()
    yield
    for one in aside._spare:
        one.kill()
        one.wait()
    aside._spare.clear()


def test_what_is_read_comes_back_and_the_next_process_waits_ready() -> None:
    found = aside.read(read_upload, b"Measure,NQF\nEye Exam,0055\n", "a.csv")
    assert [one.name for one in found.sets[0].measures] == ["Eye Exam"]
    (ready,) = aside._spare
    assert aside.read(worst.talk, b"content", "a") == b"content"
    assert ready.poll() is not None, "each file has a process of its own"


def test_what_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "SECONDS", 3)
    with pytest.raises(InputError, match=r"a\.csv: reading it took longer than 3 seconds: keep"):
        aside.read(worst.forever, b"", "a.csv")


def test_one_file_does_not_hold_another() -> None:
    def hold() -> None:
        with suppress(InputError):
            aside.read(worst.forever, b"", "slow.csv")

    slow = threading.Thread(target=hold, daemon=True)
    slow.start()
    assert aside.read(worst.talk, b"quick", "b.csv") == b"quick"
    assert slow.is_alive(), "the slow one is still being read"


@pytest.mark.parametrize(
    ("how", "says"),
    [(worst.greedy, "more than 1 GB of memory"), (worst.crash, "its reader broke down"),
     (worst.broken, "its reader broke down"), (worst.refuse, "and again"),
     (worst.spent, "took longer than 20 seconds: keep")],
)  # fmt: skip
def test_what_goes_wrong_in_there_is_one_sentence(how: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        aside.read(how, b"", "a.csv")  # type: ignore[arg-type]
    assert aside.read(worst.talk, b"next", "b") == b"next"


def test_more_lines_than_a_person_goes_through_are_refused() -> None:
    rows = b"".join(b"Measure of something %d\n" % at for at in range(MOST_LINES + 1))
    with pytest.raises(InputError, match="the screens take 5,000 at once: keep fewer programmes"):
        read_upload(b"Measure\n" + rows, "a.csv")
    assert read_upload(b"Measure\n" + rows[: rows.rindex(b"Measure")], "a.csv").sets
