"""How much each set demands: what must be reported, and of what a practice may choose.

A menu is no list of duties: CPC+ 2017 lists fourteen eCQMs and wants nine, MIPS lists hundreds and
wants six. What a set tells of that (`choose`, `groups`, `required`) is counted here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from measurealign.crosswalk import Crosswalk
from measurealign.model import Measure, Role


@dataclass(frozen=True)
class Demand:
    """What one set demands of a practice.

    `required` of the `listed` rows must be reported: those of the families `must`, and `free` more
    that the practice chooses from the families `pool`. `told`: the set says how many; where it
    does not, the whole of its menu counts.
    """

    set: str
    required: int
    listed: int
    must: frozenset[str]
    pool: frozenset[str]
    free: int
    told: bool

    def aligned(self, instead: Mapping[str, str], core: Collection[str]) -> "Demand":
        """Return the demand once chosen measures stand for those that they replace (`instead`).

        The `core` must be reported then; what of a menu came to be so fulfils a choice.
        """
        must = frozenset(instead.get(one, one) for one in self.must) | frozenset(core)
        listed = frozenset(instead.get(one, one) for one in self.pool - self.must)
        return self._of(must, listed - must, self.free - len(listed & must))

    def only(self, families: Collection[str]) -> "Demand":
        """Return the demand if nothing but some families is asked."""
        kept = frozenset(families)
        return self._of(self.must & kept, self.pool & kept, self.free)

    def _of(self, must: frozenset[str], pool: frozenset[str], free: int) -> "Demand":
        free = max(0, min(free, len(pool - must)))
        required, listed = len(must) + free, len(must | pool)
        return replace(self, must=must, pool=pool, free=free, required=required, listed=listed)

    @property
    def says(self) -> str:
        """The demand in words: "9 of 14"."""
        count = "all" if self.required == self.listed else str(self.required)
        return f"{count} of {self.listed}" + ("" if self.told else ", how many is not stated")


def demands(
    crosswalk: Crosswalk, sets: Sequence[str], not_asked: Collection[Role]
) -> tuple[Demand, ...]:
    """Return what each set demands; rows in the roles `not_asked` ask nothing."""
    return tuple(
        _demand(crosswalk, id_, [r for r in crosswalk.listed(id_) if r.role not in not_asked])
        for id_ in sets
    )


def _demand(crosswalk: Crosswalk, id_: str, rows: Sequence[Measure]) -> Demand:
    one = crosswalk.catalog.get(id_)
    required = one.required_count(rows)
    must = [row for row in rows if row.must]
    choice = [row for row in rows if not row.must]
    return Demand(
        set=id_,
        required=required,
        listed=len(rows),
        must=_families(crosswalk, must),
        pool=_families(crosswalk, choice),
        free=required - len(must),
        told=one.rule_told or not any(row.role == "menu" for row in choice),
    )


def _families(crosswalk: Crosswalk, rows: Iterable[Measure]) -> frozenset[str]:
    return frozenset(crosswalk.family_of(row.key).id for row in rows)


def to_report(found: Iterable[Demand]) -> int:
    """Return how many distinct measures a practice must report, at most.

    |families that must be reported| + the free choices of each set, no chosen measure serving two
    sets; never more than are listed. One more set never lowers it.
    """
    asked = tuple(found)
    must = {family for one in asked for family in one.must}
    listed = must | {family for one in asked for family in one.pool}
    return min(len(listed), len(must) + sum(one.free for one in asked))
