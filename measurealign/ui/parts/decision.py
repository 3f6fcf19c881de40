"""The form of a decision on one measure, wherever it is decided, and the votes it rests on."""

from datetime import date

import streamlit as st

from measurealign.alignment import Decision
from measurealign.alignment.file.tally import Tally, tally
from measurealign.store import KeptProject
from measurealign.store.kinds import DECISIONS, MEMBERS, VOTES
from measurealign.ui.session import kept, seen, state

#: What may be decided, with its sign.
STATES = {
    "open": "○ open",
    "tentative": "◐ tentative",
    "final": "● final",
    "tabled": "◇ tabled",
    "rejected": "✕ rejected",
}
#: What the form asks, by the names of its widgets.
_ASKED = ("state", "for", "against", "on", "note", "follow")
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
    # What is drawn is what the person sees: the page that the click draws may know a later word.
    at = seen.versions(DECISIONS).get(one.family, 0)
    key = f"{one.family}-{at}"
    with st.form(f"decide-{key}"):
        st.segmented_control(
            "Decision", list(STATES), default=one.state, format_func=STATES.__getitem__,
            required=True, key=f"state-{key}",
        )  # fmt: skip
        if not votes.voted:
            yes, no = st.columns(2)
            yes.number_input("Votes for", 0, MOST, one.votes_for, key=f"for-{key}")
            no.number_input("Votes against", 0, MOST, one.votes_against, key=f"against-{key}")
        st.date_input("On", date.today(), key=f"on-{key}")
        st.text_input("Reason", one.note or "", key=f"note-{key}")
        st.text_input("Follow-up", one.follow_up or "", key=f"follow-{key}")
        st.form_submit_button("Decide", type="primary", on_click=_decide, args=(one, at, votes))


def _decide(one: Decision, at: int, votes: Tally) -> None:
    """Keep what the form says that was drawn for a version of the decision.

    Votes that were cast here count, typed ones where nobody voted.
    """
    typed = {name: st.session_state.get(f"{name}-{one.family}-{at}") for name in _ASKED}
    day = typed["on"]
    told = {"state": typed["state"], "on": day.isoformat() if day else None,
            "votes_for": votes.votes_for if votes.voted else typed["for"],
            "votes_against": votes.votes_against if votes.voted else typed["against"],
            "note": typed["note"] or None, "follow_up": typed["follow"] or None}  # fmt: skip
    seen.hold({DECISIONS: {**seen.versions(DECISIONS), one.family: at}})
    state.decide(Decision.model_validate({**one.model_dump(), **told}))
