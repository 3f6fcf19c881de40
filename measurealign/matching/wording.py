"""A measure's title, read as the field reads it: ideas, ages, limits, time spans, words left over.

>>> print(read_title("Diabetes: Hemoglobin A1c (HbA1c) Poor Control (>9%)"))
condition diabetes · test hemoglobin a1c · step poor control · limit >9
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from measurealign.matching.numbers import Found, take_numbers
from measurealign.matching.vocabulary import Vocabulary, vocabulary

#: (class, name): an idea of the vocabulary, or a word that it does not know (class `word`).
Term = tuple[str, str]
Phrase = tuple[str, ...]

_TOKEN = re.compile(r"[a-z]+[0-9]+[a-z]*|[a-z]+|[0-9]+(?:[./][0-9]+)?[a-z]*")
_MACHINE = re.compile(r"\b([A-Z]+)(\d+)D\b")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_SIGNS = {"≥": " >= ", "≤": " <= ", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"',
          "®": "", "™": "", "&": " and ", "post?operative": "postoperative", " ": " "}  # fmt: skip
_NONE = Found()
#: From this age on people are older adults.
OLD = 60.0
_DIGIT = re.compile(r"[0-9]")
_BRACKET = re.compile(r"\(([A-Za-z0-9-]{2,9})\)")
_CODE = re.compile(
    r"\b(?:pqi|psi|iqi|pdi|stk|vte|ed|imm|op|pc|hbips|scip|aco|gpro|tob|sub|hcp|cms|nqf|cbe|qpp"
    r"|eh|ep|measure)\s*[-#(]{0,2}\s*#?\d{1,4}[a-z]?(?:v\d+)?\)?(?=[\s:.,)-]|$)",
    re.IGNORECASE,
)
#: A registry's code in front ("NHCR4:"), an edition behind ("(HEDIS 2016)").
_EDITION = re.compile(
    r"^[A-Z]{2,8} ?\d{1,4}[a-z]? ?[:–-] |\((?:HEDIS|MY)? ?(?:MY ?)?(?:19|20)\d\d\)"
)
#: A prevention quality indicator is a rate of admissions, whether its name says so or not.
_PQI = re.compile(r"\bPQI[ #-]*\d{1,2}\b")
#: Stems that would fall together with another word's (care).
_STEMS = {"caries": "caries"}
_SUFFIXES = ("ings", "ing", "ions", "ion", "ies", "ied", "edly", "ed", "es", "s", "e", "y")


@dataclass(frozen=True)
class Reading:
    """What a title says. `terms` in the order of the title; `numbers` by kind (see numbers.py).

    `usual` are the numbers that are meant if a title of these terms names none; `heading` is what
    only the part before a colon says.
    """

    title: str
    terms: tuple[Term, ...]
    numbers: Found
    usual: Found = field(default_factory=Found)
    heading: frozenset[Term] = frozenset()

    @cached_property
    def telling(self) -> Found:
        """The numbers but those that are meant anyway."""
        return self.numbers.without(self.usual)

    @cached_property
    def text(self) -> str:
        """The title in the vocabulary's words: equal texts are one wording."""
        return " ".join([name for _, name in self.terms] + list(self.numbers.words))

    @cached_property
    def wording(self) -> str:
        """The same without order: what is compared once, however often it is listed."""
        return "|".join(sorted({f"{kind}:{name}" for kind, name in self.terms}))

    def of(self, kind: str) -> frozenset[str]:
        """Return the ideas of one class."""
        return frozenset(name for each, name in self.terms if each == kind)

    def __str__(self) -> str:
        kinds: dict[str, list[str]] = {}
        for kind, name in self.terms:
            kinds.setdefault(kind, []).append(name)
        parts = [f"{kind} {', '.join(dict.fromkeys(names))}" for kind, names in kinds.items()]
        return " · ".join(parts + self.numbers.says())


