"""A printed line read before it is looked up: what stands around its name, the ways to read it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from measurealign.inventory.entries import KnownId
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.likeness import STRAY, Likeness
from measurealign.matching.linking.names import bag, base
from measurealign.matching.linking.spanish import to_english
from measurealign.matching.linking.spelling import USUAL, Spelling
from measurealign.matching.linking.title import (
    BareName,
    Printed,
    code_of,
    read_off,
    readings,
    without_code,
)
from measurealign.matching.linking.trimmings import trimmed

#: What joins acronyms.
_BETWEEN = re.compile(r"[\s,;/|&+()]+|\band\b|\bor\b", re.IGNORECASE)
#: The scheme of an id of a line, and the measures that bear it.
Borne = tuple[str, frozenset[int]]
#: The measures that bear an id, with the id as each bears it.
Bearers = tuple[tuple[int, KnownId], ...]


@dataclass(frozen=True, eq=False)
class ReadLine:
    """What a line prints, read: what stood around its name, the ways to read it, its ids."""

    line: BareName
    texts: tuple[str, ...]
    borne: tuple[Borne, ...]


@dataclass(frozen=True)
class Asked:
    """A line made ready to be looked up: as it is read, on whose list of which year."""

    read: ReadLine
    year: int | None
    programme: str

    @property
    def line(self) -> BareName:
        """The line without what stands around its name."""
        return self.read.line

    @property
    def texts(self) -> tuple[str, ...]:
        """The ways to read its name."""
        return self.read.texts


class Reader:
    """Reads lines with what an index knows: its acronyms, its ids, its words."""

    def __init__(self, index: Index, likeness: Likeness) -> None:
        self.index, self.likeness = index, likeness
        self._codes = frozenset(index.codes)
        self._spellings: dict[frozenset[int], Spelling] = {}
        self._bare: dict[tuple[str, str], BareName] = {}
        self._read: dict[tuple[str, str, tuple[Borne, ...]], ReadLine] = {}
        self._borne: dict[tuple[str, str], tuple[Bearers, frozenset[int], bool]] = {}

    def read(self, one: Printed) -> Asked:
        """Read a line; lists of many years print one line, which is read once."""
        where = (one.name, one.also)
        if where not in self._bare:
            self._bare[where] = read_off(one.name, self._codes, one.also)
        bare = self._bare[where]
        ids = dict.fromkeys((*one.ids, *bare.ids))
        borne = tuple((id_.scheme, self.bearers(id_, one.year)) for id_ in ids)
        key = (*where, borne)
        if key not in self._read:
            self._read[key] = self._made(bare, borne)
        return Asked(self._read[key], one.year, one.programme)

    def _made(self, line: BareName, borne: tuple[Borne, ...]) -> ReadLine:
        """Read a name: in the field's words, without what is the list's; acronyms that fit."""
        line = replace(line, text=self._trimmed(line.text))
        read = ReadLine(line, self._texts(line.text), borne)
        texts = read.texts
        read = replace(read, texts=(*texts, *self._written_out(read)))
        codes = tuple(code for code in line.codes if self._fits(code, read))
        return replace(read, line=replace(line, codes=codes))

    def _texts(self, text: str) -> tuple[str, ...]:
        """Return the ways to read a name: Spanish and slips in the field's words."""
        return to_english(text) or tuple(map(self.index.spelling.mend, readings(text)))

    def _trimmed(self, text: str) -> str:
        """Return a name without the list's numbers and notes, where the rest is a known name."""
        if self._named(text):
            return text
        return next(filter(self._named, trimmed(text, self._tells)), text)

    def _named(self, text: str) -> bool:
        """Tell whether a text is the very name of a known measure."""
        names = (n for each in self._texts(text) for n in self.index.named.get(bag(each).text, ()))
        return any(not self.index.coded[name] for name in names)

    def _tells(self, word: str) -> bool:
        """Tell whether a word is one of the field's; a letter or two are none."""
        return any(term in self.index.columns and len(term) > STRAY for term in bag(word).terms)

    def _written_out(self, asked: ReadLine) -> Iterator[str]:
        """Yield a name without the acronym before it, and its words as those that an id means.

        "Antidepr Med Mgmt" with the number of Antidepressant Medication Management is that;
        acronyms that are all of a name are read as the measures' titles: "BCS & COL".
        """
        text = asked.line.text
        codes = set(asked.line.codes) - self.index.common
        bare = without_code(text, codes)
        if bare:
            yield self.index.spelling.mend(bare)
        yield from self._titles(text)
        told = frozenset(self.told(asked))
        if told and (asked.borne or codes):
            written = self._spelling(told).mend(bare or text)
            if written != (bare or text):
                yield written

    def _titles(self, text: str) -> Iterator[str]:
        """Yield the titles of the measures of a text's acronyms where it is nothing but some."""
        words = list(filter(None, _BETWEEN.split(text)))
        codes = [code for word in words if (code := code_of(word, self._codes))]
        if 1 < len(words) == len(codes):
            yield from (self.index.measures[one].title for one in self._wholes(codes))

    def _wholes(self, codes: Iterable[str]) -> Iterator[int]:
        """Yield the measures of some acronyms, without their parts."""
        for bearers in (self.index.codes[code] for code in sorted(set(codes))):
            yield from (n for n in sorted(bearers) if not self.index.kin[n] & bearers - {n})

    def _spelling(self, told: frozenset[int]) -> Spelling:
        """Return the words of some measures' names, among which each counts as usual."""
        if told not in self._spellings:
            names = [name for place in sorted(told) for name in self.index.measures[place].wordings]
            self._spellings[told] = Spelling.of(names * USUAL)
        return self._spellings[told]

    def _fits(self, code: str, asked: ReadLine) -> bool:
        """Tell whether a measure of an acronym shares a term with its line (acronyms are reused).

        Where the line tells nothing but the acronym, nothing speaks against it.
        """
        said = {term for text in asked.texts for term in bag(text).terms}
        own = (self.likeness.words(place) for place in self.index.codes[code])
        alone = asked.line.text.upper() == code or not said
        return alone or any(said & words for words in own)

    def told(self, asked: ReadLine) -> set[int]:
        """Return the measures that an id or a code of a line tells."""
        codes = (self.index.codes[code] for code in asked.line.codes)
        return set[int]().union(*(bearers for _, bearers in asked.borne), *codes)

    def bearers(self, id_: KnownId, year: int | None) -> frozenset[int]:
        """Return the measures that bear an id in a year (in any, where the year is unknown)."""
        key = (id_.scheme, id_.value)
        if key not in self._borne:
            borne = self.index.ids.get(base(id_), ())
            ever = frozenset(place for place, _ in borne)
            self._borne[key] = borne, ever, all(one.years is None for _, one in borne)
        borne, ever, always = self._borne[key]
        if always or year is None:
            return ever
        return frozenset(place for place, one in borne if one.holds_in(year))
