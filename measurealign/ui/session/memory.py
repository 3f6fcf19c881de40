"""What was computed already: a session's last values, and those that are the same for all.

What has not changed is not computed again when a page is drawn anew.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, MutableMapping
from threading import Lock
from typing import Any, TypeVar, cast

import streamlit as st

Made = TypeVar("Made")
#: So many values are kept for all sessions together; one is seldom larger than 0.3 MB.
_SHARED = 200
_looking = Lock()
#: Values by name, with what they were made of, the last first.
Held = MutableMapping[str, tuple[tuple[object, object], ...]]


def remember(name: str, key: object, make: Callable[[], Made], most: int = 1) -> Made:
    """Return the session's `name` of a key if it was made; else make it.

    A session keeps the last `most` values a name: what has not changed is not computed again on a
    rerun, and what is light is still there when one goes to and fro.
    """
    return _among(cast(Held, st.session_state), f"_{name}", key, make, most)


def alike(name: str, told: object, make: Callable[[], Made], most: int) -> Made:
    """Return what is made of equal values, whoever asks: the last `most` of a name are kept.

    As `shared` does, for values that cannot be hashed, or take long.
    """
    if _of_its_own():
        return remember(name, told, make, most)
    return _among(_for_all_alike(), name, told, make, most)


def _among(held: Held, name: str, key: object, make: Callable[[], Made], most: int) -> Made:
    """Return the value of an equal key among the last ones of a name; else make it."""
    before = held.get(name, ())
    found = next((one for one in before if one[0] == key), None) or (key, make())
    held[name] = (found, *(one for one in before if one is not found))[:most]
    return cast(Made, found[1])


def _of_its_own() -> bool:
    """Tell whether this session brought or judged something: its values are nobody else's."""
    return bool(st.session_state.get("_own") or st.session_state.get("_judgements"))


def shared(name: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what is the same for every session that brought nothing and judged nothing.

    It is computed once and kept for all, the last few hundred of all names. Whoever brought or
    judged something has a value of the own session's.
    """
    if _of_its_own():
        return remember(name, key, make)
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


@st.cache_resource(show_spinner=False)
def _for_all() -> "OrderedDict[tuple[str, Hashable], object]":
    return OrderedDict()


@st.cache_resource(show_spinner=False)
def _for_all_alike() -> Held:
    return {}


def last(name: str) -> Any:
    """Return the value of a name that was asked for last, None if there is none."""
    held = st.session_state.get(f"_{name}", ())
    return held[0][1] if held else None
