"""Backup, wipe, restore gives the same project, byte for byte."""

import io
import zipfile

import pytest

from measurealign.catalog import Catalog
from measurealign.export.project import project_file
from measurealign.problems import InputError
from measurealign.store import DeniedError, Store
from measurealign.store.backup import backup, restore
from measurealign.store.kinds import MEMBERS, ROUNDS, Round
from store.samples import ALONE, CONVENER, PAYER, whole, workgroup


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
