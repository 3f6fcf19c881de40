"""YAML that people read and edit: ids stay text."""

from pathlib import Path

import pytest
import yaml as pyyaml

from measurealign import load_catalog
from measurealign.catalog.reader import read_sets
from measurealign.export.yaml import to_yaml
from measurealign.writing import write


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
