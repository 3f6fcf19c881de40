"""The answers that people give on the pages, by the names that they bear in the address.

A project file may state these and nothing else: what the app keeps for itself in a session is not
to be had by a file.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated

from pydantic import Field, ValidationError

from measurealign.model import Frozen, Standing

Word = Annotated[str, Field(max_length=300)]
WordList = Annotated[tuple[Word, ...], Field(max_length=500)]
Year = Annotated[int, Field(ge=1990, le=2100)]
Percent = Annotated[int, Field(ge=0, le=100)]
Few = Annotated[int, Field(ge=0, le=10)]

Answer = bool | int | float | str | tuple[str, ...] | tuple[int, ...] | tuple[float, ...] | None


class Looks(Frozen, strict=True):
    """How the pages are looked at: nothing that anybody decides."""

    view: Word | None = None
    burden: Word | None = None
    look: Word | None = None
    closeness: Word | None = None
    areas_shown: WordList | None = None
    least: Annotated[int, Field(ge=1, le=1000)] | None = None
    left: Word | None = None
    right: Word | None = None
    find: Word | None = None
    kind: WordList | None = None
    region: Word | None = None
    years: tuple[Year, Year] | None = None
    open_region: Word | None = None
    study: Word | None = None
    study_view: Word | None = None
    study_by: Word | None = None
    meeting: Word | None = None


class Answers(Looks, strict=True):
    """What can be answered; None: nothing is said."""

    # the table
    sets: WordList | None = None
    rows: tuple[Standing, ...] | None = None
    my_region: Word | None = None
    my_year: Year | None = None
    # the practice
    clinicians: Annotated[int, Field(ge=1, le=1000)] | None = None
    patients: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    # the rules
    preset: Word | None = None
    size_rule: Word | None = None
    size: Annotated[int, Field(ge=1, le=60)] | None = None
    weigh: Word | None = None
    horizon: Word | None = None
    core: Percent | None = None
    menu: Percent | None = None
    panel: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    cost: Few | None = None
    engagement: Few | None = None
    audience: WordList | None = None
    prefer: WordList | None = None
    keep: WordList | None = None
    drop: WordList | None = None
    rule: WordList | None = None
    aside: WordList | None = None


#: The names of the answers, and of those that nobody decides.
NAMES, LOOKS = frozenset(Answers.model_fields), frozenset(Looks.model_fields)


def checked(told: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """Return answers that are all known and possible; raise ValidationError, each at its place."""
    Answers.model_validate({name: _fixed(value) for name, value in told.items()})
    return told


def possible(told: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return those answers of a session or of an older store that are known and possible."""
    found: dict[str, Answer] = {}
    for name, value in told.items():
        with suppress(ValidationError):
            found |= checked({name: value})
    return found


def _fixed(value: Answer) -> Answer:
    return tuple(value) if isinstance(value, list) else value
