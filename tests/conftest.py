"""What many tests share: the shipped catalog and its crosswalk, made once."""

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from platformdirs import user_cache_path

import measurealign
from measurealign.alignment import Recommendation, align
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk
from measurealign.model import Judgement

# No test asserts a time, and the same examples are tried everywhere.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

# As the command line does: what a test makes is seldom garbage in a circle.
gc.set_threshold(100_000)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalog."""
    return measurealign.load_catalog()


@pytest.fixture(scope="session")
def walk(catalog: Catalog) -> Crosswalk:
    """The crosswalk of the shipped catalog, all rows."""
    made = measurealign.crosswalk(catalog)
    gc.freeze()  # it stays to the end: the collector need not go through it again and again
    return made


@pytest.fixture
def linked_once(monkeypatch: pytest.MonkeyPatch, catalog: Catalog, walk: Crosswalk) -> None:
    """Each verb links the shipped catalog anew; here once is enough, and the lines of own lists."""
    real = measurealign.crosswalk

    def once(given: Catalog, judged: Iterable[Judgement] = (), **how: Any) -> Crosswalk:
        said = tuple(judged)
        if given == catalog and not said and not how:
            return walk
        return real(given, said, **(how or {"before": walk}))

    monkeypatch.setattr(measurealign, "crosswalk", once)
    monkeypatch.setattr("measurealign.alignment.file.verify.crosswalk", once)


@pytest.fixture(scope="session", autouse=True)
def kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store of the tests' own: nobody's work is read or changed."""
    file: Path = tmp_path_factory.mktemp("store") / "store.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEASUREALIGN_STORE", str(file))
        yield file


@pytest.fixture
def kept_before(walk: Crosswalk, tmp_path: Path) -> Callable[..., Path]:
    """Return a cache folder of the test's own that has some kinds of what was read before."""

    def folder(*kinds: str, home: str = "cache") -> Path:
        here = tmp_path / home / "measurealign"
        here.mkdir(parents=True)
        for kind in kinds:
            for file in user_cache_path("measurealign", appauthor=False).glob(f"{kind}-*.json"):
                shutil.copy(file, here)
        return here.parent

    return folder


@pytest.fixture(scope="session")
def counted(walk: Crosswalk) -> Crosswalk:
    """The rows of it that count unless the user says otherwise."""
    return walk.only()


@pytest.fixture(scope="session")
def main_job(counted: Crosswalk) -> Recommendation:
    """The aligned set of CPC+, HEDIS and Oregon 2018 by the default rules."""
    return align(counted, ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"])
