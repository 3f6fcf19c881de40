"""The crosswalk as a table: measures down, sets across, a mark in each cell."""

from collections.abc import Sequence

import streamlit as st

from measurealign.catalog.areas import label_of
from measurealign.compare.common import Common, common
from measurealign.model import Closeness, Measure
from measurealign.shown import count_of, in_words
from measurealign.ui import parts
from measurealign.ui.parts import tables
from measurealign.ui.session import memory, state


def show(closeness: Closeness) -> None:
    """Draw the filters and the table."""
    walk, ids = state.selection_walk(), state.selection()
    key = (*state.choice(), closeness)
    found = memory.shared("common", key, lambda: common(walk, ids, closeness, least=1))
    rows = _filtered(found, len(ids))
    st.caption(
        f"{len(rows)} of {count_of(len(found))}. {' · '.join(parts.STANDING.values())}; "
        "more than one mark: the set lists it in several lines."
    )
    labels = state.labels()
    table = [
        {"Measure": one.label, "Area": label_of(one.area), "Sets": len(one.sets)}
        | {labels[id_]: _cell(one, id_) for id_ in ids}
        for one in rows
    ]
    at = tables.pick(table, "Measures down, sets across, marks where a set lists one", key="rows-x")
    if at is not None and at < len(rows):
        _lines(rows[at])


def _filtered(found: Sequence[Common], sets: int) -> list[Common]:
    """Draw the filters; return the measures that pass."""
    which, least = st.columns([3, 1])
    areas = sorted({one.area for one in found}, key=label_of)
    wanted = which.multiselect(
        "Areas", areas, format_func=label_of, key="areas_shown", bind="query-params",
        placeholder="all areas",
    )  # fmt: skip
    count = least.number_input("Listed by at least", 1, max(2, sets), 1, key="least",
                               bind="query-params", help="sets at the table")  # fmt: skip
    return [
        one
        for one in found
        if len(one.sets) >= int(count or 1) and (not wanted or one.area in wanted)
    ]


def _cell(one: Common, set_id: str) -> str:
    """Return the marks of a set's lines of a measure."""
    marks = "".join(parts.mark(row)[0] for row in one.rows if row.set_id == set_id)
    return marks or ("~" if set_id in one.near else "")


def _lines(one: Common) -> None:
    """Draw the lines behind one row: what each set prints."""
    labels = state.labels()

    def line(row: Measure) -> dict[str, object]:
        return {
            "Set": labels[row.set_id],
            "As printed": row.name,
            "Standing": parts.mark(row),
            "Data": in_words(row.data_source),
            "Ids": parts.ids(row),
            "Note": row.note or "",
        }

    tables.show([line(row) for row in one.rows], f"How each set prints {one.label}")
