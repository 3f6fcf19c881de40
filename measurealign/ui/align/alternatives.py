"""What each set gets, what stays open, what could be added, and what was left out."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from measurealign.alignment import Addition, OpenArea, Recommendation
from measurealign.catalog.areas import label_of
from measurealign.charts.coverage import coverage_chart
from measurealign.export.words import ids_of, with_labels
from measurealign.ui import parts
from measurealign.ui.parts import what_if
from measurealign.ui.session import state

STANCES = {
    "for": ":material/thumb_up: for",
    "against": ":material/thumb_down: against",
    "caution": ":material/warning: caution",
}


def coverage(found: Recommendation) -> None:
    """Draw how far the chosen measures serve each set."""
    labels = state.labels()
    chart = coverage_chart(found.coverage, labels)
    st.altair_chart(chart)
    rows = pd.DataFrame(
        {
            "Set": labels[one.set],
            "Demands served": f"{one.served} of {one.demands}",
            "Measures": one.listed,
            "As they are": one.same,
            "As variants": one.variant,
            "Coverage": f"{one.coverage:.0%}",
            "Not served": "; ".join(label_of(area) for area in one.unserved),
        }
        for one in found.coverage
    )
    parts.show(
        rows, "How far the chosen measures serve each set at the table",
        config={"Set": st.column_config.TextColumn(pinned=True, width="medium")},
    )  # fmt: skip
    st.caption(
        "Coverage: share of a set's own measures that are chosen; a measure that is chosen in "
        f"another specification counts {found.inputs.goal.credit:g}. The proposal serves demands, "
        "not every measure: a low coverage is no fault."
    )
    for one in found.coverage:
        with st.expander(f"Measures of {parts.plain(labels[one.set])} that are not covered "
                         f"({len(one.uncovered)})"):  # fmt: skip
            st.markdown("\n".join(f"- {parts.plain(name)}" for name in one.uncovered) or "None.")


def open_areas(found: Recommendation) -> None:
    """Draw the areas in which sets agree on the topic, but not on the measure."""
    if not found.open_areas:
        st.success("No area is left open: wherever two sets measure the same, they share a measure "
                   "(or the rules leave open areas aside).")  # fmt: skip
        return
    st.markdown(
        f"**{len(found.open_areas)} areas** in which sets measure the same topic without a measure "
        "in common for all of them. Each has one proposal, to be negotiated; none is added "
        "silently."
    )
    for one in found.open_areas:
        with st.expander(f"{parts.plain(one.label)} — {_short(one)}"):
            _open_area(one)


def _short(one: OpenArea) -> str:
    if one.proposal is None:
        return f"{len(one.lists)} sets"
    return parts.plain(one.proposal.facts.label)


def _open_area(one: OpenArea) -> None:
    labels = state.labels()
    for place, (id_, names) in zip(
        st.columns(max(2, len(one.lists))), one.lists.items(), strict=False
    ):
        agreed = " (agree on one)" if id_ in one.agreed else ""
        place.markdown(f"**{parts.plain(labels[id_])}**{agreed}")
        place.markdown("\n".join(f"- {parts.plain(name)}" for name in names))
    if one.proposal is not None:
        known = one.proposal.facts
        st.markdown(f"→ **{parts.plain(known.label)}** · {ids_of(known.ids) or 'no id'}")
        st.caption(parts.plain(with_labels(one.proposal.says, labels)))
        st.button("Force it in", key=f"open_{one.area}", on_click=what_if.adopt,
                  args=("keep", known.label), icon=":material/add:")  # fmt: skip


def additions(found: Recommendation) -> None:
    """Draw cost and engagement measures that the proposal lacks, with opinions on each."""
    if not found.additions:
        st.info("The rules ask for no additions. Set how many under “More rules”.")
        return
    st.markdown(
        "Cost and patient engagement are seldom common to payers. These are proposed beside the "
        "chosen measures, for the workgroup to judge."
    )
    for one in found.additions:
        with st.container(border=True):
            _addition(one)


def _addition(one: Addition) -> None:
    name, rank = st.columns([4, 1])
    name.markdown(f"#### {parts.plain(one.name)}")
    name.markdown(f":material/add_circle: **{one.purpose}** · adds {parts.plain(one.adds)}")
    rank.metric(
        "Rank",
        f"{one.rank:.2f} of 1",
        help="Mean of reach, fit, light burden, endorsement and minimum sample, by the weights in "
        "data/additions.yaml.",
    )
    labels = state.labels()
    st.markdown("\n".join(f"- {parts.plain(with_labels(x, labels))}" for x in one.reasons))
    for opinion in one.opinions:
        source = parts.linked(opinion.source)
        st.markdown(f"{STANCES[opinion.stance]}: {parts.plain(opinion.says)} — {source}")


def left_out(found: Recommendation) -> None:
    """Draw the common measures that were not chosen, each with the reason."""
    labels = state.labels()
    rows = pd.DataFrame(
        {
            "Measure": one.facts.label,
            "Area": label_of(one.facts.area),
            "Why not": with_labels(one.why, labels),
            "At the table": len(one.facts.listed_by),
            "Used by": one.facts.reach,
            "Ids": ids_of(one.facts.ids),
        }
        for one in found.left_out
    )
    parts.show(
        rows, "Common measures that were not chosen, and why", empty="No common measure was left "
        "out.", config={"Why not": st.column_config.TextColumn(width="large")},
    )  # fmt: skip
    _force([one.facts.label for one in found.left_out])


def _force(labels: Sequence[str]) -> None:
    if labels:
        label = st.selectbox("See what forcing one of them in would change", labels, index=None)
        if label:
            st.button("What if it were forced in?", on_click=what_if.look_at, args=(label,))
