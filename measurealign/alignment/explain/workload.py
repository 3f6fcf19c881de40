"""What is asked of a practice before and after."""

from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import effort
from measurealign.alignment.recommendation import Workload
from measurealign.burden import burden


def workload_before(asked: Question) -> Workload:
    """Return what the sets at the table ask today (see `measurealign.burden`)."""
    found = burden(asked.walk, asked.sets)
    return Workload(
        listings=found.listings,
        measures=found.measures,
        ideas=found.subjects,
        specifications=found.specifications,
        burden=round(found.weight, 2),
    )


def workload_after(asked: Question, picked: tuple[str, ...]) -> Workload:
    """Return what is asked if every set that lists a chosen idea asks just the chosen measure."""
    concepts = {asked.walk.subject_of(family).id for family in picked}
    return Workload(
        listings=sum(len(asked.idea_by.get(asked.idea(family), ())) for family in picked),
        measures=len(picked),
        ideas=len(concepts),
        specifications=len(picked),
        burden=round(sum(effort(asked, family) for family in picked), 2),
    )
