"""The form of a decision on one measure, wherever it is decided, and the votes it rests on."""

from datetime import date

import streamlit as st

from measurealign.alignment import Decision
from measurealign.alignment.file.tally import Tally, tally
from measurealign.store import KeptProject
from measurealign.store.kinds import MEMBERS, VOTES
from measurealign.ui.session import kept, state

#: What may be decided, with its sign.
STATES = {
    "open": "○ open",
    "tentative": "◐ tentative",
    "final": "● final",
    "tabled": "◇ tabled",
    "rejected": "✕ rejected",
}
#: Most votes that are typed where none were cast here.
MOST = 999


def voters(project: KeptProject | None) -> dict[str, str]:
    """Return who may vote, each with the group."""
    members = project.all(MEMBERS) if project else ()
    return {one.key: one.value.group for one in members if one.value.group is not None}


def count(project: KeptProject | None, family: str) -> Tally:
    """Return the count of the votes that a project holds on a measure."""
    given = tuple(each.value for each in project.all(VOTES)) if project else ()
    return tally(given, family, voters(project))


def form(one: Decision, votes: Tally) -> None:
    """Draw the form for who may decide; votes that were cast here are the decision's counts."""
    project = kept.project()
    if project is not None and not project.may("decide"):
        st.markdown(f"**Decided:** {STATES[one.state]}")
        return
    with st.form(f"decide-{one.family}"):
        word = st.segmented_control(
            "Decision", list(STATES), default=one.state, format_func=STATES.__getitem__,
            required=True,
        )  # fmt: skip
        for_, against = _counts(one, votes)
        day = st.date_input("On", date.today())
        note = st.text_input("Reason", one.note or "")
        follow = st.text_input("Follow-up", one.follow_up or "")
        if st.form_submit_button("Decide", type="primary"):
            told = {"state": word, "votes_for": for_, "votes_against": against,
                    "on": day.isoformat() if day else None, "note": note or None,
                    "follow_up": follow or None}  # fmt: skip
            state.decide(Decision.model_validate({**one.model_dump(), **told}))
            st.rerun()


def _counts(one: Decision, votes: Tally) -> tuple[int | None, int | None]:
    """Return the counts of the votes; they are typed only where nobody voted here."""
    if votes.voted:
        return votes.votes_for, votes.votes_against
    yes, no = st.columns(2)
    return (
        yes.number_input("Votes for", 0, MOST, one.votes_for),
        no.number_input("Votes against", 0, MOST, one.votes_against),
    )
