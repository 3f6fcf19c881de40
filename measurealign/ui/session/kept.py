"""The project of this session: told by the address, read from the store, written to at once.

What others change is seen at the next action. Without a store, or for whom nothing is kept, the
session works as before, for itself alone.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from measurealign.export.answers import NAMES, Answer, possible
from measurealign.export.project import Project
from measurealign.model import Frozen
from measurealign.problems import InputError
from measurealign.store import ConflictError, DeniedError, KeptProject, Store, log
from measurealign.store.database import usual
from measurealign.store.kinds import DECISIONS, JUDGEMENTS, LISTS, OwnList
from measurealign.ui.session import people, seen

#: The word of the address, and what it says for a project that is to be made.
WORD, NEW = "project", "new"
#: What a first project is called.
FIRST = "My work"
ELSEWHERE = "This link is from a project you are not in; you see its choices only."


@st.cache_resource(show_spinner=False)
def _open(address: str) -> Store:
    """Return the store, opened once for all sessions; one that cannot be had is tried again."""
    if people.in_group():
        log.to_stderr()
    return Store(address)


def store() -> Store | None:
    """Return the store, None if it cannot be opened (then `why_not` tells)."""
    try:
        return _open(usual())
    except InputError:
        return None


def why_not() -> str | None:
    """Return why nothing is kept, None if all is."""
    try:
        _open(usual())
    except InputError as error:
        return str(error)
    return None if people.person() else "you are not at the computer that stores it"


def project() -> KeptProject | None:
    """Return the project that this session works on."""
    id_, who, there = st.session_state.get("_project"), people.person(), store()
    return KeptProject(there.engine, who, id_) if id_ and who and there else None


def begin() -> None:
    """Find the project that the address names (else the last one), and what others changed."""
    asked, there, here = st.query_params.get(WORD), project(), st.session_state.get("_project")
    if asked is None and there is None and len(st.query_params):
        st.session_state["_visits"] = True  # somebody's link: its choices are not this project's
    try:
        if asked == NEW:
            new(FIRST)
        elif asked is not None and asked != here:
            _open_asked(asked)
        elif there is None:
            _last()
        elif there.revision() != st.session_state.get("_revision"):
            _follow(pull())
    except InputError as error:
        if isinstance(error, DeniedError) and asked != here and NAMES & set(st.query_params):
            st.session_state["_note"] = ELSEWHERE
        else:
            refuse(str(error))
        st.session_state.pop("_project", None)
    _tell_address()


def end() -> None:
    """Keep the answers that were changed on the page, where the person may."""
    now, before, there = choices(), st.session_state.get("_chosen"), project()
    st.session_state["_chosen"] = now
    if there is None or before is None or st.session_state.get("_visits"):
        return
    mine = {key: value for key, value in now.items() if before.get(key) != value}
    if not mine:
        return
    try:
        revision = there.settle(mine)
    except InputError:
        return  # a member's own what-if: the convener alone settles sets and rules
    if revision == st.session_state.get("_revision", 0) + 1:
        st.session_state["_revision"] = revision  # nobody else's change lies between: all is seen
    st.session_state["_held"] = {**st.session_state.get("_held", {}), **mine}


def choices() -> dict[str, Answer]:
    """Return the answers given on the pages, by the names that they bear in the address.

    What was told once is told on: an answer that is put back leaves the address.
    """
    found: dict[str, Answer] = {}
    told = (*st.session_state.get("_held", ()), *(st.session_state.get("_chosen") or ()))
    for key in sorted({*st.query_params, *told, "sets", "rows"}):
        if key in st.session_state and key in NAMES:
            value = st.session_state[key]
            found[key] = tuple(value) if isinstance(value, list | tuple) else value
    return possible(found)


def new(name: str, given: Project | None = None) -> bool:
    """Make a project and go on with it; False where nothing is kept."""
    there, who = store(), people.person()
    if there is None or who is None:
        return False
    go_on(there.create(who, name, given).id)
    return True


def go_on(id: str) -> None:
    """Go on with a project: everything in this session is what the project holds."""
    for key in NAMES:
        st.session_state.pop(key, None)
    _load(id, stated=())
    _tell_address()


def pull() -> Mapping[str, Answer]:
    """Hold the lists, judgements and decisions of the store; return the answers that it holds."""
    there = project()
    if there is None:
        return {}
    now = there.moment()
    held = (("_own", LISTS, now.lists), ("_judgements", JUDGEMENTS, now.judgements),
            ("_decisions", DECISIONS, now.decisions))  # fmt: skip
    for name, kind, found in held:
        seen.hold({kind: {one.key: one.version for one in found}})
        _hold(name, tuple(_meant(one.value) for one in found))
    # What the store knows its values by lives as long as a session holds them.
    st.session_state["_lists"] = tuple(one.value for one in now.lists)
    st.session_state["_revision"] = now.revision
    return now.choices


def _meant(value: Frozen) -> Frozen:
    """Return what the pages hold of a value: of a list that was brought, its set."""
    return value.set if isinstance(value, OwnList) else value


def write(change: Callable[[KeptProject], object]) -> None:
    """Keep a change at once; afterwards the session holds what the store holds."""
    try:
        there = project() or _first()
        if there is None:
            return
        _written = change(there)  # held until it is read back: it is not made anew of its text
    except ConflictError as error:
        st.session_state["_conflict"] = (error, change, seen.every())
    except InputError as error:
        refuse(str(error))
    try:
        if pull() != st.session_state.get("_held"):
            st.session_state["_revision"] = -1  # others gave answers: the next page takes them
    except InputError as error:  # the project is gone, or who was in it, or the store
        refuse(str(error))


def refuse(why: str) -> None:
    """Tell, on the next page that is drawn, what was not done."""
    st.session_state["_refused"] = why


def _first() -> KeptProject | None:
    """Make the first project, of what the session holds; None where nothing is kept."""
    there, who = store(), people.person()
    if there is None or who is None:
        return None
    made = there.create(who, FIRST)
    made.settle(choices())
    st.session_state["_project"] = made.id
    return made


def _last() -> None:
    there, who = store(), people.person()
    found = there.last(who) if there and who else None
    if found is not None:
        _load(found, stated=tuple(st.query_params))


def _open_asked(id: str) -> None:
    there, who = store(), people.person()
    if there is not None and who is not None:
        there.project(who, id)
        _load(id, stated=tuple(st.query_params))


def _load(id: str, stated: tuple[str, ...]) -> None:
    """Hold what a project holds; what the address states goes before its choices."""
    st.session_state["_project"], st.session_state["_before"] = id, ()
    for key in ("_chosen", "_conflict", "_visits"):
        if not stated or key != "_visits":
            st.session_state.pop(key, None)
    held = pull()
    st.session_state["_held"] = dict(held)
    _answer({key: value for key, value in held.items() if key not in stated})


def _follow(now: Mapping[str, Answer]) -> None:
    """Take over the answers that somebody else gave or took back; all sit at one table."""
    before = st.session_state.get("_held", {})
    taken = {key: now.get(key) for key in {*before, *now} if before.get(key) != now.get(key)}
    st.session_state["_held"] = dict(now)
    _answer(taken)
    if st.session_state.get("_chosen") is not None:
        st.session_state["_chosen"] |= taken  # another's answers: this person gave none of them


def _answer(given: Mapping[str, Answer]) -> None:
    for key, value in given.items():
        st.session_state[key] = list(value) if isinstance(value, tuple) else value


def _tell_address() -> None:
    id_ = st.session_state.get("_project")
    if id_ is None:
        st.query_params.pop(WORD, None)
    elif st.query_params.get(WORD) != id_:
        st.query_params[WORD] = id_


def _hold(name: str, value: tuple[object, ...]) -> None:
    """Hold a value; one that is equal stays the same object, and nothing is made anew."""
    if st.session_state.get(name, ()) != value:
        st.session_state[name] = value
