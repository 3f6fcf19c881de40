"""Opening a store: new, old, newer, unreachable; migrations make what the tables say."""

import os
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from measurealign.problems import InputError, UsageError
from measurealign.store import Store, migrations
from measurealign.store.database import usual
from measurealign.store.tables import meta
from store.samples import ALONE


def test_the_migrations_make_the_tables(store: Store) -> None:
    with store.engine.begin() as door:
        differs = compare_metadata(MigrationContext.configure(door), meta)
    assert not differs


def test_the_newest_step_is_the_chains_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.NEWEST


def test_a_newer_store_is_refused(store: Store, address: str) -> None:
    with store.engine.begin() as door:
        door.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InputError, match="newer measurealign"):
        Store(address)


def test_many_open_a_new_store_at_once(address: str) -> None:
    faults: list[BaseException] = []

    def begin() -> None:
        try:
            one = Store(address)
            one.create(ALONE, "x")
            one.close()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not faults
    last = Store(address)
    assert len(last.projects(ALONE)) == 4
    last.close()


def test_what_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        Store("postgresql://nobody@127.0.0.1:9/none?connect_timeout=2")
    with pytest.raises(UsageError, match="a store is a file"):
        Store("mysql://x")
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database, but long enough to look at" * 50)
    with pytest.raises(InputError, match="cannot be opened"):
        Store(str(broken))
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be kept there"):
        Store(str(tmp_path / "file" / "store.db"))


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    Store(str(tmp_path / "new" / "store.db")).close()
    assert (tmp_path / "new" / "store.db").stat().st_mode & 0o077 == 0


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEASUREALIGN_STORE", "/x/y.db")
    assert usual() == "/x/y.db"
    monkeypatch.delenv("MEASUREALIGN_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert usual() == "/data/measurealign/store.db"


def test_a_store_that_goes_away_is_told_in_a_sentence(store: Store) -> None:
    project = store.create(ALONE, "x")
    with (
        pytest.raises(InputError, match="out of reach"),
        pytest.MonkeyPatch.context() as patch,
    ):

        def gone(*_: object, **__: object) -> None:
            raise sa.exc.OperationalError("", {}, Exception("server closed the connection"))

        patch.setattr(store.engine.dialect, "do_execute", gone)
        project.revision()
    assert project.revision() == 0
