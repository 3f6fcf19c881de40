"""YAML that people read and edit: ids stay text, files are replaced whole."""

from pathlib import Path

import pytest
import yaml as pyyaml

from measurealign import load_catalog
from measurealign.catalog.reader import read_sets
from measurealign.export.yaml import to_yaml, write
from measurealign.problems import InputError


def test_every_shipped_set_survives_writing_and_reading(tmp_path: Path):
    for one in load_catalog():
        write(tmp_path / "set.yaml", to_yaml(one))
        assert read_sets([tmp_path / "set.yaml"]) == (one,)


@pytest.mark.parametrize("text", ["0018", "0034", "12:30", "1e3", "NO", "0x1F", "2372", "null"])
def test_an_id_is_text_for_every_reader(text: str):
    written = to_yaml({"ids": {"cbe": text, "cms": [text]}})
    assert pyyaml.safe_load(written) == {"ids": {"cbe": text, "cms": [text]}}
    assert f'"{text}"' in written


def test_what_is_absent_is_not_written():
    assert to_yaml({"a": None, "b": (), "c": "", "d": 0, "e": False}) == "d: 0\ne: false\n"


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path):
    with pytest.raises(InputError, match="choose a folder that exists"):
        write(tmp_path / "nowhere" / "r.yaml", "a: 1\n")


def test_no_half_file_is_left_behind(tmp_path: Path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "taken", "a: 1\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken"]


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
