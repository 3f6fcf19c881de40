"""The projects that a person may see, the last changed first, each with what it holds."""

from dataclasses import dataclass

import streamlit as st

from measurealign.export.project import Project
from measurealign.store import KeptProject, Listed, Store
from measurealign.store.people import Person
from measurealign.ui import parts
from measurealign.ui.session import kept, people, state


def projects(most: int) -> tuple[Listed, ...]:
    """Return the last changed projects; none where nothing is kept."""
    store, who = kept.store(), people.person()
    return store.projects(who, most) if store and who else ()


def worked_on(most: int) -> tuple[Listed, ...]:
    """Return the last changed projects in which something was brought, judged or chosen."""
    store, who = kept.store(), people.person()
    if store is None or who is None:
        return ()
    return tuple(one for one in projects(2 * most) if _holds(_held(store, who, one)))[:most]


def draw(found: tuple[Listed, ...]) -> None:
    """Draw projects, each with the way to go on with it."""
    store, who = kept.store(), people.person()
    here = st.session_state.get("_project")
    for one in found if store and who else ():
        assert store and who
        label, way = st.columns([5, 1], vertical_alignment="center")
        label.markdown(f"**{parts.plain(_name(one))}**  \n{parts.plain(_says(store, who, one))}")
        way.button("Current" if one.id == here else "Open", key=f"open-{one.id}", width="stretch",
                   on_click=kept.go_on, args=(one.id,), disabled=one.id == here)  # fmt: skip


def _name(one: Listed) -> str:
    more = (str(told) for told in (one.about.year, one.about.region) if told)
    return " · ".join((one.about.name, *more))


def _says(store: Store, who: Person, one: Listed) -> str:
    holds = ", ".join(_holds(_held(store, who, one))) or "nothing brought or reviewed yet"
    return f"{one.changed[:16].replace('T', ' ')} UTC: {holds}"


@dataclass(frozen=True)
class _Holding:
    """What a project holds, in short: a session that sees many projects holds no list of them."""

    lists: tuple[str, ...]
    table: tuple[str, ...]
    judgements: int
    decisions: int

    @classmethod
    def of(cls, held: Project) -> "_Holding":
        table = held.choices.get("sets", ())
        return cls(
            tuple(one.label for one in held.sets),
            tuple(str(one) for one in table) if isinstance(table, tuple) else (),
            len(held.judgements),
            len(held.decisions),
        )


def _held(store: Store, who: Person, one: Listed) -> _Holding:
    return _read(one.id, one.changed, KeptProject(store.engine, who, one.id))


@st.cache_resource(max_entries=500, show_spinner=False)
def _read(id: str, changed: str, _there: KeptProject) -> _Holding:
    """Return what a project holds, read once for each of its changes, for all who may see it."""
    return _Holding.of(_there.content())


def _holds(held: _Holding) -> list[str]:
    """Return in words what a project holds: lists, the table, judgements, decisions."""
    labels = state.labels()
    table = [labels[id_] for id_ in held.table if id_ in labels]
    counts = ((held.judgements, "judgement"), (held.decisions, "decision"))
    return [
        *held.lists,
        *([f"at the table {', '.join(table[:3])}" + (" …" if len(table) > 3 else "")]
          if table else []),
        *(f"{count} {word}{'s' * (count != 1)}" for count, word in counts if count),
    ]  # fmt: skip
