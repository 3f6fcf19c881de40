"""My payers: a region's current lists, and ticks for those that a practice answers to."""

from collections.abc import Mapping, Sequence

import streamlit as st

from measurealign.burden.effort import Parameters, edited, shipped_parameters
from measurealign.catalog import Catalog
from measurealign.catalog.programmes import latest, programme
from measurealign.catalog.regions import Payers, Region, payers, regions
from measurealign.ui import parts
from measurealign.ui.parts import address, views
from measurealign.ui.session import memory, state

#: The kinds of set that reach practices everywhere.
_EVERYWHERE = ("federal", "national")
#: The programme in which all practices of a region take part.
_SHARED = "cpc-plus"
#: The year that is asked about until another is told: that of the worked example.
YEAR = 2018


@st.cache_resource(show_spinner=False)
def shipped_payers() -> Payers:
    """Return what ships about the regions' payers, read once for all sessions."""
    return payers()


def all_regions() -> tuple[Region, ...]:
    """Return the CPC+ regions with their sets, own sets included."""
    return memory.shared(
        "regions", state.own_sets(), lambda: regions(state.catalog(), shipped_payers())
    )


def current(catalog: Catalog, region: Region, year: int) -> tuple[str, ...]:
    """Return what practices of a region answer to in a year: one edition of each programme.

    CPC+ and the region's own sets, each in its latest edition of that year or before; not what is
    only watched.
    """
    shared = [one.id for one in catalog if programme(one) == _SHARED]
    asking = (one.id for one in region.sets if not one.watches)
    return latest(catalog, [*shared, *asking], year)


def clinicians() -> int:
    """Return how many clinicians the practice has, as told on Burden; 1 until it is told."""
    return int(st.session_state.get("clinicians") or 1)


def assumed() -> Parameters:
    """Return the parameters of the burden, with what this session changed on Burden."""
    changes = st.session_state.get("_assumptions")
    if not changes:
        return shipped_parameters()
    return memory.remember("parameters", changes, lambda: edited(shipped_parameters(), *changes))


def tick() -> None:
    """Draw the practice and the ticks."""
    known = {one.sheet.id: one for one in all_regions()}
    practice, ticks = st.columns([5, 9])
    with practice:
        picked, year = _practice({id_: one.name for id_, one in known.items()})
    labels = state.labels()
    region = known.get(picked or "")
    options = offered(state.catalog(), region, year, state.selection())
    st.session_state["ticks"] = [id_ for id_ in state.selection() if id_ in options]
    ticks.pills(
        "I answer to", options, selection_mode="multi", key="ticks", wrap=True, on_change=_ticked,
        format_func=lambda id_: parts.plain(labels.get(id_, id_)),
        help="Your region's lists, the federal and national ones of the year, and all that is at "
        "the table; one edition of each. Any other: pick it in the panel at the left.",
    )  # fmt: skip
    if region:
        _told(region, year)


def _practice(names: Mapping[str, str]) -> tuple[str | None, int]:
    """Draw the practice: its region, the year, its clinicians; return region and year."""
    address.check("my_region", names.values())
    place, when = st.columns([4, 3])  # the year keeps its plus and minus at 1280
    with place:
        picked = views.may_choose(
            "My CPC+ region", names, "any", "my_region", bind="query-params",
            on_change=_take_region,
            help="Takes CPC+ and the lists of that region's payers, the latest edition of each.",
        )  # fmt: skip
    year = when.number_input("In the year", 2010, 2030, YEAR, key="my_year", bind="query-params",
                             on_change=_take_region)  # fmt: skip
    st.number_input(
        "Clinicians in the practice", 1, 1000, 1, key="clinicians", bind="query-params",
        help="Hours, dollars and the saving are given for this many, here and in the files.",
    )  # fmt: skip
    return picked, int(year)


def from_link() -> None:
    """Put a region's lists on the table if the link names the region and no sets."""
    named = address.asked("my_region")
    if named and not address.asked("sets") and not st.session_state.get("_region_taken"):
        st.session_state["_region_taken"] = True
        for one in all_regions():
            if one.name in named:
                take(one, _year(address.asked("my_year")))


def _year(words: Sequence[str]) -> int:
    """Return the year that a link tells; the usual one where it tells none."""
    try:
        return int(words[0])
    except (IndexError, ValueError):
        return YEAR


def _take_region() -> None:
    """Put the region's current lists on the table, and one's own; nothing else stays."""
    found = {one.sheet.id: one for one in all_regions()}.get(st.session_state["my_region"] or "")
    if found:
        take(found, int(st.session_state["my_year"]))


def take(region: Region, year: int) -> None:
    """Put a region's lists of a year on the table, and one's own; nothing else stays."""
    mine = (one.id for one in state.own_sets())
    st.session_state["sets"] = [*current(state.catalog(), region, year), *mine]


def _told(region: Region, year: int) -> None:
    """Tell what of the region is not at the table, and who pays there."""
    names = (f"{parts.STANDING[one.evidence][0]} {one.name}" for one in region.sheet.payers)
    pays = f"Payers of {region.name} in CPC+: {', '.join(names) or 'none could be read'}"
    st.caption(parts.plain(". ".join((pays, *not_taken(region, year))) + "."))


def not_taken(region: Region, year: int) -> tuple[str, ...]:
    """Return in sentences which lists of a region are none of the year's, and why."""
    labels = state.labels()
    later = [labels[one.id] for one in region.sets if one.year > year]
    watched = [labels[one.id] for one in region.sets if one.watches and one.year <= year]
    told = ((f"Later than {year}", later), ("Only watched or published", watched))
    return tuple(f"{why}, so not taken: {', '.join(names)}" for why, names in told if names)


def _ticked() -> None:
    """Put what is ticked at the table, in the order in which it came."""
    now = st.session_state["ticks"]
    kept = [id_ for id_ in state.selection() if id_ in now]
    st.session_state["sets"] = [*kept, *(id_ for id_ in now if id_ not in kept)]


def offered(
    catalog: Catalog, region: Region | None, year: int, table: tuple[str, ...]
) -> list[str]:
    """Return the sets that can be ticked: the region's first, else in the order of the catalog."""
    near = current(catalog, region, year) if region else ()
    found = [
        one.id
        for one in catalog
        if one.id in table
        or one.id in near
        or (one.kind in _EVERYWHERE and one.year == year and one.measures)
    ]
    return sorted(found, key=lambda id_: id_ not in near)
