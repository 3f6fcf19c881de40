"""What was computed already: a session's last values, and those that are the same for all.

What has not changed is not computed again when a page is drawn anew.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

import streamlit as st

Made = TypeVar("Made")
#: So many values are kept for all sessions together; one is seldom larger than 0.3 MB.
_SHARED = 200
_looking = Lock()


def remember(name: str, key: Hashable, make: Callable[[], Made], most: int = 1) -> Made:
    """Return the session's `name` of a key if it was made; else make it.

    A session keeps the last `most` values a name: what has not changed is not computed again on a
    rerun, and what is light is still there when one goes to and fro.
    """
    held: tuple[tuple[Hashable, Made], ...] = st.session_state.get(f"_{name}", ())
    found = next((one for one in held if one[0] == key), None) or (key, make())
    st.session_state[f"_{name}"] = (found, *(one for one in held if one is not found))[:most]
    return found[1]


def shared(name: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what is the same for every session that brought nothing and judged nothing.

    It is computed once and kept for all, the last few hundred of all names. Whoever brought or
    judged something has a value of the own session's.
    """
    if st.session_state.get("_own") or st.session_state.get("_judgements"):
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


def last(name: str) -> Any:
    """Return the value of a name that was asked for last, None if there is none."""
    held = st.session_state.get(f"_{name}", ())
    return held[0][1] if held else None
