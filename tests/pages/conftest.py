"""What all pages' tests share: the components looked for once, lists read in the tests' process."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from measurealign.crosswalk import learn
from measurealign.ui.session import aside, lookup


@pytest.fixture(scope="session", autouse=True)
def components_found_once() -> Iterator[None]:
    """Each new `AppTest` reads the metadata of all installed packages: nine tenths of its time."""
    with pytest.MonkeyPatch.context() as patch:
        look = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", look)
        yield


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin no process for each list that a page is given: test_aside and test_lookup do."""
    monkeypatch.setattr(aside, "read", lambda how, content, name, *more: how(content, name, *more))
    monkeypatch.setattr(lookup, "_turn", learn)
    monkeypatch.setattr(lookup, "prepare", lambda: None)
