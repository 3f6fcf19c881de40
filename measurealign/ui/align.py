"""Align: which few measures would serve every set at the table, and why."""

from collections.abc import Callable

import streamlit as st

from measurealign.alignment import Goal, Recommendation
from measurealign.ui import (
    chosen,
    decide,
    downloads,
    infeasible,
    missing,
    parts,
    proposal,
    rules,
    sizes,
    state,
    weighed,
)

#: Each view of the proposal: its name, and what draws it.
VIEWS: dict[str, Callable[[Recommendation], None]] = {
    "Proposal": chosen.show,
    "Each set": weighed.coverage,
    "Size": sizes.show,
    "Open areas": weighed.open_areas,
    "Additions": weighed.additions,
    "Left out": weighed.left_out,
    "Gaps": missing.of_proposal,
    "Decisions": decide.show,
}


def main() -> None:
    """Draw the page: the rules, the verdict, the downloads, the views."""
    parts.head(
        "Align",
        "Which few measures would serve every set at the table, and why? "
        "Change a rule, and the proposal is made anew.",
    )
    if not parts.need(2, state.table(), "look for measures that serve them all"):
        return
    preset, goal = rules.panel()
    found = proposal.ask(goal, preset.id)
    if found is None:
        return
    if found.status == "infeasible":
        infeasible.show(found)
        return
    verdict(found, goal)
    downloads.row(found)
    views = st.tabs(list(VIEWS), key="view", bind="query-params")
    for view, draw in zip(views, VIEWS.values(), strict=True):
        if view.open:
            with view:
                draw(found)


def verdict(found: Recommendation, goal: Goal) -> None:
    """Draw the answer in one sentence and four figures."""
    sign = {"optimal": ":material/verified:", "feasible": ":material/hourglass:"}[found.status]
    st.subheader(f"{sign} {parts.plain(found.says)}", anchor=False)
    served = sum(one.served for one in found.coverage)
    demands = sum(one.demands for one in found.coverage)
    before, after = found.before, found.after
    for place, (label, value, help_) in zip(
        st.columns(4),
        (
            ("Measures", f"{len(found.chosen)}", f"Today the sets at the table list "
             f"{before.specifications} distinct measures in {before.listings} rows."),
            ("Demands served", f"{served} of {demands}", "A demand is a set and an area in which "
             "it shares a measure with other sets (unless the rules say otherwise)."),
            ("Used by the sets", f"{found.alignment:.0%}", "Mean share of the sets at the table "
             "that list a chosen measure, in any specification."),
            ("Burden", f"{after.burden:.1f} of {before.burden:.1f}", "In chart abstractions a "
             "patient: the chosen measures alone, of all that is asked today; each measure counted "
             "once, by its data source."),
        ),
        strict=True,
    ):  # fmt: skip
        place.metric(label, value, help=help_, border=True)


main()
