"""The same tests on SQLite and on PostgreSQL: each test gets a new, empty store of either.

Without PostgreSQL's programs its tests are skipped; where CI is set, that is a failure.
"""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from measurealign.store import Store
from store.servers import postgresql, programs


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a real PostgreSQL."""
    found = programs()
    if found is None:
        what = "no PostgreSQL here: install it (Debian: apt-get install postgresql)"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(what)
        pytest.skip(what)
    with postgresql(found) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    base: str = request.getfixturevalue("server")
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(base, autocommit=True) as door:
        door.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    return base.removesuffix("postgres") + name


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store."""
    one = Store(address)
    yield one
    one.close()
