"""The views of a page: one is open, and only what is open is drawn; and other choices.

The views are told by a choice, not by tabs: the browser draws a page several times for one click,
and eleven tabs cost it nearly as much as a whole hello-world.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st


def choose(names: Iterable[str], key: str) -> str:
    """Draw the choice of a view, the first open at first; return the one that is open.

    The choice lives in the address, under `key`.
    """
    offered = list(names)
    return st.segmented_control(
        "View", offered, default=offered[0], key=key, bind="query-params", required=True,
        label_visibility="collapsed",
    ) or offered[0]  # fmt: skip


def choose_part(label: str, names: Mapping[str, str], key: str) -> str:
    """Draw the choice of one of the lists of a thing that is open; return its key in `names`."""
    offered = list(names)
    return st.segmented_control(
        label, offered, default=offered[0], key=key, required=True,
        format_func=names.__getitem__, label_visibility="collapsed",
    ) or offered[0]  # fmt: skip


def may_choose(
    label: str, names: Mapping[str, str], nothing: str, key: str, **more: Any
) -> str | None:
    """Draw a choice that may be left open; return its key in `names`, None if it was left open.

    `nothing` tells that it is open and is the first option: a box without one is emptied by the
    Escape that closes its list, and what was picked is lost.
    """
    return st.selectbox(
        label, [None, *names], format_func=lambda one: nothing if one is None else names[one],
        key=key, **more,
    )  # fmt: skip


def fold(label: str, key: str, draw: Callable[[], None], *, unfolded: bool = False) -> None:
    """Draw what is folded away (or `unfolded` at first): it is made when somebody unfolds it."""
    place = st.expander(label, unfolded, key=key, on_change="rerun")
    if place.open:
        with place:
            draw()
