"""The score sheet: each common measure by each criterion, and what only people can judge."""

from functools import partial

import streamlit as st

from measurealign.alignment import Goal, Recommendation, score_sheets
from measurealign.alignment.ask.criteria import criteria, weights_of
from measurealign.ui import parts
from measurealign.ui.parts import tables, views
from measurealign.ui.session import state


def show(found: Recommendation) -> None:
    """Draw the marks of the common measures; unknown marks stay empty."""
    goal = found.inputs.goal
    sheets = score_sheets(state.everywhere(), state.selection(), goal)
    picked = {one.facts.family for one in found.chosen}
    rows = [
        {
            "Measure": one.label,
            "Chosen": "✓" if one.family in picked else "",
            "Score": one.total,
            **{criteria().get(mark.criterion).name: mark.score for mark in one.marks},
        }
        for one in sheets
    ]
    tables.show(rows, "Criteria scores of the common measures, 0 to 3")
    st.caption(
        "0 (not at all) to 3 (fully). Score: mean of the known marks by the weights of the rules. "
        "What only people can judge is entered in a rules file, as `scores`, and then counted."
    )
    views.fold("What each criterion asks, and how it is computed", "fold-criteria",
               partial(_asks, goal))  # fmt: skip


def _asks(goal: Goal) -> None:
    every = map(criteria().get, weights_of(goal))
    st.markdown("\n".join(
        f"- **{parts.plain(one.name)}**: {parts.plain(one.asks)} "
        f"({parts.plain(one.how or 'for people to judge')})" for one in every
    ))  # fmt: skip
