"""Compare: how far the sets at the table overlap, and where exactly they differ."""

from collections.abc import Callable, Sequence

import streamlit as st

from measurealign.catalog.areas import label_of
from measurealign.charts.heatmap import PICK, heat_map
from measurealign.compare.common import AreaRow, area_agreement
from measurealign.compare.matrix import Matrix, leaf_order, matrix
from measurealign.crosswalk import Crosswalk
from measurealign.model import CLOSENESS, USUAL_CLOSENESS, Closeness
from measurealign.ui import parts
from measurealign.ui.compare import combinations, crosstable, pair
from measurealign.ui.parts import address, downloads, gaps, path, pictures, tables, views
from measurealign.ui.parts.alone import alone
from measurealign.ui.session import memory, state

COUNTS: dict[Closeness, str] = {
    "strict": "the same measure",
    "harmonized": "also parts and other specifications",
    "related": "also another measure of the subject",
}


#: So many sets make a map that leaves room beside it.
_FEW = 6
#: How wide the pair beside it is, in pixels.
_PAIR = 430


def main() -> None:
    """Draw the page: what counts as agreeing, and one view."""
    parts.head(
        "Compare",
        "How far do these sets overlap, and where exactly do they differ? "
        "Click a cell, a column or a row to see the measures behind it.",
    )
    path.show("list", 3, None if state.own_sets() else ("mylist", "bring my list"))
    if not parts.need(2, state.selection(), "compare them"):
        return
    address.check("look", VIEWS)
    address.check("closeness", COUNTS.values())
    body()
    downloads.workbook()


@alone("look", "closeness", "left", "right", "areas_shown", "least")
def body() -> None:
    """Draw what is looked at, what counts as agreeing, and the view."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        look = views.choose(VIEWS, "look")
        closeness: Closeness = st.selectbox(
            "What counts as agreeing", CLOSENESS, CLOSENESS.index(USUAL_CLOSENESS),
            format_func=COUNTS.__getitem__, key="closeness", bind="query-params", width=340,
            help="Strict: one measure. Harmonized: also its parts, its whole and other "
            "specifications of it. Related: also other measures of the same subject.",
        )  # fmt: skip
    VIEWS[look](closeness)


def overlap_view(closeness: Closeness) -> None:
    """Draw the map of all pairs, and the pair that is picked."""
    walk, ids = state.selection_walk(), state.selection()
    key = (*state.choice(), closeness)
    table = memory.shared("matrix", key, lambda: ordered(walk, ids, closeness))
    st.markdown(
        "Of the measures of the set at the left, how many the set below also asks for. "
        "Similar sets stand side by side."
    )
    # A small map stands beside the pair where there is room, a large one above it.
    few = len(ids) <= _FEW
    around = st.container(horizontal=few, gap="medium", key="overlap")
    with around.container(width="content"):
        pictures.picture(
            heat_map, table, state.labels(), sizes(walk, ids), key="cell", on_select=_picked,
            selection_mode=PICK, width="content",
        )  # fmt: skip
    with around.container(width=_PAIR if few else "stretch"):
        found_pair = pair.choose(walk, ids, closeness)
    if found_pair is not None:
        pair.lists(walk, found_pair)


def ordered(walk: Crosswalk, ids: Sequence[str], closeness: Closeness) -> Matrix:
    """Return the overlap of all pairs, alike sets side by side."""
    found = matrix(walk, closeness, ids)
    return found.ordered(leaf_order(found))


def sizes(walk: Crosswalk, ids: Sequence[str]) -> dict[str, int]:
    """Return how many distinct measures each set lists."""
    return {id_: len(walk.families_in(id_)) for id_ in ids}


def _picked() -> None:
    """Open the pair whose cell was clicked."""
    cells = st.session_state["cell"]["selection"].get(PICK) or []
    if cells and "left_id" in cells[0]:
        st.session_state["left"] = cells[0]["left_id"]
        st.session_state["right"] = cells[0]["right_id"]


def areas_view(closeness: Closeness) -> None:
    """Draw agreement area by area: on the topic, and on the measure."""
    walk, ids = state.selection_walk(), state.selection()
    found = memory.shared("areas", state.choice(), lambda: area_agreement(walk, ids))
    left, right = st.columns(2)
    left.metric(
        "Agreement on areas", f"{found.areas:.0%}",
        help="Of the areas that two sets measure, the share that both measure (Jaccard), "
        "averaged over all pairs.",
    )  # fmt: skip
    right.metric(
        "Agreement on measures", f"{found.measures:.0%}",
        help="Of the measures that two sets ask for, the share that both ask for (Jaccard), "
        "averaged over all pairs.",
    )  # fmt: skip
    st.caption("Agreeing on areas is not alignment: the measures within an area still differ.")
    rows = [_area(row) for row in found.rows]
    tables.show(rows, "Area by area: sets that measure it, distinct measures, shared measures")


def _area(row: AreaRow) -> dict[str, object]:
    return {
        "Area": label_of(row.area),
        "Sets that measure it": len(row.sets),
        "Distinct measures": row.measures,
        "Used by two or more": row.shared,
        "Used by all of them": row.by_all,
        "Sets": ", ".join(state.labels()[id_] for id_ in row.sets),
    }


def gaps_view(closeness: Closeness) -> None:
    """Draw what all the sets together leave out."""
    walk = state.selection_walk()
    gaps.show(gaps.mix("table", [family.id for family in walk.families]))


VIEWS: dict[str, Callable[[Closeness], None]] = {
    "Overlap": overlap_view,
    "Measures": crosstable.show,
    "Shared by whom": combinations.show,
    "Areas": areas_view,
    "Gaps": gaps_view,
}

if __name__ == "__main__":
    main()
