"""The decision log: what the workgroup decided on each chosen measure, kept in the file."""

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.ui import parts
from measurealign.ui.parts import decision, tables
from measurealign.ui.session import kept


def show(found: Recommendation) -> None:
    """Draw the log, and the form for one measure."""
    st.markdown(
        "Meetings vote twice: tentatively, then finally. What you enter here goes into the YAML, "
        "the workbook and the brief, and stays when the proposal is worked out again."
    )
    rows = [
        {
            "Measure": one.label,
            "State": decision.STATES[one.state],
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
        one = found.decisions[labels.index(label or labels[0])]
        votes = decision.count(kept.project(), one.family)
        if votes.voted:
            st.markdown(f"**Votes:** {parts.plain(votes.says)}")
        decision.form(one, votes)


def _vote(count: int | None) -> str:
    return "" if count is None else str(count)
