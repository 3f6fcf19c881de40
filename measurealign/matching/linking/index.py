"""The inventory made ready for looking lines up: ids, codes, names, and names as bags of terms."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from scipy import sparse

from measurealign.catalog.programmes import programme
from measurealign.inventory.entries import KnownId, KnownMeasure
from measurealign.matching.linking.spelling import Spelling
from measurealign.matching.linking.title import plain, read_off
from measurealign.matching.numbers import Found
from measurealign.matching.wording import lexicon, read_title

_WORDS = re.compile(r"[^a-z0-9%<>=]+")
_STOP = re.compile(r"\b(?:the|of|for|in|a|an|and|to|with|by)\b")
#: Schemes whose values stand as acronyms in titles.
_EDITION = re.compile(r"-(?:E|AD|CH|HH)$")
_ACRONYMS = ("hedis", "pqa", "core_set", "mncm", "code")
#: Schemes that number measures for the whole country.
NATIONAL = frozenset({"cbe", "cms", "mips", "hedis", "pqa", "aco", "star", "core_set", "cahps",
                      "pqi", "iqi", "pdi", "psi", "uds"})  # fmt: skip
#: Classes of terms that tell no measure by themselves.
_UNTOLD = frozenset({"number", "population", "stage"})
#: Wordings of a measure to which the labels of its parts are added.
_HEADS = 6


@dataclass(frozen=True, slots=True)
class Bag:
    """A name as terms with their class, its numbers, its words in order and sorted."""

    terms: Mapping[str, str]
    numbers: Found
    text: str
    words: str


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
    plain_text = key(text)
    return Bag(terms, reading.numbers, plain_text, " ".join(sorted(plain_text.split())))


@dataclass(frozen=True, slots=True)
class Read:
    """A published name without its codes, and as a bag."""

    text: str
    bag: Bag

    @classmethod
    def of(cls, name: str, acronyms: Collection[str]) -> "Read":
        """Read a published name."""
        text = read_off(name, acronyms).text
        return cls(text, bag(text))

    @property
    def tells(self) -> bool:
        """Whether the name tells its measure: "65+ years" and "Within 30 days" tell none."""
        return any(kind not in _UNTOLD for kind in self.bag.terms.values())


@dataclass(frozen=True)
class Index:
    """Everything under which a known measure can be found."""

    measures: tuple[KnownMeasure, ...]
    names: tuple[str, ...]
    spoken: tuple[bool, ...]
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
        listed = [
            (i, name, read)
            for i, one in enumerate(measures)
            for name in wordings(one, by_id)
            if (read := Read.of(name, acronyms)).tells
        ]
        spoken = tuple(name in measures[i].spoken for i, name, _ in listed)
        texts = [read.text for _, _, read in listed]
        bags = [read.bag for _, _, read in listed]
        owner = np.array([i for i, _, _ in listed], dtype=np.int32)
        columns, weights = _weigh(bags, owner)
        known = [*texts, *_vocabulary_words()]
        return cls(
            tuple(measures), tuple(texts), spoken, owner, tuple(bags), columns, weights,
            _matrix(bags, columns, weights), Spelling.of(known),
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
    def local(self) -> tuple[bool, ...]:
        """Whether a measure is some body's own: it bears no national number or acronym."""
        return tuple(not any(id_.scheme in NATIONAL for id_ in one.ids) for one in self.measures)

    @cached_property
    def makers(self) -> tuple[frozenset[str], ...]:
        """The programmes on whose lists a measure was read."""
        return tuple(frozenset(map(programme, one.sources)) for one in self.measures)

    @cached_property
    def codes(self) -> Mapping[str, frozenset[int]]:
        """Measures by acronym; an acronym of a whole stands for its parts too."""
        found: dict[str, set[int]] = {}
        for i, one in enumerate(self.measures):
            for code in acronyms_of(one):
                found.setdefault(code, set()).add(i)
        return {code: frozenset(places) for code, places in found.items()}

    @cached_property
    def ids(self) -> Mapping[tuple[str, str], tuple[tuple[int, str | None], ...]]:
        """Measures by scheme and value, with the years; a whole's id stands for its parts too."""
        found: dict[tuple[str, str], dict[tuple[int, str | None], None]] = {}
        for i, one in enumerate(self.measures):
            for id_ in one.ids:
                found.setdefault(base(id_), {}).setdefault((i, id_.years))
        return {each: tuple(bearers) for each, bearers in found.items()}

    @cached_property
    def named(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the names that read alike but for case and signs."""
        found: dict[str, list[int]] = {}
        for n, each in enumerate(self.bags):
            found.setdefault(each.text, []).append(n)
        return {text: tuple(names) for text, names in found.items()}

    @cached_property
    def transposed(self) -> sparse.csr_matrix:
        """Terms by names: what lines are multiplied with."""
        return self.matrix.T.tocsr()

    @cached_property
    def total(self) -> np.ndarray:
        """The summed weight of each name."""
        return np.asarray(self.matrix.sum(axis=1)).ravel()


def base(id_: KnownId) -> tuple[str, str]:
    """Return the scheme and value of an id without version, edition and part.

    >>> base(KnownId(scheme="hedis", value="PPC/postpartum")), base(KnownId(scheme="cms", value="CMS165v6"))
    (('hedis', 'PPC'), ('cms', 'CMS165'))
    """
    value = id_.value.upper().split("/")[0]
    if id_.scheme == "cms":
        value = value.split("V")[0]
    if id_.scheme in ("hedis", "core_set"):
        value = _EDITION.sub("", value)
    return id_.scheme, value


def in_year(years: str | None, year: int | None) -> bool:
    """Tell whether a year is among some years ("2016", "2012-2018, 2020-"); unknown ones are.

    >>> in_year("2012-2018", 2015), in_year("2012-2018", 2019), in_year("2020-", 2024)
    (True, False, True)
    """
    if years is None or year is None:
        return True
    for span in years.replace(" ", "").split(","):
        first, dash, last = span.partition("-")
        if int(first) <= year <= (int(last) if last else 9999 if dash else int(first)):
            return True
    return False


def acronyms_of(one: KnownMeasure) -> Iterator[str]:
    """Yield the acronyms of a measure: CBP, BCS (of "BCS-E"), SUPD, WCV (of "WCV-CH")."""
    for id_ in one.ids:
        if id_.scheme in _ACRONYMS:
            yield base(id_)[1]


def _acronyms(measures: Iterable[KnownMeasure]) -> frozenset[str]:
    return frozenset(code for one in measures for code in acronyms_of(one))


def wordings(one: KnownMeasure, by_id: Mapping[str, KnownMeasure]) -> Iterator[str]:
    """Yield every wording of a measure; a part's labels behind the wordings of its whole."""
    yield from one.wordings
    for part in one.part_of:
        whole = by_id[part.id]
        for head in (*whole.wordings[:_HEADS], *dict.fromkeys(acronyms_of(whole))):
            for label in part.labels:
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
    from measurealign.matching.vocabulary import vocabulary

    words = vocabulary()
    yield from words.drop
    for said, meant in words.says.items():
        yield f"{said} {meant}"
    for lines in words.ideas.values():
        for line in lines:
            yield " ".join(line)
    yield " ".join(words.empty)
