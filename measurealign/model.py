"""The nouns of measure alignment as frozen types; no input or output here.

A *measure set* lists *measures*. A *link* says that a line is a known measure; lines of one measure
are a *family*; families about one line of the agenda are a *subject*'s.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, field_validator

Kind = Literal["federal", "national", "state", "regional", "payer"]
Status = Literal["final", "proposed", "historical"]
Grain = Literal["measure", "topic", "activity"]
MeasureType = Literal[
    "structure", "process", "intermediate-outcome", "outcome", "pro",
    "patient-experience", "utilization", "cost", "efficiency",
]  # fmt: skip
DataSource = Literal["claims", "ehr", "registry", "survey", "hybrid", "chart", "administrative"]
#: How a set uses a measure. What the source prints beyond these words stands in the row's note.
Role = Literal[
    "core", "menu", "required", "optional", "incentive", "reporting", "component",
    "monitoring", "proposed", "retired",
]  # fmt: skip
#: `source`: read in the cited source. `inferred`: seen for the years around it, or in secondary
#: material. `recalled`: general knowledge, not seen.
Standing = Literal["source", "inferred", "recalled"]
#: What an analysis counts unless the user says otherwise.
DEFAULT_STANDING: tuple[Standing, ...] = ("source", "inferred")
Scheme = Literal[
    "cbe", "cms", "mips", "hedis", "qcdr", "aco", "star", "core_set", "cmit", "payer",
]  # fmt: skip
#: same = exactMatch, variant = closeMatch (same focus and population, another specification),
#: broader / narrower: LEFT is broader / narrower than RIGHT, related = same focus or population.
Relation = Literal["same", "variant", "broader", "narrower", "related", "different"]
MatchStatus = Literal["proposed", "accepted", "rejected", "unsure"]
#: sure: taken; confirm: a person is asked; none: no known measure; the others are a person's word.
LinkStatus = Literal["sure", "confirm", "none", "accepted", "rejected"]
#: What told a link.
How = Literal["id", "code", "name", "likeness", "person"]
#: How two measures are bound (the inventory's words; see inventory/bonds.py for the credits).
BondKind = Literal[
    "same", "slice", "rate", "combination", "component", "variant",
    "broader", "narrower", "related", "different",
]  # fmt: skip
Verdict = Literal["accepted", "rejected", "unsure"]
#: A relation told from the other side.
TURNED: Mapping[str, Literal["broader", "narrower"]] = {
    "broader": "narrower", "narrower": "broader",
}  # fmt: skip

#: The kind of evidence that says where a score starts before any reason is heard.
PRIOR = "start"

Text = Annotated[StrictStr, Field(min_length=1)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]

_VERSION = re.compile(r"^(CMS\d+)v\d+$|^0*(\d+)-\d\d-[A-Z].*$|^(\d{4})e$")


class Frozen(BaseModel):
    """A value: never changed once made; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Identifier(Frozen):
    """A measure's id in somebody's numbering; the value is always text ("0018", never 18)."""

    scheme: Scheme
    value: Text

    @property
    def base(self) -> str:
        """The value without its version: of an eCQM, of a CMIT number, of a CBE number's "e".

        >>> Identifier(scheme="cms", value="CMS165v6").base
        'CMS165'
        >>> Identifier(scheme="cmit", value="00139-02-C-PARTC").base
        '139'
        """
        found = _VERSION.match(self.value)
        return next(part for part in found.groups() if part) if found else self.value

    def __str__(self) -> str:
        return f"{self.scheme.upper()} {self.value}"


class Source(Frozen):
    """Where a row was read."""

    key: Text
    url: str | None = None
    title: Text
    note: str | None = None


class Measure(Frozen):
    """One line of a measure set, as that set prints it.

    `key` is unique in the catalog: `<set id>/<slug of the name>`. `grain` is `topic` or
    `activity` for a line that names no single measure; such lines are shown, not counted.
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
    note: str | None = None
    inverse: StrictBool = False
    source: str | None = None
    evidence: Standing

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
    def set_id(self) -> str:
        """The set that prints this measure."""
        return self.key.split("/", 1)[0]


class MeasureSet(Frozen):
    """The measures of one programme or payer for one year."""

    id: Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Text
    short: Annotated[StrictStr, Field(min_length=1, max_length=28)] | None = None
    year: Annotated[StrictInt, Field(ge=1990, le=2100)]
    sponsor: Text
    kind: Kind
    region: str | None = None
    status: Status = "final"
    payers: tuple[Text, ...] = ()
    operation: str | None = None
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


class Evidence(Frozen):
    """One reason for or against a link. The weights of a link's reasons add up to its score."""

    kind: Text
    weight: float
    says: Text


class Judgement(Frozen):
    """A person's word on a link: who, when and why."""

    left: Text
    right: Text
    verdict: Verdict
    relation: Relation = "same"
    by: Text
    on: str | None = None
    why: str | None = None


class Match(Frozen):
    """How two lines relate (by key), with the reasons.

    `likeness` says how alike the wordings are (0-1); `confidence` how sure the relation is (0-1).
    """

    left: Text
    right: Text
    relation: Relation
    bond: BondKind
    confidence: Share
    likeness: Share
    evidence: tuple[Evidence, ...] = ()
    status: MatchStatus = "proposed"
    judgement: Judgement | None = None

    @property
    def says(self) -> str:
        """All reasons in one sentence, in their order; where a score starts is no reason."""
        return "; ".join(reason.says for reason in self.evidence if reason.kind != PRIOR)


class Choice(Frozen):
    """A known measure that a line may be: how probable, and what told it."""

    measure: Text
    title: Text
    confidence: Share
    likeness: Share
    how: How
    says: Text


class Link(Frozen):
    """What says that a line of a set is a known measure (or none).

    `relation` is `same`, or `slice` where the line is an age band that the inventory does not
    list: `part` then holds its word ("18-64"). `margin` is the lead over the next measure in log
    odds. `next` are the next best choices, best first.
    """

    line: Text
    measure: Text | None = None
    part: Text | None = None
    relation: Literal["same", "slice"] = "same"
    status: LinkStatus
    how: How | None = None
    confidence: Share = 0.0
    likeness: Share = 0.0
    margin: float = 0.0
    says: str = ""
    next: tuple[Choice, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the line is counted as the measure: a sure link, or one that a person made."""
        return self.measure is not None and self.status in ("sure", "accepted")


class Family(Frozen):
    """The lines, over all sets, that are the same measure.

    `id` is the inventory's, or derives from the wording of lines that are no known measure (`known`
    tells which); never from what else is there. `subject` is its line of the agenda.
    """

    id: Text
    label: Text
    subject: Text
    area: Text
    members: tuple[str, ...]
    known: StrictBool = False


class SubjectGroup(Frozen):
    """The families of one subject. What has no subject of its own stands alone."""

    id: Text
    label: Text
    area: Text
    families: tuple[str, ...]
