"""Every benchmark opens: none waits for what the package no longer has."""

from importlib import import_module
from pathlib import Path

import pytest

import benchmarks

#: A page of Streamlit's, which draws as soon as it is opened.
PAGE = "bare"
NAMES = sorted(path.stem for path in Path(benchmarks.__path__[0]).glob("[a-z]*.py"))


@pytest.mark.parametrize("name", [name for name in NAMES if name != PAGE])
def test_a_benchmark_opens(name: str) -> None:
    assert import_module(f"benchmarks.{name}").__doc__
