"""The answer to the question at the table: asked once, kept, and shared where nothing is private.

A question about shipped sets alone has one answer for all sessions. As soon as a session brought a
set or judged a link, its answers are its own.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import streamlit as st

from measurealign.alignment import Goal, Point, Recommendation, align, frontier
from measurealign.alignment.file.own_sets import with_inputs
from measurealign.alignment.file.side_by_side import PresetAnswer, side_by_side
from measurealign.alignment.file.votes import with_decisions
from measurealign.crosswalk import Crosswalk
from measurealign.model import Standing
from measurealign.problems import InputError, UsageError
from measurealign.ui import parts
from measurealign.ui.session import state, work

Made = TypeVar("Made")
Question = Callable[[Crosswalk, tuple[str, ...], Goal], Made]
SEARCHING = "Looking for the fewest measures that serve every set …"
DRAWING = "Finding the best set of each size …"
ASKING = "Asking the rules of each institution …"


def _by_preset(walk: Crosswalk, ids: tuple[str, ...], _: Goal) -> tuple[PresetAnswer, ...]:
    """Ask every preset: each brings its own goal."""
    return side_by_side(walk, ids)


#: What can be asked of a table and a goal.
QUESTIONS: dict[str, Question[object]] = {
    "align": align, "frontier": frontier, "presets": _by_preset,
}  # fmt: skip


@st.cache_resource(max_entries=200, show_spinner=False)
def _shared(
    name: str, ids: tuple[str, ...], standing: tuple[Standing, ...], goal: str
) -> "Future[object]":
    """Begin a work that is the same for every session: shipped sets, no judgements."""
    walk, asked = state.shipped_walk().only(None, standing), Goal.model_validate_json(goal)
    return work.hands().submit(QUESTIONS[name], walk, ids, asked)


def _asked(name: str, goal: Goal, slot: str = "") -> "Future[object]":
    """Return the work of answering a question of this session; it is begun only once.

    A session keeps one private answer a `slot`.
    """
    ids, standing, told = state.selection(), state.standing(), goal.model_dump_json()
    if state.own_sets() or state.judgements():
        walk = state.everywhere()
        key = (name, *state.choice(), told)
        return work.begin(slot or name, key, lambda: QUESTIONS[name](walk, ids, goal))
    found = _shared(name, ids, standing, told)
    fault = found.exception() if found.done() else None
    if isinstance(fault, InputError) and not isinstance(fault, UsageError):
        # Time ran out; another time it may suffice.
        _shared.clear(name, ids, standing, told)
        found = _shared(name, ids, standing, told)
    return found


def complain(error: InputError | UsageError) -> None:
    """Show the problems of a question that cannot be answered."""
    for problem in error.problems:
        st.error(parts.plain(problem), icon=":material/error:")


def ask(goal: Goal, preset: str | None = None, slot: str = "") -> Recommendation | None:
    """Return the recommendation, complete with own sets and decisions; None if told why not."""
    try:
        found = work.finished(_asked("align", goal, slot), SEARCHING)
    except (InputError, UsageError) as error:
        complain(error)
        return None
    assert isinstance(found, Recommendation)
    whole = with_inputs(found, state.own_sets(), preset, judgements=state.judgements())
    return with_decisions(whole, state.decisions())


def points(goal: Goal) -> tuple[Point, ...] | None:
    """Return the best set of each size; None if told why not."""
    try:
        found = work.finished(_asked("frontier", goal), DRAWING)
    except (InputError, UsageError) as error:
        complain(error)
        return None
    assert isinstance(found, tuple)
    return found


def presets() -> tuple[PresetAnswer, ...]:
    """Return what each preset proposes for the table; none, and told why, if nothing can be."""
    try:
        found = work.finished(_asked("presets", Goal()), ASKING)
    except (InputError, UsageError) as error:
        complain(error)
        return ()
    assert isinstance(found, tuple)
    return found
