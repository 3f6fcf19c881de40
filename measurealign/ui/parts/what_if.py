"""What if: a measure dropped or forced, and what would change in the whole proposal."""

from collections.abc import Iterable

import streamlit as st

from measurealign.alignment import Goal, Recommendation
from measurealign.alignment.file.diff import diff
from measurealign.ui import parts
from measurealign.ui.parts import proposal, rule_form

FORCED = "What if another measure were forced in?"
WORDS = {"drop": "dropped", "keep": "forced"}


def look(way: str, label: str) -> None:
    """Ask what would change if a measure were dropped or forced."""
    st.session_state["_what_if"] = (way, label)


def look_at(label: str) -> None:
    """Ask from another view what would change if a measure were forced in; show the answer."""
    look("keep", label)
    st.session_state["view"] = "Proposal"


def leave() -> None:
    """Ask no longer."""
    st.session_state.pop("_what_if", None)
    st.session_state["force_it"] = None


def adopt(way: str, label: str) -> None:
    """Make it a rule, and take a rule to the contrary away."""
    other = {"drop": "keep", "keep": "drop"}[way]
    st.session_state[way] = list(dict.fromkeys([*st.session_state.get(way, ()), label]))
    st.session_state[other] = [x for x in st.session_state.get(other, ()) if x != label]
    leave()


def answer(found: Recommendation, way: str) -> None:
    """Draw the answer if it was asked what would be if a measure were dropped (or kept)."""
    asked = st.session_state.get("_what_if")
    if asked is not None and asked[0] == way:
        with st.container(border=True):
            _answer(found, *asked)


def choice(found: Recommendation) -> None:
    """Draw the choice of a measure to force in."""
    inside = {one.facts.label for one in found.chosen}
    others = [name for name in rule_form.labels() if name not in inside]
    st.selectbox(
        FORCED, others, index=None, key="force_it", on_change=_force, placeholder=FORCED,
        label_visibility="collapsed",
    )  # fmt: skip


def _force() -> None:
    label = st.session_state["force_it"]
    if label:
        look("keep", label)


def _answer(found: Recommendation, way: str, label: str) -> None:
    st.markdown(f"### If “{parts.plain(label)}” were {WORDS[way]}")
    other = proposal.ask(changed(found.inputs.goal, way, label), slot="what_if")
    if other is not None:
        _list(diff(found, other) or ("nothing would change",))
    with st.container(horizontal=True):
        st.button("Make it a rule", type="primary", on_click=adopt, args=(way, label))
        st.button("Never mind", on_click=leave)


def _list(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {parts.plain(one)}" for one in lines))


def changed(goal: Goal, way: str, label: str) -> Goal:
    """Return a goal with a measure excluded or kept on top."""
    if way == "drop":
        kept = tuple(one for one in goal.keep if one != label)
        return goal.model_copy(update={"exclude": (*goal.exclude, label), "keep": kept})
    left = tuple(one for one in goal.exclude if one != label)
    return goal.model_copy(update={"keep": (*goal.keep, label), "exclude": left})
