"""The answer with every reason, as frozen types: what files, screens and exports show."""

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field

from measurealign.alignment.ask.agreement import Tier
from measurealign.alignment.ask.decision import Decision
from measurealign.alignment.ask.inputs import Inputs
from measurealign.alignment.chosen import AlignedMeasure, Ids, SubjectLine, rows
from measurealign.burden.load import Load
from measurealign.model import Frozen, MeasureType, Text
from measurealign.shown import Cell, Shown, count_of

#: The version of the file.
VERSION = 2
#: optimal: proven the best. feasible: holds all rules, but a better one may exist (see the gap).
#: best possible: not all rules can hold; this breaks the fewest, and says what each costs.
Outcome = Literal["optimal", "feasible", "best possible"]

Why = Literal["below agreement", "over the cap", "not practice level", "retired", "not eligible"]


class LeftOut(Frozen):
    """A subject of the table without a chosen measure, and why; `adds`: its worth over the cap."""

    subject: Text
    label: Text
    tier: Tier
    agreement: float
    why: Why
    says: Text
    adds: float | None = None
    measures: tuple[Text, ...] = ()


class Option(Frozen):
    """A measure that could settle an open question, and what its choice would mean."""

    family: Text
    label: Text
    keeps: tuple[Text, ...]
    serves: tuple[Text, ...]


class OpenQuestion(Frozen):
    """A subject that two programmes or more measure in ways that do not serve each other.

    `lists`: what each programme lists; `candidates`: what they themselves use.
    """

    subject: Text
    label: Text
    lists: dict[str, tuple[Text, ...]]
    unserved: tuple[Text, ...]
    candidates: tuple[Option, ...]
    says: Text


class Opinion(Frozen):
    """A named outside view on a measure, with its source."""

    stance: Literal["for", "against", "caution"]
    says: Text
    source: Text


class Addition(Frozen):
    """A cost or engagement measure that the chosen set lacks; `monitoring`: to be watched.

    `reach`: programmes of the catalog that list it at or before the year.
    """

    purpose: Literal["cost", "engagement"]
    name: Text
    family: str | None = None
    ids: Ids = Field(default_factory=dict)
    steward: str | None = None
    type: MeasureType | None = None
    data_source: str | None = None
    monitoring: bool = False
    reach: int = 0
    listed_by: tuple[Text, ...] = ()
    in_region: tuple[Text, ...] = ()
    burden: float | None = None
    min_sample: str | None = None
    endorsement: str | None = None
    rank: float
    reasons: tuple[Text, ...] = ()
    adds: Text
    opinions: tuple[Opinion, ...] = ()
    sources: tuple[Text, ...] = ()


class PageLine(Frozen):
    """One line of a programme's page: what it lists, what the aligned set has in its place."""

    subject: Text
    lists: str | None = None
    chosen: str | None = None
    required: bool = True


class ProgrammePage(Frozen):
    """What the aligned set means for one programme.

    `rest_stays`: it takes the aligned measures and leaves its others as they are. `all_align`: it
    asks for the aligned measures and no others.
    """

    programme: Text
    set: Text
    label: Text
    keeps: tuple[PageLine, ...] = ()
    changes: tuple[PageLine, ...] = ()
    adopts: tuple[PageLine, ...] = ()
    drops: tuple[PageLine, ...] = ()
    today: Load
    rest_stays: Load
    all_align: Load


