"""The nouns of the inventory: known measures, their published names, ids and parts."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictInt, StrictStr, field_validator, model_validator

from measurealign.model import DataSource, Frozen, MeasureType, Text

#: How a part belongs to its measure.
PartKind = Literal["rate", "slice", "combination", "component"]
Direction = Literal["higher", "lower", "none"]
Level = Literal[
    "clinician", "group", "practice", "plan", "hospital", "facility", "population", "state",
]  # fmt: skip
#: `source`: read in what `sources` names. `recalled`: general knowledge, not seen.
EntryEvidence = Literal["source", "recalled"]
#: The id of a known measure, or of a part of it ("chlamydia-screening-in-women/16-20").
KnownSlug = Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9<>=+./-]+)?$")]


#: A year or a span of years: 2016, "2012-2018", "2017-" (still so).
YearSpans = Annotated[
    StrictStr,
    BeforeValidator(lambda given: str(given) if type(given) is int else given),
    Field(pattern=r"^\d{4}(-(\d{4})?)?(, ?\d{4}(-(\d{4})?)?)*$"),
]


def spans(years: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last year of each span; 9999 where it is still so.

    >>> list(spans("2012-2014, 2016, 2020-"))
    [(2012, 2014), (2016, 2016), (2020, 9999)]
    """
    for span in years.replace(" ", "").split(","):
        first, dash, last = span.partition("-")
        yield int(first), int(last) if last else 9999 if dash else int(first)


class Name(Frozen):
    """A name under which a measure was published: by whom, and in which years ("2012-2018")."""

    name: Text
    by: Text | None = None
    years: YearSpans | None = None

    def latest(self, year: int) -> int | None:
        """Return the last year, up to one, in which the name was published; None if not told."""
        told = spans(self.years) if self.years else ()
        return max((min(last, year) for first, last in told if first <= year), default=None)


class KnownId(Frozen):
    """An id of a measure; with years where the number means this measure in those years only."""

    scheme: Text
    value: Text
    years: YearSpans | None = None

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    def holds_in(self, year: int | None) -> bool:
        """Tell whether the id means this measure in a year; where no year is told, it does.

        >>> old = KnownId(scheme="star", value="C16", years="2012-2014, 2020-")
        >>> old.holds_in(2013), old.holds_in(2016), old.holds_in(2024), old.holds_in(None)
        (True, False, True, True)
        """
        if self.years is None or year is None:
            return True
        return any(first <= year <= last for first, last in spans(self.years))


class AgeRange(Frozen):
    """Whom a measure is about: ages in years (both inclusive), and who in a few words."""

    from_: float | None = Field(default=None, alias="from")
    to: float | None = None
    who: Text | None = None


class Successor(Frozen):
    """The measure that took another's place, and how far it is another measure."""

    id: KnownSlug
    kind: Literal["renamed", "respecified", "replaced"]


class Endorsement(Frozen):
    """Whether the consensus-based entity endorses a measure, since or until when, and who says."""

    status: Literal["endorsed", "removed", "none"]
    date: Text | None = None
    source: Text | None = None


class KnownBy(Frozen):
    """A year by which a measure existed, where its first is not known, and who shows it."""

    year: StrictInt
    source: Text


class Minimum(Frozen):
    """The smallest denominator at which a result may be told, and who says so."""

    n: StrictInt
    source: Text


class PartOf(Frozen):
    """A measure of which another is a part, and the word for the part in ids (PPC/postpartum).

    `labels` tell the part where the measure's name stands beside it ("Combo 10").
    """

    id: KnownSlug
    word: Text
    kind: PartKind
    labels: tuple[Text, ...] = ()


def ids_listed(value: Any) -> Any:
    """Read `{cbe: "0018", star: {value: C16, years: 2016}}`, the form that people write."""
    if not isinstance(value, dict):
        return value
    return tuple(
        {"scheme": scheme, **(one if isinstance(one, dict) else {"value": one})}
        for scheme, given in value.items()
        for one in (given if isinstance(given, list) else [given])
    )


def names_listed(value: Any) -> Any:
    """Read a plain text as a name of which only the wording is known."""
    if not isinstance(value, list):
        return value
    return tuple({"name": one} if isinstance(one, str) else one for one in value)


class KnownMeasure(Frozen):
    """A measure that is known: what it is called, where it is numbered, what it is about.

    `names` were published; `spoken` are wordings of people that nobody publishes (ours). Source:
    the entry's own `sources` (ids of shipped sets, addresses); `recalled` entries come from
    general knowledge.
    """

    id: KnownSlug
    title: Text
    steward: Text | None = None
    ids: tuple[KnownId, ...] = ()
    names: tuple[Name, ...] = ()
    spoken: tuple[Text, ...] = ()
    part_of: tuple[PartOf, ...] = ()
    subjects: tuple[Text, ...] = ()
    type: MeasureType | None = None
    direction: Direction | None = None
    levels: tuple[Level, ...] = ()
    routes: dict[Level, DataSource] = Field(default_factory=dict)
    audience: AgeRange | None = None
    threshold: Text | None = None
    since: StrictInt | None = None
    known_by: KnownBy | None = None
    retired: StrictInt | None = None
    successor: Successor | None = None
    endorsement: Endorsement | None = None
    minimum: Minimum | None = None
    evidence: EntryEvidence = "recalled"
    sources: tuple[Text, ...] = ()

    _ids = field_validator("ids", mode="before")(ids_listed)
    _names = field_validator("names", mode="before")(names_listed)

    @model_validator(mode="after")
    def _routes_at_levels(self) -> "KnownMeasure":
        """Refuse a route of a level at which the measure is not told to be used."""
        strange = [level for level in self.routes if self.levels and level not in self.levels]
        if strange:
            raise ValueError(f"routes name the level '{strange[0]}', which `levels` lacks")
        return self

    @property
    def seen(self) -> int | None:
        """The earliest year that a source, a dated name or number tells: it began by then.

        >>> old = Name(name="Screening", years="2012-2018")
        >>> KnownMeasure(id="screening", title="Screening", names=(old,)).seen
        2012
        """
        spans = [*(name.years for name in self.names), *(id_.years for id_ in self.ids)]
        told = [self.known_by.year] if self.known_by else []
        return min([*told, *(int(years[:4]) for years in spans if years)], default=None)

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording of the measure as a whole: title, published names, spoken ones."""
        return tuple(dict.fromkeys([self.title, *(n.name for n in self.names), *self.spoken]))

    def called(self, year: int) -> str:
        """Return the newest name that was published at or before a year, else the title.

        Of names of one year the title comes first, then the order of the entry. A title without
        years is taken to hold in all.

        >>> names = [{"name": "Old", "years": "2011-2016"}, {"name": "New", "years": "2017-"}]
        >>> known = KnownMeasure(id="a", title="New", names=names)
        >>> known.called(2014), known.called(2018), known.called(2000)
        ('Old', 'New', 'New')
        """
        dated = self.published_by(year)
        return max(dated, key=lambda name: dated[name], default=self.title)

    def published_by(self, year: int) -> dict[str, int]:
        """Return the names that were published at or before a year, and when last; title first.

        Of names without years only the title counts: it is taken to hold in all.
        """
        told = {one.name for one in self.names if one.years}
        found: dict[str, int] = {} if self.title in told else {self.title: year}
        for one in sorted(self.names, key=lambda one: one.name != self.title):
            last = one.latest(year)
            if last is not None:
                found[one.name] = max(last, found.get(one.name, 0))
        return found
