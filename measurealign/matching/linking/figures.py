"""How a line and a published name compare, in named figures: what both say, what only one says."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from measurealign.matching.kinship import Kinship
from measurealign.matching.linking.names import Bag
from measurealign.matching.numbers import NO_NUMBERS, Found
from measurealign.matching.vocabulary import vocabulary

#: What a wider, narrower or near idea says of a term.
KIN = 0.6
#: Classes whose left-over terms are counted together.
GROUPS: Mapping[str, str] = {
    "condition": "focus", "site": "focus", "drug": "focus", "procedure": "focus", "test": "focus",
    "event": "focus", "tool": "focus", "survey": "focus", "population": "people",
    "setting": "place", "step": "step", "stage": "how", "direction": "how", "word": "word",
    "number": "number",
}  # fmt: skip
#: Groups in which both sides may say something different.
_CLASHES = tuple(
    (f"left {group}", f"right {group}", f"clash {group}")
    for group in ("focus", "people", "step", "word")
)
_LABELS = {
    side: {kind: f"{side} {group}" for kind, group in GROUPS.items()} for side in ("left", "right")
}
_NUMBERS = ("ages", "limits", "spans", "parts")


@dataclass(frozen=True, slots=True)
class Weighted:
    """A bag with what each term weighs, what all weigh together, and the ideas near to them."""

    bag: Bag
    weights: Mapping[str, float]
    total: float
    near: frozenset[str]


def figures(line: Weighted, name: Weighted) -> dict[str, float]:
    """Return the named figures of a line and a name.

    `covered` is the share of the line's weight that the name has, `named` the reverse, `both`
    their product's root; `left X` and `right X` the weight of what only one side says, class
    by class; `clash X` what both say differently; `letters` and `order` how alike the letters
    are, words sorted and as they stand.
    """
    one, other = line.bag, name.bag
    found: dict[str, float] = {}
    left = _rest(line, name, "left", found)
    right = _rest(name, line, "right", found)
    covered = max(0.0, 1 - left / line.total) if line.total else 0.0
    named = max(0.0, 1 - right / name.total) if name.total else 0.0
    if left and right:
        for mine, theirs, both in _CLASHES:
            clash = min(found.get(mine, 0.0), found.get(theirs, 0.0))
            if clash:
                found[both] = clash
    if one.numbers is not NO_NUMBERS or other.numbers is not NO_NUMBERS:
        found |= numbers(one.numbers, other.numbers)
    found["covered"] = covered
    found["named"] = named
    found["both"] = (covered * named) ** 0.5
    found["letters"] = ratio(one.words, other.words) / 100
    found["order"] = ratio(one.text, other.text) / 100
    found["same name"] = float(one.text == other.text)
    found["same terms"] = float(one.terms.keys() == other.terms.keys())
    return found


def _rest(mine: Weighted, other: Weighted, side: str, found: dict[str, float]) -> float:
    """Add up by class what only one side says; kin of what the other says count less."""
    rest, weights, labels = 0.0, mine.weights, _LABELS[side]
    said, near = other.bag.terms, other.near
    for term, kind in mine.bag.terms.items():
        if term in said:
            continue
        weight = weights[term] * (1 - KIN) if term in near else weights[term]
        label = labels[kind]
        found[label] = found.get(label, 0.0) + weight
        rest += weight
    return rest


def closest(figures: Mapping[str, float]) -> tuple[float, float]:
    """Return by what the nearest name of a measure is picked: the same name before all others."""
    return figures["same name"], figures["both"] + figures["letters"]


def numbers(line: Found, name: Found) -> dict[str, float]:
    """Return how the ages, limits, spans and parts of two names agree, clash or stand alone."""
    found = {}
    for kind in _NUMBERS:
        one, other = set(getattr(line, kind)), set(getattr(name, kind))
        if one and other:
            found[f"{kind} {'agree' if one & other else 'clash'}"] = 1.0
        elif one or other:
            found[f"{kind} only {'left' if one else 'right'}"] = 1.0
    return found


def near_ideas() -> dict[str, frozenset[str]]:
    """Return for each idea those that are wider, narrower or near."""
    kin = Kinship.of(vocabulary())
    found: dict[str, set[str]] = {}
    for narrow, wider in kin.wider.items():
        for wide in wider:
            found.setdefault(narrow, set()).add(wide)
            found.setdefault(wide, set()).add(narrow)
    for pair in kin.near:
        for one in pair:
            found.setdefault(one, set()).update(pair - {one})
    return {one: frozenset(others) for one, others in found.items()}
