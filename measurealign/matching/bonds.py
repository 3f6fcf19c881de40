"""How two families are bound: what the inventory states, else what their titles say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from pydantic import TypeAdapter

from measurealign.catalog.kept import Memory
from measurealign.inventory import Inventory
from measurealign.inventory.bonds import Bond
from measurealign.matching.remembered import reading_mark
from measurealign.model import BondKind, Family, chance

#: How two titles relate; equal ones were told before.
Told = Literal["variant", "broader", "narrower", "related", "different"]
_SAYS: Mapping[Told, str] = {
    "variant": "one idea in two specifications",
    "broader": "{left} is wider than {right}",
    "narrower": "{left} is narrower than {right}",
    "related": "the same subject or the same people, another measure",
    "different": "another measure",
}
#: How titles relate, by the two of them.
_RELATIONS = Memory.of("bonds", reading_mark, TypeAdapter(dict[str, Told]))


@dataclass(frozen=True)
class Bonds:
    """Bonds between families; each is worked out once, when it is asked for."""

    inventory: Inventory
    _memory: dict[tuple[str, str], Bond] = field(default_factory=dict, repr=False, compare=False)

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """The pairs of measures of which the inventory says that one is a part or successor."""
        return self.inventory.stated

    def between(self, left: Family, right: Family) -> Bond:
        """Return the bond of two families, told from left to right."""
        if left.id > right.id:
            return self.between(right, left).turned()
        pair = (left.id, right.id)
        if pair not in self._memory:
            self._memory[pair] = self._stated(left, right) or by_titles(left, right)
        return self._memory[pair]

    def _stated(self, left: Family, right: Family) -> Bond | None:
        one, other = self._home(left), self._home(right)
        if left.id == right.id:
            return Bond(left=left.id, right=right.id, kind="same", says="one measure")
        if one is None or other is None:
            return None
        stated = self.inventory.bond(one, other)
        if stated is None or (one, other) == (left.id, right.id):
            return stated
        whole = _whole(left, right) if stated.kind == "same" else None
        kind: BondKind = "slice" if whole else "related"
        bands = stated.kind in ("same", "slice")
        both = f"{left.label} and {right.label}: age bands of one measure"
        says = both if bands else stated.says
        return Bond(left=left.id, right=right.id, kind=kind, says=says, whole=whole)

    def _home(self, family: Family) -> str | None:
        """Return the inventory's id of a family: a slice that it does not list is its measure's."""
        if not family.known:
            return None
        return family.id if family.id in self.inventory else family.id.rpartition("/")[0]


def _whole(left: Family, right: Family) -> str | None:
    """Return the id of the family of which the other is a slice, if one is."""
    for whole, part in ((left.id, right.id), (right.id, left.id)):
        if part.startswith(f"{whole}/"):
            return whole
    return None


def by_titles(left: Family, right: Family) -> Bond:
    """Return the bond that two titles tell; two known measures that read alike are variants."""
    titles = (left.label, right.label)
    relation = _RELATIONS.get(json.dumps(titles), lambda: _compared(*titles))
    says = _SAYS[relation].format(left=left.label, right=right.label)
    return Bond(left=left.id, right=right.id, kind=relation, says=says, stated=False)


def _compared(left: str, right: str) -> Told:
    # Opened here: most pairs were compared before.
    from measurealign.matching.evidence import compare, wording_evidence
    from measurealign.matching.kinship import kinship
    from measurealign.matching.relation import kind_of, scorer
    from measurealign.matching.wording import read_title

    by = scorer()
    pair = compare(read_title(left), read_title(right), by.rarity, kinship())
    score = by.intercept + sum(by.weigh(wording_evidence(pair)).values())
    return "variant" if chance(score) >= by.threshold else cast("Told", kind_of(pair))
