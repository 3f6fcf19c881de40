"""The page of each programme: what it keeps, changes, adopts and drops, and what that saves."""

from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.table import Seat
from measurealign.alignment.explain.saving import Aligning
from measurealign.alignment.recommendation import PageLine, ProgrammePage


def pages(aligning: Aligning) -> tuple[ProgrammePage, ...]:
    """Return the page of each programme, in the order of the table."""
    return tuple(_page(aligning, one) for one in aligning.choices.asked.table)


def _page(aligning: Aligning, one: Seat) -> ProgrammePage:
    instead, listed = aligning.instead, aligning.listed(one)
    line = {family: _line(aligning, one, family) for family in listed}
    now, rest, alone = aligning.loads(one)
    return ProgrammePage(
        programme=one.id,
        set=one.set,
        label=one.label,
        keeps=tuple(line[f] for f in listed if instead.get(f) == f),
        changes=tuple(line[f] for f in listed if instead.get(f, f) != f),
        adopts=tuple(_adopts(aligning.choices, family) for family in aligning.adopted(one)),
        drops=tuple(line[f] for f in listed if f not in instead),
        today=now,
        rest_stays=rest,
        all_align=alone,
    )


def _line(aligning: Aligning, one: Seat, family: str) -> PageLine:
    choices, chosen = aligning.choices, aligning.instead.get(family)
    called = choices.asked.label
    return PageLine(
        subject=choices.subject_of(family),
        lists=called[family],
        chosen=called[chosen] if chosen else None,
        required=family in choices.asked.required[one.id],
    )


def _adopts(choices: Choices, family: str) -> PageLine:
    return PageLine(subject=choices.subject_of(family), chosen=choices.asked.label[family])
