"""Which lines are worth comparing: their titles share telling ideas, or look alike by letters.

One sparse product of titles and terms, a second of titles and letter triples, block by block; of
each the few best for every title. So pairs grow with the titles, not with their square.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from scipy import sparse

from measurealign.matching.columns.letters import triples_of
from measurealign.matching.columns.lines import Lines
from measurealign.matching.columns.titles import Titles
from measurealign.matching.kinship import kinship
from measurealign.matching.relation import scorer

#: Least summed weight of shared terms.
ENOUGH = 0.5
#: For each title so many of the most alike are compared: by terms, by letters.
BY_TERMS, BY_LETTERS = 20, 5
#: What more than this share of the titles has finds nobody: a term, a letter triple.
COMMON_TERM, COMMON_TRIPLE = 0.1, 0.02
#: What so few titles have is never common; beyond so many titles, what is common grows with
#: their root only, so that the products stay far from their square.
FEW, MANY = 20, 10_000
#: Titles looked at in one go: bounds memory.
BLOCK = 512
#: Nearness is told to so many digits: equally near ones are equal, in whatever order summed up.
DIGITS = 9

#: Pairs of places, one a row, the smaller first.
Pairs = np.ndarray


def worth_comparing(lines: Lines) -> Pairs:
    """Return the places of lines that may have to do with each other, in order.

    Each title is compared once, however many lines print it; lines with an id in common meet.
    """
    members = _members(lines.title, len(lines.titles.printed))
    borne = (column for ids in lines.ids.values() for column in _columns(ids))
    alike = [each for each in (*members, *borne) if len(each) > 1]
    pairs = candidates(lines.titles)
    return in_order((*_crossed(pairs, members), *map(_within, alike)), len(lines.title))


def candidates(titles: Titles) -> Pairs:
    """Return the pairs (i < j) of titles to compare, in order."""
    terms = _telling(_terms(titles), COMMON_TERM)
    letters = _even(_telling(triples_of(titles.printed.tolist()), COMMON_TRIPLE))
    found = (
        *_nearest(terms, BY_TERMS, ENOUGH),
        *_nearest(letters, BY_LETTERS, 0.0),
        _equal(titles.wording.tolist()),
    )
    return in_order(found, len(titles.printed))


def in_order(found: Iterable[Pairs], many: int) -> Pairs:
    """Return all pairs of places (each below `many`) once, each the smaller first, in order."""
    pairs = np.concatenate([np.zeros((0, 2), dtype=np.int64), *found])
    once = np.unique(pairs.min(axis=1) * many + pairs.max(axis=1))
    return np.stack(np.divmod(once, max(1, many)), axis=1)


def _members(title: np.ndarray, many: int) -> list[np.ndarray]:
    """Return the places of the lines that print each title."""
    order = np.argsort(title, kind="stable")
    return np.split(order, np.cumsum(np.bincount(title, minlength=many))[:-1]) if many else []


def _columns(table: sparse.csr_matrix) -> list[np.ndarray]:
    """Return the rows in which each column has something."""
    across = table.tocsc()
    return np.split(across.indices.astype(np.int64), across.indptr[1:-1])


def _crossed(pairs: Pairs, lines: Sequence[np.ndarray]) -> Iterator[Pairs]:
    """Yield the pairs of lines whose titles are paired."""
    first = np.array([each[0] for each in lines], dtype=np.int64)
    many = np.array([len(each) > 1 for each in lines], dtype=bool)
    several = many[pairs].any(axis=1)
    yield first[pairs[~several]]
    for a, b in pairs[several].tolist():
        yield np.stack(np.meshgrid(lines[a], lines[b]), axis=-1).reshape(-1, 2)


def _within(places: np.ndarray) -> Pairs:
    """Return the pairs among some places."""
    return np.stack([places[each] for each in np.triu_indices(len(places), 1)], axis=1)


def _terms(titles: Titles) -> sparse.csr_matrix:
    """Return the ideas of each title and the wider ones, a shared one's product its rarity."""
    known: dict[str, int] = {}
    wider, rarity = kinship().wider, scorer().rarity
    cells = [
        (n, known.setdefault(each, len(known)))
        for n, (_, name) in enumerate(titles.terms.terms)
        for each in (name, *sorted(wider.get(name, ())))
    ]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    shape = (titles.said.shape[1], max(1, len(known)))
    ideas = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    found = (titles.said > 0).astype(float) @ ideas
    weight = np.array([rarity.weight(("", name)) ** 0.5 for name in known])
    found.data = weight[found.indices]
    return found


def _telling(table: sparse.csr_matrix, share: float) -> sparse.csr_matrix:
    """Leave out the columns that are common to more than a share of the titles."""
    size = table.shape[0]
    most = share * min(size, (size * MANY) ** 0.5)
    return table[:, table.getnnz(axis=0) <= max(FEW, most)]


def _even(table: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return a matrix whose rows are of length 1: products are cosines."""
    length = np.sqrt(table.multiply(table).sum(axis=1)).A1
    return sparse.diags(1 / np.maximum(length, 1e-9)) @ table


def _nearest(table: sparse.csr_matrix, most: int, least: float) -> Iterator[Pairs]:
    """Yield, block by block, the pairs of which one is among the `most` nearest of the other."""
    across = table.T.tocsr()
    for start in range(0, table.shape[0], BLOCK):
        product = (table[start : start + BLOCK] @ across).tocsr()
        row = np.repeat(np.arange(start, start + product.shape[0]), np.diff(product.indptr))
        near = product.indices.astype(np.int64)
        told = product.data.round(DIGITS)
        keep = (told >= least) & (near != row)
        row, near, score = row[keep], near[keep], told[keep]
        best = _best(np.bincount(row - start, minlength=product.shape[0]), near, score, most)
        yield np.stack([row[best], near[best]], axis=1)


def _best(counts: np.ndarray, near: np.ndarray, score: np.ndarray, most: int) -> np.ndarray:
    """Return the places of the `most` nearest of each title; of equally near ones the first."""
    keep = np.ones(len(near), dtype=bool)
    ends = np.cumsum(counts)
    for title in np.flatnonzero(counts > most).tolist():
        end = int(ends[title])
        part = slice(end - int(counts[title]), end)
        found, named = score[part], near[part]
        bar = np.partition(found, len(found) - most)[len(found) - most]
        kept = found >= bar
        if np.count_nonzero(kept) > most:
            at = np.flatnonzero(kept)
            kept[at[np.lexsort((named[at], -found[at]))[most:]]] = False
        keep[part] = kept
    return np.flatnonzero(keep)


def _equal(said: Sequence[int]) -> Pairs:
    """Return the pairs that say the same, however common their terms are: each with the last few.

    So many that only where dozens of titles say the same some pairs of them are left out.
    """
    before: dict[int, list[int]] = {}
    found = []
    for i, wording in enumerate(said):
        same = before.setdefault(wording, [])
        found += [(other, i) for other in same[-BY_TERMS:]]
        same.append(i)
    return np.array(found, dtype=np.int64).reshape(-1, 2)
