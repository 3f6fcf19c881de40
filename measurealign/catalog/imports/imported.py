"""What an import took, what it left out and why: told by sheet and row, with a remedy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from measurealign.model import MeasureSet
from measurealign.problems import InputError, Problem

_SHOWN = 8


@dataclass(frozen=True, order=True)
class Remark:
    """One sentence about rows of a sheet: what was left out or read otherwise, and the remedy.

    >>> print(Remark("Sheet1", (4, 7), "has no name: give one"))
    sheet 'Sheet1', rows 4, 7: has no name: give one
    """

    sheet: str
    rows: tuple[int, ...]
    what: str

    @property
    def where(self) -> str:
        """The place, as a person finds it."""
        place = f"sheet '{self.sheet}'" if self.sheet else ""
        if not self.rows:
            return place
        shown = ", ".join(map(str, self.rows[:_SHOWN]))
        more = f" and {len(self.rows) - _SHOWN} more" if len(self.rows) > _SHOWN else ""
        rows = f"{'rows' if len(self.rows) > 1 else 'row'} {shown}{more}"
        return f"{place}, {rows}" if place else rows

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


@dataclass(frozen=True)
class Heading:
    """How one column was understood.

    `field` is a name of `headings.FIELDS` (`programme`: the column marks the measures of one
    set), or "" for a column that was not placed.
    """

    sheet: str
    column: str
    text: str
    field: str


@dataclass(frozen=True)
class Preview:
    """The first rows of a sheet below its heading, as they were read: (row number, cells)."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Imported:
    """The sets of a foreign file, and what a person should know of how they were read.

    `offered` are lists of sheets beside the main one (benchmarks, codes, older years): not taken
    unless a person asks for them. `given` maps a measure's key to the id that the file gave it.
    """

    name: str
    sets: tuple[MeasureSet, ...]
    took: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()
    headings: tuple[Heading, ...] = ()
    preview: tuple[Preview, ...] = ()
    offered: tuple[MeasureSet, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was left out, as problems of the file."""
        return tuple(
            Problem(file=self.name, where=remark.where, what=remark.what)
            for remark in self.left_out
        )

    def needed(self) -> "Imported":
        """Return itself; raise InputError with all that is wrong if no measure could be taken."""
        if self.sets:
            return self
        raise InputError(
            *(self.problems or [Problem(file=self.name, what="there is no measure in it")])
        )


class Notes:
    """Collects remarks while a file is read; equal sentences become one, with all their rows."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[int]] = {}

    def add(self, sheet: str, rows: int | Iterable[int], what: str) -> None:
        """Note one sentence about one or several rows (0: about the whole sheet)."""
        given = [rows] if isinstance(rows, int) else list(rows)
        kept = self._rows.setdefault((sheet, what), [])
        kept += [row for row in given if row and row not in kept[-1:]]

    def remarks(self) -> tuple[Remark, ...]:
        """Return the remarks: sheet by sheet as they were read, from the first row down."""
        sheets = list(dict.fromkeys(sheet for sheet, _ in self._rows))
        found = [
            Remark(sheet, tuple(sorted(set(rows))), what)
            for (sheet, what), rows in self._rows.items()
        ]
        return tuple(sorted(found, key=lambda one: (sheets.index(one.sheet), one.rows[:1])))


class Keys:
    """Gives out keys that nobody has: the key, or the first of key-2, key-3 ... that is free.

    >>> keys = Keys()
    >>> [keys.free("acme/bmi") for _ in range(3)]
    ['acme/bmi', 'acme/bmi-2', 'acme/bmi-3']
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._number: dict[str, int] = {}

    def free(self, key: str) -> str:
        """Return a free key and take it; equal keys cost no search from the first."""
        number, free = self._number.get(key, 1), key
        while free in self._taken:
            number += 1
            free = f"{key}-{number}"
        self._number[key] = number
        self._taken.add(free)
        return free


def listed(words: Sequence[str], most: int = 12) -> str:
    """Return words as a list for people, cut after `most`.

    >>> listed(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    if len(words) <= most:
        return ", ".join(words)
    return ", ".join(words[:most]) + f" and {len(words) - most} more"
