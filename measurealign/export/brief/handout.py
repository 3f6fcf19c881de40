"""What a brief says, whatever it is written as: words, passages, tables; no text is shortened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

#: How a word stands: as the text around it, bold, or small and grey.
Tone = Literal["plain", "strong", "small"]


class Words(NamedTuple):
    """Some words of one tone; a line break in them is one on paper."""

    text: str
    tone: Tone = "plain"


#: What stands in one cell, or in one line.
Phrase = tuple[Words, ...]


class Ruled(NamedTuple):
    """Columns of a passage: headings, shares of the width (per cent), and sides.

    `sides`: a letter a column: l left, c centre, r right (numbers).
    """

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    sides: str


@dataclass(frozen=True)
class Passage:
    """A part of the page under a heading of its own: rows below columns, or lines.

    `ruled`: the columns; without them each row is one line, set in `beside` columns of text.
    `items` says what the rows are; so many as `least` stay on the page whatever happens, and
    `yields` tells who gives way first (the highest). `left`: rows that found no place.
    """

    title: str
    rows: tuple[tuple[Phrase, ...], ...]
    items: str
    ruled: Ruled | None = None
    beside: int = 1
    above: str = ""
    below: str = ""
    least: int = 0
    yields: int = 0
    left: int = 0

    def shorter(self) -> "Passage":
        """Return the passage without its last row, which is counted."""
        return replace(self, rows=self.rows[:-1], left=self.left + 1)


@dataclass(frozen=True)
class Handout:
    """A brief: title, whom it is about, the verdict, some figures, passages, and an appendix.

    `foot` tells what it rests on; `more` where that stands which has no place on the page.
    """

    title: str
    about: str
    lead: str
    figures: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]
    foot: str
    more: str
    appendix: tuple[Passage, ...] = ()


def phrase(*words: str | Words) -> Phrase:
    """Return words as they stand in one cell; plain where nothing is said.

    >>> phrase("by 3", Words("CBE 0018", "small"))
    (Words(text='by 3', tone='plain'), Words(text='CBE 0018', tone='small'))
    """
    return tuple(one if isinstance(one, Words) else Words(one) for one in words)


def cells(*texts: object) -> tuple[Phrase, ...]:
    """Return a row of plain cells."""
    return tuple(phrase("" if one is None else str(one)) for one in texts)


def rest_of(one: Passage, more: str) -> str:
    """Return how many rows of a passage found no place, and where they stand."""
    return f"and {one.left} more {one.items}: see {more}" if one.left else ""


def titled(text: str, rows: Sequence[object]) -> str:
    """Return a heading with the number of what is below it."""
    return f"{text}: {len(rows)}" if rows else text
