"""The history of a project: who changed what and when, each kind of change as people say it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import streamlit as st
from pydantic import ValidationError

from measurealign.crosswalk import shipped_inventory
from measurealign.export.answers import LOOKS
from measurealign.judgements import MEASURE
from measurealign.model import Judgement
from measurealign.shown import count_of, minute
from measurealign.store import KeptProject
from measurealign.store.kinds import KINDS, SETTINGS, Kind, Setting
from measurealign.store.project import Event
from measurealign.ui.parts import tables
from measurealign.ui.session import state

#: So many changes are shown.
MOST = 200
#: What is kept of a kind in a few words: what it is called, of what it speaks, what it says.
Said = tuple[str, Callable[[Any], str], Callable[[Any], str]]


def show(project: KeptProject) -> None:
    """Draw the changes, latest first."""
    st.header("History", anchor=False)
    rows = [_row(one) for one in project.history(MOST) if not _is_look(one)]
    tables.show(rows, "The history of the project, latest first")


def _is_look(one: Event) -> bool:
    """Tell whether a change is how somebody looked at a page: nothing was decided."""
    return one.kind == SETTINGS.name and one.key in LOOKS


def _row(one: Event) -> tables.Row:
    what, of, says = SAYS[one.kind]
    before, after = _value(one.kind, one.before), _value(one.kind, one.after)
    return {
        "When (UTC)": minute(one.at), "Who": one.by, "What": what,
        "Of": of(after or before) if after or before else one.key,
        "Before": says(before) if before else "", "After": says(after) if after else "",
    }  # fmt: skip


def _value(kind: str, body: str | None) -> Any:
    """Return what was kept; None if nothing was, or nothing that is understood today."""
    try:
        return _BY_NAME[kind].value(body) if body else None
    except ValidationError:
        return None


def _line(key: str) -> str:
    """Return the name of a line or of a known measure, by the key that a judgement holds."""
    known = shipped_inventory().get(key.removeprefix(MEASURE)) if key.startswith(MEASURE) else None
    line = state.catalog().measures.get(key)
    return known.title if known else line.name if line else key


def _judged(one: Judgement) -> str:
    return _told(f"{one.relation}: {_line(one.right)}", one.verdict, one.why)


def _settled(one: Setting) -> str:
    """Return an answer; sets and measures by what people call them."""
    given = one.value if isinstance(one.value, tuple) else (one.value,)
    return ", ".join(_called(str(each)) for each in given)


def _called(id_: str) -> str:
    family = state.walk().family.get(id_)
    return state.labels().get(id_) or (family.label if family else id_)


def _told(*words: object) -> str:
    return ", ".join(str(word) for word in words if word not in (None, ""))


def _counted(one: Any) -> Iterator[str]:
    """Yield the votes of a decision."""
    for number, word in ((one.votes_for, "for"), (one.votes_against, "against")):
        if number is not None:
            yield f"{number} {word}"


_BY_NAME: Mapping[str, Kind[Any]] = {one.name: one for one in KINDS}
SAYS: Mapping[str, Said] = {
    "about": ("project", lambda _: "", lambda one: _told(one.name, one.year, one.region)),
    "list": ("list", lambda one: one.set.label, lambda one: count_of(len(one.set.measures))),
    "judgement": ("judgement", lambda one: _line(one.left), _judged),
    "decision": ("decision", lambda one: one.label,
                 lambda one: _told(one.state, *_counted(one), one.follow_up, one.note)),
    "vote": ("vote", lambda one: one.label,
             lambda one: _told(f"{one.by}: {one.vote}", one.group, one.why)),
    "comment": ("remark", lambda one: one.about or "", lambda one: one.text),
    "setting": ("choice", lambda one: one.name.replace("_", " "), _settled),
    "member": ("member", lambda one: one.name or one.email,
               lambda one: _told(one.role, one.group)),
    "round": ("round", lambda one: one.name, lambda _: "frozen"),
}  # fmt: skip
