"""Which titles are worth comparing: those that share a telling idea, or look alike by letters.

Work grows with the number of distinct wordings. A term that stands in more than `COMMON` titles
brings no two titles together by itself; two such terms together may.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from measurealign.matching.evidence import Kinship, Rarity
from measurealign.matching.wording import Reading

#: A term of more titles than this is left to the net of pairs of terms.
COMMON = 250
#: Least summed weight of shared terms.
ENOUGH = 0.55


def candidates(readings: Sequence[Reading], rarity: Rarity, kin: Kinship) -> list[tuple[int, int]]:
    """Return the pairs (i < j) of readings to compare, in order."""
    titles: dict[str, set[int]] = {}
    for i, reading in enumerate(readings):
        for _, name in reading.terms:
            for each in (name, *kin.wider.get(name, ())):
                titles.setdefault(each, set()).add(i)
    score: Counter[tuple[int, int]] = Counter()
    for name, found in titles.items():
        if len(found) <= COMMON:
            weight = rarity.weight(("", name))
            for pair in combinations(sorted(found), 2):
                score[pair] += weight  # type: ignore[assignment]
    return sorted(pair for pair, weight in score.items() if weight >= ENOUGH)
