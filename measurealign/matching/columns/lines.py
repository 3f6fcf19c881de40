"""Lines in columns: their titles, and what they tell beside: set, steward, type, ids ..."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from measurealign.catalog.programmes import yearless
from measurealign.matching.columns.evidence import Evidence
from measurealign.matching.columns.titles import Titles
from measurealign.matching.listings import (
    NUMBERINGS,
    Id,
    Profile,
    level,
    of_registry,
    same_steward,
)
from measurealign.matching.wording import read_title

#: What a line tells besides its title, each numbered in the order in which it is met; "" and None
#: are nothing told.
_ATTRIBUTES: dict[str, Callable[[Profile], object]] = {
    "set": lambda one: one.set_id,
    "programme": lambda one: yearless(one.set_id),
    "level": lambda one: level(one.set_id),
    "registry": lambda one: of_registry(one.set_id),
    "steward": lambda one: one.steward,
    "type": lambda one: one.type,
    "inverse": lambda one: one.inverse,
    "plain": lambda one: one.plain,
}
UNTOLD = -1


@dataclass(frozen=True)
class Lines:
    """Lines by number: the title of each, its attributes (UNTOLD: none), its ids by numbering.

    `kin` tells for each numbering which ids (columns) cover several measures of one set.
    """

    titles: Titles
    title: np.ndarray
    attributes: dict[str, np.ndarray]
    stewards: tuple[str, ...]
    ids: dict[str, sparse.csr_matrix]
    kin: dict[str, np.ndarray]

    @classmethod
    def of(cls, lines: Sequence[Profile], kin: frozenset[Id]) -> "Lines":
        """Return some lines and their titles by number."""
        titles = {title: n for n, title in enumerate(sorted({one.title for one in lines}))}
        read = Titles.of([read_title(title) for title in titles])
        numbered = {name: _numbered(map(of, lines)) for name, of in _ATTRIBUTES.items()}
        ids = {name: _ids(lines, name) for name in NUMBERINGS}
        return cls(
            read,
            np.array([titles[one.title] for one in lines], dtype=np.int64),
            {name: numbers for name, (numbers, _) in numbered.items()},
            tuple(map(str, numbered["steward"][1])),
            {name: table for name, (table, _) in ids.items()},
            {
                name: np.array([one in kin for one in known], dtype=bool)
                for name, (_, known) in ids.items()
            },
        )

    def take(self, places: np.ndarray) -> "Lines":
        """Return some of the lines with their titles, in the order of `places`."""
        titles, title = np.unique(self.title[places], return_inverse=True)
        return Lines(
            self.titles.take(titles),
            title,
            {name: one[places] for name, one in self.attributes.items()},
            self.stewards,
            {name: one[places] for name, one in self.ids.items()},
            self.kin,
        )


def _numbered(told: Iterable[object]) -> tuple[np.ndarray, tuple[object, ...]]:
    """Return what is told by number, in order; nothing told is UNTOLD."""
    known: dict[object, int] = {}
    numbers = [UNTOLD if one in ("", None) else known.setdefault(one, len(known)) for one in told]
    return np.array(numbers, dtype=np.int64), tuple(known)


def _ids(lines: Sequence[Profile], scheme: str) -> tuple[sparse.csr_matrix, tuple[Id, ...]]:
    """Return which ids of a numbering (columns) each line (row) has."""
    known: dict[Id, int] = {}
    cells = [
        (n, known.setdefault(one, len(known)))
        for n, line in enumerate(lines)
        for one in sorted(line.ids)
        if one[0] == scheme
    ]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    table = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(lines), len(known)))
    return table, tuple(known)


def attribute_columns(lines: Lines, pairs: np.ndarray) -> Evidence:
    """Return what steward, type, direction and the listing sets say (see listings.py)."""
    one, other = lines.title[pairs].T
    titles, of = lines.titles, {n: both[pairs].T for n, both in lines.attributes.items()}
    same = {name: mine == yours for name, (mine, yours) in of.items()}
    told = {name: (mine != UNTOLD) & (yours != UNTOLD) for name, (mine, yours) in of.items()}
    twice = (titles.wording[one] == titles.wording[other]) & (
        titles.telling[one] == titles.telling[other]
    )
    together = same["set"] & ~twice
    differs = {name: told[name] & ~same[name] for name in ("level", "type", "inverse")}
    found = {
        "level differs": differs["level"],
        "registry on one side": ~same["registry"],
        "steward differs": told["steward"] & ~_same_steward(lines.stewards, *of["steward"]),
        "type differs": differs["type"],
        "direction differs": differs["inverse"],
        "same set and year": together,
        "same set, other year": ~together & same["programme"],
        "same title": same["plain"],
    }
    return {name: one.astype(float) for name, one in found.items()}


def _same_steward(names: Sequence[str], one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Tell which stewards are the same, each two looked at once."""
    both = np.sort(np.stack([one, other]), axis=0)
    met, which = np.unique(both, axis=1, return_inverse=True)
    same = [
        a == b or (UNTOLD not in (a, b) and same_steward(*sorted((names[a], names[b]))))
        for a, b in met.T.tolist()
    ]
    return np.array(same, dtype=bool)[which.ravel()]


def id_columns(lines: Lines, pairs: np.ndarray) -> Evidence:
    """Return what ids say: shared ids, ids shared by kin, ids of one numbering that differ."""
    found: Evidence = {"id of a kin": np.zeros(len(pairs))}
    for scheme, table in lines.ids.items():
        left, right = (table[pairs[:, side]] for side in (0, 1))
        both = left.multiply(right)
        common, own = both.getnnz(axis=1) > 0, both @ ~lines.kin[scheme] > 0
        told = (left.getnnz(axis=1) > 0) & (right.getnnz(axis=1) > 0)
        found[f"same {scheme} id"] = own.astype(float)
        found[f"other {scheme} id"] = (told & ~common).astype(float)
        found["id of a kin"] = np.maximum(found["id of a kin"], common & ~own)
    return found
