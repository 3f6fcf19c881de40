"""Long work, done beside the page: it says what it does, and the page can be left meanwhile."""

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

import streamlit as st

from measurealign.ui.session import memory, state

Made = TypeVar("Made")
#: Seconds: work that ends sooner is not announced; how often the page looks whether it has ended.
_AT_ONCE, _LOOK = 0.25, 0.15
#: Seconds for which the first page of a server has the machine to itself.
_AFTER = 1.5


@st.cache_resource
def hands() -> ThreadPoolExecutor:
    """Return the threads that work for all sessions (they know nothing of any session)."""
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")


@st.cache_resource
def warm() -> "Future[object]":
    """Begin, once a server, to look the catalog up: who opens a page later need not wait for it.

    The first page is drawn before; who begins at Start does not need it.
    """

    def look_up() -> object:
        time.sleep(_AFTER)
        return state.shipped_walk()

    return hands().submit(look_up)


def begin(name: str, key: Hashable, make: Callable[[], Made]) -> "Future[Made]":
    """Begin a work of this session, or return the one begun for the same key.

    Work for an older key is called off if it has not begun.
    """

    def fresh() -> "Future[Made]":
        _call_off(name)
        return hands().submit(make)

    return memory.remember(f"work_{name}", key, fresh)


def _call_off(name: str) -> None:
    earlier = memory.last(f"work_{name}")
    if earlier is not None:
        earlier.cancel()


def finished(work: "Future[Made]", says: str) -> Made:
    """Wait for a work, telling what is done; a click elsewhere ends the waiting, not the work."""
    if not wait((work,), _AT_ONCE).done:
        spot = st.empty()
        with spot.container(), st.spinner(says, show_time=True):
            tick = st.empty()
            while not wait((work,), _LOOK).done:
                # Drawing something is where Streamlit notices that the page was left.
                tick.empty()
        spot.empty()
    return work.result()
