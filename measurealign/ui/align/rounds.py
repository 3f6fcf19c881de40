"""Two rounds side by side: a file of last time, and the rules as they were a moment ago."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.alignment.file import any_of
from measurealign.alignment.file.diff import diff
from measurealign.alignment.file.old import Old, changed
from measurealign.problems import InputError
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.parts import tables, views
from measurealign.ui.session import state


def show(found: Recommendation) -> None:
    """Draw the way to open last round's file, and what changed since."""
    st.markdown(
        "Open the YAML file that was exported last time: what changed between the two rounds is "
        "told, the weightiest first."
    )
    file = st.file_uploader("Last round's proposal", ["yaml", "yml"], key="last_round",
                            max_upload_size=5)  # fmt: skip
    if file is not None:
        _read(file.file_id, file.getvalue(), file.name)
    held: tuple[str, Recommendation | Old] | None = st.session_state.get("_last_round")
    if held is None:
        return
    name, old = held
    st.header(f"Since {parts.plain(name)}", anchor=False)
    _beside(old, found)
    told = changed(old, found) if isinstance(old, Old) else diff(old, found)
    _list(told, "Nothing changed.")
    st.button("Lay it aside", key="no_last_round", on_click=_lay_aside)


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


def kept() -> Recommendation | None:
    """Return the last proposal of this session."""
    answers: tuple[object, Recommendation | None] = st.session_state.get("_answers", (None, None))
    return answers[1]


def _question(one: Recommendation) -> object:
    return (one.inputs.goal, one.inputs.sets, one.inputs.evidence)


def _list(lines: Iterable[str], empty: str) -> None:
    st.markdown("\n".join(f"- {parts.plain(one)}" for one in lines) or empty)
