"""My payers: ticks for the sets that a practice answers to; they are the sets at the table."""

import streamlit as st

from measurealign.catalog import Catalog
from measurealign.catalog.regions import Payers, Region, payers, regions
from measurealign.ui.session import state

#: The kinds of set that reach practices everywhere.
_EVERYWHERE = ("federal", "national")


@st.cache_resource(show_spinner=False)
def shipped_payers() -> Payers:
    """Return what ships about the regions' payers, read once for all sessions."""
    return payers()


def all_regions() -> tuple[Region, ...]:
    """Return the CPC+ regions with their sets, own sets included."""
    return state.remember(
        "regions", state.own_sets(), lambda: regions(state.catalog(), shipped_payers())
    )


def tick() -> None:
    """Draw the region and the ticks."""
    known = {one.sheet.id: one for one in all_regions()}
    place, ticks = st.columns([1, 3])
    region = place.selectbox(
        "My CPC+ region", list(known), index=None, format_func=lambda id_: known[id_].name,
        key="my_region", bind="query-params", placeholder="any",
        help="Adds the sets of that region to the ticks.",
    )  # fmt: skip
    labels = state.labels()
    options = offered(state.catalog(), known.get(region or ""), state.selection())
    st.session_state["ticks"] = list(state.selection())
    ticks.pills(
        "I answer to", options, selection_mode="multi", key="ticks", wrap=True, on_change=_ticked,
        format_func=lambda id_: labels.get(id_, id_),
        help="Federal and national sets of the years at the table, the sets of your region, and "
        "all that is at the table. Any other set: pick it in the panel at the left.",
    )  # fmt: skip


def _ticked() -> None:
    """Put what is ticked at the table, in the order in which it came."""
    now = st.session_state["ticks"]
    kept = [id_ for id_ in state.selection() if id_ in now]
    st.session_state["sets"] = [*kept, *(id_ for id_ in now if id_ not in kept)]


def offered(catalog: Catalog, region: Region | None, table: tuple[str, ...]) -> list[str]:
    """Return the sets that can be ticked, in the order of the catalog."""
    years = {catalog.get(id_).year for id_ in table}
    near = {one.id for one in region.sets} if region else set()
    return [
        one.id
        for one in catalog
        if one.id in table
        or one.id in near
        or (one.kind in _EVERYWHERE and one.year in years and one.measures)
    ]
