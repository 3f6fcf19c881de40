"""When no set of measures can hold all rules: which rules are in each other's way, and mending."""

import re
from collections.abc import Callable

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.alignment.ask.presets import preset
from measurealign.export.words import with_labels
from measurealign.ui import parts
from measurealign.ui.parts import rules
from measurealign.ui.session import state

_SIZE = re.compile(r"(exactly|at most) \d+ measures?( \(|$)")
_COVER = re.compile(r"at least \d+% of ")


def show(found: Recommendation) -> None:
    """Draw the conflict, what would free it, and a button for each rule that can be let go."""
    labels = state.labels()
    st.error("**No set of measures can hold all rules.** These are in each other's way:",
             icon=":material/block:")  # fmt: skip
    for number, rule in enumerate(found.conflict):
        text, button = st.columns([4, 1], vertical_alignment="center")
        text.markdown(f"- {parts.plain(with_labels(rule, labels))}")
        mend = remedy(rule)
        if mend is not None:
            button.button("Let it go", key=f"mend_{number}", on_click=mend, width="stretch")
    if found.notes:
        st.markdown("**What would help**")
        st.markdown("\n".join(f"- {parts.plain(with_labels(x, labels))}" for x in found.notes))
    st.caption(
        "No smaller group of rules is in conflict."
        if found.conflict_is_smallest
        else "Letting any one of them go frees the others; a smaller group may exist."
    )


def remedy(rule: str) -> Callable[[], None] | None:
    """Return what takes a rule of a conflict away; None for what is no rule of people's."""
    held = st.session_state
    stated = [
        *((f"keep {label}", _without("keep", label)) for label in held.get("keep", ())),
        *((f"exclude {label}", _without("drop", label)) for label in held.get("drop", ())),
        *((text, _without("rule", text)) for text in held.get("rule", ())),
        *((one.says, _aside(one.says)) for one in preset(rules.last()[0]).goal.rules),
        ("every open area", _put("open", "propose")),
    ]
    mend = next((mend for words, mend in stated if rule.startswith(words)), None)
    if mend is None and _SIZE.match(rule):
        return _put("size_rule", "few")
    if mend is None and _COVER.match(rule) and held.get("cover") is not None:
        return _put("cover", None)
    return mend


def _put(key: str, value: object) -> Callable[[], None]:
    def mend() -> None:
        st.session_state[key] = value

    return mend


def _without(key: str, value: str) -> Callable[[], None]:
    def mend() -> None:
        st.session_state[key] = [one for one in st.session_state[key] if one != value]

    return mend


def _aside(value: str) -> Callable[[], None]:
    def mend() -> None:
        st.session_state["aside"] = [*st.session_state.get("aside", ()), value]

    return mend
