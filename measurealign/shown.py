"""How a value shows itself: one line in a console, a table in a notebook, a frame for pandas."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | bool | None
#: What two sets ask by a part, the whole or another specification of one measure.
PARTED = "A part or another specification"
#: Rows of a table that a notebook shows; the frame holds all.
SHOWN = 12


class Shown:
    """A value that tells itself in one line (`line`) and row by row (`rows`)."""

    @property
    def line(self) -> str:
        """The value in one line, without its kind."""
        raise NotImplementedError

    def rows(self) -> Iterator[Mapping[str, Cell]]:
        """Yield the value row by row; every row has the same columns, in the same order."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.line}>"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """Return the line and the first rows as HTML; every text is escaped."""
        rows = list(islice(self.rows(), SHOWN + 1))
        head = "".join(f"<th>{escape(name)}</th>" for name in (rows[0] if rows else ()))
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_text(cell))}</td>" for cell in row.values()) + "</tr>"
            for row in rows[:SHOWN]
        )
        more = "<p>… and more rows: <code>.to_frame()</code></p>" if len(rows) > SHOWN else ""
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"<p><b>{escape(type(self).__name__)}</b>: {escape(self.line)}</p>{table}{more}"

    def to_frame(self) -> "pd.DataFrame":
        """Return all rows as a pandas data frame; what is not known is missing, never 0."""
        import pandas as pd

        return pd.DataFrame.from_records(list(map(dict, self.rows())))


#: Codes of types and data that are no words as they stand.
_CODES = {"ehr": "EHR", "pro": "patient-reported outcome"}


def in_words(code: str | None) -> str:
    """Return the code of a measure's type or data as people write it; nothing for none.

    >>> in_words("intermediate-outcome"), in_words("ehr"), in_words(None)
    ('intermediate outcome', 'EHR', '')
    """
    return _CODES.get(code or "", (code or "").replace("-", " "))


def joined(words: object) -> str:
    """Return several words as one cell: "a; b"."""
    return "; ".join(map(str, words)) if isinstance(words, list | tuple) else str(words)


def count_of(number: int, one: str = "measure", many: str = "") -> str:
    """Return a number of things in words.

    >>> count_of(1), count_of(2784, "line"), count_of(0, "entry", "entries")
    ('1 measure', '2,784 lines', '0 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span(hours: float) -> str:
    """Return a time span in the unit that people use for it; a year is twelve months.

    >>> span(720), span(24), span(8640), span(8760), span(1440), span(0.75)
    ('30 days', '24 hours', '12 months', '12 months', '60 days', '45 minutes')
    """
    if hours % 8760 == 0:
        return f"{12 * hours / 8760:g} months"
    for unit, size, low in (("months", 720, 2880), ("days", 24, 48), ("hours", 1, 1)):
        if hours >= low and hours % size == 0:
            return f"{hours / size:g} {unit}"
    return f"{hours:g} hours" if hours >= 2 else f"{hours * 60:g} minutes"


def minute(at: str) -> str:
    """Return a moment of the store as people write it, in UTC.

    >>> minute("2018-11-28T11:22:33.444Z")
    '2018-11-28 11:22'
    """
    return at[:16].replace("T", " ")


def _text(cell: Cell) -> str:
    """Return a cell as people read it."""
    return "" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell)
