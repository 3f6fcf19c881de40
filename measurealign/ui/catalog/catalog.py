"""Catalog: which measure sets exist, how each effort works, and what is in them."""

from collections import Counter
from collections.abc import Callable

import streamlit as st

from measurealign.model import STANDINGS, MeasureSet
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.parts import tables, views
from measurealign.ui.parts.alone import alone
from measurealign.ui.session import state

#: So many sets are seen at once, so that the one that is open can be seen below.
_ROWS = 10


def main() -> None:
    """Draw the page: filters, the list of sets, the set that is picked."""
    parts.head(
        "Catalog",
        "Which measure sets exist, how does each effort work, and what is in them? "
        "Pick a row to open a set; pick it again to close it.",
    )
    body()


@alone("find", "kind", "region", "years")
def body() -> None:
    """Draw the filters, the list of sets, the set that is picked."""
    found = filtered(tuple(state.catalog()))
    at = pick(found)
    if at is not None and at < len(found):
        open_set(found[at])


def filtered(sets: tuple[MeasureSet, ...]) -> list[MeasureSet]:
    """Draw the filters; return the sets that pass."""
    words, kinds, regions, years = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    text = words.text_input(
        "Search sets and measures", key="find", bind="query-params", placeholder="e.g. blood sugar"
    )
    kind = kinds.multiselect(
        "Kind", sorted({one.kind for one in sets}), key="kind", bind="query-params"
    )
    places = {one: one for one in sorted({one.region for one in sets if one.region})}
    with regions:
        region = views.may_choose("Region", places, "all", "region", bind="query-params")
    first, last = min(one.year for one in sets), max(one.year for one in sets)
    since, until = years.slider(
        "Years", first, last, (first, last), key="years", bind="query-params"
    )
    return [
        one
        for one in sets
        if (not kind or one.kind in kind)
        and (region is None or one.region == region)
        and since <= one.year <= until
        and speaks_of(one, text or "")
    ]


def speaks_of(one: MeasureSet, text: str) -> bool:
    """Return whether a set, or one of its measures, has all the words in its names or ids."""
    words = text.lower().split()
    if not words:
        return True
    lines = (f"{one.id} {one.label} {one.name} {one.sponsor} {' '.join(one.payers)}", *(
        f"{m.name} {parts.ids(m)}" for m in one.measures
    ))  # fmt: skip
    return any(all(word in line.lower() for word in words) for line in lines)


def pick(found: list[MeasureSet]) -> int | None:
    """Draw the list of sets; return the place of the one that is open, to be drawn below."""
    measures = [m for one in found for m in one.measures]
    st.caption(f"{count_of(len(found), 'set')}, {count_of(len(measures), 'line')}")
    if not found:
        st.info("No set passes these filters. Clear one of them.")
        return None
    labels = state.labels()
    rows = [_row(one, labels[one.id]) for one in found]
    alt = f"The {len(found)} measure sets that pass the filters, one a row"
    return tables.pick(rows, alt, "picked", most=_ROWS)


def _row(one: MeasureSet, label: str) -> dict[str, object]:
    counts = Counter(measure.evidence for measure in one.measures)
    standings = {
        f"{mark.sign} {mark.word.capitalize()}": counts[name] for name, mark in STANDINGS.items()
    }
    return {
        "Set": label,
        "Kind": one.kind,
        "Region": one.region or "",
        "Lines": len(one.measures),
        "Name": one.name,
        "Sponsor": one.sponsor,
        **standings,
        "Status": one.status,
    }


def open_set(one: MeasureSet) -> None:
    """Draw one set: what it is, its measures, how the effort works, its sources."""
    name, act = st.columns([4, 1], vertical_alignment="bottom")
    name.subheader(parts.plain(state.labels()[one.id]), anchor=False)
    if one.id in state.selection():
        act.caption("✓ at the table")
    elif one.measures:
        act.button("Put it on the table", on_click=seat, args=(one.id,), icon=":material/add:")
    place = one.region or "nationwide"
    st.caption(parts.plain(f"{one.name}. {one.sponsor}; {one.kind}, {place}, {one.status}."))
    names = {
        "lines": f"Measures ({len(one.measures)})",
        "works": "How it works",
        "sources": f"Sources ({len(one.sources)})",
    }
    PARTS[views.choose_part("What of this set", names, "set_part")](one)


def lines(one: MeasureSet) -> None:
    """Draw the lines of a set."""
    tables.show(
        tables.measure_rows(one.measures, state.walk().areas),
        f"The lines of {one.label} with their standing, area, type, data and ids",
        empty="No list of measures could be read for this effort; see how it works.",
    )


def works(one: MeasureSet) -> None:
    """Draw how an effort works."""
    told = [parts.plain(one.operation or "Nothing is known about how it works.")]
    told += ["**Payers:** " + parts.plain("; ".join(one.payers))] if one.payers else []
    told += ["**Note:** " + parts.plain(one.note)] if one.note else []
    st.markdown("\n\n".join(told))


def sources(one: MeasureSet) -> None:
    """Draw where a set was read."""
    for source in one.sources:
        title = parts.plain(source.title)
        st.markdown(f"- [{title}](<{source.url}>)" if source.url else f"- {title}")
        if source.note:
            st.caption(parts.plain(source.note))


#: What of a set can be looked at, and what draws it.
PARTS: dict[str, Callable[[MeasureSet], None]] = {
    "lines": lines, "works": works, "sources": sources,
}  # fmt: skip


def seat(set_id: str) -> None:
    """Put a set on the table."""
    st.session_state["sets"] = [*state.selection(), set_id]


if __name__ == "__main__":
    main()
