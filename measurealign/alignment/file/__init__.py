"""The recommendation as a file: read, verified, compared with another, people's votes kept."""

from pathlib import Path

from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.reader import read


def read_recommendation(path: Path) -> Recommendation:
    """Read a recommendation file; raise InputError with all its problems."""
    return read(path, Recommendation)
