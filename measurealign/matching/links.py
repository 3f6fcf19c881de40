"""The links of a crosswalk, made on demand: reasons are told when somebody asks for them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

from measurealign.matching.groups import Pair
from measurealign.matching.listings import Id, Profile
from measurealign.matching.pairs import TURNED, Scored, reasons
from measurealign.matching.relation import Scorer, confidence, log_odds
from measurealign.matching.says import sentences
from measurealign.model import Evidence, Judgement, Match, MatchStatus, Relation


@dataclass(frozen=True)
class Known:
    """All that was found out about the profiles of a catalogue."""

    profiles: tuple[Profile, ...]
    scored: Mapping[Pair, Scored]
    group: tuple[int, ...]
    scorer: Scorer
    kin: frozenset[Id]
    judged: Mapping[frozenset[str], Judgement]

    def relation(self, i: int, j: int) -> Relation:
        """Return the relation of two profiles: the same if they share a family."""
        if self.group[i] == self.group[j]:
            return "same"
        found = self.scored.get((i, j))
        return found.kind if found else "different"

    def chance(self, i: int, j: int) -> float:
        """Return the probability that two profiles are the same measure."""
        if i == j:
            return self.alike(i)
        found = self.scored.get((min(i, j), max(i, j)))
        return found.chance if found else 0.0

    def alike(self, i: int) -> float:
        """Return the probability for two listings that tell exactly the same."""
        return confidence(sum(each.weight for each in self.evidence(i, i)))

    @cached_property
    def _told(self) -> dict[Pair, tuple[Evidence, ...]]:
        return {}

    def evidence(self, i: int, j: int) -> tuple[Evidence, ...]:
        """Return the reasons for a pair of profiles; their weights add up to the score."""
        if (i, j) not in self._told:
            left, right = self.profiles[i], self.profiles[j]
            if i == j:  # listings of one profile stand in different sets
                right = replace(right, sets=frozenset())
            pair, evidence, weights = reasons(left, right, self.scorer, self.kin)
            self._told[i, j] = tuple(
                sentences(pair, left, right, evidence, weights, self.scorer.intercept)
            )
        return self._told[i, j]


@dataclass(frozen=True)
class Links(Sequence[Match]):
    """Links between listings, in the order of their keys. Behaves as a tuple of Match."""

    known: Known
    keys: frozenset[str]
    #: Whether pairs that were compared and found different are told as well.
    every: bool = False

    @cached_property
    def _ends(self) -> list[tuple[str, str, int, int]]:
        found = []
        members = [[key for key in p.keys if key in self.keys] for p in self.known.profiles]
        for i, j in self._pairs:
            for one in members[i]:
                for other in members[j]:
                    if i != j or one < other:
                        found.append((one, other, i, j) if one < other else (other, one, j, i))
        return sorted(found)

    @property
    def _pairs(self) -> Iterator[Pair]:
        """The pairs of profiles that have to do with each other, families complete."""
        known = self.known
        groups: dict[int, list[int]] = {}
        for i, group in enumerate(known.group):
            groups.setdefault(group, []).append(i)
        for members in groups.values():
            yield from ((i, j) for n, i in enumerate(members) for j in members[n:])
        for (i, j), each in known.scored.items():
            if known.group[i] == known.group[j]:
                continue
            if self.every or each.kind != "different" or self._said(i, j):
                yield i, j

    def _said(self, i: int, j: int) -> bool:
        """Whether a person judged listings of these profiles."""
        profiles = self.known.profiles
        return any(
            frozenset((one, other)) in self.known.judged
            for one in profiles[i].keys
            for other in profiles[j].keys
        )

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Match: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Match, ...]: ...
    def __getitem__(self, at: int | slice) -> Match | tuple[Match, ...]:
        if isinstance(at, slice):
            return tuple(self.told(*each) for each in self._ends[at])
        return self.told(*self._ends[at])

    def __iter__(self) -> Iterator[Match]:
        return (self.told(*each) for each in self._ends)

    def with_different(self) -> "Links":
        """Return the links with those that say `different`."""
        return replace(self, every=True)

    def only(self, keys: Collection[str]) -> "Links":
        """Return the links among some listings."""
        return replace(self, keys=self.keys & frozenset(keys))

    def relations(self) -> Iterator[tuple[str, str, Relation]]:
        """Yield how families are related, one pair of listings for each two names; no reasons.

        A pair that a person rejected is left out; `different` is never told.
        """
        told: set[Pair] = set()
        for left, right, i, j in self._ends:
            judged = self.known.judged.get(frozenset((left, right)))
            if self.known.group[i] == self.known.group[j] or (not judged and (i, j) in told):
                continue
            relation = self.known.relation(min(i, j), max(i, j))
            if judged:
                relation = judged.relation if judged.verdict == "accepted" else relation
                if judged.verdict == "rejected":
                    continue
            else:
                told.add((i, j))
            if relation != "different":
                yield left, right, relation

    def between(self, left: str, right: str, i: int, j: int) -> Match:
        """Return the link of two listings, told from the first in the alphabet."""
        return self.told(left, right, i, j) if left < right else self.told(right, left, j, i)

    def told(self, left: str, right: str, i: int, j: int) -> Match:
        """Return the link of two listings (of the profiles i and j), told from `left`."""
        known = self.known
        a, b = min(i, j), max(i, j)
        relation = known.relation(a, b)
        chance, evidence = known.chance(a, b), known.evidence(a, b)
        sure = chance if relation == "same" else known.scorer.sure[relation] * (1 - chance)
        judgement = known.judged.get(frozenset((left, right)))
        status: MatchStatus = judgement.verdict if judgement else "proposed"
        if i > j:
            relation = TURNED.get(relation, relation)
        if judgement and status == "accepted":
            relation, sure = judgement.relation, 1.0
            if judgement.left != left:
                relation = TURNED.get(relation, relation)
        if relation == "same" and chance < 0.5 and not judgement:
            sure, evidence = _through_family(chance, evidence)
        scored = known.scored.get((a, b))
        return Match.model_construct(
            left=left, right=right, relation=relation, confidence=round(sure, 4),
            bond=relation, likeness=scored.similarity if scored else 1.0 if a == b else 0.0,
            evidence=evidence, status=status, judgement=judgement,
        )  # fmt: skip


def _through_family(
    chance: float, evidence: tuple[Evidence, ...]
) -> tuple[float, tuple[Evidence, ...]]:
    """Two names that agree little by themselves, but with the other names of their family."""
    weight = round(log_odds(0.6) - log_odds(max(chance, 1e-6)), 4)
    says = "the other names of this measure tie the two together"
    return 0.6, (*evidence, Evidence(kind="family", weight=weight, says=says))
