"""How far the programmes at a table agree on a subject, and the tier that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from measurealign.alignment.ask.eligible import can_measure
from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.question import Question
from measurealign.crosswalk import agenda_line
from measurealign.model import SubjectKind

#: core: a majority agrees; menu: a third, and at least two; on deck: fewer; monitoring: agreed on,
#: but nothing that a practice can be measured by.
Tier = Literal["core", "menu", "on deck", "monitoring"]
#: Two shares closer than this are one.
CLOSE = 1e-9
#: How often bodies choose a subject of some table; what measuring a subject by any measure
#: counts, of listing its best. Both were found by the back-test (benchmarks/backtest.py).
USUAL, SUBJECT = 1 / 6, 0.75


@dataclass(frozen=True)
class Agreed:
    """A subject, the programmes that measure it, and how far they agree.

    agreement = Σ weight of the programmes that measure it / Σ weight of all at the table (but for
    those of which no row counts: what was not read is no word against a subject). required:
    the same, but a programme from whose rows a practice may choose counts `choice` (half), and one
    that asks only for what measures no practice nothing: so a majority requires a subject when more
    require it than leave it out. precedent = (k + 1) /
    (n + 2), with n bodies (states, regions, payers) at or before the year, k of which
    measure the subject. support: see `support`. `tie`: a share lies exactly on a level.
    """

    subject: str
    label: str
    area: str
    kind: SubjectKind
    by: tuple[str, ...]
    agreement: float
    required: float
    precedent: float
    support: float
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
    kind: SubjectKind = line.kind if line else "clinical"
    others, lean = asked.chosen_by.get(subject, 0), support(asked, subject, share)
    tier, tie = tier_of(asked.goal, share, required, len(by), kind, lean)
    return Agreed(
        subject=subject,
        label=asked.label.subject(subject) if group else line.label if line else subject,
        area=group.area if group else line.area if line else "other",
        kind=kind,
        by=by,
        agreement=round(share, 6),
        required=round(required, 6),
        precedent=round((others + 1) / (len(asked.bodies) + 2), 6),
        support=round(lean, 6),
        others=others,
        tier=tier,
        tie=tie,
    )


def agreement(asked: Question, subject: str, *, required: bool = False) -> float:
    """Return the weighted share of the programmes at the table that measure (require) a subject."""
    total = sum(one.weight for one in asked.voices)
    told = sum(
        asked.programme[one].weight * (_must(asked, one, families) if required else 1.0)
        for one, families in asked.measured[subject].items()
    )
    return told / total if total else 0.0


def _must(asked: Question, programme: str, families: tuple[str, ...]) -> float:
    """Return how far a programme requires some families of practices, not of plans alone."""
    counts = asked.lists[programme]
    return max((counts[family] for family in families if can_measure(asked, family)), default=0.0)


def support(asked: Question, subject: str, share: float) -> float:
    """Return the agreement on a subject, corrected by what bodies chose, here and elsewhere.

    voices at the table + voices elsewhere - 1/6, each 3/4 · share that measure the subject + 1/4 ·
    share that list its best measure; a sixth is the usual precedent. The best measure has the most
    voices. Without bodies, or with `elsewhere` off, it is the agreement.
    """
    if not asked.goal.elsewhere or not asked.bodies:
        return share
    bodies, total = len(asked.bodies), sum(one.weight for one in asked.voices) or 1.0
    families = {family for group in asked.measured[subject].values() for family in group}
    best = max(
        sum(asked.programme[one].weight for one in asked.listed_by[family]) / total
        + asked.chosen_by.get(family, 0) / bodies
        for family in families
    )
    measured = share + asked.chosen_by.get(subject, 0) / bodies
    return SUBJECT * measured + (1 - SUBJECT) * best - USUAL


def tier_of(
    goal: Goal, share: float, required: float, count: int, kind: SubjectKind, lean: float
) -> tuple[Tier, bool]:
    """Return the tier of a subject that `count` programmes measure, and whether it is a tie.

    Core by what is required, menu by the support (`lean`); what a majority measures is on the menu
    at least. Levels are compared exactly, never through a rounded number of programmes: one more
    programme that measures a subject never lowers its tier.

    >>> tier_of(Goal(), 2 / 3, 2 / 3, 2, "clinical", 0.6)
    ('core', False)
    >>> tier_of(Goal(), 2 / 3, 0.5, 2, "clinical", 0.1)
    ('menu', True)
    """
    if count < goal.least:
        return "on deck", False
    tie = abs(required - goal.core) < CLOSE or abs(lean - goal.menu) < CLOSE
    if required > goal.core + CLOSE and kind not in goal.never_core:
        return "core", tie
    majority = share > goal.core + CLOSE
    return ("menu" if majority or lean >= goal.menu - CLOSE else "on deck"), tie
