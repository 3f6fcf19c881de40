"""How a line and a published name compare, in named figures: what both say, what only one says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from measurealign.matching.linking.names import Bag
from measurealign.matching.numbers import NO_NUMBERS, Found

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
_LEFT = {kind: f"left {group}" for kind, group in GROUPS.items()}
_RIGHT = {kind: f"right {group}" for kind, group in GROUPS.items()}
_NUMBERS = ("ages", "limits", "spans", "parts")


#: A term, the figure it adds to where one side alone says it, its weight, and that of kin.
Said = tuple[str, str, float, float]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A bag with what each term weighs, what all weigh together, and the ideas near to them.

    `left` is what the terms say where it is a line's bag, `right` where it is a name's.
    """

    bag: Bag
    weights: Mapping[str, float]
    total: float
    near: frozenset[str]
    left: tuple[Said, ...]
    right: tuple[Said, ...]

    @classmethod
    def of(cls, bag: Bag, weights: Mapping[str, float], near: frozenset[str]) -> "Weighted":
        """Return a bag with what its terms weigh."""
        left, right = (
            tuple((one, labels[kind], weights[one], weights[one] * (1 - KIN))
                  for one, kind in bag.terms.items())
            for labels in (_LEFT, _RIGHT)
        )  # fmt: skip
        return cls(bag, weights, sum(weights.values()), near, left, right)


def nearness(line: Weighted, name: Weighted) -> dict[str, float]:
    """Return those figures of a line and a name by which the nearest of several names is picked.

    `covered` is the share of the line's weight that the name has, `named` the reverse, `both`
    their product's root; `left X` and `right X` the weight of what only one side says, class
    by class; `letters` how alike the letters are, words sorted.
    """
    found: dict[str, float] = {}
    left = _rest(line.left, name, found)
    right = _rest(name.right, line, found)
    found["covered"] = covered = max(0.0, 1 - left / line.total) if line.total else 0.0
    found["named"] = named = max(0.0, 1 - right / name.total) if name.total else 0.0
    found["both"] = (covered * named) ** 0.5
    found["letters"] = ratio(line.bag.words, name.bag.words) / 100
    found["same name"] = float(line.bag.text == name.bag.text)
    return found


def closest(near: Mapping[str, float]) -> tuple[float, float]:
    """Return by what the nearest name of a measure is picked: the same name before all others."""
    return near["same name"], near["both"] + near["letters"]


def figures(line: Weighted, name: Weighted, near: Mapping[str, float]) -> dict[str, float]:
    """Return all figures of a line and a name: those of their nearness, and the others.

    `clash X` is what both say differently; `order` how alike the letters are as they stand.
    """
    one, other = line.bag, name.bag
    found = dict(near)
    for mine, theirs, both in _CLASHES:
        if mine in near and theirs in near:
            found[both] = min(near[mine], near[theirs])
    if one.numbers is not NO_NUMBERS or other.numbers is not NO_NUMBERS:
        found |= numbers(one.numbers, other.numbers)
    found["order"] = ratio(one.text, other.text) / 100
    found["same terms"] = float(one.terms.keys() == other.terms.keys())
    return found


def _rest(mine: Iterable[Said], other: Weighted, found: dict[str, float]) -> float:
    """Add up by class what only one side says; kin of what the other says count less."""
    rest = 0.0
    said, near = other.bag.terms, other.near
    for term, label, full, kin in mine:
        if term not in said:
            weight = kin if term in near else full
            found[label] = found.get(label, 0.0) + weight
            rest += weight
    return rest


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
