"""The decision log: what the workgroup decided on each chosen measure, kept in the file."""

import datetime
from typing import get_args

import streamlit as st

from measurealign.alignment import Decision, Recommendation
from measurealign.ui.parts import tables
from measurealign.ui.session import state

STATES = {
    "open": "○ open",
    "tentative": "◐ tentative",
    "final": "● final",
    "tabled": "◇ tabled",
    "rejected": "✕ rejected",
}


def show(found: Recommendation) -> None:
    """Draw the log, and the form for one measure."""
    st.markdown(
        "Meetings vote twice: tentatively, then finally. What you enter here goes into the YAML, "
        "the workbook and the brief, and stays when the proposal is worked out again."
    )
    rows = [
        {
            "Measure": one.label,
            "State": STATES[one.state],
            "For": _vote(one.votes_for),
            "Against": _vote(one.votes_against),
            "On": one.on or "",
            "Reason": one.note or "",
            "Follow-up": one.follow_up or "",
        }
        for one in found.decisions
    ]
    tables.show(rows, "The decision log, one measure a row")
    if found.decisions:
        labels = [one.label for one in found.decisions]
        label = st.selectbox("Decide on", labels, key="decide_on", persist_state="session")
        _form(found.decisions[labels.index(label or labels[0])])


def _form(one: Decision) -> None:
    with st.form(f"decision_{one.family}"):
        names = list(get_args(Decision.model_fields["state"].annotation))
        word = st.segmented_control(
            "State", names, default=one.state, format_func=STATES.__getitem__, required=True
        )
        yes, no, day = st.columns(3)
        votes_for = yes.number_input("Votes for", 0, 999, one.votes_for)
        against = no.number_input("Votes against", 0, 999, one.votes_against)
        known = datetime.date.fromisoformat(one.on) if one.on else None
        on = day.date_input("On", known)
        note = st.text_input("Reason", one.note or "")
        follow = st.text_input("Follow-up", one.follow_up or "")
        if st.form_submit_button("Keep", type="primary"):
            told = {"state": word, "votes_for": votes_for, "votes_against": against,
                    "on": on.isoformat() if on else None, "follow_up": follow or None,
                    "note": note or None}  # fmt: skip
            state.decide(Decision.model_validate({**one.model_dump(), **told}))
            st.rerun()


def _vote(count: int | None) -> str:
    return "" if count is None else str(count)
