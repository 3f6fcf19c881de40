"""What a workgroup asks for: the goal and its rules, as frozen types that YAML files hold."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from measurealign.model import (
    Audience,
    DataSource,
    Frozen,
    Horizon,
    Measure,
    MeasureType,
    Role,
    Share,
    Standing,
    SubjectKind,
    Text,
)
from measurealign.shown import count_of

#: What decides between equally good sets, in the order given.
Preference = Literal["changes", "lives", "level", "burden", "outcomes", "criteria"]
#: How the programmes at the table weigh: one each, by the people or by the practices they reach.
Weigh = Literal["each", "lives", "practices"]
Weight = Annotated[float, Field(ge=0.0, le=1e9)]
Count = Annotated[int, Field(ge=0)]
Words = tuple[Text, ...]


class Which(Frozen):
    """Which measures a rule counts: those that have one of the words in every field given.

    `cbe`: bears an id of the consensus-based entity, which endorses it or once did (whether it
    still does is a criterion, `endorsed_or_valid`). `listed_in`: programmes (sets without their
    year) that list the measure. `digital`: computed from records or claims, no hand work.
    `stratifiable`: counted from patients' records or claims, so that results can be shown by
    group. `benchmark`: carries a number of HEDIS, MIPS or Stars.
    """

    area: Words = ()
    subject: Words = ()
    kind: tuple[SubjectKind, ...] = ()
    horizon: tuple[Horizon, ...] = ()
    audience: tuple[Audience, ...] = ()
    type: tuple[MeasureType, ...] = ()
    data_source: tuple[DataSource, ...] = ()
    evidence: tuple[Standing, ...] = ()
    listed_in: Words = ()
    cbe: bool | None = None
    digital: bool | None = None
    stratifiable: bool | None = None
    benchmark: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _as_people_write_it(cls, value: Any) -> Any:
        """Read one word as a list, and `endorsed`, the word of older files, as `cbe`."""
        if not isinstance(value, dict):
            return value
        named = {"cbe" if key == "endorsed" else key: v for key, v in value.items()}
        return {key: (v,) if isinstance(v, str) else v for key, v in named.items()}

    @property
    def says(self) -> str:
        """The measures in words.

        >>> Which(area="depression", type="outcome", cbe=True).says
        'of area depression and of type outcome and with a CBE id'
        """
        parts = [
            f"{LISTED[name]} {' or '.join(given)}"
            for name in LISTED
            if (given := getattr(self, name))
        ]
        parts += [
            words[0] if given else words[1]
            for name, words in TOLD.items()
            if (given := getattr(self, name)) is not None
        ]
        return " and ".join(parts)


#: Fields of `Which` that hold words, and those that are told in a phrase (true, false).
LISTED = {
    "area": "of area", "subject": "of subject", "kind": "of kind", "horizon": "of horizon",
    "audience": "of audience", "type": "of type", "data_source": "of data source",
    "evidence": "of evidence", "listed_in": "listed in",
}  # fmt: skip
TOLD = {
    "cbe": ("with a CBE id", "without a CBE id"),
    "digital": ("without hand work", "with hand work"),
    "stratifiable": ("countable by group", "not countable by group"),
    "benchmark": ("with a benchmark", "without a benchmark"),
}


class Rule(Frozen):
    """A floor, a cap or both on how many chosen measures are of some sort."""

    at_least: Count | None = None
    at_most: Count | None = None
    of: Which = Which()
    why: str | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> "Rule":
        if self.at_least is None and self.at_most is None:
            raise ValueError("a rule needs at_least, at_most or both")
        return self

    @property
    def says(self) -> str:
        """The rule in words.

        >>> Rule(at_most=3, of=Which(data_source="chart")).says
        'at most 3 measures of data source chart'
        """
        bounds = ((self.at_least, "at least"), (self.at_most, "at most"))
        # Without commas between thousands: a rule is read back from its own words.
        counts = ((word, count_of(n).replace(",", "")) for n, word in bounds if n is not None)
        low_high = [f"{word} {count}" for word, count in counts]
        return f"{' and '.join(low_high)} {self.of.says}".rstrip()


class Wanted(Frozen):
    """How many additions are proposed beside the chosen measures."""

    cost: Count = 2
    engagement: Count = 2


class Score(Frozen):
    """A person's mark for one measure on one criterion: 0 (not at all) to 3 (fully)."""

    measure: Text
    criterion: Text
    score: Annotated[int, Field(ge=0, le=3)]
    note: str | None = None
    by: str | None = None


class Goal(Frozen):
    """The question that a workgroup asks; without any field it is the default question.

    Default: which fewest measures serve every subject on which the programmes at the table agree?

    `core`: more than this share of the programmes must require a subject; `menu`: at least this
    share must measure it (0.33: a third), and at least `least` programmes. `choice`: what a row
    counts for the core from which a practice may choose. `elsewhere`: what bodies chose
    counts for the menu (see ask/agreement.py). `never_core`: kinds of subjects that stay
    on the menu however many measure them. `weights`: of programmes (or sets), for `weigh` or
    beside it. `floor`: the least credit of a bond by which a measure serves. `per_subject`:
    measures for one subject at most. `panel`: patients of a practice. `attribute`: a plan's rates
    of care can be told for the patients of each practice. `only`: every chosen measure must be one
    of these. `max_size`, `size`: a cap, an exact number; then most agreement × precedent is
    sought. `keep_required`: what any programme requires must stay. `outcomes_first`: the most
    outcome measures come before all else but, without a cap, the programmes served. `seconds`
    bounds each solve.
    """

    core: Annotated[float, Field(ge=0.0, lt=1.0)] = 0.5
    menu: Annotated[float, Field(gt=0.0, le=1.0)] = 0.33
    least: Annotated[int, Field(ge=1)] = 2
    choice: Share = 0.5
    elsewhere: bool = True
    never_core: tuple[SubjectKind, ...] = ("utilization", "cost")
    weigh: Weigh = "each"
    weights: dict[str, Weight] = Field(default_factory=dict)
    role_weights: dict[Role, Weight] = Field(default_factory=dict)
    floor: Annotated[float, Field(gt=0.0, le=1.0)] = 0.5
    per_subject: Annotated[int, Field(ge=1)] = 1
    audience: tuple[Audience, ...] = ()
    horizon: Horizon | None = None
    panel: Annotated[int, Field(ge=1)] | None = None
    attribute: bool = True
    only: tuple[Which, ...] = ()
    max_size: Count | None = None
    size: Annotated[int, Field(ge=1)] | None = None
    keep: Words = ()
    exclude: Words = ()
    keep_required: bool = False
    outcomes_first: bool = False
    rules: tuple[Rule, ...] = ()
    prefer: tuple[Preference, ...] = ("changes", "lives", "level", "burden")
    criteria: dict[str, Weight] = Field(default_factory=dict)
    scores: tuple[Score, ...] = ()
    additions: Wanted = Wanted()
    seconds: Annotated[float, Field(gt=0.0, le=3600.0)] = 20.0

    @property
    def capped(self) -> bool:
        """Whether the number of measures is bounded, so that subjects compete."""
        return self.size is not None or self.max_size is not None

    def weight_of(self, row: Measure) -> float:
        """Return what a row counts: 1; one that a practice may leave out, `choice`.

        What a set prints as retired or only proposed asks nothing (0). A weight that people gave
        to the row's role comes before all.
        """
        usual = 0.0 if not row.asked else 1.0 if row.must else self.choice
        return usual if row.role is None else self.role_weights.get(row.role, usual)
