"""Subjects: the lines of a taskforce's agenda, each in an area (data/subjects.yaml).

>>> agenda().subject_of("Follow-Up After Emergency Department Visit for Mental Illness: 7 Days")
'fum'
"""

import re
from collections.abc import Mapping
from functools import cache, cached_property

from pydantic import Field

from measurealign.catalog.reader import shipped
from measurealign.model import Audience, Frozen, Horizon, SubjectKind, Text

#: The subject of what no pattern finds.
OTHER = "other"


class Subject(Frozen):
    """One line of the agenda. `horizon`: whether practices can move it soon, or over years.

    `patterns` are regular expressions for lower-case titles. A `wide` subject holds measures that
    are not alternatives to one another ("Specialty: cardiology"): no two of them compete.
    """

    id: Text
    label: Text
    area: Text
    audience: Audience
    horizon: Horizon
    kind: SubjectKind
    wide: bool = False
    patterns: tuple[Text, ...] = ()


class Composite(Frozen):
    """A title's pattern and the subjects that such a measure serves together."""

    pattern: Text
    serves: tuple[Text, ...] = Field(min_length=2)


class Agenda(Frozen):
    """The subjects in the order in which their patterns are tried."""

    subjects: tuple[Subject, ...]
    composites: tuple[Composite, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Subject]:
        """Subjects by id."""
        return {one.id: one for one in self.subjects}

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple(
            (re.compile("|".join(f"(?:{each})" for each in one.patterns)), one.id)
            for one in self.subjects
            if one.patterns
        )

    @cached_property
    def _composites(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        return tuple((re.compile(one.pattern), one.serves) for one in self.composites)

    def subject_of(self, title: str) -> str:
        """Return the subject that a title speaks of, `other` if none is found."""
        text = title.lower()
        return next((id_ for pattern, id_ in self._patterns if pattern.search(text)), OTHER)

    def subjects_of(self, title: str, own: str) -> tuple[str, ...]:
        """Return all subjects that a title serves, its `own` first: several for a composite.

        A composite counts only where the title's own subject is among those that it serves.
        """
        text = title.lower()
        for pattern, subjects in self._composites:
            if pattern.search(text):
                return tuple(dict.fromkeys((own, *subjects))) if own in subjects else (own,)
        return (own,)


@cache
def agenda() -> Agenda:
    """Return the shipped agenda."""
    return shipped("subjects.yaml", Agenda)
