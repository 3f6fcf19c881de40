"""Which titles are worth comparing: those that share telling ideas, or look alike by letters.

One sparse product of titles and terms, a second of titles and letter triples; of each the few
best for every title. Work grows with the number of titles times those that share their terms.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from scipy import sparse

from measurealign.matching.evidence import Kinship, Rarity, triples
from measurealign.matching.wording import Reading

#: Least summed weight of shared terms.
ENOUGH = 0.5
#: For each title so many of the most alike are compared: by terms, by letters.
BY_TERMS, BY_LETTERS = 60, 5
#: Titles looked at in one go: bounds memory.
BLOCK = 512

Weighed = tuple[str, float]


def candidates(readings: Sequence[Reading], rarity: Rarity, kin: Kinship) -> list[tuple[int, int]]:
    """Return the pairs (i < j) of readings to compare, in order."""
    terms = _table([list(_terms(each, rarity, kin)) for each in readings])
    letters = _table([[(each, 1.0) for each in triples(one.title.lower())] for one in readings])
    said = {(r.wording, i) for i, r in enumerate(readings)}
    found = set(_nearest(terms, BY_TERMS, ENOUGH)) | set(_nearest(_even(letters), BY_LETTERS, 0.0))
    return sorted(found | set(_equal(sorted(said))))


def _terms(reading: Reading, rarity: Rarity, kin: Kinship) -> Iterator[Weighed]:
    """Yield a title's terms and the wider ones, so weighed that a shared one counts its rarity."""
    names = dict.fromkeys(n for _, name in reading.terms for n in (name, *kin.wider.get(name, ())))
    return ((name, rarity.weight(("", name)) ** 0.5) for name in names)


def _table(rows: Sequence[Sequence[Weighed]]) -> sparse.csr_matrix:
    """Return a matrix of titles and what they say."""
    columns: dict[str, int] = {}
    cells = [
        (i, columns.setdefault(name, len(columns)), weight)
        for i, row in enumerate(rows)
        for name, weight in row
    ]
    at, to, weights = (np.array(each) for each in zip(*cells, strict=True)) if cells else ([],) * 3
    return sparse.csr_matrix((weights, (at, to)), shape=(len(rows), max(1, len(columns))))


def _even(table: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return a matrix whose rows are of length 1: products are cosines."""
    length = np.sqrt(table.multiply(table).sum(axis=1)).A1
    return sparse.diags(1 / np.maximum(length, 1e-9)) @ table


def _nearest(table: sparse.csr_matrix, most: int, least: float) -> Iterable[tuple[int, int]]:
    """Yield the pairs (i < j) of which one is among the `most` nearest of the other."""
    across = table.T.tocsr()
    for start in range(0, table.shape[0], BLOCK):
        product = (table[start : start + BLOCK] @ across).tocsr()
        for row in range(product.shape[0]):
            i = start + row
            near = product.indices[product.indptr[row] : product.indptr[row + 1]]
            score = product.data[product.indptr[row] : product.indptr[row + 1]]
            keep = (score >= least) & (near != i)
            near, score = near[keep], score[keep]
            for at in np.lexsort((near, -score))[:most]:
                yield (min(i, int(near[at])), max(i, int(near[at])))


def _equal(said: Sequence[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that say the same, however common their terms are."""
    same: dict[str, list[int]] = {}
    for wording, i in said:
        for other in same.setdefault(wording, []):
            yield (other, i)
        same[wording].append(i)
