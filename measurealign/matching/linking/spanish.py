"""Spanish names are recognised as Spanish and read word by word in English.

>>> to_english("Examen de detección de cáncer de mama")
('screening breast cancer', 'breast cancer screening')
>>> to_english("Breast Cancer Screening")
()
"""

import re
import unicodedata
from functools import cache

from measurealign.catalog.reader import read
from measurealign.catalog.shipped import data_folder
from measurealign.model import Frozen, Text

_WORD = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9\s]+")
#: A text is Spanish where at least this share of its words is.
SHARE = 0.6


class Spanish(Frozen):
    """Words by which Spanish is recognised, words that are left out, and what the others mean."""

    marks: tuple[Text, ...]
    drop: tuple[Text, ...]
    words: dict[Text, Text]


@cache
def _spanish() -> tuple[frozenset[str], frozenset[str], dict[tuple[str, ...], str], int]:
    found = read(data_folder() / "spanish.yaml", Spanish)
    words = {tuple(phrase.split()): meant for phrase, meant in found.words.items()}
    return frozenset(found.marks), frozenset(found.drop), words, max(map(len, words))


def to_english(text: str) -> tuple[str, ...]:
    """Return a Spanish name in English words, in its order and turned round; () if not Spanish.

    Spanish says last what English says first (cáncer de mama). Words that the glossary lacks stay
    as they are.
    """
    marks, drop, words, longest = _spanish()
    parts = _WORD.findall(_bare(text.lower()))
    letters = [part for part in parts if part.isalpha()]
    if not any(c in text.lower() for c in "áéíóúñ") and marks.isdisjoint(letters):
        return ()
    out: list[str] = []
    known = at = 0
    while at < len(parts):
        for size in range(min(longest, len(parts) - at), 0, -1):
            meant = words.get(tuple(parts[at : at + size]))
            if meant is not None:
                out.append(meant)
                known += size
                at += size
                break
        else:
            if parts[at] not in drop:
                out.append(parts[at])
            known += parts[at] in drop
            at += 1
    foreign = {part for part in letters if (part,) in words and words[(part,)] != part}
    if not letters or not foreign or known < SHARE * len(letters):
        return ()
    return " ".join(out), " ".join(reversed(out))


def _bare(text: str) -> str:
    """Return a text without accents."""
    split = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))
