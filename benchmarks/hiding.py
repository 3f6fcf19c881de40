"""The vocabulary as it would be had nobody read some titles: what honest figures are made with.

The vocabulary was written while its writers read the labelled listings, so that a test on them
flatters every weight that trusts it. Here each synonym that only the titles of some measures
support (of all labelled titles, no others use it) is taken out before these titles are read. On
listings that nobody had read, figures were as they are with this hiding (docs/method.md).
"""

import random
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

from measurealign.matching.kinship import Kinship
from measurealign.matching.lexicon import Lexicon, Phrase, Term, lexicon
from measurealign.matching.vocabulary import Vocabulary, vocabulary
from measurealign.matching.wording import Reading, read_with

#: A phrase of the vocabulary's `says` or `ideas`.
Synonym = tuple[str, Phrase]
SEED = 2018


class _Recording(Lexicon):
    """A lexicon that notes which of its phrases a title used."""

    def scan(self, words: Phrase, known: Container[Phrase]) -> list[tuple[bool, Phrase]]:
        part = {id(self.says): "says", id(self.ideas): "ideas"}.get(id(known))
        cut = super().scan(words, known)
        if part:
            self.__dict__["used"].update((part, phrase) for found, phrase in cut if found)
        return cut

    def said(self, text: str) -> frozenset[Term]:
        self._said.clear()  # every title is read to the end, that its phrases are noted
        return super().said(text)


def supports(titles: Iterable[str]) -> Mapping[Synonym, frozenset[str]]:
    """Return the titles that use each phrase of the vocabulary."""
    known = lexicon()
    recording = _Recording(**{each.name: getattr(known, each.name) for each in fields(known)})
    found: dict[Synonym, set[str]] = {}
    for title in titles:
        recording.__dict__["used"] = set()
        read_with(recording, title)
        for each in recording.__dict__["used"]:
            found.setdefault(each, set()).add(title)
    return {each: frozenset(users) for each, users in found.items()}


@dataclass(frozen=True)
class Hidden:
    """The vocabulary without some synonyms, ready for reading."""

    lexicon: Lexicon
    kin: Kinship

    @cached_property
    def _read(self) -> dict[str, Reading]:
        return {}

    def read(self, title: str) -> Reading:
        """Read a title without what is hidden."""
        if title not in self._read:
            self._read[title] = read_with(self.lexicon, title)
        return self._read[title]


def without(
    held: Collection[str], supported: Mapping[Synonym, frozenset[str]], share: float = 0.0
) -> Hidden:
    """Hide what only the `held` titles support, and a share of all else that they use."""
    dice, held, gone = random.Random(SEED), set(held), set()
    for each, users in sorted(supported.items()):
        if users <= held or (users & held and dice.random() < share):
            gone.add(each)
    known = lexicon()
    ideas = {each: term for each, term in known.ideas.items() if ("ideas", each) not in gone}
    says = {
        each: meant
        for each, meant in known.says.items()
        if each == meant or ("says", each) not in gone
    }
    kin = _kinship(vocabulary(), {name for _, name in ideas.values()})
    return Hidden(replace(known, says=says, ideas=ideas), kin)


def _kinship(words: Vocabulary, left: Collection[str]) -> Kinship:
    """Return the kinship of the ideas that are left."""
    kinds = tuple(pair for pair in words.kinds if set(pair) <= set(left))
    near = tuple(tuple(name for name in group if name in left) for group in words.near)
    return Kinship.of(words.model_copy(update={"kinds": kinds, "near": near}))
