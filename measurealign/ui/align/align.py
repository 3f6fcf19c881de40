"""Align: the few measures on which the programmes at the table agree, and why."""

from collections.abc import Callable

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.ui import parts
from measurealign.ui.align import (
    alternatives,
    criteria,
    measures,
    presets,
    prices,
    programmes,
    rounds,
    sizes,
    votes,
)
from measurealign.ui.parts import address, downloads, gaps, path, proposal, rules, views
from measurealign.ui.parts.alone import alone
from measurealign.ui.session import state

#: Each view of the proposal: its name, and what draws it.
VIEWS: dict[str, Callable[[Recommendation], None]] = {
    "Proposal": measures.show,
    "Subjects": alternatives.subjects,
    "Last round": rounds.show,
    "Each programme": programmes.show,
    "Size": sizes.show,
    "Presets": presets.show,
    "Open questions": alternatives.open_questions,
    "Additions": alternatives.additions,
    "Left out": alternatives.left_out,
    "Scores": criteria.show,
    "Gaps": gaps.of_proposal,
    "Decisions": votes.show,
}


def main() -> None:
    """Draw the page: the rules, the verdict, the downloads, the views, the rules in words."""
    parts.head(
        "Align",
        "On which few measures do the programmes at the table agree, and why? "
        "Change a rule, and the proposal is worked out again.",
    )
    several = len(state.selection()) > 1
    follows = ("meeting", "vote") if several else ("regions", "pick a region")
    path.show("set", 3 if several else 1, follows)
    if not parts.need(2, state.selection(), "look for measures that serve them all"):
        return
    preset, goal = rules.panel()
    found = proposal.ask(goal, preset.id)
    if found is None:
        found = rounds.last_proposal()
        if found is None:
            return
        st.info("Below stands the proposal as it was before this rule.")
    verdict(found)
    prices.show(found)
    rounds.since(found)
    downloads.row(found)
    address.check("view", VIEWS)
    views_of(found)
    rules.told(goal)


@alone("view")
def views_of(found: Recommendation) -> None:
    """Draw the views of the proposal."""
    VIEWS[views.choose(VIEWS, "view")](found)


SIGNS = {
    "optimal": ":material/verified:", "feasible": ":material/hourglass:",
    "best possible": ":material/balance:",
}  # fmt: skip


def verdict(found: Recommendation) -> None:
    """Draw the answer in one sentence and four figures.

    A request is a programme and a subject that it measures, on which the table agrees.
    """
    st.header(
        f"{SIGNS[found.status]} {parts.plain(found.says)}", anchor=False,
        help="A request: a programme, and a subject that it measures and the table agrees on.",
    )  # fmt: skip
    saving = found.saving
    for place, (label, value, help_) in zip(
        st.columns(4),
        (
            ("Measures, if the rest stays",
             f"{saving.today.measures} → {saving.rest_stays.measures}", "Distinct measures for a "
             "practice that answers to all: today, and if each programme takes the aligned "
             "measures and leaves its others as they are."),
            ("Measures, if all align",
             f"{saving.today.measures} → {saving.all_align.measures}",
             "If the programmes ask for the aligned measures and nothing else."),
            ("Agreement", f"{found.agreement:.0%}", "Mean share of the programmes that measure "
             "the subject of a chosen measure."),
            ("Open questions", str(len(found.open_questions)), "Subjects that programmes measure "
             "in ways that do not serve each other: to be settled by the table."),
        ),
        strict=True,
    ):  # fmt: skip
        place.metric(label, value, help=help_, border=True, height="stretch")


if __name__ == "__main__":
    main()
