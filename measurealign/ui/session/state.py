"""What a session knows: the catalog (shared, frozen), and its own sets, judgements and choices.

The catalog and its crosswalk never change, so all sessions share one copy. Everything that a
person brings or decides is the project's (kept.py); what comes of it is shared with those alone
who hold the same (memory.py).
"""

import gc
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import streamlit as st

from measurealign import crosswalk, load_catalog
from measurealign.alignment import Decision
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk
from measurealign.export.answers import NAMES
from measurealign.export.project import Project
from measurealign.model import Judgement, MeasureSet, Standing, counting
from measurealign.problems import InputError
from measurealign.shown import count_of
from measurealign.store import KeptProject
from measurealign.store.kinds import DECISIONS, JUDGEMENTS, pair
from measurealign.ui.session import aside, kept, lookup, memory, seen
from measurealign.ui.session.plain import plain

#: The worked example that every page opens with.
EXAMPLE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")

Made = TypeVar("Made")


@st.cache_resource(show_spinner="Reading the catalog …")
def shipped_catalog() -> Catalog:
    """Return the shipped catalog, read once for all sessions."""
    return load_catalog()


@st.cache_resource(show_spinner="Looking up the lines of the catalog …")
def shipped_walk() -> Crosswalk:
    """Return the crosswalk of the shipped catalog, built once for all sessions."""
    walk = crosswalk(shipped_catalog())
    # It lives as long as the server: Python need not look through it for garbage again and again.
    gc.collect()
    gc.freeze()
    return walk


def brought(
    slot: str, key: Hashable, how: Callable[..., Made], content: bytes, name: str, *more: object
) -> Made:
    """Return what is read in an upload; raise InputError if it cannot be read.

    It is read once, not at every click, and in a process of its own (aside.py).
    """

    def outcome() -> Made | InputError:
        lookup.prepare()
        try:
            return aside.read(how, content, name, *more)
        except InputError as error:
            return error

    found = memory.remember(slot, key, outcome)
    if isinstance(found, InputError):
        raise found
    return found


def own_sets() -> tuple[MeasureSet, ...]:
    """Return the sets that were brought into the project."""
    return cast(tuple[MeasureSet, ...], st.session_state.get("_own", ()))


def judgements() -> tuple[Judgement, ...]:
    """Return the project's judgements, in the order in which they were made."""
    return cast(tuple[Judgement, ...], st.session_state.get("_judgements", ()))


def decisions() -> tuple[Decision, ...]:
    """Return what was decided about measures."""
    return cast(tuple[Decision, ...], st.session_state.get("_decisions", ()))


def add_own(sets: tuple[MeasureSet, ...], file: tuple[str, bytes] | None = None) -> None:
    """Bring sets (with the name and content of their file) and put them at the table.

    An equal id is replaced.
    """
    ids = {one.id for one in sets}
    others = tuple(one for one in own_sets() if one.id not in ids)
    st.session_state["_own"] = (*others, *sets)
    st.session_state["sets"] = [*dict.fromkeys([*selection(), *(one.id for one in sets)])]
    kept.write(lambda project: project.bring(sets, file))


def hold(found: Project, name: str) -> None:
    """Go on from a project file: as a new project, so that nothing is lost."""
    if kept.new(found.name or name, found):
        return
    for key in (set(st.query_params) & NAMES) - set(found.choices):
        st.session_state.pop(key, None)
    st.session_state["_own"], st.session_state["_judgements"] = found.sets, found.judgements
    st.session_state["_decisions"], st.session_state["_before"] = found.decisions, ()
    for key, value in found.choices.items():
        st.session_state[key] = list(value) if isinstance(value, tuple) else value


def drop_own(set_id: str) -> None:
    """Take one of the own sets away."""
    st.session_state["sets"] = [id_ for id_ in selection() if id_ != set_id]
    st.session_state["_own"] = tuple(one for one in own_sets() if one.id != set_id)
    kept.write(lambda project: project.drop(set_id))


