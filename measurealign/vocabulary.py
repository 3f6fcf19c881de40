"""The field's words: areas, synonyms, words that distinguish (data/vocabulary.yaml)."""

import re
from functools import cache

from measurealign.catalog.reader import read
from measurealign.model import Frozen, MeasureType, Text
from measurealign.shipped import data_folder

_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Area(Frozen):
    """A topic at which workgroups talk, and the words that reveal it in a measure's name.

    `first` words are tried over all areas before any of the `words`; `type` is the measure type
    that stands for the area when no word is found. A `cross_cutting` area is about how care is
    given (access, cost, experience ...), not about a condition.
    """

    id: Text
    label: Text
    cross_cutting: bool = False
    type: MeasureType | None = None
    first: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()


class Vocabulary(Frozen):
    """Everything that the matcher knows of the field."""

    areas: tuple[Area, ...]

    def area(self, name: str, type_: MeasureType | None = None) -> str:
        """Return the id of the area that a measure's name speaks of (else its type, else other).

        >>> vocabulary().area("Follow-Up After Hospitalization for Mental Illness")
        'behavioral-health'
        """
        text = f" {_NOT_WORD.sub(' ', name.lower()).strip()} "
        for words in ("first", "words"):
            for area in self.areas:
                if any(" " + word.replace("_", " ") in text for word in getattr(area, words)):
                    return area.id
        return next((area.id for area in self.areas if type_ and area.type == type_), "other")


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    return read(data_folder() / "vocabulary.yaml", Vocabulary)
