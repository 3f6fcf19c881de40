"""Which titles are worth comparing: those that share telling ideas, or look alike by letters.

One sparse product of titles and terms, a second of titles and letter triples, block by block; of
each the few best for every title. So pairs grow with the titles, not with their square.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from scipy import sparse

from measurealign.matching.evidence import triples
from measurealign.matching.kinship import Kinship
from measurealign.matching.rarity import Rarity
from measurealign.matching.wording import Reading

#: Least summed weight of shared terms.
ENOUGH = 0.5
#: For each title so many of the most alike are compared: by terms, by letters.
BY_TERMS, BY_LETTERS = 20, 5
#: What more than this share of the titles has finds nobody: a term, a letter triple.
COMMON_TERM, COMMON_TRIPLE = 0.1, 0.02
#: What so few titles have is never common.
FEW = 20
#: Titles looked at in one go: bounds memory.
BLOCK = 512

Weighed = tuple[str, float]
#: Pairs of places, one a row, the smaller first.
Pairs = np.ndarray


def candidates(readings: Sequence[Reading], rarity: Rarity, kin: Kinship) -> Pairs:
    """Return the pairs (i < j) of readings to compare, in order."""
    terms = _table([list(_terms(each, rarity, kin)) for each in readings], COMMON_TERM)
    letters = _table(
        [[(each, 1.0) for each in triples(one.title.lower())] for one in readings], COMMON_TRIPLE
    )
    found = (
        *_nearest(terms, BY_TERMS, ENOUGH),
        *_nearest(_even(letters), BY_LETTERS, 0.0),
        _equal([one.wording for one in readings]),
    )
    return in_order(found)


def in_order(found: Iterable[Pairs]) -> Pairs:
    """Return all pairs of places once, each the smaller first, in order."""
    pairs = np.concatenate([np.zeros((0, 2), dtype=np.int64), *found])
    pairs.sort(axis=1)
    return np.unique(pairs, axis=0)


def _terms(reading: Reading, rarity: Rarity, kin: Kinship) -> Iterator[Weighed]:
    """Yield a title's terms and the wider ones, so weighed that a shared one counts its rarity."""
    names = dict.fromkeys(n for _, name in reading.terms for n in (name, *kin.wider.get(name, ())))
    return ((name, rarity.weight(("", name)) ** 0.5) for name in names)


def _table(rows: Sequence[Sequence[Weighed]], common: float) -> sparse.csr_matrix:
    """Return a matrix of titles and what they say, without what is common to a share of them."""
    columns: dict[str, int] = {}
    cells = [
        (i, columns.setdefault(name, len(columns)), weight)
        for i, row in enumerate(rows)
        for name, weight in row
    ]
    at, to, weights = (np.array(each) for each in zip(*cells, strict=True)) if cells else ([],) * 3
    table = sparse.csr_matrix((weights, (at, to)), shape=(len(rows), max(1, len(columns))))
    return table[:, table.getnnz(axis=0) <= max(FEW, common * len(rows))]


def _even(table: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return a matrix whose rows are of length 1: products are cosines."""
    length = np.sqrt(table.multiply(table).sum(axis=1)).A1
    return sparse.diags(1 / np.maximum(length, 1e-9)) @ table


def _nearest(table: sparse.csr_matrix, most: int, least: float) -> Iterator[Pairs]:
    """Yield, block by block, the pairs of which one is among the `most` nearest of the other."""
    across = table.T.tocsr()
    for start in range(0, table.shape[0], BLOCK):
        product = (table[start : start + BLOCK] @ across).tocsr()
        rows = [
            _top(i, product.indices[a:b], product.data[a:b], most, least)
            for i, a, b in zip(
                range(start, start + product.shape[0]),
                product.indptr[:-1],
                product.indptr[1:],
                strict=True,
            )
        ]
        yield np.concatenate(rows)


def _top(i: int, near: np.ndarray, score: np.ndarray, most: int, least: float) -> Pairs:
    """Return the pairs of a title and its nearest; of equally near ones the first."""
    keep = (score >= least) & (near != i)
    near, score = near[keep], score[keep]
    if len(near) > most:
        keep = score >= np.partition(score, len(score) - most)[len(score) - most]
        near, score = near[keep], score[keep]
        near = near[np.lexsort((near, -score))[:most]]
    return np.stack([np.full(len(near), i, dtype=np.int64), near.astype(np.int64)], axis=1)


def _equal(said: Sequence[str]) -> Pairs:
    """Return the pairs that say the same, however common their terms are: each with the last few.

    So many that only where dozens of titles say the same some pairs of them are left out.
    """
    before: dict[str, list[int]] = {}
    found = []
    for i, wording in enumerate(said):
        same = before.setdefault(wording, [])
        found += [(other, i) for other in same[-BY_TERMS:]]
        same.append(i)
    return np.array(found, dtype=np.int64).reshape(-1, 2)
