"""The store: which projects there are, a new one, and one of them to work at."""

import secrets
from dataclasses import dataclass

import sqlalchemy as sa

from measurealign.export.project import Project
from measurealign.problems import UsageError, nearest
from measurealign.store import log, tables
from measurealign.store.change import Edit, now
from measurealign.store.content import fill
from measurealign.store.database import engine, reading, usual, writing
from measurealign.store.kinds import ABOUT, MEMBERS, ProjectFacts
from measurealign.store.people import Member, Person
from measurealign.store.project import KeptProject


@dataclass(frozen=True)
class Listed:
    """A project in the list: its opaque id, what it is called, when it was last changed (UTC)."""

    id: str
    about: ProjectFacts
    changed: str


class Store:
    """An open store. Threads may share it; each change is a transaction of its own."""

    def __init__(self, address: str | None = None) -> None:
        """Open a store (default: MEASUREALIGN_STORE, else the user's own); see database.py."""
        self.engine = engine(address or usual())

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def projects(self, person: Person, most: int | None = None) -> tuple[Listed, ...]:
        """Return the projects (at most so many) that a person may see, the last changed first."""
        made, row = tables.project, tables.entry
        asked = (
            sa.select(made.c.id, made.c.changed, row.c.body)
            .join(row, sa.and_(row.c.project == made.c.id, row.c.kind == ABOUT.name))
            .order_by(made.c.changed.desc(), made.c.id)
            .limit(most)
        )
        with reading(self.engine) as door:
            rows = door.execute(asked.where(*_may_see(person, made.c.id))).all()
        return tuple(Listed(one.id, ABOUT.value(one.body), one.changed) for one in rows)

    def last(self, person: Person) -> str | None:
        """Return the project that a person changed last, else the last changed; None of none."""
        of = tables.event.c
        asked = sa.select(of.project).where(of.by == person.id, *_may_see(person, of.project))
        with reading(self.engine) as door:
            found = door.execute(asked.order_by(of.id.desc()).limit(1)).scalar()
        return found or next((one.id for one in self.projects(person, 1)), None)

    def project(self, person: Person, id: str) -> KeptProject:
        """Return a project by its id; raise DeniedError if the person may not see it."""
        found = KeptProject(self.engine, person, id)
        found.revision()
        return found

    def named(self, person: Person, name: str) -> KeptProject:
        """Return a project by its name or id; raise UsageError unless there is just one."""
        seen = self.projects(person)
        found = [one for one in seen if name in (one.id, one.about.name)]
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            raise UsageError(
                f"{len(found)} projects are called '{name}': say which by its id: {ids}"
            )
        if not found:
            known = [one.about.name for one in seen]
            hint = nearest(name, known) if known else "make it with `measurealign project new`"
            raise UsageError(f"no project is called '{name}': {hint}")
        return self.project(person, found[0].id)

    def create(self, person: Person, name: str, given: Project | None = None) -> KeptProject:
        """Make a project, empty or with what a project file holds; its maker convenes it."""
        id_ = secrets.token_urlsafe(9)
        with writing(self.engine) as door:
            row = {"id": id_, "revision": 0, "changed": now()}
            door.execute(sa.insert(tables.project).values(**row))
            change = Edit(door, id_, person)
            change.put(ABOUT, ProjectFacts(name=name))
            if not person.alone:
                change.put(MEMBERS, Member(email=person.id, role="convener"))
            if given is not None:
                fill(change, given)
        log.tell("created", project=id_, who=person.id)
        return KeptProject(self.engine, person, id_)


def _may_see(person: Person, project: sa.ColumnElement[str]) -> tuple[sa.ColumnElement[bool], ...]:
    """Return what holds of the projects that a person may see."""
    if person.alone:
        return ()
    row = tables.entry.c
    mine = sa.select(row.project).where(row.kind == MEMBERS.name, row.key == person.id)
    return (project.in_(mine),)
