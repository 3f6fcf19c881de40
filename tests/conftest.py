"""What many tests share: the shipped catalog and its crosswalk, made once."""

import pytest
from hypothesis import settings

import measurealign
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk

# No test asserts a time, and the same examples are tried everywhere.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalog."""
    return measurealign.load_catalog()


@pytest.fixture(scope="session")
def walk(catalog: Catalog) -> Crosswalk:
    """The crosswalk of the shipped catalog, all rows."""
    return measurealign.crosswalk(catalog)
