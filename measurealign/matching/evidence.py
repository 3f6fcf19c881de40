"""Two readings become named numbers: what both titles say, what only one says, what conflicts.

Each number is one piece of evidence. relation.py weighs them; the weighted numbers add up to the
score, so a score can be told as a list of reasons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp

from rapidfuzz.fuzz import token_sort_ratio

from measurealign.matching.kinship import Kinship
from measurealign.matching.lexicon import TITLES, Term
from measurealign.matching.numbers import Found
from measurealign.matching.rarity import Rarity
from measurealign.matching.wording import Reading

#: Classes whose differing ideas are told apart; `word` holds words that the vocabulary lacks.
CLASSES = (
    "condition", "site", "drug", "procedure", "test", "event", "step", "population", "setting",
    "tool", "survey", "stage", "direction", "word",
)  # fmt: skip
LABELS = {k: (f"{k} conflict", f"further {k}", f"{k} on one side") for k in CLASSES}
_NO_CLASS = {label: 0.0 for labels in LABELS.values() for label in labels}
#: Classes in which a narrower idea makes a wider one of the same title superfluous.
IMPLIED = ("condition", "drug", "procedure", "test", "event")
#: Below this weight a rest of a term counts as nothing.
SLIGHT = 0.05
NOUGHT = (0.0, 0.0)


@dataclass(frozen=True)
class Comparison:
    """What two titles share and what only one of them says, each term with its weight."""

    left: Reading
    right: Reading
    shared: tuple[tuple[Term, Term, float], ...]
    only_left: tuple[tuple[Term, float], ...]
    only_right: tuple[tuple[Term, float], ...]

    @cached_property
    def both(self) -> float:
        """The weight of what both say."""
        return sum(weight for _, _, weight in self.shared)

    @cached_property
    def rest(self) -> dict[str, tuple[float, float]]:
        """The weights that only left, and only right, gives to each class."""
        found: dict[str, tuple[float, float]] = {}
        for (kind, _), weight in self.only_left:
            found[kind] = (found.get(kind, NOUGHT)[0] + weight, 0.0)
        for (kind, _), weight in self.only_right:
            left, right = found.get(kind, NOUGHT)
            found[kind] = (left, right + weight)
        return found

    def only(self, kind: str) -> tuple[float, float]:
        """Return the weights that only left, and only right, gives to a class."""
        return self.rest.get(kind, NOUGHT)

    @cached_property
    def named(self) -> frozenset[str]:
        """The classes in which the two say something in common."""
        return frozenset(term[0] for one, other, _ in self.shared for term in (one, other))


def compare(left: Reading, right: Reading, rarity: Rarity, kin: Kinship) -> Comparison:
    """Match the terms of two titles one to one, closest first."""
    a, b = dict.fromkeys(left.terms, 1.0), dict.fromkeys(right.terms, 1.0)
    shared: list[tuple[Term, Term, float]] = []
    for term in [term for term in a if term in b]:
        shared.append((term, term, rarity.weight(term)))
        a[term] = b[term] = 0.0
    for close, one, other in _near(a, b, kin):
        if a[one] == 1.0 and b[other] == 1.0:
            weight = close * min(rarity.weight(one), rarity.weight(other))
            shared.append((one, other, weight))
            a[one] = b[other] = 1.0 - close
    for side in (a, b):
        for term in side:
            if term[0] in IMPLIED and any(term[1] in kin.wider.get(name, ()) for _, name in side):
                side[term] = 0.0  # its own title says it more narrowly: statin medication
    return Comparison(
        left,
        right,
        tuple(shared),
        tuple((term, rest * rarity.weight(term)) for term, rest in a.items() if rest > 0.01),
        tuple((term, rest * rarity.weight(term)) for term, rest in b.items() if rest > 0.01),
    )


def _near(
    left: Mapping[Term, float], right: Mapping[Term, float], kin: Kinship
) -> list[tuple[float, Term, Term]]:
    """Return the pairs of terms, left over on both sides, that are close; the closest first."""
    rest = [other for other in right if right[other]]
    pairs = [
        (close, one, other)
        for one in left
        if left[one]
        for other in rest
        if (close := kin.closeness(one, other))
    ]
    return sorted(pairs, key=lambda each: (-each[0], *sorted(each[1:])))


def wording_evidence(pair: Comparison) -> dict[str, float]:
    """Return the evidence of two titles. Symmetric: left and right may change places."""
    lost = sorted(sum(w for _, w in side) for side in (pair.only_left, pair.only_right))
    overlap = pair.both / (pair.both + sum(lost)) if pair.both else 0.0
    found = {
        "shared ideas": 1 - exp(-pair.both),
        "overlap": overlap,
        "overlap over half": max(0.0, overlap - 0.5),
        "overlap over three quarters": max(0.0, overlap - 0.75),
        "left over on both": 1 - exp(-lost[0]),
        "left over on one": 1 - exp(-(lost[1] - lost[0])),
        "only in the heading": _in_heading(pair),
        "nothing left over on one": float(lost[0] < 0.01),
        "nothing left over on both": float(lost[1] < 0.01),
        "similar text": token_sort_ratio(pair.left.text, pair.right.text) / 100,
        "similar letters": trigrams(pair.left.text, pair.right.text),
        "similar title": token_sort_ratio(pair.left.title.lower(), pair.right.title.lower()) / 100,
    }
    found |= _NO_CLASS
    for kind, (one, other) in pair.rest.items():
        conflict, further, aside = LABELS[kind]
        found[conflict] = min(one, other, 1.0)
        more = min(max(one, other), 1.0) if min(one, other) < SLIGHT else 0.0
        found[further if kind in pair.named else aside] = more
    if pair.left.numbers == pair.right.numbers == _NONE:
        return found | UNNUMBERED
    return found | number_evidence(*told_numbers(pair.left, pair.right))


def _in_heading(pair: Comparison) -> float:
    """Return the share of what is left over that stands before a colon ("Melanoma: ...")."""
    sides = ((pair.only_left, pair.left.heading), (pair.only_right, pair.right.heading))
    total = sum(weight for side, _ in sides for _, weight in side)
    inside = sum(weight for side, head in sides for term, weight in side if term in head)
    return inside / total if total else 0.0


def trigrams(one: str, other: str) -> float:
    """Return the Dice coefficient of the letter triples of two texts (0 to 1)."""
    a, b = triples(one), triples(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


@lru_cache(maxsize=TITLES)
def triples(text: str) -> frozenset[str]:
    """Return the letter triples of a text, its ends marked by blanks."""
    text = f" {text} "
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))


def told_numbers(left: Reading, right: Reading) -> tuple[Found, Found]:
    """Return the numbers of both; where only one names any, those that are meant anyway are nought.

    >>> from measurealign.matching.wording import read_title
    >>> pair = read_title("HbA1c Poor Control (>9%)"), read_title("HbA1c Poor Control")
    >>> told_numbers(*pair)[0].limits
    ()
    """
    one, other = left.numbers, right.numbers
    kinds = ("ages", "limits", "spans")
    mine = {k: getattr(one if getattr(other, k) else left.telling, k) for k in kinds}
    yours = {k: getattr(other if getattr(one, k) else right.telling, k) for k in kinds}
    return Found(**mine, parts=one.parts), Found(**yours, parts=other.parts)


def number_evidence(one: Found, other: Found) -> dict[str, float]:
    """Return what the numbers of two titles say: agreement, conflict, or only one side names."""
    found: dict[str, float] = {}
    for kind in ("ages", "limits", "spans", "parts"):
        a, b = set(getattr(one, kind)), set(getattr(other, kind))
        found[f"{kind} agree"] = float(bool(a) and a == b)
        found[f"{kind} conflict"] = float(bool(a - b) and bool(b - a))
        found[f"{kind} on one side"] = float(a != b and (a <= b or b <= a))
    signs = [{sign for sign, _ in side.limits} for side in (one, other)]
    found["opposite limit"] = float(all(signs) and not signs[0] & signs[1])
    return found


_NONE = Found()
#: What two titles that name no number say of numbers.
UNNUMBERED = number_evidence(_NONE, _NONE)
