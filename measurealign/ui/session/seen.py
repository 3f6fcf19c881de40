"""The versions that a session saw of what a project keeps: on them its next word rests."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from measurealign.store.kinds import ABOUT, DECISIONS, JUDGEMENTS, LISTS, Kind

#: The kinds of which it is known.
KINDS: tuple[Kind[Any], ...] = (LISTS, JUDGEMENTS, DECISIONS, ABOUT)
#: For kinds, the version of each value by its key.
Seen = Mapping[Kind[Any], Mapping[str, int]]


def versions(kind: Kind[Any]) -> Mapping[str, int]:
    """Return the versions of a kind that this session saw, by key."""
    found: Mapping[str, int] = st.session_state.get(f"_seen_{kind.name}", {})
    return found


def every() -> Seen:
    """Return all that this session saw."""
    return {kind: versions(kind) for kind in KINDS}


def hold(saw: Seen) -> None:
    """Hold what was seen of some kinds."""
    for kind, told in saw.items():
        st.session_state[f"_seen_{kind.name}"] = told
