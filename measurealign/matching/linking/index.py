"""The inventory made ready for looking lines up: ids, codes, names, and names as bags of terms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from scipy import sparse

from measurealign.catalog.programmes import yearless
from measurealign.inventory.entries import KnownId, KnownMeasure
from measurealign.matching.linking.ids import numbering
from measurealign.matching.linking.names import Bag, Id, Read, acronyms_of, base, reads, wordings
from measurealign.matching.linking.spelling import Spelling
from measurealign.matching.vocabulary import vocabulary

#: Schemes that number measures for the whole country.
NATIONAL = frozenset({"cbe", "cms", "mips", "hedis", "pqa", "aco", "gpro", "star", "core_set",
                      "cahps", "pqi", "iqi", "pdi", "psi", "uds"})  # fmt: skip


@dataclass(frozen=True)
class Index:
    """Everything under which a known measure can be found.

    `roots` are, for each name, the words of the published name that it is made of.
    """

    measures: tuple[KnownMeasure, ...]
    names: tuple[str, ...]
    roots: tuple[str, ...]
    spoken: tuple[bool, ...]
    coded: tuple[bool, ...]
    owner: np.ndarray
    bags: tuple[Bag, ...]
    columns: Mapping[str, int]
    weights: np.ndarray
    matrix: sparse.csr_matrix
    spelling: Spelling

    @classmethod
    def of(
        cls, measures: Sequence[KnownMeasure], known: Mapping[str, Read] | None = None
    ) -> "Index":
        """Make an inventory ready; `known` is what `reads` gave for it, where it was kept."""
        read = reads(measures) if known is None else known
        by_id = {one.id: one for one in measures}
        listed = [
            (i, each, read[each.name])
            for i, one in enumerate(measures)
            for each in wordings(one, by_id)
            if read[each.name].tells or each.coded or each.name == one.title
        ]
        spoken = tuple(each.spoken for _, each, _ in listed)
        coded = tuple(each.coded for _, each, _ in listed)
        texts = [one.text for _, _, one in listed]
        bags = [one.bag for _, _, one in listed]
        roots = [read[each.of or each.name].bag.text for _, each, _ in listed]
        owner = np.array([i for i, _, _ in listed], dtype=np.int32)
        about = [one.subjects[0] if one.subjects else one.id for one in measures]
        columns, weights = _weigh(bags, owner, about)
        spelt = [*texts, *_vocabulary_words()]
        return cls(
            tuple(measures), tuple(texts), tuple(roots), spoken, coded, owner, tuple(bags), columns,
            weights, _matrix(bags, columns, weights), Spelling.of(spelt),
        )  # fmt: skip

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The number of each measure by its id."""
        return {one.id: i for i, one in enumerate(self.measures)}

    @cached_property
    def kin(self) -> tuple[frozenset[int], ...]:
        """For each measure itself and the wholes that it is a part of: kin share one of them."""
        return tuple(
            frozenset((i, *(self.place[part.id] for part in one.part_of)))
            for i, one in enumerate(self.measures)
        )

    @cached_property
    def began(self) -> tuple[int, ...]:
        """The year in which each measure began, 0 where it is not told."""
        return tuple(one.since or 0 for one in self.measures)

    @cached_property
    def schemes(self) -> tuple[frozenset[str], ...]:
        """The numberings in which each measure bears an id."""
        return tuple(frozenset(numbering(id_.scheme) for id_ in one.ids) for one in self.measures)

    @cached_property
    def joined(self) -> tuple[int, ...]:
        """The year in which a part came to its measure, where it came later; 0 else."""
        since = self.began
        return tuple(
            since[i] if since[i] > max((since[k] for k in kin - {i}), default=since[i]) else 0
            for i, kin in enumerate(self.kin)
        )

    @cached_property
    def local(self) -> tuple[bool, ...]:
        """Whether a measure is some body's own: neither it nor its whole bears a national id."""
        own = [not any(id_.scheme in NATIONAL for id_ in one.ids) for one in self.measures]
        return tuple(all(own[i] for i in kin) for kin in self.kin)

    @cached_property
    def makers(self) -> tuple[frozenset[str], ...]:
        """The programmes on whose lists a measure was read."""
        return tuple(frozenset(map(yearless, one.sources)) for one in self.measures)

    @cached_property
    def codes(self) -> Mapping[str, frozenset[int]]:
        """Measures by acronym; an acronym of a whole stands for its parts too."""
        found: dict[str, set[int]] = {}
        for i, one in enumerate(self.measures):
            for code in acronyms_of(one):
                found.setdefault(code, set()).add(i)
        return {code: frozenset(places) for code, places in found.items()}

    @cached_property
    def common(self) -> frozenset[str]:
        """Acronyms that are words of the field, whatever is measured: HPV, LDL, PSA."""
        words = {word for text in _vocabulary_words() for word in text.upper().split()}
        return frozenset(self.codes) & words - vocabulary().codes.keys()

    @cached_property
    def ids(self) -> Mapping[Id, tuple[tuple[int, KnownId], ...]]:
        """Measures by scheme and value, with the id as each bears it."""
        found: dict[Id, dict[tuple[int, str | None], KnownId]] = {}
        for i, one in enumerate(self.measures):
            for id_ in one.ids:
                found.setdefault(base(id_), {}).setdefault((i, id_.years), id_)
        return {
            each: tuple((place, id_) for (place, _), id_ in bearers.items())
            for each, bearers in found.items()
        }

    @cached_property
    def named(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the names that read alike but for case and signs."""
        found: dict[str, list[int]] = {}
        for n, each in enumerate(self.bags):
            found.setdefault(each.text, []).append(n)
        return {text: tuple(names) for text, names in found.items()}

    def made_of(self, measure: int, text: str) -> frozenset[int]:
        """Return the names of a measure that read as a text, or are made of one that does."""
        return frozenset(
            n
            for n in np.flatnonzero(self.owner == measure).tolist()
            if text in (self.bags[n].text, self.roots[n])
        )

    def bearers(self, terms: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the names that have all of some terms; unknown ones ask nothing."""
        found: frozenset[int] | None = None
        for term in sorted(terms):
            if term in self.columns:
                names = self._with[term]
                found = names if found is None else found & names
        return found or frozenset()

    @cached_property
    def _with(self) -> Mapping[str, frozenset[int]]:
        """The numbers of the names that have a term."""
        found: dict[str, list[int]] = {}
        for n, each in enumerate(self.bags):
            for term in each.terms:
                found.setdefault(term, []).append(n)
        return {term: frozenset(names) for term, names in found.items()}

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The title of each measure, as names are compared: the first of its names."""
        found: dict[int, str] = {}
        for measure, each in zip(self.owner.tolist(), self.bags, strict=True):
            found.setdefault(measure, each.text)
        return tuple(found[i] for i in range(len(self.measures)))

    @cached_property
    def transposed(self) -> sparse.csr_matrix:
        """Terms by names: what lines are multiplied with."""
        return self.matrix.T.tocsr()

    @cached_property
    def total(self) -> np.ndarray:
        """The summed weight of each name."""
        return np.asarray(self.matrix.sum(axis=1)).ravel()


def _weigh(
    bags: Sequence[Bag], owner: np.ndarray, subjects: Sequence[str]
) -> tuple[dict[str, int], np.ndarray]:
    """Return a column and a weight for each term: how telling it is (0.05 to 1).

    A term tells by being rare over measures and over subjects, whichever it is less: words that
    stand beside any subject ("total", "annual", "adults") tell little.
    """
    users: dict[str, set[int]] = {}
    about: dict[str, set[str]] = {}
    for n, each in enumerate(bags):
        measure = int(owner[n])
        for term in each.terms:
            users.setdefault(term, set()).add(measure)
            about.setdefault(term, set()).add(subjects[measure])
    columns = {term: i for i, term in enumerate(sorted(users))}
    all_, every = len(set(owner.tolist())), len(set(subjects))
    weights = [
        min(_rarity(len(users[term]), all_), _rarity(len(about[term]), every)) for term in columns
    ]
    return columns, np.array(weights)


def _rarity(count: int, of: int) -> float:
    """Return how rare something is: near 0.05 where all have it, 1 where one has."""
    if of < 2:
        return 1.0
    return max(0.05, log((of + 1) / (count + 0.5)) / log((of + 1) / 1.5))


def _matrix(
    bags: Sequence[Bag], columns: Mapping[str, int], weights: np.ndarray
) -> sparse.csr_matrix:
    rows, cols = [], []
    for n, each in enumerate(bags):
        for term in each.terms:
            rows.append(n)
            cols.append(columns[term])
    return sparse.csr_matrix((weights[cols], (rows, cols)), shape=(len(bags), len(columns)))


def _vocabulary_words() -> Iterator[str]:
    """Yield the words of the vocabulary, so that none is taken for a slip of another."""
    words = vocabulary()
    yield from words.drop
    for said, meant in words.says.items():
        yield f"{said} {meant}"
    for lines in words.ideas.values():
        for line in lines:
            yield " ".join(line)
    yield " ".join(words.empty)
