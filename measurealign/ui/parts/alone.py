"""A part of a page that is drawn anew alone, when a control in it is used.

As soon as something else that the page tells has changed with it (the table, a rule, a judgement),
the whole page is drawn.
"""

from collections.abc import Callable, Collection
from typing import ParamSpec

import streamlit as st

from measurealign.ui.parts import rules
from measurealign.ui.session import kept, state

Given = ParamSpec("Given")


def alone(*inside: str) -> Callable[[Callable[Given, None]], Callable[Given, None]]:
    """Draw a function alone where it can be; `inside` are the choices that only it tells."""

    def made(draw: Callable[Given, None]) -> Callable[Given, None]:
        name = f"_around_{draw.__module__}.{draw.__name__}"

        @st.fragment
        def part(*given: Given.args, **named: Given.kwargs) -> None:
            if st.session_state.get(name) != _around(inside):
                st.rerun()
            draw(*given, **named)
            kept.end()

        def whole(*given: Given.args, **named: Given.kwargs) -> None:
            st.session_state[name] = _around(inside)
            part(*given, **named)

        whole.__doc__ = draw.__doc__
        return whole

    return made


def _around(inside: Collection[str]) -> tuple[object, ...]:
    """Return all that the rest of a page may tell."""
    chosen = {key: value for key, value in kept.choices().items() if key not in inside}
    held = tuple(st.session_state.get(key) for key in (*rules.KEYS, "_assumptions", "_what_if"))
    return (state.choice(), state.decisions(), chosen, held)
