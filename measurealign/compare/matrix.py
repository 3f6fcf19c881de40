"""Every set against every set: overlap as a matrix, clusters of sets, a stable order for maps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from measurealign.crosswalk import Crosswalk
from measurealign.model import Closeness
from measurealign.scoring import Weights, answering

Grid = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Matrix:
    """Overlap of each set with each set; rows and columns in the order of `ids`.

    `jaccard` is symmetric; `containment[i, j]` is the share of set i's families that set j answers.
    The numbers are those of `scoring.overlap`, cell by cell.
    """

    ids: tuple[str, ...]
    closeness: Closeness
    jaccard: Grid
    containment: Grid

    def ordered(self, ids: Sequence[str]) -> "Matrix":
        """Return the same numbers with rows and columns in another order (or fewer of them)."""
        at = [self.ids.index(id_) for id_ in ids]
        cut = np.ix_(at, at)
        return Matrix(tuple(ids), self.closeness, self.jaccard[cut], self.containment[cut])


def matrix(
    crosswalk: Crosswalk,
    closeness: Closeness = "strict",
    sets: Iterable[str] | None = None,
    weights: Weights | None = None,
) -> Matrix:
    """Return the overlap of each set with each set (default: every set of the crosswalk)."""
    ids = tuple(one.id for one in crosswalk.catalog) if sets is None else tuple(sets)
    column = {family.id: i for i, family in enumerate(crosswalk.families)}
    lists, answers = np.zeros((len(ids), len(column))), np.zeros((len(ids), len(column)))
    for i, id_ in enumerate(ids):
        listed = crosswalk.families_in(id_)
        lists[i, [column[one] for one in listed]] = 1
        answers[i, [column[one] for one in answering(crosswalk, listed, closeness)]] = 1
    if weights is not None:
        lists = lists * np.array([weights.get(family.id, 1.0) for family in crosswalk.families])
    size = lists.sum(axis=1)
    met = lists @ answers.T
    shared = (met + met.T) / 2
    jaccard = _divide(shared, size[:, None] + size[None, :] - shared)
    return Matrix(ids, closeness, jaccard, _divide(met, np.broadcast_to(size[:, None], met.shape)))


def leaf_order(table: Matrix) -> tuple[str, ...]:
    """Return the set ids so that alike sets stand side by side.

    Average linkage on the distance 1 - Jaccard, leaves turned so that neighbours are as alike as
    can be (optimal leaf ordering). The sets are taken in the order of their ids first, so the
    same sets give the same order however they were named.
    """
    from scipy.cluster.hierarchy import leaves_list

    if len(table.ids) < 3:
        return tuple(sorted(table.ids))
    plain = table.ordered(sorted(table.ids))
    return tuple(plain.ids[i] for i in leaves_list(_linkage(plain)))


def clusters(table: Matrix, least: float = 0.25) -> tuple[tuple[str, ...], ...]:
    """Return groups of sets whose mean overlap (Jaccard) with each other is at least `least`.

    The tree of `leaf_order`, cut at the distance 1 - least. Groups of one are returned too;
    largest first, then by id.
    """
    from scipy.cluster.hierarchy import fcluster

    plain = table.ordered(sorted(table.ids))
    if len(plain.ids) < 2:
        return tuple((id_,) for id_ in plain.ids)
    label = fcluster(_linkage(plain), t=1 - least, criterion="distance")
    groups = [
        tuple(id_ for id_, one in zip(plain.ids, label, strict=True) if one == name)
        for name in sorted(set(label))
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _linkage(table: Matrix) -> Grid:
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    # Rounded, so that sums in another order do not decide between equal distances.
    distance = np.round(1 - table.jaccard, 12)
    np.fill_diagonal(distance, 0)
    near: Grid = linkage(squareform(distance), method="average", optimal_ordering=True)
    return near


def _divide(part: Grid, whole: Grid) -> Grid:
    """Return part / whole, 0 where there is nothing to divide by."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
