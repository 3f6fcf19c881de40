"""Which titles are worth comparing: those that share telling ideas, or look alike by letters.

Work grows with the number of distinct wordings. Two titles are compared when the rarities of the
ideas and words that they share sum to `ENOUGH`: one telling idea, or several common ones. A title
that finds few others that way is compared with those that are nearest by their letters.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from rapidfuzz import process
from rapidfuzz.fuzz import token_sort_ratio

from measurealign.matching.evidence import Kinship, Rarity
from measurealign.matching.wording import Reading

#: Least summed weight of shared terms.
ENOUGH = 0.5
#: A term of more titles than this brings none together: in most titles of any list.
COMMON = 900
#: A title with fewer candidates than this gets as many nearest by letters.
FEW = 4


def candidates(readings: Sequence[Reading], rarity: Rarity, kin: Kinship) -> list[tuple[int, int]]:
    """Return the pairs (i < j) of readings to compare, in order."""
    score: Counter[tuple[int, int]] = Counter()
    for name, found in _titles(readings, kin).items():
        if len(found) <= COMMON:
            weight = rarity.weight(("", name))
            for pair in combinations(sorted(found), 2):
                score[pair] += weight  # type: ignore[assignment]
    pairs = {pair for pair, weight in score.items() if weight >= ENOUGH}
    pairs |= _equal(readings)
    return sorted(pairs | _nearest(readings, pairs))


def _equal(readings: Sequence[Reading]) -> set[tuple[int, int]]:
    """Return the pairs that say the same, however common their terms are."""
    wordings: dict[str, list[int]] = {}
    for i, reading in enumerate(readings):
        wordings.setdefault(reading.wording, []).append(i)
    return {pair for found in wordings.values() for pair in combinations(found, 2)}


def _titles(readings: Sequence[Reading], kin: Kinship) -> dict[str, set[int]]:
    """Return the titles in which each term, or a kind of it, stands."""
    titles: dict[str, set[int]] = {}
    for i, reading in enumerate(readings):
        for _, name in reading.terms:
            for each in (name, *kin.wider.get(name, ())):
                titles.setdefault(each, set()).add(i)
    return titles


def _nearest(readings: Sequence[Reading], pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return pairs for titles with few candidates: the nearest by the letters of their words."""
    count = Counter(i for pair in pairs for i in pair)
    titles = [reading.title.lower() for reading in readings]
    found = set()
    for i in range(len(readings)):
        if count[i] < FEW and len(readings) > 1:
            near = process.extract(titles[i], titles, scorer=token_sort_ratio, limit=FEW + 1)
            found |= {(min(i, j), max(i, j)) for _, _, j in near if j != i}
    return found
