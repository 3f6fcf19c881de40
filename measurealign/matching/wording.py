"""A measure's title, read as the field reads it: ideas, ages, limits, time spans, words left over.

>>> print(read_title("Diabetes: Hemoglobin A1c (HbA1c) Poor Control (>9%)"))
condition diabetes · test hemoglobin a1c · step poor control · limit >9
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from measurealign.matching.lexicon import TITLES, Lexicon, Term, lexicon, phrase
from measurealign.matching.numbers import NO_NUMBERS, Found, take_numbers

_MACHINE = re.compile(r"\b([A-Z]+)(\d+)D\b")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_SIGNS = {"≥": " >= ", "≤": " <= ", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"',
          "®": "", "™": "", "&": " and ", "post?operative": "postoperative", " ": " "}  # fmt: skip
#: Those of the signs that are plain letters, too.
_SIGNED = re.compile(r"[&?]")
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
#: "Poor HbA1c control" is poor control of HbA1c.
_POOR = re.compile(r"\bpoor ((?:[a-z0-9][\w-]* ){1,3})control\b")
#: A prevention quality indicator is a rate of admissions, whether its name says so or not.
_PQI = re.compile(r"\bPQI[ #-]*\d{1,2}\b")


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


@lru_cache(maxsize=TITLES)
def read_title(title: str) -> Reading:
    """Read a title with the shipped vocabulary."""
    return read_with(lexicon(), title)


def read_with(words: Lexicon, title: str) -> Reading:
    """Read a title: signs, codes, abbreviations, numbers, phrases, ideas."""
    text = title
    if not text.isascii() or _SIGNED.search(text):
        for sign, plain in _SIGNS.items():
            text = text.replace(sign, plain)
    text = _spelled(text, words.codes)
    if _DIGIT.search(text):  # without a digit no number, code or edition is there to look for
        text = _CODE.sub(" ", _EDITION.sub(" ", _PQI.sub(" admission ", text)))
    if "(" in text:
        text = _without_echo(text, words.codes)
    if not text.isupper():
        text = _CAPITALS.sub(lambda found: words.capitals.get(found[0], found[0]), text)
    text, numbers = take_numbers(_POOR.sub(r"\1poor control", text.lower()))
    stems = words.without(phrase(text))
    stems = words.without(words.rewrite(stems))
    terms = words.told((*words.terms(stems), *words.implies(stems, numbers)))
    if numbers.spans and any(name in words.rates for _, name in terms):
        numbers = numbers.spans_as_parts()
    usual = NO_NUMBERS
    for _, name in terms:
        if name in words.usual:
            usual = usual.joined(words.usual[name])
    head = _heading(words, text) & set(terms)
    return Reading(title, terms, numbers, usual, head)


def _heading(words: Lexicon, text: str) -> frozenset[Term]:
    """Return what a title says only before its colon: a chapter's topic, often left out."""
    head, colon, rest = text.partition(":")
    if not colon:
        return frozenset()
    return words.said(head) - words.said(rest)


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
