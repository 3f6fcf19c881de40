"""Which measures exactly these sets share: combinations of up to eight sets."""

import streamlit as st

from measurealign.charts.upset import MOST, PICK, upset_chart
from measurealign.compare.combinations import combinations
from measurealign.model import Closeness
from measurealign.ui.parts import pictures, tables
from measurealign.ui.session import memory, state


def show(closeness: Closeness) -> None:
    """Draw the combinations; a clicked column tells its measures."""
    ids, labels = state.selection()[:MOST], state.labels()
    if len(state.selection()) > MOST:
        st.caption(f"The first {MOST} sets at the table are drawn.")
    key = (*state.choice(), closeness)
    found = memory.remember(
        "combinations", key, lambda: combinations(state.selection_walk().only(ids), ids, closeness)
    )
    if not found:
        st.info("No set at the table has a row that counts. Pick others, or let more rows count.")
        return
    st.markdown("Each column counts the measures that exactly the marked sets list, and no other.")
    pictures.picture(
        upset_chart, found, ids, labels, key="upset", on_select=_picked, selection_mode=PICK,
        width="content",
    )  # fmt: skip
    names = [" + ".join(labels[id_] for id_ in one.sets) for one in found]
    if st.session_state.get("combination") not in names:
        st.session_state["combination"] = next(
            (name for name, one in zip(names, found, strict=True) if len(one.sets) > 1), names[0]
        )
    picked = st.selectbox("Measures listed by exactly", names, key="combination")
    one = found[names.index(picked)]
    tables.show([{"Measure": label} for label in one.labels], f"Listed by {picked}")


def _picked() -> None:
    """Open the combination whose column was clicked."""
    columns = st.session_state["upset"]["selection"].get(PICK) or []
    if columns and "combination" in columns[0]:
        one = memory.last("combinations")[int(columns[0]["combination"])]
        labels = state.labels()
        st.session_state["combination"] = " + ".join(labels[id_] for id_ in one.sets)
