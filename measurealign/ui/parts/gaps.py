"""What is missing: the mix of measures, its gaps, and the catalog's best candidates for each."""

from collections.abc import Collection
from functools import partial

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.alignment.explain.gaps import Gaps, gaps
from measurealign.crosswalk import TableNames
from measurealign.ui.parts import tables, views, what_if
from measurealign.ui.session import memory, state

SIDES = {
    "area": "Area", "type": "Kind of measure", "equity": "Equity and social need",
    "timing": "When it can move", "data source": "Data",
}  # fmt: skip


def of_proposal(found: Recommendation) -> None:
    """Draw what the chosen measures leave out; a candidate can be forced in."""
    st.markdown("What would the chosen measures alone leave unmeasured?")
    found_ = mix("proposal", [one.facts.family for one in found.chosen])
    show(found_, force=True)


def mix(name: str, families: Collection[str]) -> Gaps:
    """Return the mix of some families and its gaps; computed once for the same families."""

    def make() -> Gaps:
        return gaps(TableNames(state.everywhere(), state.selection()), families)

    return memory.shared(f"gaps_{name}", (*state.choice(), tuple(sorted(families))), make)


def show(found: Gaps, *, force: bool = False) -> None:
    """Draw the gaps with their candidates, and the mix side by side."""
    st.caption(
        "A gap is an area, a kind of measure or a time in which it can move that programmes of the "
        "catalog measure and this set does not. Candidates: those that most programmes list, then "
        "those of the lightest data; in brackets how many programmes list each."
    )
    tables.show(
        _missing(found), "What is missing, and which measures could fill it",
        empty="Nothing is missing by these yardsticks.",
    )  # fmt: skip
    if force:
        _force(found)
    views.fold("The whole mix", "fold-mix", partial(_mix, found))


def _mix(found: Gaps) -> None:
    tables.show(_rows(found), "How many measures each part of the mix has")


def _missing(found: Gaps) -> list[tables.Row]:
    return [
        {
            "Missing": part.label,
            "Which is": SIDES[part.side],
            "Programmes": part.programmes,
            "Candidates": "; ".join(f"{c.label} ({c.programmes})" for c in part.candidates),
            "Why it matters": part.why,
        }
        for part in found.gaps
    ]


def _force(found: Gaps) -> None:
    """Draw the choice of a candidate, to see what it would change."""
    labels = dict.fromkeys(one.label for part in found.gaps for one in part.candidates)
    label = st.selectbox(
        "See what forcing a candidate in would change", list(labels), index=None,
        placeholder="Pick a candidate",
    )  # fmt: skip
    if label:
        st.button("What if it were forced in?", on_click=what_if.look_at, args=(label,))


def _rows(found: Gaps) -> list[tables.Row]:
    names = state.everywhere().family
    return [
        {
            "Part": part.label,
            "Of": SIDES[part.side],
            "Measures": len(part.families),
            "Gap": "gap" if part.gap else "",
            "For example": names[part.families[0]].label if part.families else "",
        }
        for part in found.parts
    ]
