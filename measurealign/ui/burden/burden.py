"""Burden: what a practice's payers ask twice, what in conflicting ways, and what it costs."""

from collections.abc import Callable

import streamlit as st

from measurealign.burden import Burden, burden
from measurealign.burden.payers import Work, work
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.burden import brief, costs, overview
from measurealign.ui.parts import address, path, payers, views
from measurealign.ui.parts.alone import alone
from measurealign.ui.session import memory, state

#: Each view: its name, and what draws it.
VIEWS: dict[str, Callable[[Burden], None]] = {
    "By payer": overview.payers,
    "Asked twice": overview.repeated,
    "In conflict": overview.conflicts,
    "Data routes": overview.routes,
    "Hours and dollars": costs.hours,
    "Saving": costs.saved,
    "Panel": costs.panel,
    "Assumptions": costs.assumptions,
}


def main() -> None:
    """Draw the page: my payers, the totals, what to take along, the views."""
    parts.head(
        "Burden",
        "Which measures do one practice's payers ask for more than once or in conflicting ways, "
        "and what does it cost? Pick your region, or tick the payers you answer to.",
    )
    path.show("burden", 2 if state.selection() else 1)
    payers.tick()
    if not parts.need(1, state.selection(), "see what they ask"):
        return
    found = of_table()
    totals(found)
    brief.take_along()
    address.check("burden", VIEWS)
    views_of(found)


@alone("burden")
def views_of(found: Burden) -> None:
    """Draw the views of the burden."""
    VIEWS[views.choose(VIEWS, "burden")](found)


def of_table() -> Burden:
    """Return what the sets at the table ask; computed once for the same choices."""
    given = payers.assumed()

    def make() -> Burden:
        return burden(state.everywhere(), state.selection(), given)

    return memory.shared("burden", (*state.choice(), given), make)


def by_whom(found: Burden) -> Work:
    """Return by whose work the measures are counted."""
    key = (*state.choice(), payers.assumed())
    return memory.shared("by_whom", key, lambda: work(state.everywhere(), found))


def totals(found: Burden) -> None:
    """Draw how much is asked, and by whose work it is counted."""
    for place, (label, value, help_) in zip(st.columns(5), _figures(found), strict=True):
        place.metric(label, value, help=help_, border=True, height="stretch")
    st.caption(_sum(found.measures, by_whom(found)))
    if found.not_asked:
        names = ", ".join(f"{row.name} ({row.role})" for row in found.not_asked)
        st.caption(
            "Not counted, because the set no longer asks for it, or not yet: " + parts.plain(names)
        )


def _sum(measures: int, by: Work) -> str:
    """Return in words how the different measures come together: each is in one of the parts."""
    told = (
        (by.reported, "you report, at most"),
        (by.choice, "more to choose from"),
        (by.claims, "counted by payers"),
        (by.untold, "with no source stated"),
    )
    parts_ = (f"{number} {what}" for number, what in told if number)
    return f"{count_of(measures)} = {' + '.join(parts_)}."


def _figures(found: Burden) -> tuple[tuple[str, int, str], ...]:
    """Return the five totals: the name, the figure, what it says."""
    sharp = sum(not one.route_only for one in found.conflicts)
    by = by_whom(found)
    asks = "; ".join(f"{state.labels()[one.set]}: {one.says}" for one in found.demands)
    lines, subjects = count_of(found.listings, "line"), count_of(found.subjects, "subject")
    return (
            ("Different measures", found.measures, f"Asked for in {lines}, about {subjects}. At "
             f"most {found.reported} are wanted, whoever counts them: {parts.plain(asks)}."),
            ("You report", by.reported, "Measures that at least one payer wants you to report, at "
             "most: from the EHR, by registry, from charts, as codes on claims or by survey."),
            ("Counted by payers", by.claims, "Measures that payers count themselves, from claims "
             "and their own records; you do nothing for the count."),
            ("Asked by two or more", len(found.repeated), "Measures on two or more of the "
             f"lists; {len(found.renamed)} of them go by different names."),
            ("In conflict", sharp, "Subjects that two or more payers ask for in different "
             "specifications: two numbers for one piece of work."),
    )  # fmt: skip


if __name__ == "__main__":
    main()
