"""For whom, where or when a title speaks: what stands behind its first for, in, among, with ...

>>> sorted(of_whom("Tobacco Cessation for Patients with Asthma"))
['asthma']
"""

import re
from functools import lru_cache

from measurealign.matching.evidence import Comparison
from measurealign.matching.lexicon import TITLES, lexicon, phrase

_BEHIND = re.compile(
    r"\b(?:for|in|among|with|who|to|during|prior|before|after|by|from|at)\b", re.IGNORECASE
)


@lru_cache(maxsize=TITLES)
def of_whom(title: str) -> frozenset[str]:
    """Return the ideas and words behind the first such word of a title."""
    found, words = _BEHIND.search(title), lexicon()
    if not found:
        return frozenset()
    stems = words.rewrite(phrase(title[found.end() :]))
    return frozenset(name for _, name in words.terms(stems))


def whom_on_one_side(pair: Comparison) -> float:
    """Return the weight, 1 at most, of what only one title says of whom, where or when.

    There the same words are more often another measure than elsewhere: a measure for some people.
    """
    sides = ((pair.only_left, pair.left), (pair.only_right, pair.right))
    return min(
        1.0,
        sum(
            weight
            for side, reading in sides
            for (_, name), weight in side
            if name in of_whom(reading.title)
        ),
    )
