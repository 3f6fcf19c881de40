"""What a workgroup asks for: the goal and its rules, as frozen types that YAML files hold."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from measurealign.model import DataSource, Frozen, MeasureType, Role, Share, Standing, Text

#: strict: a set is served by a family it lists. harmonized: also by another family of a concept
#: that it lists (the set would adopt the other specification).
Tier = Literal["strict", "harmonized"]
#: Which areas of a set ask for a measure: those shared with other sets, all, or none.
Areas = Literal["shared", "all", "none"]
#: What happens to areas that sets measure without a common measure.
OpenAreas = Literal["propose", "require", "leave"]
#: What decides between equally short sets, in the order given.
Preference = Literal["alignment", "burden", "outcomes", "coverage", "criteria"]
#: The lines of business that a measure is for, where the catalog's rows tell them.
ProductLine = Literal["medicaid", "medicare", "commercial"]
#: Roles by which a set tells that it does not ask for a measure.
NOT_ASKED: tuple[Role, ...] = ("retired", "proposed")
Weight = Annotated[float, Field(ge=0.0, le=100.0)]
Count = Annotated[int, Field(ge=0)]


def counted(number: int, word: str = "measure") -> str:
    """Return a number of things in words.

    >>> counted(1), counted(2, "demand")
    ('1 measure', '2 demands')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


class Which(Frozen):
    """Which measures a rule counts: those that have one of the words in every field given."""

    area: tuple[Text, ...] = ()
    type: tuple[MeasureType, ...] = ()
    data_source: tuple[DataSource, ...] = ()
    product_line: tuple[ProductLine, ...] = ()
    evidence: tuple[Standing, ...] = ()
    endorsed: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_word_is_a_list(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: (v,) if isinstance(v, str) else v for key, v in value.items()}

    @property
    def says(self) -> str:
        """The measures in words.

        >>> Which(area="depression", type="outcome").says
        'of area depression and of type outcome'
        """
        parts = [
            f"of {name} {' or '.join(given)}"
            for name, given in (
                ("area", self.area),
                ("type", self.type),
                ("data source", self.data_source),
                ("product line", self.product_line),
                ("evidence", self.evidence),
            )
            if given
        ]
        if self.endorsed is not None:
            parts.append("with a CBE id" if self.endorsed else "without a CBE id")
        return " and ".join(parts)


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
        low_high = [f"{word} {counted(n)}" for n, word in bounds if n is not None]
        return f"{' and '.join(low_high)} {self.of.says}".rstrip()


class Wanted(Frozen):
    """How many additions are proposed beside the chosen measures."""

    cost: Count = 2
    engagement: Count = 1


class Score(Frozen):
    """A person's mark for one measure on one criterion: 0 (not at all) to 3 (fully)."""

    measure: Text
    criterion: Text
    score: Annotated[int, Field(ge=0, le=3)]
    note: str | None = None
    by: str | None = None


class Goal(Frozen):
    """The question that a workgroup asks; without any field it is the default question.

    Default: which fewest common measures give each set, in each area where it shares a measure
    with others, one that it already lists (perhaps in another specification)?

    `shared_by` is K, how many sets make a measure common (default: 2, or a third of the sets if
    that is more). `size` asks for the best set of exactly that many measures; then demands are
    served as far as they can be. `coverage` is a share of each set's measures (see the coverage
    table of a recommendation). `burden_budget` is in chart abstractions: one measure abstracted
    from charts counts 1. `each_set_shares` is how many of the chosen each set must list.
    `seconds` bounds each solve.
    """

    tier: Tier = "harmonized"
    shared_by: Annotated[int, Field(ge=1)] | None = None
    areas: Areas = "shared"
    open: OpenAreas = "propose"
    max_size: Count | None = None
    size: Annotated[int, Field(ge=1)] | None = None
    coverage: Share | None = None
    coverage_of: dict[str, Share] = Field(default_factory=dict)
    keep: tuple[Text, ...] = ()
    exclude: tuple[Text, ...] = ()
    rules: tuple[Rule, ...] = ()
    burden_budget: Annotated[float, Field(ge=0.0)] | None = None
    each_set_shares: Count | None = None
    set_weights: dict[str, Weight] = Field(default_factory=dict)
    role_weights: dict[Role, Weight] = Field(default_factory=dict)
    variant_credit: Share = 0.5
    prefer: tuple[Preference, ...] = ("alignment", "burden")
    criteria: dict[str, Weight] = Field(default_factory=dict)
    scores: tuple[Score, ...] = ()
    additions: Wanted = Wanted()
    seconds: Annotated[float, Field(gt=0.0, le=3600.0)] = 20.0

    def weight_of(self, role: Role | None) -> float:
        """Return what a row of some role counts: 1, unless the goal says otherwise.

        What a set prints as retired or only proposed asks nothing (0), so that it makes no demand.
        """
        given = 1.0 if role is None else self.role_weights.get(role)
        return given if given is not None else 0.0 if role in NOT_ASKED else 1.0

    @property
    def credit(self) -> float:
        """What another family of the same concept is worth: nothing at the strict tier."""
        return self.variant_credit if self.tier == "harmonized" else 0.0
