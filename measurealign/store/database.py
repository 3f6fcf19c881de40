"""Opening a database: where it is, how it is spoken to, and its tables brought up to date."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from platformdirs import user_data_path
from sqlalchemy.exc import DBAPIError, OperationalError

from measurealign.problems import InputError, UsageError
from measurealign.store import log
from measurealign.store.migrations import NEWEST
from measurealign.store.tables import meta
from measurealign.writing import why

#: Where the address of the store is told when it is not said.
VARIABLE = "MEASUREALIGN_STORE"
#: Seconds that a writer waits for the others.
PATIENCE = 30
#: Any number, the same in every measurealign: who holds it may change PostgreSQL's tables.
_LOCK = 7_263_151
_SERVERS = ("postgresql://", "postgres://")


def usual() -> str:
    """Return the address of the store: as the environment tells, else a file of the user's own."""
    return os.environ.get(VARIABLE) or str(
        user_data_path("measurealign", appauthor=False) / "store.db"
    )


def engine(address: str) -> sa.Engine:
    """Return an open database, its tables up to date; raise InputError if it cannot be had.

    An address is `postgresql://...`, `sqlite:///...`, or simply the name of a file.
    """
    made = _connect(address)
    try:
        with made.execution_options(write=True).begin() as door:
            _bring_up_to_date(door)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise InputError(f"the store cannot be opened: {_what(error)}") from None
    return made


@contextmanager
def writing(on: sa.Engine) -> Iterator[sa.Connection]:
    """Begin a change, one writer at a time on SQLite; keep it whole at the end, or nothing.

    Raise InputError if the database is out of reach, here and in `reading`.
    """
    with _told(), on.execution_options(write=True).begin() as door:
        yield door


@contextmanager
def reading(on: sa.Engine) -> Iterator[sa.Connection]:
    """Look at one moment of the store."""
    with _told(), on.begin() as door:
        yield door


@contextmanager
def _told() -> Iterator[None]:
    """Say in a sentence that the database is out of reach; nothing was kept."""
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:
        log.tell("out of reach", why=_what(error))
        raise InputError(f"the store is out of reach, nothing was kept: {_what(error)}") from None


def _what(error: Exception) -> str:
    return str(getattr(error, "orig", error)).strip().splitlines()[0]


def _connect(address: str) -> sa.Engine:
    for server in _SERVERS:
        if address.startswith(server):
            address = f"postgresql+psycopg://{address.removeprefix(server)}"
    if address.startswith("postgresql+psycopg://"):
        return _postgresql(address)
    if "://" in address and not address.startswith("sqlite:///"):
        raise UsageError("a store is a file, or postgresql://user:password@host/database")
    try:
        return _sqlite(Path(address.removeprefix("sqlite:///")).expanduser())
    except RuntimeError:
        what = "you have no home folder: say where the store is (--store, or MEASUREALIGN_STORE)"
        raise InputError(what) from None


def _postgresql(address: str) -> sa.Engine:
    try:
        return sa.create_engine(address, pool_pre_ping=True)
    except ImportError:
        raise UsageError("PostgreSQL needs: pip install 'measurealign[serve]'") from None


def _sqlite(file: Path) -> sa.Engine:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Private words stand in it: nobody else may read it.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        what = f"{file}: the store cannot be kept there: {why(error)}"
        raise InputError(what) from None
    made = sa.create_engine(f"sqlite:///{file}", connect_args={"timeout": PATIENCE})
    sa.event.listen(made, "connect", _as_we_speak)
    sa.event.listen(made, "begin", _begin)
    return made


def _as_we_speak(raw: sqlite3.Connection, _record: Any) -> None:
    """Set SQLite up: many readers beside a writer; what is acknowledged is on the disk."""
    raw.isolation_level = None  # transactions are begun by `_begin` alone
    for line in (f"busy_timeout={1000 * PATIENCE}", "synchronous=FULL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {line}")
    _patiently(raw, "PRAGMA journal_mode=WAL")


def _begin(door: sa.Connection) -> None:
    """Take the writer's place at once: a reader who turns writer midway could not wait."""
    raw = door.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    if not door.get_execution_options().get("write", False):
        raw.execute("BEGIN")
        return
    raw.execute("PRAGMA busy_timeout=0")
    try:
        _patiently(raw, "BEGIN IMMEDIATE")
    finally:
        raw.execute(f"PRAGMA busy_timeout={1000 * PATIENCE}")


def _patiently(raw: sqlite3.Connection, line: str) -> None:
    """Ask again and again while others write: SQLite asks ten times a second at most, or never.

    Who asks so seldom may find the others at it for half a minute, each time.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            raw.execute(line)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(random.uniform(0.001, 0.01))  # noqa: S311 - so that two do not keep step


def _bring_up_to_date(door: sa.Connection) -> None:
    """Run the migrations that this database has not seen; one process does, others wait."""
    if door.dialect.name == "postgresql":
        door.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    known = None
    if sa.inspect(door).has_table("alembic_version"):
        known = door.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    if known == NEWEST:
        return
    if known is not None and known > NEWEST:
        raise InputError("the store was made by a newer measurealign: upgrade this one")
    _upgrade(door)


def _upgrade(door: sa.Connection) -> None:
    """Take the steps that are missing, on a connection that is open already."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    steps = ScriptDirectory.from_config(config)

    def missing(known: Any, _context: Any) -> Any:
        return steps._upgrade_revs("head", known)

    with EnvironmentContext(config, steps, fn=missing, destination_rev="head") as alembic:
        alembic.configure(connection=door, target_metadata=meta, transactional_ddl=False)
        alembic.run_migrations()
