"""Files are replaced whole, or not at all."""

import os
from pathlib import Path

import pytest

from measurealign.problems import InputError
from measurealign.writing import replace, write


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path):
    with pytest.raises(InputError, match="choose a folder that exists"):
        write(tmp_path / "nowhere" / "r.yaml", "a: 1\n")


def test_no_half_file_is_left_behind(tmp_path: Path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "taken", "a: 1\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken"]


def test_what_breaks_off_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept = tmp_path / "kept.yaml"
    kept.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        write(kept, "new")
    assert kept.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.yaml"]


def test_the_new_content_is_on_the_disk_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kept, seen = tmp_path / "kept.yaml", []
    kept.write_text("old", encoding="utf-8")
    flush = os.fsync

    def watched(handle: int) -> None:
        seen.append((kept.read_text(encoding="utf-8"), os.fstat(handle).st_size))
        flush(handle)

    monkeypatch.setattr(os, "fsync", watched)
    replace(kept, b"newer")
    assert seen == [("old", 5)]
    assert kept.read_text(encoding="utf-8") == "newer"


def test_a_file_keeps_its_rights_and_a_new_one_can_be_read_by_all(tmp_path: Path):
    kept, new = tmp_path / "kept.yaml", tmp_path / "new.yaml"
    kept.write_text("old", encoding="utf-8")
    kept.chmod(0o600)
    write(kept, "mine alone")
    write(new, "for all")
    assert [path.stat().st_mode & 0o777 for path in (kept, new)] == [0o600, 0o644]


def test_a_device_and_a_link_are_written_to_not_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "kept.yaml", tmp_path / "link.yaml"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    write(Path("/dev/null"), "gone")
    assert Path("/dev/null").is_char_device()
    if Path("/dev/full").is_char_device():
        with pytest.raises(InputError, match="cannot be written"):
            write(Path("/dev/full"), "x" * 9000)
        assert Path("/dev/full").is_char_device()
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path, "a folder")
