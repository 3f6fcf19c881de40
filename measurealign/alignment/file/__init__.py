"""The recommendation as a file: read, verified, compared with another, people's votes kept."""

from pathlib import Path

from measurealign.alignment.file.old import Old, is_old
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.reader import contents, read_content


def read_recommendation(path: Path) -> Recommendation:
    """Read a recommendation file; raise InputError with all its problems."""
    return recommendation_of(contents(path), str(path))


def recommendation_of(content: bytes, name: str) -> Recommendation:
    """Read the bytes of a recommendation file; raise InputError with all their problems."""
    return read_content(content, name, Recommendation)


def read_any(path: Path) -> Recommendation | Old:
    """Read a recommendation file of this version or of the first; raise InputError if neither."""
    return any_of(contents(path), str(path))


def any_of(content: bytes, name: str) -> Recommendation | Old:
    """Read the bytes of a file of this version or of the first; raise InputError if neither."""
    if is_old(content):
        return read_content(content, name, Old)
    return recommendation_of(content, name)
