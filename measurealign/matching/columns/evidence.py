"""The named evidence of pairs of titles (see matching/evidence.py), in columns."""

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

from measurealign.matching.columns.held import Held
from measurealign.matching.columns.letters import alike
from measurealign.matching.columns.titles import HEADING, WHOM
from measurealign.matching.evidence import CLASSES, LABELS, SLIGHT

#: Evidence by name: of each pair a number.
Evidence = dict[str, np.ndarray]


def wording_columns(held: Held) -> Evidence:
    """Return the evidence of the wordings of pairs of titles, numbers apart."""
    return _ideas(held) | _texts(held) | _classes(held) | _places(held)


def _ideas(held: Held) -> Evidence:
    both = held.shared.sum(axis=1)
    lost = np.sort(np.stack([side.sum(axis=1) for side in held.only]), axis=0)
    overlap = both / np.where(both > 0, both + lost.sum(axis=0), 1.0)
    return {
        "shared ideas": 1 - np.exp(-both),
        "overlap": overlap,
        "overlap over half": np.maximum(0.0, overlap - 0.5),
        "overlap over three quarters": np.maximum(0.0, overlap - 0.75),
        "left over on both": 1 - np.exp(-lost[0]),
        "left over on one": 1 - np.exp(lost[0] - lost[1]),
        "nothing left over on one": (lost[0] < 0.01).astype(float),
        "nothing left over on both": (lost[1] < 0.01).astype(float),
    }


def _texts(held: Held) -> Evidence:
    left, right = held.pairs.T
    titles = held.titles
    return {
        "similar text": _ratio(titles.sorted_text[left], titles.sorted_text[right]),
        "similar title": _ratio(titles.sorted_title[left], titles.sorted_title[right]),
        "similar letters": alike(titles.letters, held.pairs),
    }


def _ratio(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return how alike texts are, their words in order: the token sort ratio (0 to 1)."""
    found = cpdist(left.tolist(), right.tolist(), scorer=ratio, dtype=np.float64)
    return np.asarray(found) / 100


def _classes(held: Held) -> Evidence:
    least, most = np.minimum(*held.only), np.minimum(np.maximum(*held.only), 1.0)
    more = np.where(least < SLIGHT, most, 0.0)
    found: Evidence = {}
    for n, kind in enumerate(CLASSES):
        conflict, further, aside = LABELS[kind]
        found[conflict] = np.minimum(least[:, n], 1.0)
        found[further] = np.where(held.named[:, n], more[:, n], 0.0)
        found[aside] = np.where(held.named[:, n], 0.0, more[:, n])
    return found


def _places(held: Held) -> Evidence:
    """Where in their titles the terms stand that only one says: heading, of whom."""
    total = sum(side.sum(axis=1) for side in held.only)
    return {
        "only in the heading": _marked(held, HEADING) / np.where(total > 0, total, 1.0),
        "whom on one side": np.minimum(1.0, _marked(held, WHOM)),
    }


def _marked(held: Held, mark: int) -> np.ndarray:
    """Return the weight of what only one title says and is so marked in it."""
    sides = zip((held.left, held.right), held.rests, strict=True)
    one, other = (
        np.bincount(side.pair, rest * ((side.bits & mark) > 0), side.count) for side, rest in sides
    )
    return np.asarray(one + other)
