"""Spanish names are recognised as Spanish and read word by word in English.

>>> to_english("Examen de detección de cáncer de mama")
('screening breast cancer', 'breast cancer screening')
>>> to_english("Visita dental anual")[1], to_english("Breast Cancer Screening")
('annual dental visit', ())
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from measurealign.catalog.reader import shipped
from measurealign.model import Frozen, Text

_WORD = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9\s]+")
#: A text is Spanish where at least this share of its words is.
SHARE = 0.6


class Spanish(Frozen):
    """Words by which Spanish is recognised, words that are left out, and what the others mean."""

    marks: tuple[Text, ...]
    drop: tuple[Text, ...]
    words: dict[Text, Text]


@dataclass(frozen=True)
class Glossary:
    """The Spanish words made ready: as above, and every word that stands in one of them."""

    marks: frozenset[str]
    drop: frozenset[str]
    words: Mapping[tuple[str, ...], str]
    told: frozenset[str]

    @property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(map(len, self.words))


@cache
def _glossary() -> Glossary:
    found = shipped("spanish.yaml", Spanish)
    words = {tuple(phrase.split()): meant for phrase, meant in found.words.items()}
    marks, drop = frozenset(found.marks), frozenset(found.drop)
    return Glossary(marks, drop, words, marks.union(drop, *words))


def to_english(text: str) -> tuple[str, ...]:
    """Return a Spanish name in English words, in its order and turned round; () if not Spanish.

    Spanish says last what English says first (cáncer de mama). Words that the glossary lacks stay
    as they are; a name without accents and marks is Spanish only where it has all words.
    """
    known = _glossary()
    parts = _WORD.findall(_bare(text.lower()))
    letters = [part for part in parts if part.isalpha()]
    marked = any(c in text.lower() for c in "áéíóúñ") or not known.marks.isdisjoint(letters)
    if not marked and not known.told.issuperset(letters):
        return ()
    out, count = _translated(parts, known)
    foreign = {part for part in letters if known.words.get((part,), part) != part}
    if not letters or not foreign or count < SHARE * len(letters):
        return ()
    return " ".join(out), " ".join(reversed(out))


def _translated(parts: Sequence[str], known: Glossary) -> tuple[list[str], int]:
    """Return words in English, longest phrases first, and how many of them are known."""
    out: list[str] = []
    longest = known.longest
    count = at = 0
    while at < len(parts):
        for size in range(min(longest, len(parts) - at), 0, -1):
            meant = known.words.get(tuple(parts[at : at + size]))
            if meant is not None:
                out.append(meant)
                count += size
                at += size
                break
        else:
            if parts[at] not in known.drop:
                out.append(parts[at])
            count += parts[at] in known.drop
            at += 1
    return out, count


def _bare(text: str) -> str:
    """Return a text without accents."""
    split = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))
