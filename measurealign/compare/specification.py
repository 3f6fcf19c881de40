"""What a row tells of its specification, and in what two specifications differ.

Read from the row's name, note, data source and direction; what a row does not tell is None, and
never counts as a difference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from measurealign.crosswalk import numbers_in
from measurealign.model import Measure
from measurealign.shown import in_words, span

#: The dimensions in which specifications are laid side by side, in this order.
DIMENSIONS = ("threshold", "ages", "window", "combination", "direction", "data source")

# Clauses of a note that tell of the programme, not of the measure.
_ASIDE = re.compile(
    r"(benchmark|target|threshold:|role as printed|product lines|weight|data \d|release"
    r"|collection|minimum|was |used-by|number and|also in|new in|secondary|year inferred"
    r"|\d+\+ eligible)[^;]*",
    re.I,
)
_COMBINATION = re.compile(r"combo(?:ination)?s? ?#?(\d+)")
#: No upper end of an age band.
_OLDEST = 120
_NOT_WORD = re.compile(r"[^a-z0-9<>≤≥]+")
_LOWER = re.compile(r"lower is better|\binverse\b")
_POOR = re.compile(r"lower is better|poor control|overuse|\bnot tested\b")


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

    def value(self, dimension: str) -> str | None:
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


@dataclass(frozen=True)
class Aspect:
    """One attribute of two rows side by side; an attribute that a row does not tell is empty.

    `agree`: what they tell goes together, though it reads otherwise.
    """

    name: str
    left: str
    right: str
    agree: bool = False

    @property
    def differs(self) -> bool:
        """Whether both rows tell it, and tell it otherwise."""
        if self.agree or not (self.left and self.right):
            return False
        return plain(self.left) != plain(self.right)

    @property
    def sign(self) -> str:
        """The sign beside its name: where a row tells nothing, nothing is equal.

        >>> [Aspect("Type", "process", other).sign for other in ("process", "outcome", "")]
        ['=', '≠', '·']
        """
        if self.differs:
            return "≠"
        return "=" if self.left and self.right else "·"


def side_by_side(left: Measure, right: Measure) -> tuple[Aspect, ...]:
    """Return two rows attribute by attribute: differences first, then what one or both tell."""
    one, other = specification(left), specification(right)
    pairs: list[tuple[str, str | None, str | None]] = [("Name", left.name, right.name)]
    pairs += [(name.capitalize(), one.value(name), other.value(name)) for name in DIMENSIONS]
    pairs += [
        ("Type", in_words(left.type), in_words(right.type)),
        ("Steward", left.steward, right.steward),
        ("Ids", ", ".join(map(str, left.ids)), ", ".join(map(str, right.ids))),
        ("Role", left.role, right.role),
        ("Note", left.note, right.note),
    ]
    agree = {"Ids": _go_together(left, right)}
    aspects = [Aspect(name, a or "", b or "", agree.get(name, False))
               for name, a, b in pairs if a or b]  # fmt: skip
    return tuple(sorted(aspects, key=lambda one: not one.differs))


def _go_together(left: Measure, right: Measure) -> bool:
    """Tell whether two rows print no different numbers of one numbering: CBE 0018 and HEDIS CBP."""
    one, other = _numbers(left), _numbers(right)
    return all(one[scheme] & other[scheme] for scheme in one.keys() & other.keys())


def _numbers(row: Measure) -> dict[str, set[str]]:
    """Return the ids of a row by their numbering, without versions."""
    found: dict[str, set[str]] = {}
    for id_ in row.ids:
        found.setdefault(id_.scheme, set()).add(id_.base)
    return found


@lru_cache(maxsize=1 << 14)  # a study asks for the same rows again and again
def specification(measure: Measure) -> Specification:
    """Return what a row tells of its specification; several values in order, not as printed.

    >>> row = Measure(key="a/b", name="HbA1c Poor Control (>9.0%)", evidence="primary")
    >>> specification(row).threshold, specification(row).direction
    ('>9', 'lower is better')
    """
    name, note = _clean(measure.name), _clean(_ASIDE.sub("", measure.note or ""))
    first, second = numbers_in(name), numbers_in(note)
    limits = first if first.limits else second
    combination = _COMBINATION.search(name) or _COMBINATION.search(note)
    return Specification(
        key=measure.key,
        threshold=_all(limits.limits_as_printed),
        ages=_bands(first.ages) or _bands(second.ages),
        window=_all(map(span, sorted(first.spans or second.spans))),
        combination=combination[1] if combination else None,
        direction=_direction(measure, name, note, [sign for sign, _ in limits.limits]),
        data_source=in_words(measure.data_source) or None,
    )


def differences(told: Iterable[Specification]) -> tuple[Difference, ...]:
    """Return the dimensions in which specifications tell different things."""
    rows: Sequence[Specification] = tuple(told)
    found = []
    for dimension in DIMENSIONS:
        by_value: dict[str, list[str]] = {}
        for row in rows:
            value = row.value(dimension)
            if value is not None:
                by_value.setdefault(value, []).append(row.key)
        if len(by_value) > 1:
            values = tuple((value, tuple(keys)) for value, keys in sorted(by_value.items()))
            found.append(Difference(dimension, values))
    return tuple(found)


def distinct(told: Iterable[Specification]) -> int:
    """Return in how many specifications one measure is asked, at least.

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


def _clean(text: str) -> str:
    """Return a text in small letters, signs and large numbers in their plain form."""
    for sign, word in (("≥", ">="), ("≤", "<="), ("–", "-"), ("—", "-")):
        text = text.replace(sign, word)
    return re.sub(r"(?<=\d),(?=\d{3})", "", text.lower())


def _direction(measure: Measure, name: str, note: str, signs: Sequence[str]) -> str | None:
    """Return the better direction, where the row tells it.

    A row of control below a limit, not marked as inverse, counts those who meet it.
    """
    if measure.inverse or _POOR.search(name) or _LOWER.search(note):
        return "lower is better"
    return "higher is better" if "control" in name and "<" in signs else None


def _all(told: Iterable[str]) -> str | None:
    return ", ".join(told) or None


def _bands(ages: Sequence[tuple[float, float]]) -> str | None:
    """Return the age bands told: the inner one of two nested ones, and no single ages.

    >>> _bands([(0, 2.5), (1.25, 2.5)]), _bands([(18, 75)]), _bands([(65, 120), (2, 2)])
    ('15-30 months', '18-75', '65+')
    """
    bands = [(low, high) for low, high in ages if low < high]
    inner = [one for one in bands if not any(_inside(other, one) for other in bands)]
    return _all(_ages(low, high) for low, high in sorted(inner))


def _inside(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one != other and one[0] >= other[0] and one[1] <= other[1]


def _ages(low: float, high: float) -> str:
    """Return an age band as people write it: in months where years would break."""
    if high >= _OLDEST:
        return f"{low:g}+"
    if low % 1 or high % 1:
        return f"{12 * low:.0f}-{12 * high:.0f} months"
    return f"{low:g}-{high:g}"
