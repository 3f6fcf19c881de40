"""How far the programmes at a table agree on a subject, and the tier that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from measurealign.alignment.ask.goal import Goal, Kind
from measurealign.alignment.ask.question import Question
from measurealign.crosswalk import agenda_line

#: core: a majority agrees; menu: a third, and at least two; on deck: fewer; monitoring: agreed on,
#: but nothing that a practice can be measured by.
Tier = Literal["core", "menu", "on deck", "monitoring"]
#: Two shares closer than this are one.
CLOSE = 1e-9


@dataclass(frozen=True)
class Agreed:
    """A subject, the programmes that measure it, and how far they agree.

    agreement = Σ weight of the programmes that measure it / Σ weight of all at the table. required:
    the same, but a programme from whose rows a practice may choose counts `choice` (half): so a
    majority requires a subject when more require it than leave it out. precedent = (k + 1) /
    (n + 2), with n other programmes of the catalog at or before the year, k of which measure the
    subject. `tie`: a share lies exactly on a level.
    """

    subject: str
    label: str
    area: str
    kind: Kind
    by: tuple[str, ...]
    agreement: float
    required: float
    precedent: float
    others: int
    tier: Tier
    tie: bool

    @property
    def worth(self) -> float:
        """What the subject is worth where subjects compete: agreement × precedent."""
        return self.agreement * self.precedent


def agreements(asked: Question) -> Mapping[str, Agreed]:
    """Return every subject that the table measures, by id."""
    return {subject: _agreed(asked, subject) for subject in asked.measured}


def _agreed(asked: Question, subject: str) -> Agreed:
    by = tuple(asked.measured[subject])
    share, required = agreement(asked, subject), agreement(asked, subject, required=True)
    line, group = agenda_line(subject), asked.walk.subject.get(subject)
    kind: Kind = line.kind if line else "clinical"
    others = sum(subject in subjects for subjects in asked.bodies.values())
    tier, tie = tier_of(asked.goal, share, required, len(by), kind)
    return Agreed(
        subject=subject,
        label=group.label if group else line.label if line else subject,
        area=group.area if group else line.area if line else "other",
        kind=kind,
        by=by,
        agreement=round(share, 6),
        required=round(required, 6),
        precedent=round((others + 1) / (len(asked.bodies) + 2), 6),
        others=others,
        tier=tier,
        tie=tie,
    )


def agreement(asked: Question, subject: str, *, required: bool = False) -> float:
    """Return the weighted share of the programmes at the table that measure (require) a subject."""
    total = sum(one.weight for one in asked.table)
    told = sum(
        asked.programme[one].weight
        * (max(asked.lists[one][family] for family in families) if required else 1.0)
        for one, families in asked.measured[subject].items()
    )
    return told / total if total else 0.0


def tier_of(goal: Goal, share: float, required: float, count: int, kind: Kind) -> tuple[Tier, bool]:
    """Return the tier of a subject that `count` programmes measure, and whether it is a tie.

    Levels are compared exactly, never through a rounded number of programmes: one more programme
    that measures a subject never lowers its tier.

    >>> tier_of(Goal(), 2 / 3, 2 / 3, 2, "clinical"), tier_of(Goal(), 2 / 3, 0.5, 2, "clinical")
    (('core', False), ('menu', True))
    """
    if count < goal.least:
        return "on deck", False
    tie = abs(required - goal.core) < CLOSE or abs(share - goal.menu) < CLOSE
    if required > goal.core + CLOSE and kind not in goal.never_core:
        return "core", tie
    return ("menu" if share >= goal.menu - CLOSE else "on deck"), tie
