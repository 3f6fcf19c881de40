"""What the recommendation shows of a family."""

from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.traits import (
    effort,
    ids_of,
    members,
    source_of,
    standing_of,
    type_of,
    usual,
)
from measurealign.alignment.ask.which import audience_of
from measurealign.alignment.chosen import FamilyFacts
from measurealign.crosswalk import agenda_line


def facts(choices: Choices, family: str) -> FamilyFacts:
    """Return what is known of a family, as the recommendation shows it."""
    asked = choices.asked
    walk, known = asked.walk, asked.walk.known(family)
    source, inferred = source_of(asked, family)
    subject = choices.subject_of(family)
    rows = usual(measure.steward for measure in members(walk, family))
    return FamilyFacts(
        family=family,
        label=walk.family[family].label,
        subject=subject,
        subject_label=label_of(choices, subject),
        area=walk.family[family].area,
        ids=ids_of(walk, family),
        steward=rows or (known.steward if known else None),
        type=type_of(walk, family),
        audience=audience_of(asked, family),
        levels=walk.levels(family),
        data_source=source,
        data_source_inferred=inferred,
        evidence=standing_of(asked, family),
        listed_by=asked.listed_by.get(family, ()),
        reach=len(choices.users(family)),
        burden=effort(asked, family),
    )


def label_of(choices: Choices, subject: str) -> str:
    """Return what people call a subject."""
    if subject in choices.agreed:
        return choices.agreed[subject].label
    line = agenda_line(subject)
    return line.label if line else subject


def sets_named(choices: Choices, programmes: tuple[str, ...] | list[str]) -> str:
    """Return programmes as people call them, in the order of the table.

    Programmes beyond the sixth are counted.
    """
    labels = [one.label for one in choices.asked.table if one.id in set(programmes)]
    more = len(labels) - _NAMED
    return ", ".join(labels[:_NAMED]) + (f" and {more} more" if more > 0 else "")


_NAMED = 6
