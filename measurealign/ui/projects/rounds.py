"""Rounds: the proposal frozen as it stands, and what changed since the last one."""

from functools import partial

import streamlit as st

from measurealign.alignment.file import recommendation_of
from measurealign.alignment.file.diff import diff
from measurealign.export.yaml import recommendation_file
from measurealign.store import KeptProject
from measurealign.store.kinds import ROUNDS, Round
from measurealign.ui import parts
from measurealign.ui.parts import proposal, rules
from measurealign.ui.session import kept, state


def show(project: KeptProject) -> None:
    """Draw the rounds, the way to freeze one, and the difference from the last."""
    st.header("Rounds", anchor=False)
    frozen = project.all(ROUNDS)
    for one in reversed(frozen):
        label, take = st.columns([4, 2], vertical_alignment="center")
        label.markdown(f"**{parts.plain(one.key)}** · {parts.plain(one.at[:16])} UTC")
        with take:
            text = partial(str, one.value.recommendation)
            parts.download("Proposal (YAML)", text, f"{one.key}.yaml", "application/yaml",
                           key=f"round-{one.key}")  # fmt: skip
    if project.may("freeze") and len(state.selection()) > 1:
        with st.form("freeze", clear_on_submit=True):
            called = st.text_input("Freeze the proposal as it stands", f"Round {len(frozen) + 1}")
            if st.form_submit_button("Freeze") and called.strip():
                _freeze(called.strip())
    if frozen and st.button("Compare with the last round"):
        _compare(frozen[-1].value)


def _freeze(called: str) -> None:
    preset, goal = rules.last()
    found = proposal.ask(goal, preset)
    if found is not None:
        one = Round(name=called, recommendation=recommendation_file(found))
        kept.write(lambda project: project.freeze(one))
        st.rerun()


def _compare(last: Round) -> None:
    preset, goal = rules.last()
    found = proposal.ask(goal, preset)
    if found is None:
        return
    name = f"{last.name}.yaml"
    old = recommendation_of(last.recommendation.encode(), name)
    told = diff(old, found)
    lines = "\n".join(f"- {parts.plain(one)}" for one in told)
    st.markdown(lines or f"Nothing has changed since {parts.plain(last.name)}.")
