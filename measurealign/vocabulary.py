"""The field's words: areas, abbreviations, synonyms, words that distinguish (data/vocabulary.yaml)."""

import re
from functools import cache

from measurealign.catalog.reader import read
from measurealign.model import Frozen, Text
from measurealign.shipped import data_folder


class Area(Frozen):
    """A topic at which workgroups talk, and the words that reveal it in a measure's name."""

    id: Text
    label: Text
    words: tuple[Text, ...] = ()


class Vocabulary(Frozen):
    """Everything that the matcher knows of the field."""

    areas: tuple[Area, ...]

    def area(self, name: str) -> str:
        """Return the id of the first area one of whose words begins a word of the name."""
        text = name.lower()
        for area in self.areas:
            if any(re.search(rf"\b{re.escape(word)}", text) for word in area.words):
                return area.id
        return "other"


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    return read(data_folder() / "vocabulary.yaml", Vocabulary)
