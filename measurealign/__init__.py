"""Agree on which quality measures to count: the four verbs.

>>> from measurealign import load_catalog
>>> catalog = load_catalog()
>>> len(catalog) >= 135
True
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from measurealign.catalog import Catalog

# Imported here, not on demand: the verb must win over the module of the same name.
from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.version import __version__

if TYPE_CHECKING:
    from measurealign.alignment import Goal, Recommendation
    from measurealign.model import Closeness, Overlap

__all__ = ["__version__", "align", "crosswalk", "load_catalog", "overlap"]


def load_catalog(paths: Iterable[Path] | None = None) -> Catalog:
    """Read measure-set files or folders (default: the shipped catalog)."""
    from measurealign.catalog.reader import read_sets
    from measurealign.catalog.shipped import data_folder

    return Catalog.of(read_sets(paths or [data_folder() / "measure_sets"]))


def overlap(walk: Crosswalk, a: str, b: str, closeness: "Closeness" = "strict") -> "Overlap":
    """Return how far two sets of a crosswalk agree, and the measures behind the numbers."""
    from measurealign import scoring

    return scoring.overlap(walk, a, b, closeness)


def align(walk: Crosswalk, ids: Iterable[str], goal: "Goal | None" = None) -> "Recommendation":
    """Return the minimal aligned set of the sets at the table, proven and explained.

    `walk` holds the catalog that is compared; without a goal it is the default question.
    """
    from measurealign import alignment

    return alignment.align(walk, ids, goal)
