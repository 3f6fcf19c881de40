"""The sheet of paper: what fits on one page that is both Letter and A4.

The text stands in a block of 190 x 259 mm (the width of A4, the height of Letter, margins of
10 mm); sizes are in points, and the HTML and the DOCX are set with the same ones. How long a line
becomes is reckoned from how wide letters are in Arial, a little on the careful side.
"""

from collections.abc import Iterable
from dataclasses import replace

from measurealign.export.brief.handout import Handout, Passage, Phrase, phrase, rest_of

#: The margin, the block of text, in millimetres.
MARGIN, WIDTH, HEIGHT = 10.0, 190.0, 259.0
_POINTS = 72 / 25.4
#: Letters and lines of the text and of what is small; no letter is smaller than `SMALL`.
TEXT, LINE, SMALL, SMALL_LINE = 8.2, 9.7, 8.0, 9.4
TITLE, LEAD, HEAD, FIGURE = 15.0, 10.0, 10.0, 13.0
#: What stands above and below a cell's lines, between its text and the next column.
PAD, GAP = 0.7, 4.0
#: How thick the line below a row is; what a heading takes, and the top without its lines.
RULE = 0.5
_HEADING, _TOP = 20.0, 14.0
#: What of the block is given away: renderers differ by a few points.
_CAREFUL = 0.98
#: How wide letters are in Arial, in thousandths of their size; any other is as wide as `_OTHER`.
_LETTERS = {
    222: "ijl'|", 278: "ft,./:;I![] \u00a0", 333: "r-()", 389: "*", 500: "ckvxyzsJ", 584: "+<=>~",
    611: "FTZ", 667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "mM", 889: "%", 944: "W",
    1000: "—→✓✗≈●◕◐○@",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_OTHER, _BOLD = 556, 1.08


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is on one line, in points.

    >>> round(width_of("measure", 10), 2), round(width_of("measure", 10, bold=True), 2)
    (38.9, 42.01)
    """
    parts = sum(_WIDTH.get(letter, _OTHER) for letter in text)
    return parts * size / 1000 * (_BOLD if bold else 1)


def share_of(heads: Iterable[str], least: float, most: float) -> float:
    """Return the share of the page's width, in percent, in which no word of some heads breaks.

    It is at least and at most so much.
    """
    longest = max(width_of(word, SMALL, bold=True) for head in heads for word in head.split())
    return min(most, max(least, 100 * (longest + GAP) / (WIDTH * _POINTS)))


def lines_of(said: Phrase, width: float, size: float = TEXT) -> int:
    """Return how many lines a phrase takes in a column of a width in points; at least one."""
    lines, at = 1, 0.0
    for one in said:
        each = SMALL if one.tone == "small" else size
        for number, line in enumerate(one.text.split("\n")):
            if number:
                lines, at = lines + 1, 0.0
            for word in line.split():
                long = width_of(word + " ", each, one.tone == "strong")
                if at and at + long > width:
                    lines, at = lines + 1, 0.0
                at += long
    return lines


def one_page(told: Handout) -> Handout:
    """Return a brief whose first page is one: rows that find no place are left out and counted.

    Who gives way: the last row of the passage that yields most, as long as it has rows to give.
    What stands whole on the page is not told again in the appendix.
    """
    passages = [one for one in told.passages if one.rows]
    while height_of(replace(told, passages=tuple(passages))) > HEIGHT * _POINTS * _CAREFUL:
        able = [at for at, one in enumerate(passages) if len(one.rows) > one.least]
        if not able:
            break
        at = max(able, key=lambda at: (passages[at].yields, at))
        passages[at] = passages[at].shorter()
    kept = tuple(one for one in passages if one.rows or one.left)
    whole = {one.rows for one in kept if not one.left}
    rest = tuple(one for one in told.appendix if one.rows not in whole)
    return replace(told, passages=kept, appendix=rest)


def halves(rows: int, columns: int) -> list[slice]:
    """Return which rows stand in which of some columns side by side, the first the longest.

    >>> halves(5, 2)
    [slice(0, 3, None), slice(3, 6, None)]
    """
    each = -(-rows // columns)
    return [slice(at * each, (at + 1) * each) for at in range(columns)]


def height_of(told: Handout) -> float:
    """Return how high the first page of a brief is, in points."""
    width = WIDTH * _POINTS
    top = _TOP + TITLE + _small(told.about, width) + _figures(told)
    if told.lead:
        top += lines_of(phrase(told.lead), width, LEAD) * LEAD * 1.25
    return top + _small(told.foot, width) + sum(_passage(one, told.more) for one in told.passages)


def _figures(told: Handout) -> float:
    each = WIDTH * _POINTS / max(len(told.figures), 1) - 3 * GAP
    most = max((_small(says, each) for _, says in told.figures), default=0.0)
    return FIGURE * 1.3 + most if told.figures else 0.0


def _small(text: str, width: float) -> float:
    return lines_of(phrase(text), width, SMALL) * SMALL_LINE + 2 if text else 0.0


def _passage(one: Passage, more: str) -> float:
    width = WIDTH * _POINTS
    said = (one.above, one.below, rest_of(one, more))
    return _HEADING + sum(_small(text, width) for text in said) + _rows(one, width)


def _rows(one: Passage, width: float) -> float:
    """Return how high the rows of a passage are."""
    if one.ruled is None:
        column = width / one.beside - 3 * GAP
        heights = [lines_of(row[0], column) * LINE + 1 for row in one.rows]
        return max(sum(heights[part]) for part in halves(len(heights), one.beside))
    widths = [share * width / 100 - GAP for share in one.ruled.shares]
    head = _highest(zip(map(phrase, one.ruled.heads), widths, strict=True), SMALL, SMALL_LINE)
    return head + sum(_highest(zip(row, widths, strict=True), TEXT, LINE) for row in one.rows)


def _highest(row: Iterable[tuple[Phrase, float]], size: float, line: float) -> float:
    return max(lines_of(said, width, size) for said, width in row) * line + 2 * PAD + RULE
