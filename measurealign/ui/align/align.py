"""Align: which few measures would serve every set at the table, and why."""

from collections.abc import Callable

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.ui import parts
from measurealign.ui.align import alternatives, conflict, criteria, measures, sizes, votes
from measurealign.ui.parts import downloads, gaps, proposal, rules
from measurealign.ui.session import state

#: Each view of the proposal: its name, and what draws it.
VIEWS: dict[str, Callable[[Recommendation], None]] = {
    "Proposal": measures.show,
    "Each set": alternatives.coverage,
    "Size": sizes.show,
    "Open areas": alternatives.open_areas,
    "Additions": alternatives.additions,
    "Left out": alternatives.left_out,
    "Scores": criteria.show,
    "Gaps": gaps.of_proposal,
    "Decisions": votes.show,
}


def main() -> None:
    """Draw the page: the rules, the verdict, the downloads, the views."""
    parts.head(
        "Align",
        "Which few measures would serve every set at the table, and why? "
        "Change a rule, and the proposal is made anew.",
    )
    if not parts.need(2, state.selection(), "look for measures that serve them all"):
        return
    preset, goal = rules.panel()
    found = proposal.ask(goal, preset.id)
    if found is None:
        return
    if found.status == "infeasible":
        conflict.show(found)
        return
    verdict(found)
    downloads.row(found)
    views = st.tabs(list(VIEWS), key="view", bind="query-params")
    for view, draw in zip(views, VIEWS.values(), strict=True):
        if view.open:
            with view:
                draw(found)


def verdict(found: Recommendation) -> None:
    """Draw the answer in one sentence and four figures.

    A demand is a set and an area in which it must be served.
    """
    sign = {"optimal": ":material/verified:", "feasible": ":material/hourglass:"}[found.status]
    st.subheader(
        f"{sign} {parts.plain(found.says)}", anchor=False, help="A demand: a set, and an area in "
        "which it shares a measure with other sets (unless the rules say otherwise).",
    )  # fmt: skip
    before, after = found.before, found.after
    for place, (label, value, help_) in zip(
        st.columns(4),
        (
            ("Distinct measures", f"{before.measures} → {len(found.chosen)}", "Today the "
             f"sets at the table list {before.listings} rows of {before.measures} distinct "
             "measures."),
            ("Used by the sets", f"{found.alignment:.0%}", "Mean share of the sets at the table "
             "that list a chosen measure, in any specification."),
            ("Burden", f"{before.burden:.1f} → {after.burden:.1f}", "In chart abstractions a "
             "patient: all that is asked today, and the chosen measures alone; each measure "
             "counted once, by its data source."),
            ("Open areas", str(len(found.open_areas)), "Areas in which sets agree on the topic, "
             "but not on a measure: the other half of the answer, to be negotiated."),
        ),
        strict=True,
    ):  # fmt: skip
        place.metric(label, value, help=help_, border=True)


main()
