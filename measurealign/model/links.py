"""Links of lines to known measures, how two lines relate, families and subjects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp
from typing import Literal

from measurealign.model.words import Frozen, Share, Text

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
    "same", "slice", "rate", "combination", "component", "variant", "replaced",
    "broader", "narrower", "related", "different",
]  # fmt: skip
Verdict = Literal["accepted", "rejected", "unsure"]
#: A relation told from the other side.
TURNED: Mapping[str, Literal["broader", "narrower"]] = {
    "broader": "narrower", "narrower": "broader",
}  # fmt: skip

#: The kind of evidence that says where a score starts before any reason is heard.
PRIOR = "start"


def chance(score: float) -> float:
    """Return the probability that stands for a score (log odds).

    >>> chance(0.0), round(chance(2.2), 2)
    (0.5, 0.9)
    """
    return 1 / (1 + exp(-max(-40.0, min(40.0, score))))


class Evidence(Frozen):
    """One reason for or against a link.

    Of two wordings compared (`matching/pairs.py`) the weights add up to the score, in log odds. Of
    lines of two families (`links/pair.py`) they do not: a bond's weight is its credit, a link's how
    sure it is (both 0 to 1).
    """

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

    `confidence` says how sure the relation is (0-1). `likeness` (0-1, 1 the same, 0 another
    measure): of a line with a known measure, or two wordings compared, how alike the wordings are;
    of lines of two families the credit of their bond, how far the one serves whoever counts the
    other.
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


@dataclass(frozen=True, slots=True, kw_only=True)  # a long list has thousands: small ones
class Choice:
    """A known measure that a line may be: how probable, and what told it."""

    measure: Text
    title: Text
    confidence: Share
    likeness: Share
    how: How
    says: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
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

    def of(self, line: str) -> "Link":
        """Return the link of a line that prints the same."""
        return self if line == self.line else replace(self, line=line)

    @property
    def counts(self) -> bool:
        """Whether the line is counted as the measure: a sure link, or one that a person made."""
        return self.measure is not None and self.status in ("sure", "accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The lines, over all sets, that are the same measure.

    `id` is the inventory's, or derives from the wording of lines that are no known measure (`known`
    tells which); never from what else is there. `subject` is its line of the agenda.
    """

    id: Text
    label: Text
    subject: Text
    area: Text
    members: tuple[str, ...]
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectGroup:
    """The families of one subject. What has no subject of its own stands alone."""

    id: Text
    label: Text
    area: Text
    families: tuple[str, ...]


class LineLinks(Mapping[str, Link]):
    """Links by line (key). Lines that print the same share one, told of each when it is asked for.

    `shared` are the links as they are shared: all is true of the line but `line`.
    """

    def __init__(self, shared: Mapping[str, Link]) -> None:
        self.shared = shared
        self._told: dict[str, Link] = {}

    def __getitem__(self, key: str) -> Link:
        """Return the link of a line."""
        if key not in self._told:
            self._told[key] = self.shared[key].of(key)
        return self._told[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.shared)

    def __len__(self) -> int:
        return len(self.shared)
