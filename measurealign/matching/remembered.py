"""What all that titles tell rests on: words, weights, subjects, and how titles are read."""

from functools import cache
from pathlib import Path

from measurealign.catalog import rows
from measurealign.catalog.kept import fingerprint
from measurealign.catalog.shipped import data_folder
from measurealign.inventory import subjects

_DATA = ("scorer.yaml", "subjects.yaml", "vocabulary.yaml")


@cache
def reading_mark() -> str:
    """Return what tells how titles are read and compared from any other way."""
    code = [*Path(__file__).parent.rglob("*.py"), Path(subjects.__file__), Path(rows.__file__)]
    return fingerprint((*(data_folder() / name for name in _DATA), *sorted(code)))
