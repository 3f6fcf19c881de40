"""The vocabulary made ready for reading: phrases as tuples of stems."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from measurealign.matching.numbers import Found, take_numbers
from measurealign.matching.vocabulary import Vocabulary, vocabulary

#: Titles and words that are remembered as read: a server is asked about ever new ones.
TITLES = 1 << 15
#: (class, name): an idea of the vocabulary, or a word that it does not know (class `word`).
Term = tuple[str, str]
Phrase = tuple[str, ...]

_TOKEN = re.compile(r"[a-z]+[0-9]+[a-z]*|[a-z]+|[0-9]+(?:[./][0-9]+)?[a-z]*")
#: From this age on people are older adults.
OLD = 60.0
#: Stems that would fall together with another word's (care).
_STEMS = {"caries": "caries"}
_SUFFIXES = ("ings", "ing", "ions", "ion", "ies", "ied", "edly", "ed", "es", "s", "e", "y")


@lru_cache(maxsize=TITLES)
def stem(word: str) -> str:
    """Return a word without its ending, so that screening, screened and screens are one.

    >>> stem("screenings"), stem("screened"), stem("counselling"), stem("studies")
    ('screen', 'screen', 'counsel', 'stud')
    """
    if word in _STEMS:
        return _STEMS[word]
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "s":
        word = word[:-1]
    return word


@dataclass(frozen=True)
class Lexicon:
    """The vocabulary made ready for reading: phrases as tuples of stems."""

    says: Mapping[Phrase, Phrase]
    ideas: Mapping[Phrase, Term]
    drop: frozenset[Phrase]
    empty: frozenset[str]
    capitals: Mapping[str, str]
    usual: Mapping[str, Found]
    codes: Mapping[str, str]
    rates: frozenset[str]
    people: Mapping[str, frozenset[str]]
    implied: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, words: Vocabulary) -> "Lexicon":
        """Make a vocabulary ready."""
        says = {phrase(key): phrase(value) for key, value in words.says.items()}
        for value in list(says.values()):
            says.setdefault(value, value)  # what a phrase stands for is not rewritten again
        ideas = {
            phrase(word): (kind, line[0])
            for kind, lines in words.ideas.items()
            for line in lines
            for word in line
        }
        drop = frozenset(phrase(each) for each in words.drop)
        empty = frozenset(stem(word) for each in words.empty for word in each.split())
        usual = {idea: _numbers_of(texts) for idea, texts in words.usual.items()}
        rates = frozenset(words.rates)
        return cls(
            says,
            ideas,
            drop,
            empty,
            words.capitals,
            usual,
            words.codes,
            rates,
            {who: frozenset(ideas) for who, ideas in words.people.items()},
            words.implied,
        )

    @cached_property
    def _reach(self) -> Mapping[int, Mapping[str, Sequence[int]]]:
        """The reach of the phrases of each part (by identity): `says`, `ideas`, `drop`."""
        return {id(part): reach(part) for part in (self.says, self.ideas, self.drop)}

    def rewrite(self, words: Phrase) -> Phrase:
        """Put the phrases of `says` in place of what they stand for, until nothing changes."""
        for _ in range(3):
            if self._none(words, self.says):
                break
            out = [w for hit, part in self.scan(words, self.says)
                   for w in (self.says[part] if hit else part)]  # fmt: skip
            if tuple(out) == words:
                break
            words = tuple(out)
        return words

    def without(self, words: Phrase) -> Phrase:
        """Leave out the phrases of `drop`, unless nothing would remain."""
        if self._none(words, self.drop):
            return words
        kept = tuple(w for found, part in self.scan(words, self.drop) if not found for w in part)
        return kept if len(kept) < len(words) and any(self.terms(kept)) else words

    def _none(self, words: Phrase, known: Container[Phrase]) -> bool:
        """Tell at once that no known phrase begins in a text: so it is with most."""
        return self._reach[id(known)].keys().isdisjoint(words)

    def terms(self, words: Phrase) -> Iterator[Term]:
        """Return the ideas of a text, and the words that belong to none."""
        for found, part in self.scan(words, self.ideas):
            if found:
                yield self.ideas[part]
            elif part[0] not in self.empty:
                yield ("word", part[0])

    @cached_property
    def _said(self) -> dict[str, frozenset[Term]]:
        return {}

    def said(self, text: str) -> frozenset[Term]:
        """Return the ideas and words of a part of a title, read once: many titles share one."""
        if text not in self._said:
            self._said[text] = frozenset(self.terms(self.rewrite(phrase(text))))
        return self._said[text]

    def told(self, terms: Iterable[Term]) -> tuple[Term, ...]:
        """Return each term once, without people who are meant anyway (women: cervical cancer)."""
        found = tuple(dict.fromkeys(terms))
        names = {name for _, name in found}
        return tuple(
            term
            for term in found
            if term[0] != "population" or not names & self.people.get(term[1], frozenset())
        )

    def implies(self, words: Phrase, numbers: Found) -> Iterator[Term]:
        """Return what numbers tell: A1c > 9 is poor control, 65 and older are older adults."""
        if any(low >= OLD for low, _ in numbers.ages):
            yield ("population", "older adult")
        if not numbers.limits:
            return
        signs, names = {sign for sign, _ in numbers.limits}, {name for _, name in self.terms(words)}
        for idea, sign, step in self.implied:
            if idea in names and sign in signs:
                yield ("step", step)

    def scan(self, words: Phrase, known: Container[Phrase]) -> list[tuple[bool, Phrase]]:
        """Cut a text into known phrases (of one part), longest first, and single words."""
        at, sizes, found, end = 0, self._reach[id(known)], [], len(words)
        while at < end:
            for size in sizes.get(words[at], ()):
                part = words[at : at + size]
                if at + size <= end and part in known:
                    found.append((True, part))
                    at += size
                    break
            else:
                found.append((False, words[at : at + 1]))
                at += 1
        return found


def reach(phrases: Iterable[Phrase]) -> Mapping[str, Sequence[int]]:
    """Return how many words the phrases that begin with a stem have, longest first."""
    found: dict[str, set[int]] = {}
    for part in phrases:
        if part:
            found.setdefault(part[0], set()).add(len(part))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def phrase(text: str) -> Phrase:
    """Return the stems of a text's words."""
    return tuple(stem(word) for word in _TOKEN.findall(text.lower().replace("'", "")))


@cache
def lexicon() -> Lexicon:
    """Return the shipped vocabulary, made ready."""
    return Lexicon.of(vocabulary())


def _numbers_of(texts: Iterable[str]) -> Found:
    """Return the numbers of some texts together."""
    found = Found()
    for text in texts:
        found = found.joined(take_numbers(text)[1])
    return found