class Saving(Frozen):
    """What a practice that answers to the whole table is asked, distinct measures each once.

    `rest_stays` and `all_align`: as on a programme's page.
    """

    today: Load
    rest_stays: Load
    all_align: Load
    basis: Text

    def sentence(self, clinicians: int = 1) -> str:
        """Tell the saving of a practice of so many clinicians, whose hours these loads are.

        If the rest stays first, if all align second.

        >>> loads = [Load(required=n, choice=0, hours=(n, 2 * n, 3 * n)) for n in (9, 8, 3)]
        >>> found = Saving(today=loads[0], rest_stays=loads[1], all_align=loads[2], basis="-")
        >>> print(found.sentence())
        If all took the aligned set and left the rest as it is, a practice of 1 clinician would \
answer for 8 measures instead of 9: 1 fewer, 2 of 18 hours a year less; if they asked for nothing \
else, for 3: 6 fewer, 12 hours less
        """
        now, stay, alone = self.today, self.rest_stays, self.all_align
        counts = f"{count_of(stay.measures)} instead of {now.measures}"
        if stay.measures == now.measures:
            counts = f"{count_of(stay.measures)}, as today"
        return (
            "If all took the aligned set and left the rest as it is, a practice of "
            f"{count_of(clinicians, 'clinician')} would answer for {counts}"
            f"{_wanted(now, stay)}: {_fewer(now, stay)}, "
            f"{_hours(now, stay, f' of {now.hours[1]:,.0f}', ' a year')}; if they asked for "
            f"nothing else, for {alone.measures}: {_fewer(now, alone)}, {_hours(now, alone)}"
        )


def _wanted(now: Load, then: Load) -> str:
    """Return how many measures are wanted, at most, where others may be chosen, in words."""
    if not now.choice and not then.choice:
        return ""
    return f" ({then.required} instead of {now.required} of them wanted, at most)"


def _fewer(now: Load, then: Load) -> str:
    """Return how many measures are saved, in words."""
    less = now.measures - then.measures
    return f"{abs(less)} {'more' if less < 0 else 'fewer'}" if less else "no fewer"


def _hours(now: Load, then: Load, of: str = "", per: str = "") -> str:
    """Return how many hours are saved, in words."""
    less = round(now.hours[1]) - round(then.hours[1])
    return f"{abs(less):,}{of} hours{per} {'more' if less < 0 else 'less'}"


class Price(Frozen):
    """What a rule costs: what could be had without it. `broken`: it cannot hold with the others."""

    rule: Text
    broken: bool = False
    says: Text


class Solve(Frozen):
    """One solve: what it looked for, what it found, and whether that is proven."""

    aim: Text
    value: float
    proven: bool
    gap: float


class Recommendation(Shown, Frozen):
    """The aligned set, proven and explained; people's votes last."""

    version: Literal[2] = 2
    status: Outcome
    chosen: tuple[AlignedMeasure, ...] = ()
    additions: tuple[Addition, ...] = ()
    tiers: tuple[SubjectLine, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    programmes: tuple[ProgrammePage, ...] = ()
    saving: Saving
    agreed: int = 0
    served: int = 0
    agreement: float = 0.0
    prices: tuple[Price, ...] = ()
    gap: float = 0.0
    solves: tuple[Solve, ...] = ()
    notes: tuple[Text, ...] = ()
    inputs: Inputs
    sources: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()

    def of_tier(self, tier: Tier) -> tuple[AlignedMeasure, ...]:
        """Return the chosen measures of one tier."""
        return tuple(one for one in self.chosen if one.tier == tier)

    @property
    def line(self) -> str:
        """The verdict in one sentence."""
        return self.says

    def rows(self) -> Iterator[dict[str, Cell]]:
        """Yield the chosen measures in their order, one row each (see chosen.py)."""
        return rows(self.chosen, self.tiers)

    @property
    def says(self) -> str:
        """The verdict in one sentence: how many measures do what, and whether it is proven."""
        number, goal = count_of(len(self.chosen)), self.inputs.goal
        verb = "serves" if len(self.chosen) == 1 else "serve"
        asking = sum(bool(one.keeps or one.changes or one.drops) for one in self.programmes)
        count = {tier: len(self.of_tier(tier)) for tier in get_args(Tier)}
        told = (tier for tier in count if count[tier] or tier in ("core", "menu"))
        tiers = ", ".join(f"{count[tier]} {tier}" for tier in told)
        what = f"{self.served} of {self.agreed} agreed requests of {asking} programmes"
        best = f"the best of exactly {goal.size}" if goal.size else (
            f"the best of at most {goal.max_size}" if goal.max_size is not None else "the fewest"
        )  # fmt: skip
        proof = {
            "optimal": "proven",
            "feasible": f"not proven, gap {self.gap:.1%}",
            "best possible": "the best that can be had: not all rules can hold",
        }[self.status]
        return f"{number} {verb} {what}: {tiers} ({best}, {proof})"
