"""The letter triples of many texts, as a matrix of texts and triples."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

#: Bits that a letter takes in the number of its triple.
_LETTER = 21


def triples_of(texts: Sequence[str]) -> sparse.csr_matrix:
    """Return which triples (columns) each text (row) has, as 1; its ends marked by blanks."""
    marked = [f" {text} " for text in texts]
    rows = np.repeat(np.arange(len(marked)), [len(text) for text in marked])
    raw = "".join(marked).encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(raw, np.uint32).astype(np.int64)
    inside = rows[2:] == rows[:-2]
    triple = letters[:-2] << 2 * _LETTER | letters[1:-1] << _LETTER | letters[2:]
    known, columns = np.unique(triple[inside], return_inverse=True)
    places = (rows[:-2][inside], columns)
    shape = (len(marked), max(1, len(known)))
    table = sparse.csr_matrix((np.ones(len(columns)), places), shape=shape)
    table.data[:] = 1.0  # one that stands twice in a text counts once
    return table


def alike(table: sparse.csr_matrix, pairs: np.ndarray) -> np.ndarray:
    """Return the Dice coefficient (0 to 1) of the triples of each pair of rows."""
    left, right = (table[pairs[:, side]] for side in (0, 1))
    both = left.multiply(right).sum(axis=1).A1
    size = np.diff(left.indptr) + np.diff(right.indptr)
    return np.where(size, 2 * both / np.maximum(size, 1), 1.0)
