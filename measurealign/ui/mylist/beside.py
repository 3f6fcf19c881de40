"""One's own list beside each set at the table: what both ask, what only one asks."""

import pandas as pd
import streamlit as st

from measurealign.model import MeasureSet, Overlap
from measurealign.scoring import overlap
from measurealign.ui import parts
from measurealign.ui.parts.pages import page
from measurealign.ui.session import state

#: So many sets get a button of their own.
_BUTTONS = 6


def show(mine: MeasureSet) -> None:
    """Draw the counts against each set, and the ways to see them line by line."""
    st.header("Against the sets at the table", anchor=False)
    others = [id_ for id_ in state.selection() if id_ != mine.id]
    if mine.id not in state.selection() or not others:
        st.info(
            "Put your list and at least one other set in the panel at the left.",
            icon=":material/arrow_back:",
        )
        return
    walk, labels = state.selection_walk(), state.labels()
    found = state.remember(
        "beside", (*state.choice(), mine.id),
        lambda: tuple(overlap(walk, mine.id, id_) for id_ in others),
    )  # fmt: skip
    parts.show(pd.DataFrame(row(one) for one in found), "Your list against each set at the table")
    with st.container(horizontal=True):
        for one in found[:_BUTTONS]:
            if st.button(f"Line by line with {parts.plain(labels[one.right])}",
                         icon=":material/compare_arrows:", key=f"beside-{one.right}"):  # fmt: skip
                st.session_state["left"], st.session_state["right"] = one.left, one.right
                st.switch_page(page("compare"))


def row(one: Overlap) -> dict[str, object]:
    """Return the counts against one set."""
    parted = {answer.left for answer in one.partly} - {answer.left for answer in one.same}
    return {
        "Set": state.labels()[one.right],
        "Of yours it asks too": f"{one.left_met} of {one.left_size}",
        "The same measure": len(one.same),
        "A part or another specification": len(parted),
        "Only yours": len(one.only_left),
        "Only theirs": len(one.only_right),
    }
