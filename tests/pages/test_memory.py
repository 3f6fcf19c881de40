"""What is the same for all is made once; what comes of own lists, for those who hold the same."""

import gc
from collections.abc import Callable
from weakref import ref

import pytest

from measurealign.ui.session import memory

Ask = Callable[[dict[str, object], object], str]


@pytest.fixture
def made() -> list[object]:
    """What was made, in its order."""
    return []


@pytest.fixture(params=["alike", "shared"])
def ask(request, monkeypatch, made: list[object]) -> Ask:
    """Ask in a session for what is made of something: a server of its own, pictures or numbers."""
    for name in ("_for_all", "_for_all_alike", "_living"):
        empty = getattr(memory, name).__wrapped__()
        monkeypatch.setattr(memory, name, lambda empty=empty: empty)

    class Thing(str):
        """What can be held weakly."""

    def asked(session: dict[str, object], told: object) -> str:
        monkeypatch.setattr(memory.st, "session_state", session)

        def make() -> str:
            made.append(told)
            return Thing(f"of {told}")

        if request.param == "alike":
            return memory.alike("thing", told, make, 2)
        return memory.shared("thing", told, make)

    return asked


def test_what_comes_of_shipped_sets_is_made_once(ask: Ask, made: list[object]) -> None:
    first, other = dict[str, object](), dict[str, object]()
    assert ask(first, ("a", 1)) == ask(other, ("a", 1)) == "of ('a', 1)"
    assert made == [("a", 1)] and not first and not other


def test_who_hold_the_same_list_share_what_comes_of_it(ask: Ask, made: list[object]) -> None:
    first, other = {"_own": ("a list",)}, {"_own": ("a list",)}
    assert ask(first, ("a list", 1)) is ask(other, ("a list", 1))
    assert made == [("a list", 1)]
    assert ask({"_own": ("another",)}, ("another", 1)) == "of ('another', 1)"
    assert len(made) == 2, "who holds another list gets what comes of that"


def test_what_comes_of_a_list_goes_with_the_last_who_holds_it(ask: Ask, made: list[object]) -> None:
    first, other = {"_own": ("a list",)}, {"_own": ("a list",)}
    ask(first, ("a list", 1))
    ask(other, ("a list", 1))
    first.clear()
    gc.collect()
    third = {"_judgements": ("a word",)}
    ask(third, ("a list", 1))
    assert len(made) == 1, "the second session still holds it"
    other.clear()
    third.clear()
    gc.collect()
    ask({"_own": ("a list",)}, ("a list", 1))
    assert len(made) == 2


@pytest.mark.parametrize("how", ["alike", "shared"])
def test_who_makes_something_does_not_keep_what_others_held(monkeypatch, how: str) -> None:
    """Where some session always makes something, nothing of what others held would ever go."""
    living: dict[str, object] = {}
    monkeypatch.setattr(memory, "_living", lambda: living)
    other: dict[str, object] = {"_own": ("another's list",)}

    class Thing:
        """What can be held weakly."""

    def ask(session: dict[str, object], make: Callable[[], Thing]) -> Thing:
        monkeypatch.setattr(memory.st, "session_state", session)
        more = (2,) if how == "alike" else ()
        return getattr(memory, how)("thing", session["_own"], make, *more)

    held = ref(ask(other, Thing))

    def make() -> Thing:
        assert held() is not None
        other.clear()
        gc.collect()
        assert held() is None
        return Thing()

    ask({"_own": ("a list",)}, make)
