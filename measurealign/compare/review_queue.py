"""What a person should look at first: lines that may be a known measure, then doubtful bonds."""

from collections.abc import Iterator
from dataclasses import dataclass

from measurealign.crosswalk import Crosswalk
from measurealign.judgements import MEASURE
from measurealign.model import Choice, Link, Match, chance

#: So many known measures are offered for a line.
CHOICES = 5


@dataclass(frozen=True)
class LineQuestion:
    """Is this line that measure? One question stands for all `lines` (keys) printed the same.

    `choices` are the known measures that it may be, the best first. `doubt` (0-1) see `doubt`.
    """

    name: str
    lines: tuple[str, ...]
    choices: tuple[Choice, ...]
    doubt: float

    @property
    def weight(self) -> float:
        """How much the answer matters: doubt times the lines that it settles."""
        return self.doubt * len(self.lines)


@dataclass(frozen=True)
class PairQuestion:
    """Are these two measures bound as their titles tell? `lines` (keys) are all lines of both."""

    match: Match
    lines: tuple[str, ...]

    @property
    def doubt(self) -> float:
        """How open the question is, 0 to 1: what the bond lacks to being sure."""
        return 1 - self.match.confidence

    @property
    def weight(self) -> float:
        """How much the answer matters: doubt times the lines that it touches."""
        return self.doubt * len(self.lines)


Question = LineQuestion | PairQuestion


def questions(table: Crosswalk) -> tuple[Question, ...]:
    """Return what waits for a person's word at a table: lines first, each kind weightiest first.

    A line waits while its link is to be confirmed; a pair of measures where a bond with a credit
    was read from the two titles. What a person called unsure is not asked again.
    """
    lines = sorted(_lines(table), key=lambda one: (-one.weight, one.name, one.lines))
    pairs = sorted(_pairs(table), key=lambda one: (-one.weight, one.lines))
    return (*lines, *pairs)


def doubt(link: Link) -> float:
    """Return how open a question a link is, 0 to 1.

    With p = confidence × the chance that the lead over the next measure is right
    (1 / (1 + e^-margin)): 1 - |2p - 1|, that is, 1 at an even chance and 0 where p is 0 or 1.

    >>> doubt(Link(line="a/b", status="confirm", confidence=1.0, margin=0.0))
    1.0
    """
    return 1 - abs(2 * link.confidence * chance(link.margin) - 1)


def choices(table: Crosswalk, link: Link) -> tuple[Choice, ...]:
    """Return the known measures that a line may be, the best first."""
    best = table.inventory.get(link.measure)
    if best is None or link.how is None:
        return link.next[:CHOICES]
    first = Choice(
        measure=best.id,
        title=best.title,
        confidence=link.confidence,
        likeness=link.likeness,
        how=link.how,
        says=link.says,
    )
    return (first, *link.next)[:CHOICES]


def _lines(table: Crosswalk) -> Iterator[LineQuestion]:
    unsure = {
        one.left
        for one in table.judgements
        if one.verdict == "unsure" and one.right.startswith(MEASURE)
    }
    waiting: dict[tuple[str, str | None], list[str]] = {}
    for one in table.catalog:
        for line in table.listed(one.id):
            link = table.links.get(line.key)
            if link and link.status == "confirm" and line.key not in unsure:
                waiting.setdefault((line.name, link.measure), []).append(line.key)
    for (name, _), keys in waiting.items():
        link = table.links[keys[0]]
        yield LineQuestion(name, tuple(keys), choices(table, link), doubt(link))


def _pairs(table: Crosswalk) -> Iterator[PairQuestion]:
    for left, right in sorted(tuple(sorted(edge)) for edge in table.bond_graph.edges):
        bond = table.bond(left, right)
        keys = (*table.family[left].members, *table.family[right].members)
        match = table.match(table.family[left].members[0], table.family[right].members[0])
        if not bond.stated and bond.credit > 0 and (left, right) not in table.spoken:
            yield PairQuestion(match, keys)
