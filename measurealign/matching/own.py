"""The families of lines that are no known measure: one for each wording of each subject.

What a name's family is depends on the name and on how names are read; it is kept by the name, in a
file named after the rest (see catalog/kept.py).
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock

from pydantic import TypeAdapter

from measurealign.catalog import rows
from measurealign.catalog.kept import fingerprint, keep, kept
from measurealign.catalog.shipped import data_folder
from measurealign.inventory import subjects
from measurealign.inventory.subjects import agenda
from measurealign.matching.linking.title import read_off
from measurealign.matching.wording import read_title

#: What starts the id of a family that is no known measure.
OWN = "own"
#: Names kept at most: beyond, the first ones go.
MOST = 50_000
_KEPT = TypeAdapter(dict[str, str])
_DATA = ("subjects.yaml", "vocabulary.yaml")
_adding = Lock()  # sessions of one server share what is known


def own_ids(names: Iterable[str]) -> Mapping[str, str]:
    """Return the families of (at least) some names that are no known measure's, by name."""
    found = _found()
    fresh = [name for name in dict.fromkeys(names) if name not in found]
    if fresh:
        with _adding:
            found.update((name, _own_id(name)) for name in fresh)
            last = dict(list(found.items())[-MOST:])
            keep("own", _mark(), _KEPT.dump_json(last).decode())
    return found


@cache
def _found() -> dict[str, str]:
    with suppress(ValueError):
        return _KEPT.validate_json(kept("own", _mark()) or "{}")
    return {}


@cache
def _mark() -> str:
    """Return what tells how names are read from any other way."""
    code = [*Path(__file__).parent.rglob("*.py"), Path(subjects.__file__), Path(rows.__file__)]
    return fingerprint((*(data_folder() / name for name in _DATA), *sorted(code)))


def _own_id(name: str) -> str:
    """Return the family of a name that is no known measure's: its subject and its wording.

    With the subject: names that read alike and speak of two subjects are two families.
    """
    return f"{OWN}:{agenda().subject_of(name)}:{rows.slug(wording(name))}"


def wording(name: str) -> str:
    """Return a name as far as it tells a measure: equal wordings are one family.

    >>> wording("Annual Wellness Visits*") == wording("Wellness Visit, Annual")
    True
    """
    reading = read_title(read_off(name, frozenset()).text)
    told = sorted({term for _, term in reading.terms}) + sorted(reading.numbers.words)
    return " ".join(told) or name
