"""What is asked of a practice before and after: listings, measures, specifications, burden."""

from collections.abc import Iterable

from measurealign.alignment.question import Question
from measurealign.alignment.recommendation import Load
from measurealign.alignment.traits import effort


def load_before(asked: Question) -> Load:
    """Return what the sets at the table ask today."""
    return _load(asked, sum(len(asked.walk.listed(one)) for one in asked.sets), asked.listed_by)


def load_after(asked: Question, picked: tuple[str, ...]) -> Load:
    """Return what is asked if every set that lists a chosen idea asks just the chosen measure."""
    listings = sum(len(asked.idea_by.get(asked.idea(family), ())) for family in picked)
    return _load(asked, listings, picked)


def _load(asked: Question, listings: int, families: Iterable[str]) -> Load:
    unique = sorted(set(families))
    return Load(
        listings=listings,
        measures=len({asked.walk.concept_of(family).id for family in unique}),
        specifications=len(unique),
        burden=round(sum(effort(asked, family) for family in unique), 2),
    )
