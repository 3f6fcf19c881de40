"""A project as one ZIP file, whole: every row, every file, and the YAML that people read.

`rows.jsonl` alone is read back; project.yaml and rounds/ are there so that nobody needs this tool
to get at the work. The same project gives the same bytes.
"""

import base64
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from measurealign.export.project import project_file
from measurealign.problems import InputError
from measurealign.store import tables
from measurealign.store.change import View, looking
from measurealign.store.content import content
from measurealign.store.database import writing
from measurealign.store.kinds import ROUNDS
from measurealign.store.people import DeniedError, Person
from measurealign.store.project import KeptProject
from measurealign.store.store import Store

_ROWS, _HEAD = "rows.jsonl", {"measurealign": "backup", "version": 1}
_TABLES = (tables.project, tables.event, tables.entry, tables.original)
_THEN = (2000, 1, 1, 0, 0, 0)
#: Bytes of a backup's rows, unpacked, at most.
_MOST = 300_000_000
#: What a file that is none, or a damaged one, makes Python raise.
_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
#: What a ZIP file that is none, or a damaged one, makes Python raise.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, lzma.LZMAError)
_NONE = "the file is no backup of measurealign, or it is damaged"


def backup(project: KeptProject) -> bytes:
    """Return a project as a ZIP file; only its convener may (it holds everybody's words)."""
    with looking(project.engine, project.id, project.person) as view:
        if not view.may("delete"):
            raise DeniedError("only the convener may take a project with all that it holds")
        files = {"project.yaml": project_file(content(view))}
        for at, one in enumerate(view.all(ROUNDS), start=1):
            files[f"rounds/{at:02d}.yaml"] = one.value.recommendation
        files[_ROWS] = "".join(_lines(view))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _THEN), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def restore(store: Store, person: Person, file: bytes) -> KeptProject:
    """Put a backup into a store, under its old id; raise InputError if that is there already."""
    if not person.alone:
        raise DeniedError("a backup is restored by whoever runs the store, with `project restore`")
    rows = _read(file)
    id_ = rows["project"][0]["id"]
    try:
        with writing(store.engine) as door:
            table = tables.project
            if door.execute(sa.select(table.c.id).where(table.c.id == id_)).first() is not None:
                raise InputError("this project is in the store already: delete it there first")
            _put(door, rows)
            content(View(door, id_, person))  # what cannot be read is not kept
    except (SQLAlchemyError, *_DAMAGE):
        raise InputError(_NONE) from None
    return store.project(person, id_)


def _put(door: sa.Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    door.execute(sa.insert(tables.project), rows["project"])
    places = _put_events(door, rows["event"])
    for one in rows["entry"]:
        one["place"] = places[one["place"]]
    for one in rows["original"]:
        one["content"] = base64.b64decode(one["content"])
    for each in (tables.entry, tables.original):
        if rows[each.name]:
            door.execute(sa.insert(each), rows[each.name])


def _put_events(door: sa.Connection, events: Iterable[dict[str, Any]]) -> dict[int, int]:
    """Put the history in its order; return the new number of each event by its old one."""
    places = {}
    for one in events:
        old = one.pop("id")
        made = sa.insert(tables.event).values(**one).returning(tables.event.c.id)
        places[old] = int(door.execute(made).scalar_one())
    return places


def _lines(view: View) -> Iterator[str]:
    yield json.dumps(_HEAD) + "\n"
    for table in _TABLES:
        mine = table.c.id if table is tables.project else table.c.project
        asked = sa.select(table).where(mine == view.project).order_by(*_order(table))
        for row in view.door.execute(asked).mappings():
            told = {k: _plain(v) for k, v in row.items()}
            yield json.dumps({"table": table.name, "row": told}) + "\n"


def _order(table: sa.Table) -> tuple[sa.Column[Any], ...]:
    return (table.c.place, table.c.kind) if table is tables.entry else tuple(table.primary_key)


def _plain(value: object) -> object:
    return base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else value


def _read(file: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a backup, by table; raise InputError if the file is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive, archive.open(_ROWS) as stream:
            told = stream.read(_MOST + 1)
        if len(told) > _MOST:
            raise InputError(f"the backup unpacks to more than {_MOST / 1e6:g} MB: no project has")
        return _rows(told.decode())
    except (*_BROKEN, *_DAMAGE):
        raise InputError(_NONE) from None


def _rows(told: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that a backup tells, by table; raise ValueError if they are no project's."""
    head, *lines = told.splitlines()
    if json.loads(head) != _HEAD:
        raise ValueError
    rows: dict[str, list[dict[str, Any]]] = {one.name: [] for one in _TABLES}
    for line in lines:
        one = json.loads(line)
        rows[one["table"]].append(one["row"])
    if len(rows["project"]) != 1 or not isinstance(rows["project"][0]["id"], str):
        raise ValueError
    return rows
