"""A printed line read before it is looked up: what stands around its name, the ways to read it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from measurealign.inventory.entries import KnownId
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.likeness import Likeness
from measurealign.matching.linking.names import bag, base
from measurealign.matching.linking.spanish import to_english
from measurealign.matching.linking.spelling import USUAL, Spelling
from measurealign.matching.linking.title import BareName, Printed, read_off, readings, without_code


@dataclass(frozen=True)
class Asked:
    """A line made ready to be looked up: what was read off it, and the ways to read its name."""

    line: BareName
    texts: tuple[str, ...]
    ids: tuple[KnownId, ...]
    year: int | None
    programme: str


class Reader:
    """Reads lines with what an index knows: its acronyms, its ids, its words."""

    def __init__(self, index: Index, likeness: Likeness) -> None:
        self.index, self.likeness = index, likeness
        self._codes = frozenset(index.codes)
        self._spellings: dict[frozenset[int], Spelling] = {}

    def read(self, one: Printed) -> Asked:
        """Read a line: marks, codes and ids off; Spanish and slips into the field's words."""
        line = read_off(one.name, self._codes, one.also)
        texts = to_english(line.text) or tuple(map(self.index.spelling.mend, readings(line.text)))
        ids = dict.fromkeys((*one.ids, *line.ids))
        asked = Asked(line, texts, tuple(ids), one.year, one.programme)
        asked = replace(asked, texts=(*texts, *self._written_out(asked)))
        codes = tuple(code for code in line.codes if self._fits(code, asked))
        return replace(asked, line=replace(line, codes=codes))

    def _written_out(self, asked: Asked) -> Iterator[str]:
        """Yield a name without the acronym before it, and its words as those that an id means.

        "Antidepr Med Mgmt" with the number of Antidepressant Medication Management is that.
        """
        text = asked.line.text
        codes = set(asked.line.codes) - self.index.common
        bare = without_code(text, codes)
        if bare:
            yield self.index.spelling.mend(bare)
        told = frozenset(self.told(asked))
        if told and (asked.ids or codes):
            written = self._spelling(told).mend(bare or text)
            if written != (bare or text):
                yield written

    def _spelling(self, told: frozenset[int]) -> Spelling:
        """Return the words of some measures' names, among which each counts as usual."""
        if told not in self._spellings:
            names = [name for place in sorted(told) for name in self.index.measures[place].wordings]
            self._spellings[told] = Spelling.of(names * USUAL)
        return self._spellings[told]

    def _fits(self, code: str, asked: Asked) -> bool:
        """Tell whether a measure of an acronym shares a term with its line (acronyms are reused).

        Where the line tells nothing but the acronym, nothing speaks against it.
        """
        said = {term for text in asked.texts for term in bag(text).terms}
        own = (self.likeness.words(place) for place in self.index.codes[code])
        alone = asked.line.text.upper() == code or not said
        return alone or any(said & words for words in own)

    def told(self, asked: Asked) -> set[int]:
        """Return the measures that an id or a code of a line tells."""
        told: set[int] = set()
        for id_ in asked.ids:
            told |= self.bearers(id_, asked.year)
        for code in asked.line.codes:
            told |= self.index.codes[code]
        return told

    def bearers(self, id_: KnownId, year: int | None) -> set[int]:
        """Return the measures that bear an id in a year (in any, where the year is unknown)."""
        return {place for place, borne in self.index.ids.get(base(id_), ()) if borne.holds_in(year)}
