"""Measure sets: what a programme or payer lists for one year, and how it asks for it."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, field_validator

from measurealign.model.words import (
    CHOICE,
    NOT_ASKED,
    DataSource,
    Frozen,
    Grain,
    Identifier,
    Known,
    MeasureType,
    Role,
    SetKind,
    Slug,
    Standing,
    Status,
    Text,
    Whose,
)
from measurealign.shown import Cell, Shown, count_of

Number = Annotated[StrictInt, Field(ge=1)]


class Source(Frozen):
    """Where a row was read, and whose document that is."""

    key: Text
    url: str | None = None
    title: Text
    whose: Whose = "primary"
    note: str | None = None


class Measure(Frozen):
    """One line of a measure set, as that set prints it.

    `key` is unique in the catalog: `<set id>/<slug of the name>`. `grain` is `topic` or
    `activity` for a line that names no single measure; such lines are shown, not counted.
    `required` overrules the role where the two differ. `weight` is the row's weight or points in
    the set's score, `target` the benchmark, threshold or payment, both as the source prints them
    (`target_source`: where, if not in the row's own source).
    """

    key: Text
    name: Text
    grain: Grain = "measure"
    ids: tuple[Identifier, ...] = ()
    steward: str | None = None
    type: MeasureType | None = None
    data_source: DataSource | None = None
    domain: str | None = None
    area: str | None = None
    role: Role | None = None
    group: str | None = None
    required: StrictBool | None = None
    weight: Annotated[float, Field(ge=0.0)] | None = None
    target: Text | None = None
    target_source: str | None = None
    note: str | None = None
    inverse: StrictBool = False
    source: str | None = None
    evidence: Known

    @field_validator("ids", mode="before")
    @classmethod
    def _ids_from_mapping(cls, value: Any) -> Any:
        """Read `{cbe: "0018"}` or `{cmit: ["1", "2"]}`, the form that people write."""
        if not isinstance(value, dict):
            return value
        return tuple(
            {"scheme": scheme, "value": one}
            for scheme, given in value.items()
            for one in (given if isinstance(given, list) else [given])
        )

    @property
    def row(self) -> dict[str, Cell]:
        """The line as a row of a table; several ids of a scheme stand in one cell."""
        told = ("key", "name", "grain", "role", "steward", "type", "data_source", "evidence")
        ids = {
            scheme: "; ".join(one.value for one in self.ids if one.scheme == scheme) or None
            for scheme in ("cbe", "cms", "mips", "hedis")
        }
        return {**{name: getattr(self, name) for name in told}, **ids}

    @property
    def set_id(self) -> str:
        """The set that prints this measure."""
        return self.key.split("/", 1)[0]

    @property
    def asked(self) -> bool:
        """Whether the set asks for it: not what it prints as retired or only proposed."""
        return self.role not in NOT_ASKED

    @property
    def must(self) -> bool:
        """Whether a practice cannot leave it out: as the row says, else as its role says."""
        if self.required is not None:
            return self.required and self.asked
        return self.asked and self.role not in CHOICE


class Group(Frozen):
    """A named group of a set's measures, and how many of them must be reported at least."""

    id: Slug
    name: Text
    at_least: Number | None = None
    note: str | None = None


class Choose(Frozen):
    """How many measures are to be reported: `n` of all that may be chosen, or of each group.

    Rows that must be reported and stand in a group count among the `n`.
    """

    n: Number
    of: Literal["all", "group"] = "all"
    note: str | None = None
    source: str | None = None
    evidence: Standing = "primary"


class MeasureSet(Shown, Frozen):
    """The measures of one programme or payer for one year: one edition of a programme.

    `programme` is told where the id without its years does not say it; `part_of` is the wider
    programme whose list it takes from (a specialty set of MIPS): the parts are one witness, not
    several. `fixed_by` is what the programme fixes and who, `may_change` what others may change.
    """

    id: Slug
    name: Text
    short: Annotated[StrictStr, Field(min_length=1, max_length=28)] | None = None
    programme: Slug | None = None
    part_of: Slug | None = None
    year: Annotated[StrictInt, Field(ge=1990, le=2100)]
    sponsor: Text
    kind: SetKind
    region: str | None = None
    status: Status = "final"
    payers: tuple[Text, ...] = ()
    operation: str | None = None
    fixed_by: str | None = None
    may_change: str | None = None
    groups: tuple[Group, ...] = ()
    choose: Choose | None = None
    note: str | None = None
    sources: tuple[Source, ...] = ()
    measures: tuple[Measure, ...] = ()

    @property
    def label(self) -> str:
        """What people call the set at the table: its short name (else its name) and its year.

        >>> MeasureSet(id="a", name="A long name", short="CPC+", year=2018,
        ...            sponsor="CMS", kind="federal").label
        'CPC+ 2018'
        """
        name = self.short or self.name
        return name if str(self.year) in name else f"{name} {self.year}"

    @property
    def line(self) -> str:
        """The set in one line."""
        return f"{self.id}, {self.label}, {count_of(len(self.measures), 'line')}"

    def rows(self) -> Iterator[dict[str, Cell]]:
        """Yield the lines of the set as it orders them."""
        yield from (measure.row for measure in self.measures)

    @property
    def watches(self) -> bool:
        """Whether the programme only watches these measures, and asks nobody for them."""
        return bool(self.measures) and all(one.role == "monitoring" for one in self.measures)

    @property
    def rule_told(self) -> bool:
        """Whether the set tells how many of its measures are to be chosen."""
        return self.choose is not None or any(group.at_least for group in self.groups)

    def required_count(self, rows: Iterable[Measure] | None = None) -> int:
        """Return how many measures a practice must report of some rows (default: of all).

        Rows that cannot be left out, and of the others as many as `choose` and `groups` tell: of
        all `max(n, sum of the groups' least)`. Where a menu tells no number every row of it
        counts, so that the answer is the most; what is optional counts only where a number is
        told.

        >>> row = dict(evidence="primary", role="menu")
        >>> rows = [dict(row, key=f"a/{i}", name=f"M{i}") for i in range(14)]
        >>> MeasureSet(id="a", name="A", year=2017, sponsor="S", kind="federal",
        ...            measures=rows, choose={"n": 9}).required_count()
        9
        """
        asked = [row for row in (self.measures if rows is None else rows) if row.asked]
        if not self.rule_told:
            return sum(row.must or row.role == "menu" for row in asked)
        inside = [row for row in asked if row.group is not None or not row.must]
        least = sum(self._least(group, inside) for group in self.groups)
        if self.choose is not None and self.choose.of == "all":
            least = max(least, self.choose.n)
        must = sum(row.must for row in inside)
        return len(asked) - len(inside) + min(len(inside), max(least, must))

    def _least(self, group: Group, rows: Iterable[Measure]) -> int:
        """Return how many of a group's rows must be reported at least."""
        members = [row for row in rows if row.group == group.id]
        each = self.choose.n if self.choose is not None and self.choose.of == "group" else 0
        told = group.at_least or each
        return max(min(told, len(members)), sum(row.must for row in members))

    def share_of(self, row: Measure) -> float | None:
        """Return the share of practices that would report a row if each chose by lot.

        1 for what must be reported, 0 for what is not asked, (required - must) / (listed - must)
        for the rest; None where the set does not tell how many are to be chosen.
        """
        if not row.asked or row.must:
            return float(row.must)
        if not self.rule_told:
            return None
        free = [one for one in self.measures if one.asked and not one.must]
        must = sum(one.must for one in self.measures)
        return (self.required_count() - must) / len(free)

    @property
    def asks(self) -> str:
        """How the set asks, in a sentence: "9 of 14; at least 2 of 3 outcome measures"."""
        asked = [row for row in self.measures if row.asked]
        beside = [row for row in asked if row.must and row.group is None] if self.rule_told else []
        count, listed = self.required_count() - len(beside), len(asked) - len(beside)
        parts = [f"{count} of {listed}" if count < listed or self.rule_told else "all"]
        parts += [f"and {len(beside)} more that cannot be chosen"] if beside else []
        for group in self.groups:
            size = sum(row.group == group.id for row in asked)
            least = self._least(group, asked)
            parts.append(f"at least {least} of {size} {group.name}" if least else group.name)
        if not self.rule_told and any(row.role == "menu" and not row.must for row in asked):
            parts.append("how many may be left out is not stated")
        parts += [self.choose.note] if self.choose and self.choose.note else []
        return "; ".join(parts)
