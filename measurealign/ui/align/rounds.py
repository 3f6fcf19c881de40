"""Two rounds side by side: one that was frozen, or a file of last time, and the rules as they are.

What the last change of the rules did stands here, too.
"""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.alignment.file import any_of
from measurealign.alignment.file.diff import diff
from measurealign.alignment.file.old import Old, changed
from measurealign.problems import InputError
from measurealign.shown import count_of
from measurealign.store.kinds import ROUNDS, Round, Stored
from measurealign.ui import parts
from measurealign.ui.parts import tables, views
from measurealign.ui.session import kept, memory, state

#: A round of last time: what it is called, and what it proposed.
Earlier = tuple[str, Recommendation | Old]
#: Where the round is no frozen one.
FILE = "a file from last time"


def show(found: Recommendation) -> None:
    """Draw the ways to name an earlier round, and what changed since."""
    frozen = [one.value for one in _frozen()]
    names = [one.name for one in reversed(frozen)]
    held = None
    if names:
        picked = st.selectbox("Since which round", [*names, FILE], key="since_round", width=400,
                              persist_state="session")  # fmt: skip
        held = next((_of_project(one) for one in frozen if one.name == picked), None)
    if not names or picked == FILE:
        held = _of_file()
    if held is None:
        return
    name, old = held
    st.header(f"Since {parts.plain(name)}", anchor=False)
    _beside(old, found)
    told = changed(old, found) if isinstance(old, Old) else diff(old, found)
    _list(told, "Nothing changed.")


def _frozen() -> tuple[Stored[Round], ...]:
    """Return the rounds that the project froze."""
    project = kept.project()
    return project.all(ROUNDS) if project else ()


def _of_project(one: Round) -> Earlier:
    """Return a frozen round."""
    text = one.recommendation
    old = memory.remember("frozen", text, lambda: any_of(text.encode(), f"{one.name}.yaml"))
    return one.name, old


def _of_file() -> Earlier | None:
    """Draw the way to open a file of last time; return what it holds, None where none is open."""
    st.markdown(
        "Open the YAML file that was exported last time to see what changed between the two "
        "rounds, the most important first."
    )
    file = st.file_uploader("Last round's proposal", ["yaml", "yml"], key="last_round",
                            max_upload_size=5)  # fmt: skip
    if file is not None:
        _read(file.file_id, file.getvalue(), file.name)
    held: Earlier | None = st.session_state.get("_last_round")
    if held is not None:
        st.button("Close this file", key="no_last_round", on_click=_lay_aside)
    return held


def _read(file_id: str, content: bytes, name: str) -> None:
    try:
        old = state.brought("read_round", file_id, any_of, content, name)
    except InputError as error:
        for problem in error.problems:
            st.error(parts.plain(problem), icon=":material/error:")
        return
    st.session_state["_last_round"] = (name, old)


def _lay_aside() -> None:
    st.session_state.pop("_last_round", None)


def _beside(old: Recommendation | Old, found: Recommendation) -> None:
    """Draw the measures of both rounds side by side."""
    was, now = ({one.facts.label for one in each.chosen} for each in (old, found))
    rows = [
        {
            "Measure": label,
            "Last round": "✓" if label in was else "",
            "This round": "✓" if label in now else "",
            "Change": "stays" if label in was & now else "new" if label in now else "gone",
        }
        for label in sorted(was | now, key=lambda one: (one in was & now, one))
    ]
    tables.show(rows, "The measures of last round and of this one, changes first")


def since(found: Recommendation) -> None:
    """Draw what the last change of the rules did to the proposal, and keep this one."""
    before, now = st.session_state.get("_answers", (None, None))
    if now is not None and _question(now) != _question(found):
        before = now
    st.session_state["_answers"] = (before, found)
    if before is None or before.inputs.sets != found.inputs.sets:
        return
    told = diff(before, found)
    if told:
        count = f"{count_of(len(before.chosen))} before, {len(found.chosen)} now"
        views.fold(f"What the last change of the rules did: {count}", "fold-since",
                   partial(_list, told, ""))  # fmt: skip


def last_proposal() -> Recommendation | None:
    """Return the last proposal of this session."""
    answers: tuple[object, Recommendation | None] = st.session_state.get("_answers", (None, None))
    return answers[1]


def _question(one: Recommendation) -> object:
    return (one.inputs.goal, one.inputs.sets, one.inputs.evidence)


def _list(lines: Iterable[str], empty: str) -> None:
    st.markdown("\n".join(f"- {parts.plain(one)}" for one in lines) or empty)
