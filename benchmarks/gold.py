"""The labelled listings that ship with measurealign, and the figures of a matcher on them.

`data/gold/listings.csv`: names as programmes print them; equal `measure` = the same measure.
`data/gold/pairs.csv`: pairs that are related (not the same), different though alike, or ambiguous
(left out everywhere).
"""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import get_args

from measurealign.catalog.reader import slug
from measurealign.catalog.shipped import data_folder
from measurealign.matching.listings import plain_title
from measurealign.model import Measure, MeasureType

Pair = frozenset[str]


@dataclass(frozen=True)
class Gold:
    """Labelled listings by key, and labelled pairs by relation."""

    rows: Mapping[str, Mapping[str, str]]
    pairs: Mapping[Pair, str]

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The listings as measures; a set is one list in one year."""
        return tuple(_measure(key, row) for key, row in self.rows.items())

    @cached_property
    def truth(self) -> frozenset[Pair]:
        """The pairs that are the same measure."""
        groups: dict[str, list[str]] = {}
        for key, row in self.rows.items():
            groups.setdefault(row["measure"], []).append(key)
        found = {frozenset(p) for keys in groups.values() for p in combinations(keys, 2)}
        return frozenset(found - self.of("ambiguous"))

    def of(self, relation: str) -> frozenset[Pair]:
        """Return the labelled pairs of one relation."""
        return frozenset(pair for pair, each in self.pairs.items() if each == relation)

    def reworded(self, pair: Pair) -> bool:
        """Tell whether the two titles differ by more than case and punctuation."""
        return len({plain_title(self.rows[key]["title"]) for key in pair}) > 1

    def primary(self, pair: Pair) -> bool:
        """Tell whether a reworded pair is about primary care."""
        return self.reworded(pair) and all(self.rows[key]["primary_care"] == "1" for key in pair)

    @cached_property
    def kindred(self) -> Mapping[str, str]:
        """The name of each listing's group of measures that related pairs tie together."""
        home: dict[str, str] = {}

        def find(name: str) -> str:
            while home.setdefault(name, name) != name:
                name = home[name]
            return name

        for pair in self.of("related") | self.of("ambiguous"):
            one, other = sorted(find(self.rows[key]["measure"]) for key in pair)
            home[other] = one
        return {key: find(row["measure"]) for key, row in self.rows.items()}

    def fold(self, key: str, folds: int, seed: str = "") -> int:
        """Return the fold of a listing: measures that are related share one."""
        return int(sha256((seed + self.kindred[key]).encode()).hexdigest(), 16) % folds


def _measure(key: str, row: Mapping[str, str]) -> Measure:
    return Measure(
        key=key,
        name=row["title"],
        steward=row["steward"] or None,
        type=row["type"] if row["type"] in get_args(MeasureType) else None,
        inverse=row["inverse"] == "yes",
        evidence="primary",
    )


def load(folder: Path | None = None) -> Gold:
    """Read the labelled listings of a folder (default: the shipped ones)."""
    folder = folder or data_folder() / "gold"
    rows = {
        f"{slug(row['set'])}-{row['year']}/{row['id']}": row
        for row in _rows(folder / "listings.csv")
    }
    key = {row["id"]: name for name, row in rows.items()}
    pairs = {
        frozenset((key[row["left"]], key[row["right"]])): row["relation"]
        for row in _rows(folder / "pairs.csv")
    }
    return Gold(rows, pairs)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of the pairs called the same."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scores(gold: Gold, called: Collection[Pair]) -> dict[str, Score]:
    """Return the scores on all, reworded and primary care pairs; a related pair called is wrong."""
    called = set(called) - gold.of("ambiguous")
    slices = {"all": lambda _: True, "reworded": gold.reworded, "primary": gold.primary}
    found = {}
    for name, keep in slices.items():
        true = {pair for pair in gold.truth if keep(pair)}
        said = {pair for pair in called if keep(pair)}
        hits = len(true & said)
        found[name] = Score(hits / len(said) if said else 1.0, hits / len(true) if true else 1.0)
    return found


def share_called(pairs: Collection[Pair], called: Iterable[Pair]) -> float:
    """Return the share of some pairs that were called the same."""
    return len(set(pairs) & set(called)) / len(pairs) if pairs else 0.0
