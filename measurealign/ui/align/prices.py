"""What the rules cost: those that cannot hold with the others, and what each keeps away."""

from collections.abc import Callable

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.alignment.ask.presets import preset
from measurealign.ui import parts
from measurealign.ui.parts import rules


def show(found: Recommendation) -> None:
    """Draw what each rule costs, and a button for each rule that can be let go."""
    if not found.prices:
        return
    if any(one.broken for one in found.prices):
        st.warning(
            "**Not all rules can hold together.** This is the best that can be had; the rules "
            "marked broken give way.", icon=":material/balance:",
        )  # fmt: skip
    with st.expander("What the rules cost", expanded=found.status == "best possible"):
        for number, one in enumerate(found.prices):
            text, button = st.columns([4, 1], vertical_alignment="center")
            broken = "**broken** · " if one.broken else ""
            text.markdown(f"- {broken}“{parts.plain(one.rule)}”: {parts.plain(one.says)}")
            mend = remedy(one.rule)
            if mend is not None:
                button.button(
                    "Drop this rule", key=f"mend_{number}", on_click=mend, width="stretch"
                )


def remedy(rule: str) -> Callable[[], None] | None:
    """Return what takes a rule away; None for what is no rule of people's."""
    held = st.session_state
    stated = {one.says: _aside(one.says) for one in preset(rules.last()[0]).goal.rules}
    stated |= {text: _without("rule", text) for text in held.get("rule", ())}
    stated |= {f"keep {label}": _without("keep", label) for label in held.get("keep", ())}
    sized = _put("size_rule", "few") if rule.startswith(("exactly ", "at most ")) else None
    return stated.get(rule, sized)


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
