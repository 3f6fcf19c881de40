"""The frontier: for each size the best set, and where the proposal stands on the curve."""

import streamlit as st

from measurealign.alignment import Point, Recommendation
from measurealign.ui.parts import pictures, proposal, tables


def show(found: Recommendation) -> None:
    """Draw the curve and its points as a table."""
    from measurealign.charts.frontier import frontier_chart  # opened with its tab

    st.markdown(
        "What would more measures bring, or fewer cost? Each point is the best set of that size "
        "under the other rules."
    )
    points = proposal.points(found.inputs.goal)
    if points is None:
        return
    pictures.picture(frontier_chart, points, len(found.chosen))
    rows = [_row(one) for one in points]
    tables.show(
        rows, "The best set of each size", empty="No size can hold the rules.",
    )  # fmt: skip
    st.caption(
        "Worth: for each subject that the set serves, how far the programmes here agree on it × "
        "how usual it is elsewhere (its precedent), added up. Best trade-off (the knee of the "
        "curve): beyond it, a further measure adds less than the mean."
    )


def _row(one: Point) -> dict[str, object]:
    return {
        "Measures": one.size,
        "Best trade-off": "←" if one.knee else "",
        "Requests served": f"{one.served} of {one.wishes}",
        "Worth": round(one.worth, 2),
        "Burden": round(one.burden, 1),
        "Comes in": "; ".join(one.adds),
        "Goes out": "; ".join(one.drops),
    }
