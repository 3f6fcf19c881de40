"""What a link asked for: ids are understood too, and what is not there is told, not replaced."""

from collections.abc import Collection, Iterable

import streamlit as st

from measurealign.problems import likest
from measurealign.ui import parts
from measurealign.ui.session import state

#: A word of the link that is not there, and what to do.
Missed = tuple[str, str]


def read() -> None:
    """Read the link by which a session began; keep what it asked for in vain.

    Sets may be named by their labels or by their ids, several with commas between them. Of sets
    that are not there none is replaced: the table holds what is left.
    """
    if "_missed" in st.session_state:
        return
    link = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state["_link"], st.session_state["_missed"] = link, ()
    labels = state.labels()
    known = {label: id_ for id_, label in labels.items()} | {id_: id_ for id_ in labels}
    wanted = [
        each.strip()
        for word in link.get("sets", [])
        for each in ([word] if word in known else word.split(","))
    ]
    _miss(wanted, known)
    if wanted and any(word not in labels.values() for word in wanted):
        found = dict.fromkeys(known[word] for word in wanted if word in known)
        st.query_params["sets"] = [labels[id_] for id_ in found]
        st.session_state["sets"] = list(found)


def asked(key: str) -> list[str]:
    """Return what the link by which the session began said of a choice."""
    return list(st.session_state.get("_link", {}).get(key, []))


def check(key: str, words: Collection[str]) -> None:
    """Tell of a choice that the link asked for and that a page does not offer."""
    wanted = st.session_state.get("_link", {}).pop(key, [])
    missed = _miss(wanted, words)
    if missed:
        _warn(missed)


def _miss(wanted: Iterable[str], known: Iterable[str]) -> tuple[Missed, ...]:
    """Keep and return the words that are not known, each with what to do."""
    known = list(known)
    missed = tuple((word, _near(word, known)) for word in wanted if word not in known)
    st.session_state["_missed"] = (*st.session_state.get("_missed", ()), *missed)
    return missed


def _near(word: str, known: list[str]) -> str:
    near = likest(word, known)
    return f"did you mean “{near}”?" if near else "pick what you want on this page"


def complain() -> None:
    """Tell what the link asked for and is not there, until the person takes note."""
    missed = st.session_state["_missed"]
    if missed:
        with st.container(border=True):
            _warn(missed)
            st.button("Dismiss", key="link_seen", on_click=_seen)


def _warn(missed: Iterable[Missed]) -> None:
    lines = (f"- “{parts.plain(word)}”: {parts.plain(near)}" for word, near in missed)
    st.warning(
        "This link names items that do not exist here; they were skipped. A list that "
        "somebody brought stays in that person's project.\n" + "\n".join(lines),
        icon=":material/link_off:",
    )


def _seen() -> None:
    st.session_state["_missed"] = ()
