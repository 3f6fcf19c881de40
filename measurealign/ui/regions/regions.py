"""Regions: how each CPC+ region works, who pays there, and which measures it asks."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from measurealign.catalog.regions import ASPECTS, Payer, Region
from measurealign.charts.regions import PICK, part, regions_map
from measurealign.model import Source
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.parts import address, pictures, tables, views
from measurealign.ui.parts import payers as mine
from measurealign.ui.parts.alone import alone
from measurealign.ui.parts.pages import page
from measurealign.ui.session import state

_WORD = re.compile(r"[\w-]+")
#: Where one goes with a region's lists, and to see what.
NEXT = {
    "burden": "What they ask twice", "compare": "How far they agree", "align": "A few for all",
}  # fmt: skip
#: How much of a region's list of payers could be read.
LISTS = {"complete": "✓ all", "near": "✓ nearly all", "partial": "◐ some", "none": "– none"}


def main() -> None:
    """Draw the page: the map and the region that is open, then all of them side by side."""
    parts.head(
        "Regions",
        "How does each of the 18 CPC+ regions work, who pays there, and which measures does it "
        "ask for? Click a tile, or pick a region.",
    )
    found = mine.all_regions()
    told = mine.shipped_payers().national
    st.caption(
        f"CPC+ ran in {told.regions} regions, with {told.payers_at_start} payers and "
        f"{told.practices_at_start:,} practices at the start."
    )
    names = {one.sheet.id: one.name for one in found}
    address.check("open_region", names.values())
    body(found, names)


@alone("open_region", "my_year")
def body(found: Sequence[Region], names: Mapping[str, str]) -> None:
    """Draw the map, the region that is open, and all of them."""
    spot = st.container(key="map")
    pick, when, panel = st.columns([3, 2, 5], vertical_alignment="top")
    opened = pick.selectbox(
        "Open region", list(names), key="open_region", bind="query-params",
        format_func=names.__getitem__,
    )  # fmt: skip
    year = when.number_input("In the year", 2010, 2030, mine.YEAR, key="my_year",
                             bind="query-params")  # fmt: skip
    region = next((one for one in found if one.sheet.id == opened), found[0])
    with panel:
        seats(region, int(year))
    with spot:
        pictures.picture(
            regions_map, found, region.sheet.id, key="region_tile", on_select=_picked,
            selection_mode=PICK, width="content",
        )  # fmt: skip
    detail(region)
    overview(found)


def seats(region: Region, year: int) -> None:
    """Draw which lists of the region come to the table for a year, and the way on."""
    ids, labels = mine.current(state.catalog(), region, year), state.labels()
    st.markdown(
        f"Practices there answered in {year} to: "
        + parts.plain(", ".join(labels[id_] for id_ in ids) or "nothing that was read") + "."
    )  # fmt: skip
    for one in mine.not_taken(region, year):
        st.caption(parts.plain(f"{one}."))
    if set(ids) <= set(state.selection()):
        st.caption("✓ at the table")
        with st.container(horizontal=True, key="door-region"):
            for name, says in NEXT.items():
                st.page_link(page(name), label=says)
    else:
        st.button("Put its sets on the table", on_click=mine.take, args=(region, year),
                  icon=":material/add:", type="primary")  # fmt: skip


def _picked() -> None:
    """Open the region whose tile was clicked."""
    tiles = st.session_state["region_tile"]["selection"].get(PICK) or []
    if tiles and "id" in tiles[0]:
        st.session_state["open_region"] = tiles[0]["id"]


def overview(found: Sequence[Region]) -> None:
    """Draw the regions as a table; a click on a row opens the region."""
    st.header("All regions side by side", anchor=False)
    rows = [_row(one) for one in found]

    def taken(at: int) -> None:
        st.session_state["open_region"] = found[at].sheet.id

    alt = f"The {len(found)} CPC+ regions and what is known of each, one a row"
    tables.pick(rows, alt, "region_row", taken=taken,
                most=len(found))  # fmt: skip
    st.caption(
        "Asked for: measures that a payer, a State or a convener asks of plans or practices; the "
        "others read are only published. ✓ known, – not found."
    )


def _row(one: Region) -> dict[str, object]:
    return {
        "Region": one.name,
        "Asked for": one.asked,
        "Read in all": one.listed,
        "Which lists": part(one),
        "Sets": len(one.sets),
        "Payers read": len(one.sheet.payers),
        "Payer list": LISTS[one.sheet.payer_list],
        "Round": one.sheet.round,
        "Practices": f"{one.sheet.practices:,}" if one.sheet.practices else "–",
        **{words: "✓" if one.facts(aspect) else "–" for aspect, words in ASPECTS.items()},
    }


def detail(region: Region) -> None:
    """Draw one region: how it works, its payers, its sets, what was not found."""
    sheet = region.sheet
    st.header(parts.plain(region.name), anchor=False)
    where = [sheet.area or sheet.state or "", f"round {sheet.round}"]
    where += [f"{sheet.practices:,} practices"] if sheet.practices else []
    st.caption(parts.plain("; ".join(part for part in where if part)))
    if sheet.note:
        st.caption(parts.plain(sheet.note))
    works, who, what = st.columns([5, 3, 3])
    with works:
        _operation(region)
    with who:
        st.markdown(f"### Payers ({len(sheet.payers)})")
        _payers(sheet.payers, sheet.payer_gap)
    with what:
        _sets(region)
    read = _sources(region)
    views.fold(f"Sources ({len(read)})", f"fold-{sheet.id}", partial(_read, read))


def _read(sources: Sequence[Source]) -> None:
    titles = ((parts.plain(source.title), source.url) for source in sources)
    st.markdown(
        "\n".join(f"- [{title}](<{url}>)" if url else f"- {title}" for title, url in titles)
    )


def _operation(region: Region) -> None:
    told: dict[str, tuple[str, ...]] = {"Geography": (region.geography,)}
    for aspect, words in ASPECTS.items():
        told[words] = tuple(fact.says for fact in region.facts(aspect))
    told["Looked for and not found"] = region.gaps
    lists = (
        f"**{words}**\n" + "\n".join(f"- {parts.plain(line)}" for line in lines)
        for words, lines in told.items()
        if lines
    )
    st.markdown("\n\n".join(("### How it works", *lists)))


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
    lines = [
        *(f"- **{parts.plain(labels[one.id])}** ({one.kind}; {count_of(len(one.measures), 'line')})"
          for one in region.sets),
        *(f"- {parts.plain(one.label)} ({one.kind}; how it works, no list found)"
          for one in region.efforts),
    ]  # fmt: skip
    none = () if region.sets else ("\nNone was found.",)
    st.markdown("\n".join((f"### Measure sets ({len(region.sets)})", *lines, *none)))


def _sources(region: Region) -> tuple[Source, ...]:
    """Return the sources of the payers and of the sets, each once."""
    every = [
        *region.sources,
        *(source for one in (*region.sets, *region.efforts) for source in one.sources),
    ]
    return tuple({(one.title, one.url): one for one in every}.values())


if __name__ == "__main__":
    main()
