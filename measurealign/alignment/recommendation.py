"""The answer with every reason, as frozen types: what files, screens and exports show."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator

from measurealign.alignment.ask.goal import counted
from measurealign.alignment.ask.inputs import Inputs
from measurealign.model import (
    DataSource,
    Frozen,
    Known,
    MeasureType,
    Text,
)

#: optimal: proven the best. feasible: holds all rules, but a better one may exist (see the gap).
#: infeasible: no set of measures can hold all rules.
Outcome = Literal["optimal", "feasible", "infeasible"]
#: same: the set lists the chosen family. variant: it lists another family of the concept.
#: area: it measures the area with something else (only when open areas are required).
Bond = Literal["same", "variant", "area"]
Ids = dict[str, tuple[str, ...]]


class Served(Frozen):
    """A demand that a chosen measure serves: whose, where, and with which of the set's measures."""

    set: Text
    area: Text
    bond: Bond
    measures: tuple[Text, ...] = ()


class Harmonize(Frozen):
    """A pair to harmonize: a set lists `lists`, and would adopt the chosen specification."""

    set: Text
    lists: Text
    chosen: Text
    why: str | None = None


class Loss(Frozen):
    """What the whole proposal loses without one measure: solved again with the measure excluded.

    `size`: measures needed then (None: some demand cannot be served at all). `instead`: what would
    come in. `unserved`: demands that nothing else serves, as "set: area".
    """

    size: int | None = None
    instead: tuple[Text, ...] = ()
    unserved: tuple[Text, ...] = ()
    says: Text


class Facts(Frozen):
    """What is known of a family: figures are those of the crosswalk at hand.

    `burden` in chart abstractions (1 = abstracted from charts). `reach`: sets of the catalog.
    """

    family: Text
    label: Text
    concept: Text
    area: Text
    ids: Ids = Field(default_factory=dict)
    steward: str | None = None
    type: MeasureType | None = None
    data_source: DataSource | None = None
    data_source_inferred: bool = False
    evidence: Known
    listed_by: tuple[Text, ...] = ()
    variant_in: tuple[Text, ...] = ()
    reach: int
    burden: float


class AlignedMeasure(Frozen):
    """A measure of the aligned set, and why."""

    facts: Facts
    serves: tuple[Served, ...] = ()
    reasons: tuple[Text, ...] = ()
    loss: Loss | None = None
    substitute: str | None = None
    harmonize: tuple[Harmonize, ...] = ()


class LeftOut(Frozen):
    """A common measure that was not chosen, and why not."""

    facts: Facts
    why: Text


class Proposal(Frozen):
    """The measure that an open area could agree on; never added silently."""

    facts: Facts
    says: Text


class OpenArea(Frozen):
    """An area that sets measure without a common measure for all of them.

    `agreed`: the sets that do share one. `harmonize`: who lists the proposal's concept in another
    specification.
    """

    area: Text
    label: Text
    agreed: tuple[Text, ...] = ()
    lists: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    proposal: Proposal | None = None
    harmonize: tuple[Harmonize, ...] = ()


class Opinion(Frozen):
    """A named outside view on a measure, with its source."""

    stance: Literal["for", "against", "caution"]
    says: Text
    source: Text


class Addition(Frozen):
    """A cost or engagement measure that the chosen set lacks."""

    purpose: Literal["cost", "engagement"]
    name: Text
    family: str | None = None
    ids: Ids = Field(default_factory=dict)
    steward: str | None = None
    type: MeasureType | None = None
    data_source: str | None = None
    reach: int = 0
    listed_by: tuple[Text, ...] = ()
    burden: float | None = None
    min_sample: str | None = None
    rank: float
    reasons: tuple[Text, ...] = ()
    adds: Text
    opinions: tuple[Opinion, ...] = ()
    sources: tuple[Text, ...] = ()


class CoverageOf(Frozen):
    """How far the chosen measures serve one set: share of its (weighted) measures, and demands."""

    set: Text
    listed: int
    same: int
    variant: int
    coverage: float
    demands: int
    served: int
    unserved: tuple[Text, ...] = ()
    uncovered: tuple[Text, ...] = ()


class Workload(Frozen):
    """What is asked of a practice that answers to all sets at the table.

    `listings`: rows that ask. `measures`: families. `ideas`: concepts. `specifications`: the least
    number of distinct ones. `burden` in chart abstractions, a measure once for each data route.
    """

    listings: int
    measures: int
    ideas: int
    specifications: int
    burden: float


class Solve(Frozen):
    """One solve: what it looked for, what it found, and whether that is proven."""

    aim: Text
    value: float
    proven: bool
    gap: float


class Firmness(Frozen):
    """In which share of the runs a measure is chosen: firm, likely or fragile."""

    family: Text
    label: Text
    chosen: bool
    share: float
    word: Literal["firm", "likely", "fragile"]


class Sensitivity(Frozen):
    """How firm the choices are: `answered` of `runs` questions had an answer; what was varied."""

    runs: int
    seed: int
    answered: int
    varied: Text
    measures: tuple[Firmness, ...]


class Decision(Frozen):
    """What people decided about one measure; written by people, kept when the tool runs again.

    YAML reads a bare day as a date: that is understood.
    """

    family: Text
    label: Text
    state: Literal["open", "tentative", "final", "rejected"] = "open"
    votes_for: int | None = None
    votes_against: int | None = None
    on: str | None = None
    follow_up: str | None = None
    note: str | None = None

    @field_validator("on", mode="before")
    @classmethod
    def _bare_day(cls, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class Recommendation(Frozen):
    """The minimal aligned set, proven and explained.

    `status` optimal | feasible (with `gap`, the largest relative gap of the solves) | infeasible
    (then `conflict` names rules that cannot hold together, and nothing is chosen).
    `alignment`: mean share of the sets at the table that list a chosen measure.
    """

    status: Outcome
    gap: float = 0.0
    solves: tuple[Solve, ...] = ()
    conflict: tuple[Text, ...] = ()
    conflict_is_smallest: bool = False
    inputs: Inputs
    chosen: tuple[AlignedMeasure, ...] = ()
    alignment: float = 0.0
    additions: tuple[Addition, ...] = ()
    open_areas: tuple[OpenArea, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    coverage: tuple[CoverageOf, ...] = ()
    before: Workload
    after: Workload
    notes: tuple[Text, ...] = ()
    sensitivity: Sensitivity | None = None
    sources: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()

    @property
    def says(self) -> str:
        """The verdict in one sentence: how many measures do what, and whether it is proven."""
        if self.status == "infeasible":
            return "No set of measures can hold all rules: " + "; ".join(self.conflict)
        number, goal = counted(len(self.chosen)), self.inputs.goal
        proof = "proven" if self.status == "optimal" else f"not proven, gap {self.gap:.1%}"
        served = sum(one.served for one in self.coverage)
        demands = sum(one.demands for one in self.coverage)
        if goal.size is not None:
            best = "the best that so few can do" if served < demands else "the best of this size"
            return f"{number} serve {served} of {counted(demands, 'demand')} ({best}, {proof})"
        what = f"all {demands} demands" if demands else "the rules"
        verb = "serves" if len(self.chosen) == 1 else "serve"
        return f"{number} {verb} {what} (the fewest, {proof})"
