"""Pages are drawn in turns, and none holds the others up for long."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event

import pytest

from measurealign.ui.session import turns

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as one:
        yield one


def test_a_page_waits_for_the_one_that_is_drawn(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONG", 60.0)
    drawn: list[int] = []

    def page(number: int) -> None:
        with turns.taken():
            drawn.append(number)

    with turns.taken():
        later = [pool.submit(page, number) for number in range(3)]
        assert not wait(later, timeout=0.3, return_when=FIRST_COMPLETED).done
        drawn.append(-1)
    for one in later:
        one.result(timeout=20)
    assert drawn[0] == -1 and sorted(drawn) == [-1, 0, 1, 2]


def test_a_page_that_takes_long_holds_nobody_up(pool: ThreadPoolExecutor) -> None:
    end, inside = Event(), Event()

    def long() -> None:
        with turns.taken():
            inside.set()
            end.wait(60)

    one = pool.submit(long)
    assert inside.wait(20)
    with turns.taken():
        assert not one.done()
        end.set()
        one.result(timeout=20)
        # That the long one ended meanwhile does not end the turn of the one that took its place.
        assert turns._ends[0] > 0
    assert turns._ends[0] == 0


def test_a_page_that_breaks_off_ends_its_turn() -> None:
    with pytest.raises(KeyError), turns.taken():
        raise KeyError
    assert turns._ends[0] == 0


def test_the_app_draws_its_pages_in_turns() -> None:
    """All that asks the store or draws stands within the turn."""
    before, _, within = APP.read_text("utf-8").partition("with turns.taken():\n")
    assert all(line.startswith("    ") for line in within.splitlines())
    assert "page.run()" in within and "st.set_page_config" in before
