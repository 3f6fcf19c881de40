"""A line as its set prints it, and a person's word on it."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from measurealign.model import Judgement, Measure, Relation, Verdict
from measurealign.ui import parts
from measurealign.ui.session import state


def card(measure: Measure) -> None:
    """Draw one line as its set prints it."""
    st.markdown(f"**{parts.plain(measure.name)}**")
    st.caption(parts.plain(f"{state.labels()[measure.set_id]} · {parts.mark(measure)}"))
    told = {
        "Ids": parts.ids(measure),
        "Steward": measure.steward,
        "Type": measure.type,
        "Data": measure.data_source,
        "Note": measure.note,
    }
    lines = [f"{name}: {parts.plain(value)}" for name, value in told.items() if value]
    st.markdown("  \n".join(lines) or "The set tells no more.")


def give(lines: tuple[str, ...], said: Iterable[tuple[str, Verdict, Relation]]) -> None:
    """Keep an answer: for each of the lines, a word on each other side."""
    first = lines[0]
    state.judge(
        *(
            Judgement(
                left=line,
                right=right,
                verdict=verdict,
                relation=relation,
                by=str(st.session_state.get("who") or "").strip() or "unnamed",
                on=date.today().isoformat(),
                why=str(st.session_state.get(f"why-{first}") or "").strip() or None,
            )
            for right, verdict, relation in said
            for line in lines
        )
    )
