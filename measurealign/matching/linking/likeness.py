"""How like a line is to a known measure: named figures of the best of the measure's names.

Candidates come from one sparse product (terms that a line and a name share, by rarity), so work
grows with the number of lines; the figures of the few best are then taken pair by pair.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.fuzz import ratio, token_sort_ratio
from scipy import sparse

from measurealign.matching.evidence import Kinship
from measurealign.matching.linking.index import Bag, Index, bag
from measurealign.matching.numbers import Found
from measurealign.matching.vocabulary import vocabulary

#: Names looked at for each line, and measures kept of them.
NAMES, MEASURES = 40, 10
#: A line's own words count this much in the first look; the rest is the name's.
OWN = 0.5
#: What a wider, narrower or near idea says of a term.
KIN = 0.6
#: Unknown terms of so few letters count almost nothing.
STRAY, SLIGHT = 2, 0.05
#: Lines looked up in one block: bounds memory.
BLOCK = 512

#: Classes whose left-over terms are counted together.
GROUPS: Mapping[str, str] = {
    "condition": "focus", "site": "focus", "drug": "focus", "procedure": "focus", "test": "focus",
    "event": "focus", "tool": "focus", "survey": "focus", "population": "people",
    "setting": "place", "step": "step", "stage": "how", "direction": "how", "word": "word",
    "number": "number",
}  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """A known measure that a line may be: which name of it is nearest, and the figures."""

    measure: int
    name: int
    figures: Mapping[str, float]


class Likeness:
    """Compares lines with an index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._kin = _near()
        self._names: dict[int, list[int]] = {}
        for n, measure in enumerate(index.owner.tolist()):
            self._names.setdefault(measure, []).append(n)
        self._default = float(np.quantile(index.weights, 0.95)) if len(index.weights) else 1.0

    def weight(self, term: str) -> float:
        """Return how telling a term is; one that no name has is as telling as a rare one.

        A stray letter or two tell nothing.
        """
        at = self.index.columns.get(term)
        if at is not None:
            return float(self.index.weights[at])
        return self._default if len(term) > STRAY else SLIGHT

    def candidates(
        self, texts: Sequence[str], without: Sequence[frozenset[int]] | None = None
    ) -> Iterator[list[Candidate]]:
        """Yield the nearest known measures of each line, best first.

        `without` hides names (by number) from each line: how the scorer is trained and tested.
        """
        bags = [bag(text) for text in texts]
        for start in range(0, len(bags), BLOCK):
            block = bags[start : start + BLOCK]
            hidden = without[start : start + BLOCK] if without else [frozenset()] * len(block)
            scores = self._scores(block)
            for row, each in enumerate(block):
                yield self._best(each, scores.getrow(row), hidden[row])

    def _scores(self, block: Sequence[Bag]) -> sparse.csr_matrix:
        """Return for each line and name the weight of the terms that they share."""
        rows, cols, values = [], [], []
        for n, each in enumerate(block):
            for term, share in self._spread(each).items():
                at = self.index.columns.get(term)
                if at is not None:
                    rows.append(n)
                    cols.append(at)
                    values.append(share)
        shape = (len(block), len(self.index.columns))
        lines = sparse.csr_matrix((values, (rows, cols)), shape=shape)
        return (lines @ self.index.matrix.T).tocsr()

    def _spread(self, one: Bag) -> dict[str, float]:
        """Return a line's terms, and the ideas near to them by what they say of them."""
        found = dict.fromkeys(one.terms, 1.0)
        for term in one.terms:
            for near in self._kin.get(term, ()):
                found.setdefault(near, KIN)
        return found

    def _best(self, line: Bag, row: sparse.csr_matrix, hidden: frozenset[int]) -> list[Candidate]:
        names, shared = row.indices, row.data
        own = sum(self.weight(term) for term in line.terms)
        score = shared / (OWN * own + (1 - OWN) * self.index.total[names] + 0.3)
        best: dict[int, list[int]] = {}
        looked = 0
        same = self.index.named.get(line.text, ())
        for name in (n for n in same if n not in hidden):
            best.setdefault(int(self.index.owner[name]), []).append(name)
        for at in np.argsort(-score, kind="stable"):
            name = int(names[at])
            if name in hidden:
                continue
            best.setdefault(int(self.index.owner[name]), []).append(name)
            looked += 1
            if looked >= NAMES or len(best) > MEASURES:
                break
        found = [self._candidate(line, own, measure, tops[:4]) for measure, tops in best.items()]
        return found

    def _candidate(self, line: Bag, own: float, measure: int, names: Sequence[int]) -> Candidate:
        made = [(self.figures(line, self.index.bags[name], own), name) for name in names]
        figures, name = max(made, key=lambda one: (*_closest(one[0]), -one[1]))
        return Candidate(measure, name, figures)

    def of(self, text: str, measure: int) -> Candidate:
        """Return how like a line is to one measure, by the best of its names."""
        line = bag(text)
        own = sum(self.weight(term) for term in line.terms)
        names = [n for n in self._names[measure]]
        return self._candidate(line, own, measure, names)

    def figures(self, line: Bag, name: Bag, own: float | None = None) -> dict[str, float]:
        """Return the named figures of a line and a name.

        `covered` is the share of the line's weight that the name has, `named` the reverse, `both`
        their product's root; `left X` and `right X` the weight of what only one side says, class
        by class; `clash X` what both say differently.
        """
        own = own if own is not None else sum(self.weight(term) for term in line.terms)
        left, kin_left = self._rest(line.terms, name.terms)
        right, kin_right = self._rest(name.terms, line.terms)
        total = sum(self.weight(term) for term in name.terms)
        covered = 1 - sum(left.values()) / own if own else 0.0
        named = 1 - sum(right.values()) / total if total else 0.0
        found = {
            "covered": covered,
            "named": named,
            "both": (max(covered, 0) * max(named, 0)) ** 0.5,
            "letters": token_sort_ratio(line.text, name.text) / 100,
            "order": ratio(line.text, name.text) / 100,
            "same name": float(line.text == name.text),
            "same terms": float(not left and not right and not kin_left and not kin_right),
        }
        for side, rest, terms in (("left", left, line.terms), ("right", right, name.terms)):
            for term, weight in rest.items():
                label = f"{side} {GROUPS[terms[term]]}"
                found[label] = found.get(label, 0.0) + weight
        for group in ("focus", "people", "step", "word"):
            clash = min(found.get(f"left {group}", 0.0), found.get(f"right {group}", 0.0))
            if clash:
                found[f"clash {group}"] = clash
        found |= numbers(line.numbers, name.numbers)
        return found

    def _rest(self, mine: Mapping[str, str], other: Mapping[str, str]) -> tuple[dict[str, float], int]:
        """Return the weight of what only one side says; kin of what the other says count less."""
        rest: dict[str, float] = {}
        kin = 0
        for term in mine:
            if term in other:
                continue
            near = self._kin.get(term, frozenset())
            met = any(each in near for each in other)
            kin += met
            rest[term] = self.weight(term) * (1 - KIN if met else 1.0)
        return rest, kin


def _closest(figures: Mapping[str, float]) -> tuple[float, float]:
    """Return by what the nearest name of a measure is picked: the same name before all others."""
    return figures["same name"], figures["both"] + figures["letters"]


def numbers(line: Found, name: Found) -> dict[str, float]:
    """Return how the ages, limits, spans and parts of two names agree, clash or stand alone."""
    found = {}
    for kind in ("ages", "limits", "spans", "parts"):
        one, other = set(getattr(line, kind)), set(getattr(name, kind))
        if one and other:
            found[f"{kind} {'agree' if one & other else 'clash'}"] = 1.0
        elif one or other:
            found[f"{kind} only {'left' if one else 'right'}"] = 1.0
    return found


def _near() -> dict[str, frozenset[str]]:
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
