"""What a row tells of its specification, and in what two specifications differ.

Read from the row's name, note, data source and direction; what a row does not tell is None, and
never counts as a difference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measurealign.model import Measure

#: The dimensions in which specifications are laid side by side, in this order.
DIMENSIONS = ("threshold", "ages", "window", "combination", "direction", "data source")

# Clauses of a note that tell of the programme, not of the measure.
_ASIDE = re.compile(
    r"(benchmark|target|threshold:|role as printed|product lines|weight|data \d|release"
    r"|collection|minimum|was |used-by|number and|also in|new in|secondary|year inferred)[^;]*",
    re.I,
)
_SIGNS = (
    (r"(is )?(less than or equal to|at or below|at most|≤|<=)", "≤"),
    (r"(is )?(greater than or equal to|at or above|at least|≥|>=)", "≥"),
    (r"(is )?(greater than|more than|above)(?= ?\d)", ">"),
    (r"(is )?(less than|lower than|below)(?= ?\d)", "<"),
)
_THRESHOLD = re.compile(
    r"([<>≤≥]) ?(\d++(?:[.,]\d++)?+(?:/\d++)?+)(?! ?(?:\+|-|years?|months?|yrs?|days?)\b)(?: ?(%))?"
)
_AGES = (
    re.compile(r"(?:ages?|aged|visits?,?) (\d+) ?(?:-|–|to|through) ?(\d+)(?: ?(months?|years?))?"),
    re.compile(r"(\d+) ?(?:-|–|to|through) ?(\d+) ?(months?|years?|yrs?)\b"),
    re.compile(r"(?:ages?|aged) ?[≥]? ?(\d+) ?(\+|(?:years )?(?:and|or) (?:older|over))"),
    re.compile(r"(\d+) years?,? (?:of age )?(\+|(?:and|or) (?:older|over))"),
    re.compile(r"(\d+)(\+) (?:years|yrs)"),
)
_WINDOW = re.compile(r"(\d+)[- ]?(hour|day|week|month)s?\b")
_COMBINATION = re.compile(r"combo(?:ination)?s? ?#?(\d+)")
# Women under 65 are an age, not a threshold.
_UNDER = re.compile(r"(?:women|men|patients|children|members|adults) ?[<≥≤>] ?\d+")
_NOT_WORD = re.compile(r"[^a-z0-9<>≤≥]+")
_LOWER = re.compile(r"lower is better|poor control|\binverse\b|avoidance of|overuse|\bnot tested\b")


@dataclass(frozen=True)
class Specification:
    """What one row tells of its specification, dimension by dimension; None where it is silent."""

    key: str
    threshold: str | None = None
    ages: str | None = None
    window: str | None = None
    combination: str | None = None
    direction: str | None = None
    data_source: str | None = None

    def told(self, dimension: str) -> str | None:
        """Return what the row tells in a dimension."""
        value: str | None = getattr(self, dimension.replace(" ", "_"))
        return value


@dataclass(frozen=True)
class Difference:
    """A dimension in which rows tell different things: what is told, and by which rows."""

    dimension: str
    values: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        return f"{self.dimension}: " + " / ".join(value for value, _ in self.values)


def specification(measure: Measure) -> Specification:
    """Return what a row tells of its specification.

    >>> from measurealign.model import Measure
    >>> row = Measure(key="a/b", name="HbA1c Poor Control (>9.0%)", evidence="source")
    >>> specification(row).threshold, specification(row).direction
    ('>9%', 'lower is better')
    """
    text = f"{measure.name}; {_ASIDE.sub('', measure.note or '')}".lower()
    lower = measure.inverse or bool(_LOWER.search(text))
    for words, sign in _SIGNS:
        text = re.sub(words, sign, text)
    threshold, text = _cut(_THRESHOLD, _UNDER.sub(" ", text))
    ages, text = _first(_AGES, text)
    window, text = _cut(_WINDOW, text)
    combination, _ = _cut(_COMBINATION, text)
    return Specification(
        key=measure.key,
        threshold=_number(threshold),
        ages=_ages(ages),
        window=f"{window[1]} {window[2]}s" if window else None,
        combination=combination[1] if combination else None,
        direction="lower is better" if lower else None,
        data_source=measure.data_source,
    )


def differences(told: Iterable[Specification]) -> tuple[Difference, ...]:
    """Return the dimensions in which specifications tell different things."""
    rows: Sequence[Specification] = tuple(told)
    found = []
    for dimension in DIMENSIONS:
        by_value: dict[str, list[str]] = {}
        for row in rows:
            value = row.told(dimension)
            if value is not None:
                by_value.setdefault(value, []).append(row.key)
        if len(by_value) > 1:
            values = tuple((value, tuple(keys)) for value, keys in sorted(by_value.items()))
            found.append(Difference(dimension, values))
    return tuple(found)


def distinct(told: Iterable[Specification]) -> int:
    """Return in how many specifications one measure is asked, at the least.

    The most different values told in any one dimension (1 where rows differ in none): rows that
    are silent may agree with any, so the true number can be higher, never lower.
    """
    return max([1, *(len(one.values) for one in differences(told))])


def plain(name: str) -> str:
    """Return a wording without capitals and punctuation: what remains is what people changed.

    >>> plain("Well-Child Visits, 3-6") == plain("well child visits 3 6")
    True
    """
    return _NOT_WORD.sub(" ", name.lower()).strip()


def _cut(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    """Return the first match, and the text without any match (it shall not be read twice)."""
    return pattern.search(text), pattern.sub(" ", text)


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> tuple[re.Match[str] | None, str]:
    found: re.Match[str] | None = None
    for pattern in patterns:
        match, text = _cut(pattern, text)
        found = found or match
    return found, text


def _number(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    value = re.sub(r"\.0+$", "", match[2])
    return f"{match[1]}{value}{match[3] or ''}"


def _ages(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    if not match[2].isdigit():
        return f"{match[1]}+"
    unit = (match[3] or "") if match.re.groups > 2 else ""
    return f"{match[1]}-{match[2]}" + (" months" if unit.startswith("month") else "")
