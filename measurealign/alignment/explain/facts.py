"""What the recommendation shows of a family."""

from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import (
    effort,
    ids_of,
    members,
    source_of,
    standing_of,
    type_of,
    usual,
)
from measurealign.alignment.recommendation import Facts


def facts(question: Question, family: str) -> Facts:
    """Return what is known of a family, as the recommendation shows it."""
    walk = question.walk
    listed = question.listed_by.get(family, ())
    by_idea = question.idea_by.get(question.idea(family), ())
    source, inferred = source_of(question, family)
    return Facts(
        family=family,
        label=walk.family[family].label,
        concept=walk.subject_of(family).id,
        area=question.area(family),
        ids=ids_of(walk, family),
        steward=usual(measure.steward for measure in members(walk, family)),
        type=type_of(walk, family),
        data_source=source,
        data_source_inferred=inferred,
        evidence=standing_of(question, family),
        listed_by=listed,
        variant_in=tuple(one for one in by_idea if one not in listed),
        reach=len(walk.sets_with[family]),
        burden=effort(question, family),
    )
