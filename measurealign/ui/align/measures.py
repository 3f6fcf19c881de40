"""The chosen measures: a table, the card of one of them, and what if it were otherwise."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import streamlit as st

from measurealign.alignment import AlignedMeasure, Recommendation
from measurealign.alignment.recommendation import Firmness
from measurealign.catalog.areas import label_of
from measurealign.export.words import ids_of, with_labels
from measurealign.ui import parts
from measurealign.ui.parts import proposal, what_if
from measurealign.ui.session import state

#: How a set at the table is served by a measure: a sign, and what it says.
BONDS = {"same": "✓", "variant": "≈", "area": "~"}
LEGEND = "✓ lists this very measure · ≈ lists another specification of it · " + " · ".join(
    parts.STANDING.values()
)
FIRM_HELP = (
    "The question is asked 20 times more, with what is uncertain varied: weights of the sets, "
    "credit for variants, doubtful links. firm: chosen in 90 % of the answers or more; likely: in "
    "60 %; fragile: in fewer."
)
#: More sets than this at the table, and the table tells only how many list a measure.
_MANY = 8


def show(found: Recommendation) -> None:
    """Draw the view."""
    if not found.chosen:
        st.info("The rules ask for no measure at all. Let sets be served, or set a size.")
        return
    firm = proposal.firmness(found.inputs.goal)
    known = {one.family: one for one in firm.measures}
    what_if.choice(found)
    what_if.answer(found, "keep")
    _browse(found, known)
    what_if.answer(found, "drop")


def _browse(found: Recommendation, firm: Mapping[str, Firmness]) -> None:
    """Draw the table, and the card of the row that is picked."""
    rows = table(found, firm)
    picked = st.dataframe(
        rows, hide_index=True, key="chosen_row", on_select="rerun", selection_mode="single-row",
        height=35 * (min(len(rows), 15) + 1) + 3,
        column_config={
            "Measure": st.column_config.TextColumn(pinned=True, width=380),
            "Firm": st.column_config.TextColumn(help=FIRM_HELP),
            "Used by": st.column_config.NumberColumn(help="Sets of the catalog that list it"),
        },
        alt=f"The {len(rows)} chosen measures, one a row, and which set lists each",
    )  # fmt: skip
    st.caption(LEGEND)
    at = (picked.selection.rows or [0])[0]
    card(found.chosen[min(at, len(found.chosen) - 1)], firm)


def table(found: Recommendation, firm: Mapping[str, Firmness]) -> pd.DataFrame:
    """Return the chosen measures as a table, one a row."""
    labels, ids = state.labels(), [one.id for one in found.inputs.sets]
    return pd.DataFrame(
        {
            "Measure": one.facts.label,
            **_signs(one, ids, labels),
            "Area": label_of(one.facts.area),
            "Firm": firm[one.facts.family].word if one.facts.family in firm else "",
            "Used by": one.facts.reach,
            "Type": one.facts.type or "",
            "Data": (one.facts.data_source or "not told")
            + (" (from other sets)" if one.facts.data_source_inferred else ""),
            "Standing": parts.STANDING[one.facts.evidence],
            "Ids": ids_of(one.facts.ids),
        }
        for one in found.chosen
    )


def _signs(one: AlignedMeasure, ids: Sequence[str], labels: Mapping[str, str]) -> dict[str, object]:
    """Return, for each set at the table, the sign of how it lists a measure."""
    if len(ids) > _MANY:
        return {"At the table": len(one.facts.listed_by) + len(one.facts.variant_in)}
    listed, variant = set(one.facts.listed_by), set(one.facts.variant_in)
    sign = {id_: "✓" if id_ in listed else "≈" if id_ in variant else "" for id_ in ids}
    return {labels[id_]: sign[id_] for id_ in ids}


def card(one: AlignedMeasure, firm: Mapping[str, Firmness]) -> None:
    """Draw what is known of a chosen measure: why it is in, and what is lost without it."""
    labels = state.labels()
    with st.container(border=True):
        st.markdown(f"#### {parts.plain(one.facts.label)}")
        why, facts = st.columns([3, 2])
        with why:
            st.markdown("**Why it is in**")
            lines = [*one.reasons, *_further(one, labels)]
            st.markdown("\n".join(f"- {parts.plain(with_labels(x, labels))}" for x in lines))
        with facts:
            st.markdown("**What it is**")
            st.markdown("\n".join(f"- {parts.plain(line)}" for line in _facts(one, firm)))
        st.button(
            "What if it were dropped?", icon=":material/help:", key="drop_it",
            on_click=what_if.look, args=("drop", one.facts.label),
        )  # fmt: skip


def _further(one: AlignedMeasure, labels: Mapping[str, str]) -> Iterator[str]:
    for pair in one.harmonize:
        yield f"to harmonize: {labels[pair.set]} lists it as “{pair.lists}”"
    if one.substitute:
        yield f"best substitute: {one.substitute}"


def _facts(one: AlignedMeasure, firm: Mapping[str, Firmness]) -> Iterator[str]:
    known = one.facts
    yield f"{label_of(known.area)}; {known.type or 'type not told'}"
    how = " (told by other sets)" if known.data_source_inferred else ""
    yield f"data: {known.data_source or 'not told'}{how}; {known.burden:g} of a chart abstraction"
    yield f"steward: {known.steward or 'not told'}; {ids_of(known.ids) or 'no id in the sources'}"
    yield f"{parts.STANDING[known.evidence]}; used by {known.reach} sets of the catalog"
    if known.family in firm:
        told = firm[known.family]
        yield f"{told.word}: chosen in {told.share:.0%} of the varied questions"
