"""Agree on which quality measures to count: the four verbs.

>>> from measurealign import load_catalog
>>> catalog = load_catalog()
>>> len(catalog) >= 135
True
"""

from collections.abc import Iterable
from pathlib import Path

from measurealign.catalog import Catalog

# Imported here, not on demand: the verb must win over the module of the same name.
from measurealign.crosswalk import crosswalk

__all__ = ["crosswalk", "load_catalog"]
__version__ = "0.1.0"


def load_catalog(paths: Iterable[Path] | None = None) -> Catalog:
    """Read measure-set files or folders (default: the shipped catalogue)."""
    from measurealign.catalog.reader import read_sets
    from measurealign.shipped import data_folder

    return Catalog.of(read_sets(paths or [data_folder() / "measure_sets"]))
