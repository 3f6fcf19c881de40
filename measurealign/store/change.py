"""Reading and changing one project: asked whether one may, whole or not at all, into the history.

No other module reads or writes rows of a project but the backup.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from measurealign.store import log, people, tables
from measurealign.store.conflict import ConflictError
from measurealign.store.database import reading, writing
from measurealign.store.kinds import MEMBERS, Kind, Stored, Value
from measurealign.store.people import Action, DeniedError, Member, Person


def now() -> str:
    """Return the time as it is kept: UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class View:
    """One moment of a project, for a person who may read it."""

    def __init__(self, door: sa.Connection, project: str, person: Person) -> None:
        self.door, self.project, self.person = door, project, person

    def all(self, kind: Kind[Value]) -> tuple[Stored[Value], ...]:
        """Return the values of a kind, in the order in which they were last written."""
        table = tables.entry
        asked = self._of(kind).order_by(table.c.place, table.c.key)
        return tuple(kind.kept(row) for row in self.door.execute(asked))

    def each(self, *kinds: Kind[Any]) -> Iterator[tuple[Stored[Any], ...]]:
        """Yield the values of some kinds, kind by kind, read at once."""
        of = tables.entry.c
        names = [kind.name for kind in kinds]
        asked = sa.select(tables.entry).where(of.project == self.project, of.kind.in_(names))
        rows = self.door.execute(asked.order_by(of.place, of.key)).all()
        for kind in kinds:
            yield tuple(kind.kept(row) for row in rows if row.kind == kind.name)

    def one(self, kind: Kind[Value], key: str) -> Stored[Value] | None:
        """Return a value by its key."""
        row = self.door.execute(sa.select(tables.entry).where(*self._mine(kind, key))).first()
        return kind.kept(row) if row is not None else None

    def revision(self) -> int:
        """Return how often anything in the project was changed."""
        table = tables.project
        asked = sa.select(table.c.revision).where(table.c.id == self.project)
        return int(self.door.execute(asked).scalar_one())

    def member(self) -> Member | None:
        """Return the person as a member of the project."""
        found = self.one(MEMBERS, self.person.id)
        return found.value if found is not None else None

    def may(self, action: Action) -> bool:
        """Tell whether the person may do something here."""
        try:
            people.ask(self.person, self.member(), action)
        except DeniedError:
            return False
        return True

    def _of(self, kind: Kind[Value]) -> sa.Select[tuple[object, ...]]:
        return sa.select(tables.entry).where(*self._mine(kind))

    def _mine(self, kind: Kind[Value], key: str | None = None) -> list[sa.ColumnElement[bool]]:
        """Return what tells this project's rows of a kind (with a key) from all others."""
        of = tables.entry.c
        told = [of.project == self.project, of.kind == kind.name]
        return told if key is None else [*told, of.key == key]


class Edit(View):
    """One change of a project, by a person who may: all of it is kept, or nothing."""

    def put(self, kind: Kind[Value], value: Value, seen: int | None = None) -> Stored[Value]:
        """Keep a value under its key; what stood there stays in the history.

        `seen`: the version that the writer saw (0: none); None: whatever stands there. Raise
        ConflictError if something else stands there now.
        """
        key = kind.key(value)
        there = self.one(kind, key)
        if there is not None and there.value == value:
            return there
        self._unchanged(kind, key, value, there, seen)
        body = kind.body(value)
        place, at = self.log(kind.name, key, kind.body(there.value) if there else None, body)
        row = {"place": place, "by": self.person.id, "at": at, "body": body}
        table = tables.entry
        if there is None:
            where = {"project": self.project, "kind": kind.name, "key": key}
            self.door.execute(sa.insert(table).values(**where, **row))
        else:
            self.door.execute(sa.update(table).where(*self._mine(kind, key)).values(**row))
        return Stored(key, value, place, self.person.id, at)

    def take(self, kind: Kind[Value], key: str, seen: int | None = None) -> None:
        """Take a value away; it stays in the history. Raise ConflictError as `put` does."""
        there = self.one(kind, key)
        if there is None:
            return
        self._unchanged(kind, key, None, there, seen)
        self.log(kind.name, key, kind.body(there.value), None)
        self.door.execute(sa.delete(tables.entry).where(*self._mine(kind, key)))

    def log(self, kind: str, key: str, before: str | None, after: str | None) -> tuple[int, str]:
        """Add to the history; return the event's number and time."""
        at = now()
        said = {"project": self.project, "at": at, "by": self.person.id, "kind": kind,
                "key": key, "before": before, "after": after}  # fmt: skip
        made = sa.insert(tables.event).values(**said).returning(tables.event.c.id)
        return int(self.door.execute(made).scalar_one()), at

    def _unchanged(
        self, kind: Kind[Value], key: str, mine: Value | None, there: Stored[Value] | None,
        seen: int | None,
    ) -> None:  # fmt: skip
        if seen is None or seen == (there.version if there else 0):
            return
        value, version = (there.value, there.version) if there else (None, 0)
        raise ConflictError(kind, key, mine, value, version, there.by if there else None)


@contextmanager
def looking(on: sa.Engine, project: str, person: Person) -> Iterator[View]:
    """Look at a project; raise DeniedError to whom may not."""
    with reading(on) as door:
        table = tables.project
        known = door.execute(sa.select(table.c.id).where(table.c.id == project)).first()
        view = View(door, project, person)
        _ask(view, known is not None, "read")
        yield view


@contextmanager
def changing(on: sa.Engine, project: str, person: Person, action: Action) -> Iterator[Edit]:
    """Change a project; raise DeniedError to whom may not.

    The project's row is taken first: those who change one project do so one after the other.
    """
    began = time.perf_counter()
    with writing(on) as door:
        table = tables.project
        more = {"revision": table.c.revision + 1, "changed": now()}
        taken = door.execute(sa.update(table).where(table.c.id == project).values(**more))
        change = Edit(door, project, person)
        _ask(change, taken.rowcount == 1, action)
        yield change
    took = round(1000 * (time.perf_counter() - began))
    log.tell("changed", project=project, who=person.id, action=action, ms=took)


def _ask(view: View, known: bool, action: Action) -> None:
    try:
        if not known:
            raise DeniedError("there is no such project, or you are not one of its members")
        people.ask(view.person, None if view.person.alone else view.member(), action)
    except DeniedError:
        log.tell("denied", project=view.project, who=view.person.id, action=action)
        raise
