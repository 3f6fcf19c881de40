"""Backup, wipe, restore gives the same project, byte for byte."""

import io
import shutil
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import pytest

from measurealign.catalog import Catalog
from measurealign.export.project import project_file
from measurealign.problems import InputError
from measurealign.store import DeniedError, Store
from measurealign.store.backup import backup, restore
from measurealign.store.kinds import MEMBERS, ROUNDS, Round
from store.samples import ALONE, CONVENER, PAYER, whole, workgroup
from store.servers import programs


def test_backup_wipe_restore(store: Store, catalog: Catalog) -> None:
    store.create(ALONE, "in between")  # so that numbers differ after the restore
    project = workgroup(store)
    project.fill(whole(catalog))
    project.bring([whole(catalog).sets[0]], ("a.csv", b"\x00\xffa"))
    project.freeze(Round(name="Round 1", recommendation="version: 2\nnote: “é”\n"))
    yaml, history, rounds = project_file(project.content()), project.history(), project.all(ROUNDS)
    members, file = project.all(MEMBERS), backup(project)
    assert backup(project) == file
    project.delete()
    store.create(ALONE, "another")
    again = restore(store, ALONE, file)
    assert again.id == project.id
    assert project_file(again.content()).encode() == yaml.encode()
    assert again.history() == history
    assert [one.value for one in again.all(ROUNDS)] == [one.value for one in rounds]
    assert [one.value for one in again.all(MEMBERS)] == [one.value for one in members]
    assert again.original("mine-2024") == ("a.csv", b"\x00\xffa")
    assert store.project(CONVENER, project.id).content().name == whole(catalog).name


def test_a_person_reads_the_backup_without_the_tool(store: Store, catalog: Catalog) -> None:
    project = store.create(ALONE, "x", whole(catalog))
    project.freeze(Round(name="1", recommendation="version: 2\n"))
    with zipfile.ZipFile(io.BytesIO(backup(project))) as archive:
        assert archive.read("project.yaml").decode() == project_file(project.content())
        assert archive.read("rounds/01.yaml") == b"version: 2\n"


def test_a_restore_overwrites_nothing_and_refuses_what_is_none(store: Store) -> None:
    project = workgroup(store)
    file = backup(project)
    with pytest.raises(InputError, match="already"):
        restore(store, ALONE, file)
    with pytest.raises(DeniedError):
        restore(store, PAYER, file)
    for wrong in (b"", b"PK", file[: len(file) // 2], file.replace(b"rows", b"rowz")):
        with pytest.raises(InputError, match="no backup"):
            restore(store, ALONE, wrong)


def test_a_whole_store_is_dumped_wiped_and_put_back(
    store: Store, address: str, catalog: Catalog, tmp_path: Path
) -> None:
    """As docs/deploy.md says: pg_dump and pg_restore; for a file, VACUUM INTO and a copy."""
    project = workgroup(store)
    project.fill(whole(catalog))
    project.freeze(Round(name="Round 1", recommendation="version: 2\n"))
    yaml, zipped = project_file(project.content()), backup(project)
    dump = tmp_path / "dump"
    if address.startswith("postgresql"):
        _run("pg_dump", "--format=custom", f"--file={dump}", address)
        wiped(store)
        _run("pg_restore", "--clean", f"--dbname={address}", str(dump))
    else:
        with sqlite3.connect(address) as door:
            door.execute("VACUUM INTO ?", (str(dump),))
        wiped(store)
        for file in Path(address).parent.glob("store.db*"):
            file.unlink()
        shutil.copy(dump, address)
    again = Store(address)
    found = again.project(CONVENER, project.id)
    assert project_file(found.content()).encode() == yaml.encode()
    assert backup(found) == zipped
    assert found.comment("goes on").version > max(one.version for one in project.all(MEMBERS))
    again.close()


def wiped(store: Store) -> None:
    for one in store.projects(ALONE):
        store.project(ALONE, one.id).delete()
    assert not store.projects(ALONE)
    store.close()


def _run(program: str, *words: str) -> None:
    found = programs()
    assert found is not None
    done = subprocess.run([str(found / program), *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
