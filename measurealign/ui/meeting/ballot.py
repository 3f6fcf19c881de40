"""The form of a vote."""

from datetime import date
from typing import get_args

import streamlit as st

from measurealign.alignment.ask.decision import Ballot, Vote, VoterGroup
from measurealign.store import KeptProject
from measurealign.store.kinds import VOTES
from measurealign.ui import parts
from measurealign.ui.parts import views
from measurealign.ui.session import kept, people

#: Where the session counts the votes that it recorded.
CAST = "_cast"


def vote(family: str, label: str, project: KeptProject | None) -> None:
    """Draw the form of a vote; a convener records those who are in the room."""
    why_not = kept.why_not()
    if why_not is not None:
        st.caption(f"Votes are not being saved: {parts.plain(why_not)}.")
        return
    if project is not None and not project.may("vote"):
        return
    who = people.person()
    records = project is None or project.may("record")
    form = f"{family}-{st.session_state.get(CAST, 0)}"  # another one, empty, after each vote
    with st.form(f"vote-{form}"):
        name, group = st.columns(2)
        by = name.text_input("Who votes", who.id if who else "", disabled=not records)
        with group:
            groups = {one: one for one in get_args(VoterGroup)}
            of = views.may_choose("For which group", groups, "no group", f"group-{form}",
                                  disabled=not records)  # fmt: skip
        word = st.segmented_control("Vote", get_args(Ballot), key=f"ballot-{form}")
        why = st.text_input("Why", key=f"why-{form}")
        if not st.form_submit_button("Vote", type="primary"):
            return
        if word is None or not by.strip():
            st.warning("Nothing was recorded: say who votes, and for, against or abstain.")
            return
        _keep(Vote(family=family, label=label, by=by.strip(), group=of, vote=word,
                   why=why.strip() or None, on=date.today().isoformat()))  # fmt: skip


def _keep(told: Vote) -> None:
    """Keep a vote, and begin the form anew; a later one of the same person replaces it."""

    def change(project: KeptProject) -> None:
        there = {one.key: one.version for one in project.all(VOTES)}
        project.vote(told, there.get(VOTES.key(told)))

    kept.write(change)
    st.session_state[CAST] = st.session_state.get(CAST, 0) + 1
    st.rerun()