def judge(*given: Judgement) -> None:
    """Keep the judgements of one answer; a later word on a pair replaces the earlier."""
    keys = {pair(one) for one in given}
    earlier = tuple(one for one in judgements() if pair(one) in keys)
    others = tuple(one for one in judgements() if pair(one) not in keys)
    st.session_state["_before"] = (*_before(), (keys, earlier))
    st.session_state["_judgements"] = (*others, *given)
    kept.write(lambda project: project.judge(given, seen.versions(JUDGEMENTS)))


def decide(one: Decision) -> None:
    """Keep a decision; a later one on the same measure replaces the earlier."""
    others = tuple(old for old in decisions() if old.family != one.family)
    st.session_state["_decisions"] = (*others, one)
    kept.write(lambda project: project.decide(one, seen.versions(DECISIONS).get(one.family, 0)))


def answers() -> int:
    """Return how many answers this session gave and did not take back."""
    return len(_before())


def undo() -> None:
    """Take the last answer back; what was said before it is said again."""
    if not _before():
        return  # pressed twice, and there was one
    *rest, (keys, earlier) = _before()
    others = tuple(one for one in judgements() if pair(one) not in keys)
    st.session_state["_before"], st.session_state["_judgements"] = tuple(rest), (*others, *earlier)

    def back(project: KeptProject) -> None:
        saw = {key: seen.versions(JUDGEMENTS).get(key, 0) for key in sorted(keys)}
        project.unjudge(saw, earlier)

    kept.write(back)


def _before() -> tuple[tuple[set[str], tuple[Judgement, ...]], ...]:
    """Return, for each answer, its pairs and what was said of them before."""
    return cast(
        tuple[tuple[set[str], tuple[Judgement, ...]], ...], st.session_state.get("_before", ())
    )


def catalog() -> Catalog:
    """Return the catalog with the sets that were brought into the project."""
    own = own_sets()
    return memory.shared("catalog", own, lambda: shipped_catalog().with_sets(*own))


def walk() -> Crosswalk:
    """Return the whole crosswalk: everybody's, or that of the lists and judgements held here."""
    own, judged = own_sets(), judgements()
    if not own and not judged:
        return shipped_walk()

    def make() -> Crosswalk:
        before = memory.last("walk") or shipped_walk()
        _look_up(own)
        return crosswalk(catalog(), judged, before=before)

    return memory.shared("walk", (own, judged), make)


def _look_up(sets: tuple[MeasureSet, ...]) -> None:
    """Have the lines of some sets looked up (lookup.py), telling how far it is.

    A click elsewhere calls it off. Where it takes too much the page ends here, and lets the person
    take the list away.
    """
    spot = st.empty()
    try:
        with st.spinner("Looking up your lines …", show_time=True):
            for done, lines in lookup.looked_up(sets):
                spot.progress(done / lines, text=f"{done:,} of {count_of(lines, 'line')}")
    except InputError as error:
        st.error(plain(error), icon=":material/error:")
        for one in lookup.waiting(sets):
            st.button(f"Remove: {plain(labels()[one.id])}", icon=":material/delete:",
                      key=f"away-{one.id}", on_click=drop_own, args=(one.id,))  # fmt: skip
        st.stop()
    spot.empty()


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
    return memory.shared("selection_walk", choice(), lambda: walk().only(selection(), standing()))


def everywhere() -> Crosswalk:
    """Return the crosswalk of all sets and of the rows that count."""
    key = (own_sets(), judgements(), standing())
    return memory.shared("everywhere", key, lambda: walk().only(None, standing()))


def labels() -> dict[str, str]:
    """Return what people call each set, by id; two sets never bear the same label."""
    return memory.shared("labels", own_sets(), lambda: _labels(catalog(), own_sets()))


def _labels(sets: Catalog, own: tuple[MeasureSet, ...]) -> dict[str, str]:
    mine = {one.id for one in own}
    labels: dict[str, str] = {}
    for one in sets:
        label = f"{one.label} (mine)" if one.id in mine else one.label
        labels[one.id] = label if label not in labels.values() else f"{label} [{one.id}]"
    return labels
