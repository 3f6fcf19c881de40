"""All compared pairs of profiles: scores, relations, and the reasons on demand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from measurealign.matching.candidates import candidates
from measurealign.matching.evidence import Comparison, compare, kinship, wording_evidence
from measurealign.matching.listings import Id, Profile, attribute_evidence, id_evidence
from measurealign.matching.relation import Scorer, confidence, kind_of
from measurealign.matching.wording import Reading, read_title
from measurealign.model import Relation

#: A pair of wordings below this score cannot become `same` by what else is known of the listings.
FLOOR = -7.0
Pair = tuple[int, int]
#: A relation told from the other side.
TURNED: dict[Relation, Relation] = {"broader": "narrower", "narrower": "broader"}


@dataclass(frozen=True)
class Wordings:
    """What two titles say of each other, once for each pair of distinct titles."""

    score: float
    similarity: float
    kind: Relation


@dataclass
class Memory:
    """Compared wordings by their two titles: a second look costs nothing. See cache.py."""

    known: dict[tuple[str, str], Wordings] = field(default_factory=dict)
    grown: bool = False

    def of(self, left: Reading, right: Reading, by: Scorer) -> Wordings:
        """Return the comparison of two titles; `kind` is told from the first in the alphabet."""
        key = (left.title, right.title)
        if key not in self.known:
            pair = compare(left, right, by.rarity, kinship())
            found = wording_evidence(pair)
            score = sum(by.weights.get(name, 0.0) * value for name, value in found.items())
            self.known[key] = Wordings(
                round(score, 4), round(found["similar text"], 3), kind_of(pair)
            )
            self.grown = True
        return self.known[key]


@dataclass(frozen=True)
class Scored:
    """A compared pair: the score (log odds of `same`), and the relation if it is not the same."""

    score: float
    similarity: float
    kind: Relation

    @property
    def chance(self) -> float:
        """The probability that the two are the same measure."""
        return confidence(self.score)

    def turned(self) -> "Scored":
        """Return the same pair told from the other side."""
        return replace(self, kind=TURNED.get(self.kind, self.kind))


def scored_pairs(
    profiles: Sequence[Profile], by: Scorer, memory: Memory, kin: frozenset[Id] = frozenset()
) -> dict[Pair, Scored]:
    """Compare the profiles that may have to do with each other; keys are (i < j)."""
    titles = sorted({each.title for each in profiles})
    readings = [read_title(title) for title in titles]
    members: dict[str, list[int]] = {}
    for i, each in enumerate(profiles):
        members.setdefault(each.title, []).append(i)
    at = {title: i for i, title in enumerate(titles)}
    wanted = set(candidates(readings, by.rarity, kinship()))
    wanted |= {(i, i) for i, title in enumerate(titles) if len(members[title]) > 1}
    wanted |= _sharing_ids(profiles, at)
    found: dict[Pair, Scored] = {}
    for i, j in sorted(wanted):
        words = memory.of(readings[i], readings[j], by)
        for a, b in combined(members[titles[i]], members[titles[j]]):
            scored = _with_attributes(profiles[a], profiles[b], words, by, kin)
            found[min(a, b), max(a, b)] = scored if a < b else scored.turned()
    return found


def _sharing_ids(profiles: Sequence[Profile], at: Mapping[str, int]) -> set[Pair]:
    """Return the pairs of titles that carry a common id, however different they sound."""
    titles: dict[Id, set[int]] = {}
    for each in profiles:
        for id_ in each.ids:
            titles.setdefault(id_, set()).add(at[each.title])
    return {(i, j) for found in titles.values() for i in found for j in found if i < j}


def combined(left: Sequence[int], right: Sequence[int]) -> Iterable[Pair]:
    """All pairs (a of left, b of right), each once."""
    if left is right:
        return ((a, b) for n, a in enumerate(left) for b in left[n + 1 :])
    return ((a, b) for a in left for b in right)


def reasons(
    left: Profile, right: Profile, by: Scorer, kin: frozenset[Id]
) -> tuple[Comparison, dict[str, float], dict[str, float]]:
    """Return the comparison of two profiles, all evidence, and what each piece adds."""
    pair = compare(read_title(left.title), read_title(right.title), by.rarity, kinship())
    evidence = wording_evidence(pair) | _beside(left, right, kin)
    return pair, evidence, by.weigh(evidence)


def _beside(left: Profile, right: Profile, kin: frozenset[Id]) -> dict[str, float]:
    found = attribute_evidence(left, right) | id_evidence(left, right, kin)
    found["same title"] = float(left.plain == right.plain)
    return found


def _with_attributes(
    left: Profile, right: Profile, words: Wordings, by: Scorer, kin: frozenset[Id]
) -> Scored:
    beside = sum(by.weigh(_beside(left, right, kin)).values())
    return Scored(by.intercept + words.score + beside, words.similarity, words.kind)
