"""What is told of the packages; the commands behind it: tests/audit.py, tests/fresh.py."""

from typing import Any

import audit
import fresh
import pytest

BOM: dict[str, Any] = {"components": [
    {"name": "b", "version": "2", "licenses": [{"expression": "MIT OR Apache-2.0"}]},
    {"name": "A", "version": "1", "licenses": [
        {"license": {"name": "License :: OSI Approved :: BSD License"}}, {"license": {"id": "BSD"}},
    ]},
    {"name": "c", "licenses": [{"license": {"name": "The licence\n\nwith all its words"}}]},
    {"name": "d", "version": "4"},
]}  # fmt: skip


def test_licences_are_told_as_the_metadata_state_them() -> None:
    assert audit.licences(BOM) == [
        ("A", "1", "BSD License; BSD"), ("b", "2", "MIT OR Apache-2.0"), ("c", "", "The licence"),
        ("d", "4", ""),
    ]  # fmt: skip


def test_weaknesses_are_told_and_so_is_that_nobody_could_be_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = {"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["1.1"]}]}
    assert audit.weaknesses({"dependencies": [found, {"name": "b", "version": "2"}]}) == 1
    assert "a 1: X-1, mended in 1.1\n1 known weaknesses in 2" in capsys.readouterr().out
    assert audit.weaknesses({"dependencies": []}) == 0
    assert audit.weaknesses(None) == audit.UNREACHED
    assert "could not be asked" in capsys.readouterr().out


def test_one_python_a_version_is_found_this_one_too() -> None:
    found = list(fresh.pythons())
    assert found
    assert len({one.resolve() for one in found}) == len(found)
