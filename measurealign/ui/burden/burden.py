"""Burden: what a practice's payers ask twice, what in conflicting ways, and what it costs."""

from collections.abc import Callable

import streamlit as st

from measurealign.burden import Burden, burden
from measurealign.ui import parts
from measurealign.ui.burden import costs, overview
from measurealign.ui.parts import payers
from measurealign.ui.session import state

#: Each view: its name, and what draws it.
VIEWS: dict[str, Callable[[Burden], None]] = {
    "Asked twice": overview.repeated,
    "In conflict": overview.conflicts,
    "Data routes": overview.routes,
    "Hours and dollars": costs.hours,
    "Saving": costs.saved,
    "Panel": costs.panel,
    "Assumptions": costs.assumptions,
}


def main() -> None:
    """Draw the page: my payers, the totals, the views."""
    parts.head(
        "Burden",
        "What do the payers of one practice ask twice, what in conflicting ways, and what does it "
        "cost? Tick those that you answer to.",
    )
    payers.tick()
    if not parts.need(1, state.selection(), "see what they ask"):
        return
    found = of_table()
    totals(found)
    views = st.tabs(list(VIEWS), key="burden", bind="query-params")
    for view, draw in zip(views, VIEWS.values(), strict=True):
        if view.open:
            with view:
                draw(found)


def of_table() -> Burden:
    """Return what the sets at the table ask; computed once for the same choices."""
    given = costs.given()

    def make() -> Burden:
        return burden(state.everywhere(), state.selection(), given)

    return state.remember("burden", (*state.choice(), given), make)


def totals(found: Burden) -> None:
    """Draw how much is asked."""
    sharp = sum(not one.route_only for one in found.conflicts)
    for place, (label, value, help_) in zip(
        st.columns(6),
        (
            ("Rows asked", found.listings, f"Rows that ask for a measure; {found.choice} of them "
             "stand on a menu of which not all must be taken."),
            ("To report", found.reported, "Distinct measures that must be reported, at the most; "
             + "; ".join(f"{state.labels()[one.set]}: {one.says}" for one in found.demands)),
            ("Measures", found.measures, f"They are about {found.subjects} distinct subjects, "
             f"asked in at least {found.specifications} specifications."),
            ("Asked twice", len(found.repeated), "Measures that two payers or more ask for; "
             f"{len(found.renamed)} of them go by different names."),
            ("In conflict", sharp, "Measures that two payers or more ask in different "
             "specifications: two numbers for one piece of work."),
            ("Reports", found.reports, "Pairs of payer and data route: each is a report of its "
             "own."),
        ),
        strict=True,
    ):  # fmt: skip
        place.metric(label, value, help=help_, border=True)
    if found.not_asked:
        names = ", ".join(f"{row.name} ({row.role})" for row in found.not_asked)
        st.caption(
            "Not counted, for the set itself no longer or not yet asks it: " + parts.plain(names)
        )


main()
