"""What is missing: the mix of measures, its gaps, and the catalogue's best candidates for each."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.gaps import Gaps, Part, gaps
from measurealign.ui import parts, state, whatif

SIDES = {
    "area": "Area", "type": "Kind of measure", "equity": "Equity and social need",
    "horizon": "When it can move", "data source": "Data",
}  # fmt: skip


def of_proposal(found: Recommendation) -> None:
    """Draw what the chosen measures leave out; a candidate can be forced in."""
    st.markdown("What would the chosen measures alone leave unmeasured?")
    found_ = mix("proposal", [one.facts.family for one in found.chosen])
    show(found_, force=True)


def mix(name: str, families: Collection[str]) -> Gaps:
    """Return the mix of some families and its gaps; computed once for the same families."""
    key = (state.standing(), state.own_sets(), state.judgements(), tuple(sorted(families)))
    return state.remember(f"gaps_{name}", key, lambda: gaps(state.everywhere(), families))


def show(found: Gaps, *, force: bool = False) -> None:
    """Draw the gaps with their candidates, and the mix side by side."""
    st.caption(
        "A gap is an area, a kind of measure or a time horizon that programmes of the catalogue "
        "measure and this set does not. Candidates: those that most programmes list, then those "
        "of the lightest data."
    )
    for part in found.gaps:
        _gap(part, force)
    if not found.gaps:
        st.success("Nothing is missing by these yardsticks.")
    with st.expander("The whole mix"):
        parts.show(_rows(found), "How many measures each part of the mix has")


def _gap(part: Part, force: bool) -> None:
    title = f"{parts.plain(part.label)} · {SIDES[part.side].lower()}"
    with st.expander(f"{title} — {part.programmes} programmes measure it"):
        if part.why:
            st.caption(parts.plain(part.why))
        for number, one in enumerate(part.candidates):
            name, button = st.columns([4, 1], vertical_alignment="center")
            name.markdown(f"**{parts.plain(one.label)}** — {one.programmes} programmes; data weigh "
                          f"{one.weight:g} of a chart abstraction")  # fmt: skip
            if force:
                button.button("Force it in", key=f"gap_{part.side}_{part.id}_{number}",
                              on_click=whatif.adopt, args=("keep", one.label))  # fmt: skip


def _rows(found: Gaps) -> pd.DataFrame:
    names = state.everywhere().family
    return pd.DataFrame(
        {
            "Part": part.label,
            "Of": SIDES[part.side],
            "Measures": len(part.families),
            "Gap": "gap" if part.gap else "",
            "For example": names[part.families[0]].label if part.families else "",
        }
        for part in found.parts
    )
