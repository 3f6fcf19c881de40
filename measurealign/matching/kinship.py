"""Which ideas say part of one another: kinds of an idea, near ideas, a word misspelt."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from rapidfuzz.fuzz import ratio

from measurealign.matching.lexicon import Term
from measurealign.matching.vocabulary import Vocabulary, vocabulary

#: How much of a term is matched by: its wider or narrower idea, a near idea, a misspelling.
KIND, NEAR, SPELLED = 0.5, 0.6, 0.9
#: A word of fewer letters is no other one misspelt, nor are two less alike than this (0 to 100).
SHORTEST, ALIKE = 6, 86
#: Prefixes that turn a word into another: hypothermia and hyperthermia are no misspelling.
_OPPOSITE = (("hypo", "hyper"), ("supra", "infra"), ("intra", "extra"), ("pre", "post"),
             ("intra", "inter"), ("ante", "post"), ("micro", "macro"), ("mono", "poly"),
             ("ab", "ad"), ("in", "ex"))  # fmt: skip


@dataclass(frozen=True)
class Kinship:
    """Which ideas are kinds of others, and which are near each other."""

    wider: Mapping[str, frozenset[str]]
    near: frozenset[frozenset[str]]

    @classmethod
    def of(cls, words: Vocabulary) -> "Kinship":
        """Make a vocabulary's kinds and near groups ready: kinds of kinds are kinds."""
        above: dict[str, set[str]] = {}
        for narrow, wide in words.kinds:
            above.setdefault(narrow, set()).add(wide)
        for _ in range(4):
            for wider in above.values():
                wider.update(*(above[each] for each in tuple(wider) if each in above))
        pairs = (frozenset((a, b)) for group in words.near for a in group for b in group if a != b)
        return cls({name: frozenset(wider) for name, wider in above.items()}, frozenset(pairs))

    @cached_property
    def akin(self) -> Mapping[str, frozenset[str]]:
        """The ideas that are wider, narrower or near to each idea."""
        found: dict[str, set[str]] = {}
        for one, wider in self.wider.items():
            found.setdefault(one, set()).update(wider)
            for wide in wider:
                found.setdefault(wide, set()).add(one)
        for one, other in (tuple(pair) for pair in self.near):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return {one: frozenset(others) for one, others in found.items()}

    def closeness(self, one: Term, other: Term) -> float:
        """Return how much of one term the other says (0 to 1)."""
        if one[1] == other[1]:
            return 1.0
        if other[1] in self.akin.get(one[1], ()):
            kinds = self.wider.get(one[1], ()), self.wider.get(other[1], ())
            return KIND if other[1] in kinds[0] or one[1] in kinds[1] else NEAR
        if one[0] == other[0] == "word" and misspelt(one[1], other[1]):
            return SPELLED
        return 0.0


@cache
def kinship() -> Kinship:
    """Return the kinship of the shipped vocabulary."""
    return Kinship.of(vocabulary())


@lru_cache(maxsize=1 << 16)
def misspelt(one: str, other: str) -> bool:
    """Tell whether two words may be one, misspelt: like letters, and no prefix that turns it."""
    if min(len(one), len(other)) < SHORTEST or ratio(one, other) < ALIKE:
        return False
    return not any(
        {one.startswith(a), other.startswith(a)} == {True, False}
        and {one.startswith(b), other.startswith(b)} == {True, False}
        for a, b in _OPPOSITE
    )
