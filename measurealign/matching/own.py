"""The families of lines that are no known measure: one for each wording of each subject."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Annotated

from pydantic import Field, TypeAdapter

from measurealign.catalog.kept import Memory
from measurealign.catalog.rows import slug
from measurealign.inventory.subjects import agenda
from measurealign.matching.linking.title import read_off
from measurealign.matching.remembered import reading_mark
from measurealign.matching.wording import read_title

#: What starts the id of a family that is no known measure.
OWN = "own"
OwnId = Annotated[str, Field(pattern=f"^{OWN}:[^:]+:.+$")]
#: Such families by the name of a line.
_IDS = Memory.of("own", reading_mark, TypeAdapter(dict[str, OwnId]))


def own_ids(names: Iterable[str]) -> Mapping[str, str]:
    """Return the families of some names that are no known measure's, by name."""
    return {name: _IDS.get(name, partial(own_id, name)) for name in names}


def known_own_ids(names: Iterable[str]) -> Mapping[str, str]:
    """Return the families that are remembered of some names, by name."""
    return _IDS.known(names)


def take_own_ids(found: Mapping[str, str]) -> None:
    """Remember families that were found elsewhere, by name."""
    _IDS.take(found)


def own_id(name: str) -> str:
    """Return the family of a name that is no known measure's: its subject and its wording.

    With the subject: names that read alike and speak of two subjects are two families.
    """
    return f"{OWN}:{agenda().subject_of(name)}:{slug(wording(name))}"


def wording(name: str) -> str:
    """Return a name as far as it tells a measure: equal wordings are one family.

    >>> wording("Annual Wellness Visits*") == wording("Wellness Visit, Annual")
    True
    """
    reading = read_title(read_off(name, frozenset()).text)
    told = sorted({term for _, term in reading.terms}) + sorted(reading.numbers.words)
    return " ".join(told) or name
