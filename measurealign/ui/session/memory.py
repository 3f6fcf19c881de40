"""What was computed already: a session's last values, and those that are the same for others.

What has not changed is not computed again when a page is drawn anew. What comes of shipped sets
alone is kept for all; what comes of lists and judgements that people brought is shared by those
who hold the same (all who work on one project), as long as one of them is there.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, MutableMapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakSet

import streamlit as st

Made = TypeVar("Made")
#: So many values are kept for all sessions together; one is seldom larger than 0.3 MB.
_SHARED = 200
_looking = Lock()
#: How the names of what was made begin in a session: it holds other things, too (a project's id).
_MADE = "_made_"


@dataclass(frozen=True, eq=False)
class Value:
    """What was made of a key."""

    key: object
    made: object


#: Values by name, the last first.
Held = MutableMapping[str, tuple[Value, ...]]


def remember(name: str, key: object, make: Callable[[], Made], most: int = 1) -> Made:
    """Return the session's `name` of a key if it was made; else make it.

    A session keeps the last `most` values a name: what has not changed is not computed again on a
    rerun, and what is light is still there when one goes to and fro.
    """
    return cast(Made, _among(_session(), f"{_MADE}{name}", key, lambda: Value(key, make()), most))


def alike(name: str, told: object, make: Callable[[], Made], most: int) -> Made:
    """Return what is made of equal values, whoever asks: the last `most` of a name are kept.

    As `shared` does, for values that cannot be hashed, or take long.
    """
    if _of_its_own():
        return _with_others(name, told, make, most)
    return cast(Made, _among(_for_all_alike(), name, told, lambda: Value(told, make()), most))


def shared(name: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what is the same for every session that holds the same lists and judgements.

    What comes of shipped sets alone is kept for all, the last few hundred of all names. The key
    tells the lists and judgements that it rests on.
    """
    if _of_its_own():
        return _with_others(name, key, make, 1)
    held = _for_all()
    with _looking:
        if (name, key) in held:
            held.move_to_end((name, key))
            return cast(Made, held[name, key])
    made = make()  # two who ask at once both compute: nobody waits for another's work
    with _looking:
        held[name, key] = made
        while len(held) > _SHARED:
            held.popitem(last=False)
    return made


def _with_others(name: str, key: object, make: Callable[[], Made], most: int) -> Made:
    """Return what another session made of an equal key and still holds; else make it."""

    def found() -> Value:
        one = _of_another(name, key) or Value(key, make())
        with _looking:
            _living().setdefault(name, WeakSet()).add(one)
        return one

    return cast(Made, _among(_session(), f"{_MADE}{name}", key, found, most))


def _of_another(name: str, key: object) -> Value | None:
    """Return what another session made of an equal key and still holds.

    The others' values are let go of at once: held while one makes its own, they would never die
    where some session always makes one.
    """
    with _looking:
        others = tuple(_living().get(name, ()))
    return next((one for one in others if one.key == key), None)


def _among(held: Held, name: str, key: object, make: Callable[[], Value], most: int) -> object:
    """Return what was made of an equal key among the last ones of a name; else make it."""
    before = held.get(name, ())
    found = next((one for one in before if one.key == key), None) or make()
    held[name] = (found, *(one for one in before if one is not found))[:most]
    return found.made


def _session() -> Held:
    return cast(Held, st.session_state)


def _of_its_own() -> bool:
    """Tell whether this session brought or judged something."""
    return bool(st.session_state.get("_own") or st.session_state.get("_judgements"))


@st.cache_resource(show_spinner=False)
def _for_all() -> "OrderedDict[tuple[str, Hashable], object]":
    return OrderedDict()


@st.cache_resource(show_spinner=False)
def _for_all_alike() -> Held:
    return {}


@st.cache_resource(show_spinner=False)
def _living() -> dict[str, "WeakSet[Value]"]:
    """Return the values of own lists by name: each is there as long as a session holds it."""
    return {}


def last(name: str) -> Any:
    """Return the value of a name that was asked for last, None if there is none."""
    held = _session().get(f"{_MADE}{name}", ())
    return held[0].made if held else None