@cache
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
    def reach(self) -> Mapping[str, Sequence[int]]:
        """How many words the known phrases that begin with a stem have, longest first."""
        found: dict[str, set[int]] = {}
        for part in (*self.says, *self.ideas, *self.drop):
            if part:
                found.setdefault(part[0], set()).add(len(part))
        return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}

    def rewrite(self, words: Phrase) -> Phrase:
        """Put the phrases of `says` in place of what they stand for, until nothing changes."""
        for _ in range(3):
            out = [w for hit, part in self.scan(words, self.says)
                   for w in (self.says[part] if hit else part)]  # fmt: skip
            if tuple(out) == words:
                break
            words = tuple(out)
        return words

    def without(self, words: Phrase) -> Phrase:
        """Leave out the phrases of `drop`, unless nothing would remain."""
        kept = tuple(w for found, part in self.scan(words, self.drop) if not found for w in part)
        return kept if len(kept) < len(words) and any(self.terms(kept)) else words

    def terms(self, words: Phrase) -> Iterator[Term]:
        """Return the ideas of a text, and the words that belong to none."""
        for found, part in self.scan(words, self.ideas):
            if found:
                yield self.ideas[part]
            elif part[0] not in self.empty:
                yield ("word", part[0])

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
        """Cut a text into known phrases, longest first, and single words."""
        at, reach, found = 0, self.reach, []
        while at < len(words):
            for size in reach.get(words[at], ()):
                part = words[at : at + size]
                if len(part) == size and part in known:
                    found.append((True, part))
                    at += size
                    break
            else:
                found.append((False, words[at : at + 1]))
                at += 1
        return found


def phrase(text: str) -> Phrase:
    """Return the stems of a text's words."""
    return tuple(stem(word) for word in _TOKEN.findall(text.lower().replace("'", "")))


@cache
def lexicon() -> Lexicon:
    """Return the shipped vocabulary, made ready."""
    return Lexicon.of(vocabulary())


@cache
def read_title(title: str) -> Reading:
    """Read a title with the shipped vocabulary."""
    return read_with(lexicon(), title)


def read_with(words: Lexicon, title: str) -> Reading:
    """Read a title: signs, codes, abbreviations, numbers, phrases, ideas."""
    text = title
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    text = _spelled(text, words.codes)
    if _DIGIT.search(text):  # without a digit no number, code or edition is there to look for
        text = _CODE.sub(" ", _EDITION.sub(" ", _PQI.sub(" admission ", text)))
    text = _without_echo(text, words.codes)
    if not text.isupper():
        text = _CAPITALS.sub(lambda found: words.capitals.get(found[0], found[0]), text)
    text, numbers = take_numbers(text.lower())
    stems = words.without(phrase(text))
    stems = words.without(words.rewrite(stems))
    terms = words.told((*words.terms(stems), *words.implies(stems, numbers)))
    if any(name in words.rates for _, name in terms):
        numbers = numbers.spans_as_parts()
    usual = _NONE
    for _, name in terms:
        usual = usual.joined(words.usual.get(name, _NONE))
    head = _heading(words, text) & set(terms)
    return Reading(title, terms, numbers, usual, head)


def _heading(words: Lexicon, text: str) -> frozenset[Term]:
    """Return what a title says only before its colon: a chapter's topic, often left out."""
    head, colon, rest = text.partition(":")
    if not colon:
        return frozenset()
    said = [frozenset(words.terms(words.rewrite(phrase(part)))) for part in (head, rest)]
    return said[0] - said[1]


def _numbers_of(texts: Iterable[str]) -> Found:
    """Return the numbers of some texts together."""
    found = _NONE
    for text in texts:
        found = found.joined(take_numbers(text)[1])
    return found


def _spelled(text: str, codes: Mapping[str, str]) -> str:
    """Put names in place of the codes of a title that is little else: FUH, MED_FUH7D, "BCS rate".

    >>> _spelled("MED_BCS7D", {"BCS": "breast cancer screening"})
    'MED breast cancer screening 7 days '
    """
    parts = _MACHINE.sub(r"\1 \2 days ", text.replace("_", " ")) if "_" in text else text
    words = parts.split()
    if len(words) > 6 or not any(word.rstrip(":") in codes for word in words):
        return text
    return " ".join(codes.get(word.rstrip(":"), word) for word in words) + " " * parts.endswith(" ")


def _without_echo(text: str, codes: Container[str]) -> str:
    """Leave out a bracket that repeats the initials of the words before it, or is a code."""

    def keep(found: re.Match[str]) -> str:
        letters = re.sub(r"[^a-z]", "", re.sub(r"-[a-z]+$", "", found[1].lower()))
        before = re.findall(r"[a-z]+", text[: found.start()].lower())
        initials = iter([word[0] for word in before])
        if found[1].upper().removesuffix("-E") in codes:
            return " "
        echo = len(letters) > 1 and found[1][0].isupper() and all(c in initials for c in letters)
        return " " if echo else found[0]

    return _BRACKET.sub(keep, text)
