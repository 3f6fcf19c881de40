"""The recommendation as a file: read, verified, compared with another, people's votes kept."""

from pathlib import Path

from measurealign.alignment.file.old import Old, is_old
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.reader import read


def read_recommendation(path: Path) -> Recommendation:
    """Read a recommendation file; raise InputError with all its problems."""
    return read(path, Recommendation)


def read_any(path: Path) -> Recommendation | Old:
    """Read a recommendation file of this version or of the first; raise InputError if neither."""
    return read(path, Old) if is_old(path) else read(path, Recommendation)
