"""How two lines relate: by the bond of their families, with what told each line's measure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from measurealign.inventory.bonds import Bond
from measurealign.links.sureness import sureness
from measurealign.model import (
    TURNED,
    BondKind,
    Evidence,
    Family,
    Judgement,
    Link,
    Match,
    Measure,
    Relation,
)

#: Bonds in words.
IN_WORDS: Mapping[BondKind, str] = {
    "same": "the same measure", "slice": "an age band", "rate": "one rate of it",
    "combination": "a combination", "component": "a component",
    "variant": "another specification", "replaced": "one took the place of the other",
    "broader": "the first is wider",
    "narrower": "the first is narrower", "related": "the same subject, another measure",
    "different": "another measure",
}  # fmt: skip
#: Bonds of a part and its whole.
PARTS = ("slice", "rate", "combination", "component")


@dataclass(frozen=True)
class Side:
    """A line with its family, and what says that it is a known measure."""

    line: Measure
    family: Family
    link: Link | None

    @property
    def sure(self) -> float:
        """How sure it is that the line is its family's measure: 1 for a family of its wording."""
        return self.link.confidence if self.link and self.link.counts else 1.0


def matched(left: Side, right: Side, bond: Bond, judgement: Judgement | None) -> Match:
    """Return how two lines relate, told from the left one; a person's word on the two is last."""
    made = Match(
        left=left.line.key,
        right=right.line.key,
        relation=relation(bond),
        bond=bond.kind,
        confidence=round(min(left.sure, right.sure) * sureness().of(bond.kind, bond.stated), 4),
        likeness=bond.credit,
        evidence=tuple(_evidence(left, right, bond)),
    )
    return _judged(made, judgement) if judgement else made


def relation(bond: Bond) -> Relation:
    """Return the relation that stands for a bond: a whole is broader than its part.

    A measure that took the place of another is no other specification of it: they are related.
    """
    if bond.kind == "replaced":
        return "related"
    if bond.kind in PARTS:
        return "broader" if bond.whole == bond.left else "narrower"
    return bond.kind  # type: ignore[return-value]


def _evidence(left: Side, right: Side, bond: Bond) -> Iterator[Evidence]:
    yield Evidence(kind=bond.kind, weight=bond.credit, says=bond.says)
    for side in (left, right):
        if side.link and side.link.counts:
            says = f"“{side.line.name}”: {side.link.says}"
            yield Evidence(kind=str(side.link.how), weight=side.link.confidence, says=says)


def _judged(match: Match, judgement: Judgement) -> Match:
    told: dict[str, object] = {"status": judgement.verdict, "judgement": judgement}
    if judgement.verdict == "accepted":
        said = judgement.relation
        told |= {"relation": said if judgement.left == match.left else TURNED.get(said, said)}
        told |= {"confidence": 1.0}
    return match.model_copy(update=told)
