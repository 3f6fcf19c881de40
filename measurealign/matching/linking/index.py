"""The inventory made ready for looking lines up: ids, codes, names, and names as bags of terms."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from scipy import sparse

from measurealign.inventory.entries import KnownId, KnownMeasure
from measurealign.matching.linking.spelling import Spelling
from measurealign.matching.linking.title import plain, read_off
from measurealign.matching.numbers import Found
from measurealign.matching.wording import lexicon, read_title

_WORDS = re.compile(r"[^a-z0-9%<>=]+")
_STOP = re.compile(r"\b(?:the|of|for|in|a|an|and|to|with|by)\b")
#: Schemes whose values stand as acronyms in titles.
_ACRONYMS = ("hedis", "pqa", "core_set", "mncm", "code")
#: Wordings of a measure to which the labels of its parts are added.
_HEADS = 6


@dataclass(frozen=True)
class Bag:
    """A name as terms with their class, and its numbers."""

    terms: Mapping[str, str]
    numbers: Found
    text: str


def key(text: str) -> str:
    """Return a name as the words that count in it, in order: equal keys are one printed name.

    >>> key("Controlling High Blood-Pressure (the CBP)")
    'controlling high blood pressure cbp'
    """
    words = _WORDS.sub(" ", plain(text).lower().replace("'", ""))
    return " ".join(_STOP.sub(" ", words).split())


def bag(text: str) -> Bag:
    """Read a name as a bag of terms."""
    reading = read_title(text)
    terms = {name: kind for kind, name in reading.terms}
    terms |= {f"#{word}": "number" for word in reading.numbers.words}
    return Bag(terms, reading.numbers, key(text))


@dataclass(frozen=True)
class Index:
    """Everything under which a known measure can be found."""

    measures: tuple[KnownMeasure, ...]
    names: tuple[str, ...]
    owner: np.ndarray
    bags: tuple[Bag, ...]
    columns: Mapping[str, int]
    weights: np.ndarray
    matrix: sparse.csr_matrix
    spelling: Spelling

    @classmethod
    def of(cls, measures: Sequence[KnownMeasure]) -> "Index":
        """Make an inventory ready."""
        acronyms = _acronyms(measures)
        by_id = {one.id: one for one in measures}
        listed = [(i, name) for i, one in enumerate(measures) for name in wordings(one, by_id)]
        texts = [read_off(name, acronyms).text for _, name in listed]
        bags = [bag(text) for text in texts]
        owner = np.array([i for i, _ in listed], dtype=np.int32)
        columns, weights = _weigh(bags, owner)
        known = [*texts, *_vocabulary_words()]
        return cls(
            tuple(measures), tuple(texts), owner, tuple(bags), columns, weights,
            _matrix(bags, columns, weights), Spelling.of(known),
        )  # fmt: skip

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The number of each measure by its id."""
        return {one.id: i for i, one in enumerate(self.measures)}

    @cached_property
    def roots(self) -> np.ndarray:
        """For each measure the number of the whole that it is (the first) part of, or its own."""
        return np.array(
            [
                self.place.get(one.part_of[0].id, i) if one.part_of else i
                for i, one in enumerate(self.measures)
            ]
        )

    @cached_property
    def codes(self) -> Mapping[str, frozenset[int]]:
        """Measures by acronym; an acronym of a whole stands for its parts too."""
        found: dict[str, set[int]] = {}
        for i, one in enumerate(self.measures):
            for code in acronyms_of(one):
                found.setdefault(code, set()).add(i)
        return {code: frozenset(places) for code, places in found.items()}

    @cached_property
    def ids(self) -> Mapping[tuple[str, str], frozenset[int]]:
        """Measures by scheme and value; the id of a whole stands for its parts too."""
        found: dict[tuple[str, str], set[int]] = {}
        for i, one in enumerate(self.measures):
            for id_ in one.ids:
                found.setdefault((id_.scheme, id_.value.split("/")[0].upper()), set()).add(i)
        return {each: frozenset(places) for each, places in found.items()}

    @cached_property
    def keys(self) -> Mapping[str, frozenset[int]]:
        """Measures by printed name."""
        found: dict[str, set[int]] = {}
        for n, each in enumerate(self.bags):
            found.setdefault(each.text, set()).add(int(self.owner[n]))
        return {text: frozenset(places) for text, places in found.items()}

    @cached_property
    def total(self) -> np.ndarray:
        """The summed weight of each name."""
        return np.asarray(self.matrix.sum(axis=1)).ravel()


def acronyms_of(one: KnownMeasure) -> Iterator[str]:
    """Yield the acronyms of a measure: CBP, BCS (of "BCS-E"), SUPD, WCV (of "WCV-CH")."""
    for id_ in one.ids:
        if id_.scheme in _ACRONYMS:
            yield re.sub(r"-(E|AD|CH|HH)$", "", id_.value.split("/")[0].upper())


def _acronyms(measures: Iterable[KnownMeasure]) -> frozenset[str]:
    return frozenset(code for one in measures for code in acronyms_of(one))


def wordings(one: KnownMeasure, by_id: Mapping[str, KnownMeasure]) -> Iterator[str]:
    """Yield every wording of a measure; a part's labels behind the wordings of its whole."""
    yield from one.wordings
    for part in one.part_of if one.labels else ():
        whole = by_id[part.id]
        for head in (*whole.wordings[:_HEADS], *dict.fromkeys(acronyms_of(whole))):
            for label in one.labels:
                yield f"{head}: {label}"


def _weigh(bags: Sequence[Bag], owner: np.ndarray) -> tuple[dict[str, int], np.ndarray]:
    """Return a column and a weight for each term: how few measures use it (0.05 to 1)."""
    users: dict[str, set[int]] = {}
    for n, each in enumerate(bags):
        for term in each.terms:
            users.setdefault(term, set()).add(int(owner[n]))
    columns = {term: i for i, term in enumerate(sorted(users))}
    all_ = len(set(owner.tolist())) + 1
    weights = np.array(
        [max(0.05, log(all_ / (len(users[term]) + 0.5)) / log(all_ / 1.5)) for term in columns]
    )
    return columns, weights


def _matrix(bags: Sequence[Bag], columns: Mapping[str, int], weights: np.ndarray) -> sparse.csr_matrix:
    rows, cols = [], []
    for n, each in enumerate(bags):
        for term in each.terms:
            rows.append(n)
            cols.append(columns[term])
    return sparse.csr_matrix((weights[cols], (rows, cols)), shape=(len(bags), len(columns)))


def _vocabulary_words() -> Iterator[str]:
    """Yield the words of the vocabulary, so that none is taken for a slip of another."""
    from measurealign.vocabulary import vocabulary

    words = vocabulary()
    yield from words.drop
    for said, meant in words.says.items():
        yield f"{said} {meant}"
    for lines in words.ideas.values():
        for line in lines:
            yield " ".join(line)
    yield " ".join(words.empty)
