"""The recommendation as a file: read, verified, compared with another, people's votes kept."""

from collections.abc import Sequence
from pathlib import Path

from measurealign.alignment.file.old import Old, is_old, mapping_in
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.reader import contents, read_content
from measurealign.problems import UsageError


def read_recommendation(path: Path) -> Recommendation:
    """Read a recommendation file; raise InputError with all its problems."""
    return recommendation_of(contents(path), str(path))


def recommendation_of(content: bytes, name: str) -> Recommendation:
    """Read the bytes of a recommendation file; raise InputError with all their problems."""
    return read_content(content, name, Recommendation)


def frozen_in(names: Sequence[str]) -> Path | None:
    """Return the recommendation file among names of sets and files, None if there is none.

    Raise UsageError if sets stand beside it: it tells itself who is at the table.
    """
    files = [Path(one) for one in names if Path(one).suffix.lower() in (".yaml", ".yml")]
    found = next((one for one in files if one.is_file() and is_proposal(contents(one))), None)
    if found is not None and len(names) > 1:
        raise UsageError(f"{found} tells itself which sets are at the table: name it alone")
    return found


def is_proposal(content: bytes) -> bool:
    """Tell whether a file means to be a recommendation, of this version or of the first."""
    told = mapping_in(content)
    return "measures" not in told and "inputs" in told and ("version" in told or is_old(content))


def read_any(path: Path) -> Recommendation | Old:
    """Read a recommendation file of this version or of the first; raise InputError if neither."""
    return any_of(contents(path), str(path))


def any_of(content: bytes, name: str) -> Recommendation | Old:
    """Read the bytes of a file of this version or of the first; raise InputError if neither."""
    if is_old(content):
        return read_content(content, name, Old)
    return recommendation_of(content, name)
