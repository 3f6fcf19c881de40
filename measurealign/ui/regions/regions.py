"""Regions: how each CPC+ region works, who pays there, and which measures it asks."""

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from measurealign.catalog.regions import ASPECTS, Payer, Region
from measurealign.model import Source
from measurealign.ui import parts
from measurealign.ui.parts import payers as mine
from measurealign.ui.session import state

_WORD = re.compile(r"[\w-]+")
#: How much of a region's list of payers could be read.
LISTS = {"complete": "✓ all", "near": "✓ nearly all", "partial": "◐ some", "none": "– none"}


def main() -> None:
    """Draw the page: all regions side by side, then the one that is picked."""
    parts.head(
        "Regions",
        "How does each of the 18 CPC+ regions work, who pays there, and which measures does it "
        "ask? Pick a row to open a region.",
    )
    found = mine.all_regions()
    overview(found)
    names = {one.sheet.id: one.name for one in found}
    pick, act = st.columns([3, 1], vertical_alignment="bottom")
    opened = pick.selectbox(
        "Open region", list(names), key="open_region", bind="query-params",
        format_func=names.__getitem__,
    )  # fmt: skip
    region = next((one for one in found if one.sheet.id == opened), found[0])
    if region.sets:
        act.button("Put its sets on the table", on_click=_seat, args=(region,),
                   icon=":material/add:", width="stretch")  # fmt: skip
    detail(region)


def overview(found: Sequence[Region]) -> None:
    """Draw the regions as a table; a click on a row opens the region below."""
    told = mine.shipped_payers().national
    st.caption(
        f"{told.regions} regions; {told.payers_at_start} payers and "
        f"{told.practices_at_start:,} practices at the start. ✓ known, – not found."
    )
    rows = pd.DataFrame(
        {
            "Region": one.name,
            "Round": one.sheet.round,
            "Practices": f"{one.sheet.practices:,}" if one.sheet.practices else "–",
            "Payers read": len(one.sheet.payers),
            "Payer list": LISTS[one.sheet.payer_list],
            "Sets": len(one.sets),
            "Measures": one.listed,
            **{words: "✓" if one.facts(aspect) else "–" for aspect, words in ASPECTS.items()},
        }
        for one in found
    )
    names = [one.sheet.id for one in found]

    def picked() -> None:
        chosen = st.session_state["region_row"]["selection"]["rows"]
        if chosen:
            st.session_state["open_region"] = names[chosen[0]]

    st.dataframe(
        rows, hide_index=True, key="region_row", on_select=picked, selection_mode="single-row",
        height=300, column_config={"Region": st.column_config.TextColumn()},
        alt=f"The {len(found)} CPC+ regions and what is known of each, one a row",
    )  # fmt: skip


def detail(region: Region) -> None:
    """Draw one region: how it works, its payers, its sets, what was not found."""
    sheet = region.sheet
    where = [sheet.area or sheet.state or "", f"round {sheet.round}"]
    where += [f"{sheet.practices:,} practices"] if sheet.practices else []
    st.caption(parts.plain("; ".join(part for part in where if part)))
    if sheet.note:
        st.caption(parts.plain(sheet.note))
    works, who, what = st.columns([5, 3, 3])
    with works:
        st.markdown("### How it works")
        _operation(region)
    with who:
        st.markdown(f"### Payers ({len(sheet.payers)})")
        _payers(sheet.payers, sheet.payer_gap)
    with what:
        st.markdown(f"### Measure sets ({len(region.sets)})")
        _sets(region)
    with st.expander(f"Sources ({len(_sources(region))})"):
        for source in _sources(region):
            title = parts.plain(source.title)
            st.markdown(f"- [{title}](<{source.url}>)" if source.url else f"- {title}")


def _operation(region: Region) -> None:
    st.markdown(f"**Geography**\n- {parts.plain(region.geography)}")
    for aspect, words in ASPECTS.items():
        facts = region.facts(aspect)
        if facts:
            st.markdown(f"**{words}**")
            st.markdown("\n".join(f"- {parts.plain(fact.says)}" for fact in facts))
    if region.gaps:
        st.markdown("**Looked for and not found**")
        st.markdown("\n".join(f"- {parts.plain(gap)}" for gap in region.gaps))


def _payers(found: Sequence[Payer], gap: str | None) -> None:
    lines = (
        f"- {parts.STANDING[one.evidence].split()[0]} {parts.plain(one.name)}"
        + (f" — {parts.plain(_note(one.note))}" if one.note else "")
        for one in found
    )
    st.markdown("\n".join(lines) or "None could be read.")
    if gap:
        st.caption(parts.plain(gap))
    st.caption(" · ".join(parts.STANDING.values()))


def _note(note: str) -> str:
    """Return a note with sources named by their titles instead of their keys."""
    titles = {source.key: f"“{source.title}”" for source in mine.shipped_payers().sources}
    return _WORD.sub(lambda found: titles.get(found[0], found[0]), note)


def _sets(region: Region) -> None:
    labels = state.labels()
    for one in region.sets:
        st.markdown(f"- **{parts.plain(labels[one.id])}** ({one.kind}; {len(one.measures)} lines)")
    for one in region.efforts:
        st.markdown(f"- {parts.plain(one.label)} ({one.kind}; how it works, no list found)")
    if not region.sets:
        st.markdown("None was found.")


def _sources(region: Region) -> tuple[Source, ...]:
    """Return the sources of the payers and of the sets, each once."""
    every = [
        *region.sources,
        *(source for one in (*region.sets, *region.efforts) for source in one.sources),
    ]
    return tuple({(one.title, one.url): one for one in every}.values())


def _seat(region: Region) -> None:
    """Put the region's sets at the table."""
    added = (one.id for one in region.sets)
    st.session_state["sets"] = list(dict.fromkeys([*state.selection(), *added]))


if __name__ == "__main__":
    main()
