"""What a session knows: the catalog (shared, frozen), and its own sets, judgements and choices.

The catalog and its crosswalk never change, so all sessions share one copy. Everything that a
person brings or decides lives in the session alone and is never put in a shared cache.
"""

import gc
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import streamlit as st

from measurealign import crosswalk, load_catalog
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk
from measurealign.model import Judgement, MeasureSet, Standing, counting

#: The worked example that every page opens with.
EXAMPLE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")

Made = TypeVar("Made")


@st.cache_resource(show_spinner="Reading the catalog …")
def shipped_catalog() -> Catalog:
    """Return the shipped catalog, read once for all sessions."""
    return load_catalog()


@st.cache_resource(show_spinner="Looking the lines of the catalog up …")
def shipped_walk() -> Crosswalk:
    """Return the crosswalk of the shipped catalog, built once for all sessions."""
    walk = crosswalk(shipped_catalog())
    # It lives as long as the server: Python need not look through it for garbage again and again.
    gc.collect()
    gc.freeze()
    return walk


def remember(name: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return the session's last `name` if it was made for the same key; else make it anew.

    A session keeps one value a name: what has not changed is not computed again on a rerun.
    """
    kept = st.session_state.get(f"_{name}")
    if kept is None or kept[0] != key:
        kept = (key, make())
        st.session_state[f"_{name}"] = kept
    return cast(Made, kept[1])


def own_sets() -> tuple[MeasureSet, ...]:
    """Return the sets that this session brought."""
    return cast(tuple[MeasureSet, ...], st.session_state.get("_own", ()))


def judgements() -> tuple[Judgement, ...]:
    """Return this session's judgements, in the order in which they were made."""
    return cast(tuple[Judgement, ...], st.session_state.get("_judgements", ()))


def add_own(sets: tuple[MeasureSet, ...]) -> None:
    """Bring sets into this session and put them at the table; an equal id is replaced."""
    ids = {one.id for one in sets}
    kept = tuple(one for one in own_sets() if one.id not in ids)
    st.session_state["_own"] = (*kept, *sets)
    st.session_state["sets"] = [*dict.fromkeys([*selection(), *(one.id for one in sets)])]


def hold(own: tuple[MeasureSet, ...], judged: tuple[Judgement, ...]) -> None:
    """Replace what this session brought and judged."""
    st.session_state["_own"], st.session_state["_judgements"] = own, judged
    st.session_state["_before"] = ()


def drop_own(set_id: str) -> None:
    """Take one of the session's own sets away."""
    st.session_state["sets"] = [id_ for id_ in selection() if id_ != set_id]
    st.session_state["_own"] = tuple(one for one in own_sets() if one.id != set_id)


def judge(*given: Judgement) -> None:
    """Keep the judgements of one answer; a later word on a pair replaces the earlier."""
    pairs = {frozenset((one.left, one.right)) for one in given}
    kept = tuple(one for one in judgements() if {one.left, one.right} not in pairs)
    st.session_state["_before"] = (*_before(), judgements())
    st.session_state["_judgements"] = (*kept, *given)


def answers() -> int:
    """Return how many answers this session gave and did not take back."""
    return len(_before())


def undo() -> None:
    """Take the last answer back."""
    *earlier, last = _before()
    st.session_state["_before"], st.session_state["_judgements"] = tuple(earlier), last


def _before() -> tuple[tuple[Judgement, ...], ...]:
    """Return the judgements as they were before each answer."""
    return cast(tuple[tuple[Judgement, ...], ...], st.session_state.get("_before", ()))


def catalog() -> Catalog:
    """Return the catalog with the session's own sets."""
    own = own_sets()
    return remember("catalog", own, lambda: shipped_catalog().with_sets(*own))


def walk() -> Crosswalk:
    """Return the whole crosswalk: the shared one, or this session's if it brought or judged."""
    own, judged = own_sets(), judgements()
    if not own and not judged:
        return shipped_walk()

    def make() -> Crosswalk:
        kept = st.session_state.get("_walk")
        before = kept[1] if kept else shipped_walk()
        with st.spinner("Looking your lines up …"):
            return crosswalk(catalog(), judged, before=before)

    return remember("walk", (own, judged), make)


def selection() -> tuple[str, ...]:
    """Return the ids of the sets at the table, in the order in which they were picked."""
    return tuple(st.session_state.get("sets", EXAMPLE))


def standing() -> tuple[Standing, ...]:
    """Return which rows count: read in a source, inferred, recalled."""
    return tuple(st.session_state.get("rows") or counting())


def choice() -> tuple[Hashable, ...]:
    """Return the key of everything that the table's numbers depend on."""
    return (own_sets(), judgements(), selection(), standing())


def selection_walk() -> Crosswalk:
    """Return the crosswalk of the sets at the table and of the rows that count."""
    return remember("selection_walk", choice(), lambda: walk().only(selection(), standing()))


def everywhere() -> Crosswalk:
    """Return the crosswalk of all sets and of the rows that count."""
    key = (own_sets(), judgements(), standing())
    return remember("everywhere", key, lambda: walk().only(None, standing()))


def labels() -> dict[str, str]:
    """Return what people call each set, by id; two sets never bear the same label."""
    return remember("labels", own_sets(), lambda: _labels(catalog(), own_sets()))


def _labels(sets: Catalog, own: tuple[MeasureSet, ...]) -> dict[str, str]:
    mine = {one.id for one in own}
    labels: dict[str, str] = {}
    for one in sets:
        label = f"{one.label} (mine)" if one.id in mine else one.label
        labels[one.id] = label if label not in labels.values() else f"{label} [{one.id}]"
    return labels
