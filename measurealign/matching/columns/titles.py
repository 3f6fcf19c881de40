"""Titles as read, in columns: terms with what their own title makes of them, numbers, letters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from measurealign.matching.columns.letters import triples_of
from measurealign.matching.columns.terms import Terms
from measurealign.matching.evidence import IMPLIED
from measurealign.matching.kinship import kinship
from measurealign.matching.lexicon import Term
from measurealign.matching.whom import of_whom
from measurealign.matching.wording import Reading

#: What a title makes of a term: it has it; says it more narrowly, too; has it in its heading
#: only; says it of whom. Bits of one number.
SAID, NARROWED, HEADING, WHOM = 1, 2, 4, 8


@dataclass(frozen=True)
class Titles:
    """Titles by number. `said` tells the terms (columns) of each title (row), as bits.

    `wording` numbers what a title says without order, `telling` its numbers but those that are
    meant anyway, `numbering` both, of which `numberings` keeps one title each. `printed` is the
    title as printed, in small letters; `sorted_title` that and `sorted_text` what it is in the
    vocabulary's words, their words in order.
    """

    terms: Terms
    numberings: tuple[Reading, ...]
    said: sparse.csr_matrix
    wording: np.ndarray
    telling: np.ndarray
    numbering: np.ndarray
    printed: np.ndarray
    sorted_text: np.ndarray
    sorted_title: np.ndarray
    letters: sparse.csr_matrix

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> "Titles":
        """Return what some titles say, by number."""
        terms = Terms.of(term for one in readings for term in one.terms)
        told = {(one.numbers, one.telling): one for one in reversed(readings)}
        return cls(
            terms,
            tuple(told.values()),
            _said(readings, terms),
            _numbered([one.wording for one in readings]),
            _numbered([one.telling for one in readings]),
            _numbered([(one.numbers, one.telling) for one in readings], told),
            _texts(one.title.lower() for one in readings),
            _texts(_in_order(one.text) for one in readings),
            _texts(_in_order(one.title.lower()) for one in readings),
            triples_of([one.text for one in readings]),
        )

    def take(self, rows: np.ndarray) -> "Titles":
        """Return some of the titles, in the order of `rows`."""
        return Titles(
            self.terms,
            self.numberings,
            self.said[rows],
            self.wording[rows],
            self.telling[rows],
            self.numbering[rows],
            self.printed[rows],
            self.sorted_text[rows],
            self.sorted_title[rows],
            self.letters[rows],
        )


def _numbered(found: Sequence[object], known: Iterable[object] = ()) -> np.ndarray:
    """Return numbers of what is found: `known` first, the rest in the order in which it comes."""
    numbers = {one: n for n, one in enumerate(dict.fromkeys((*known, *found)))}
    return np.array([numbers[one] for one in found], dtype=np.int64)


def _texts(texts: Iterable[str]) -> np.ndarray:
    return np.array([*texts], dtype=object)


def _in_order(text: str) -> str:
    return " ".join(sorted(text.split()))


def _said(readings: Sequence[Reading], terms: Terms) -> sparse.csr_matrix:
    at = {term: n for n, term in enumerate(terms.terms)}
    cells = [
        (row, at[term], _bits(term, one, whom))
        for row, one in enumerate(readings)
        for whom in (of_whom(one.title),)
        for term in one.terms
    ]
    rows, columns, bits = zip(*cells, strict=True) if cells else ((),) * 3
    shape = (len(readings), max(1, len(at)))
    table = sparse.csr_matrix((bits, (rows, columns)), shape=shape, dtype=np.int8)
    table.sort_indices()
    return table


def _bits(term: Term, one: Reading, whom: frozenset[str]) -> int:
    wider = kinship().wider
    narrowed = term[0] in IMPLIED and any(term[1] in wider.get(n, ()) for _, n in one.terms)
    marks = (NARROWED * narrowed, HEADING * (term in one.heading), WHOM * (term[1] in whom))
    return SAID + sum(marks)
