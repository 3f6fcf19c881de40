"""One's own list beside each set at the table: what both ask, what only one asks."""

import streamlit as st

from measurealign.model import MeasureSet, Overlap
from measurealign.scoring import overlap
from measurealign.shown import PARTED
from measurealign.ui import parts
from measurealign.ui.parts import tables
from measurealign.ui.parts.pages import page
from measurealign.ui.session import memory, state

#: So many sets get a link of their own.
_LINKS = 6


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
    found = memory.remember(
        "beside", (*state.choice(), mine.id),
        lambda: tuple(overlap(walk, mine.id, id_) for id_ in others),
    )  # fmt: skip
    rows = [row(one) for one in found]
    tables.show(rows, "Your list against each set at the table")
    with st.container(horizontal=True, key="door-beside"):
        for one in found[:_LINKS]:
            st.page_link(
                page("compare"), label=f"Line by line with {parts.plain(labels[one.right])}",
                query_params={"list": mine.id, "beside": one.right},
                icon=":material/compare_arrows:",
            )  # fmt: skip


def row(one: Overlap) -> dict[str, object]:
    """Return the counts against one set."""
    parted = {answer.left for answer in one.partly} - {answer.left for answer in one.same}
    return {
        "Set": state.labels()[one.right],
        "Of yours, also asked for": f"{one.left_met} of {one.left_size}",
        "The same measure": len(one.same),
        PARTED: len(parted),
        "Only yours": len(one.only_left),
        "Only theirs": len(one.only_right),
    }
