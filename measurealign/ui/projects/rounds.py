"""Rounds: the proposal frozen as it stands, and the way to what changed since the last one."""

from functools import partial

import streamlit as st

from measurealign.export.yaml import recommendation_file
from measurealign.shown import minute
from measurealign.store import KeptProject
from measurealign.store.kinds import ROUNDS, Round
from measurealign.ui import parts
from measurealign.ui.parts import proposal, rules
from measurealign.ui.parts.pages import page
from measurealign.ui.session import kept, state


def show(project: KeptProject) -> None:
    """Draw the rounds, the way to freeze one, and to what changed since the last."""
    st.header("Rounds", anchor=False)
    frozen = project.all(ROUNDS)
    for one in reversed(frozen):
        label, take = st.columns([4, 2], vertical_alignment="center")
        label.markdown(f"**{parts.plain(one.key)}** · {minute(one.at)} UTC")
        with take:
            text = partial(str, one.value.recommendation)
            parts.download("Proposal (YAML)", text, f"{one.key}.yaml", "application/yaml",
                           key=f"round-{one.key}")  # fmt: skip
    if project.may("freeze") and len(state.selection()) > 1:
        with st.form("freeze", clear_on_submit=True):
            called = st.text_input("Freeze the proposal as it stands", f"Round {len(frozen) + 1}")
            if st.form_submit_button("Freeze") and called.strip():
                _freeze(called.strip())
    if frozen:
        st.page_link(page("align"), label="Compare with the last round",
                     query_params={"view": "Last round"}, icon=":material/compare:")  # fmt: skip


def _freeze(called: str) -> None:
    preset, goal = rules.last()
    found = proposal.ask(goal, preset)
    if found is not None:
        one = Round(name=called, recommendation=recommendation_file(found))
        kept.write(lambda project: project.freeze(one))
        st.rerun()
