"""The field's words: synonyms, words that distinguish (data/vocabulary.yaml)."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from measurealign.catalog.areas import Area
from measurealign.catalog.reader import read, shipped
from measurealign.model import Frozen, Text

#: What an idea is about. Two titles that name different ideas of one class are in conflict.
IdeaClass = Literal[
    "condition", "site", "drug", "procedure", "test", "event", "step", "population", "setting",
    "tool", "survey", "stage", "direction",
]  # fmt: skip
SomeWords = Annotated[tuple[Text, ...], Field(min_length=1)]
Pair = Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]


class Vocabulary(Frozen):
    """Everything that the matcher knows of the field; `data/vocabulary.yaml` explains each part.

    drop: phrases that number or place a measure but do not describe it. says: phrase → the words
    it stands for; capitals: the same for abbreviations that are ordinary words in small letters.
    ideas: class → ideas, each a list of synonyms, its name first. kinds: (narrower, wider).
    near: ideas that titles use for one another. usual: idea → the ages, limits and time spans
    that are meant if none is named. people: a population → ideas that
    are about it anyway. codes: a code of a measure → its name. rates: ideas that are
    counted once for each time span. implied: (idea, sign of a limit, step that it says). empty:
    words that tell nothing. stewards: names of one steward, the short one first. levels: whom a
    set measures → words of its id. registries: words of ids of sets of clinical registries.
    """

    areas: tuple[Area, ...]
    drop: tuple[Text, ...] = ()
    says: dict[Text, Text] = Field(default_factory=dict)
    capitals: dict[Text, Text] = Field(default_factory=dict)
    ideas: dict[IdeaClass, tuple[SomeWords, ...]] = Field(default_factory=dict)
    kinds: tuple[Pair, ...] = ()
    near: tuple[SomeWords, ...] = ()
    usual: dict[Text, SomeWords] = Field(default_factory=dict)
    codes: dict[Text, Text] = Field(default_factory=dict)
    people: dict[Text, SomeWords] = Field(default_factory=dict)
    rates: tuple[Text, ...] = ()
    implied: tuple[tuple[Text, Text, Text], ...] = ()
    empty: tuple[Text, ...] = ()
    stewards: tuple[SomeWords, ...] = ()
    levels: dict[Text, SomeWords] = Field(default_factory=dict)
    registries: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _known_ideas(self) -> "Vocabulary":
        """Refuse kinds and near groups that name no idea, and synonyms that mean two things."""
        known = {words[0] for lines in self.ideas.values() for words in lines}
        faults = [
            f"'{name}' is no idea: add it to `ideas`, or use an idea's first word"
            for group in (*self.kinds, *self.near)
            for name in group
            if name not in known
        ]
        meaning: dict[str, str] = {}
        for lines in self.ideas.values():
            for words in lines:
                for word in set(words):
                    if meaning.setdefault(word, words[0]) != words[0]:
                        faults.append(f"'{word}' means '{meaning[word]}' and '{words[0]}'")
        if faults:
            raise ValueError("; ".join(sorted(set(faults))))
        return self


def check(paths: Iterable[Path]) -> None:
    """Raise InputError if a file is no vocabulary: unknown parts, no ideas, two meanings."""
    for path in paths:
        read(path, Vocabulary)


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    return shipped("vocabulary.yaml", Vocabulary)
