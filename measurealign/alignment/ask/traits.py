"""What is known of a family: read from its members, the rows at the table first."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar, cast

from measurealign.alignment.ask.question import Question
from measurealign.burden import data_source, route_weight
from measurealign.crosswalk import Crosswalk
from measurealign.model import STANDINGS as MARKS
from measurealign.model import DataSource, Measure, MeasureType, Standing

Word = TypeVar("Word", bound=str)
#: Best standing first.
STANDINGS: tuple[Standing, ...] = tuple(MARKS)
_LINES = re.compile(r"product lines(?: \(recalled\))?: ([A-Za-z, ]+)")
#: Ids that tell people which measure is meant, in the order in which they are shown.
SHOWN = ("cbe", "cms", "mips", "hedis", "qcdr")


def members(walk: Crosswalk, family: str) -> tuple[Measure, ...]:
    """Return a family's measures."""
    return tuple(walk.catalog.measures[key] for key in walk.family[family].members)


def by_name(walk: Crosswalk, family: str) -> dict[str, tuple[str, ...]]:
    """Return a family's measures (by key) grouped by what they are called, whatever the case."""
    found: dict[str, list[str]] = {}
    for key in sorted(walk.family[family].members):
        found.setdefault(walk.catalog.measures[key].name.casefold(), []).append(key)
    return {name: tuple(keys) for name, keys in sorted(found.items())}


def usual(words: Iterable[Word | None]) -> Word | None:
    """Return the most frequent word, the first in the alphabet among equals.

    >>> usual(["ehr", None, "claims", "ehr"])
    'ehr'
    """
    counted = Counter(word for word in words if word is not None)
    return min(counted, key=lambda word: (-counted[word], word)) if counted else None


def type_of(walk: Crosswalk, family: str) -> MeasureType | None:
    """Return the type that most of a family's measures state."""
    return usual(measure.type for measure in members(walk, family))


def ids_of(walk: Crosswalk, family: str) -> dict[str, tuple[str, ...]]:
    """Return a family's ids without versions, by scheme."""
    found = {(one.scheme, one.base) for measure in members(walk, family) for one in measure.ids}
    return {
        scheme: tuple(sorted(base for s, base in found if s == scheme))
        for scheme in SHOWN
        if any(s == scheme for s, _ in found)
    }


def lines_of(walk: Crosswalk, family: str) -> frozenset[str]:
    """Return a family's product lines, where a row's note tells them; most are recalled.

    A note tells them as "product lines (recalled): commercial, Medicaid, Medicare; ...".
    """
    found = (_LINES.search(measure.note or "") for measure in members(walk, family))
    told = (one[1].lower().split(",") for one in found if one)
    return frozenset(word.strip() for words in told for word in words)


def standing_of(question: Question, family: str) -> Standing:
    """Return the best standing of a family's rows at the table (else of all its rows)."""
    rows = members(question.walk, family)
    table = [measure for measure in rows if measure.set_id in question.sets] or rows
    return min((measure.evidence for measure in table), key=STANDINGS.index)


def source_of(question: Question, family: str) -> tuple[DataSource | None, bool]:
    """Return a family's data source at the table, and whether other sets had to be asked."""
    source, inferred = data_source(question.walk, family, question.sets)
    return cast("DataSource | None", source), inferred


def effort(question: Question, family: str) -> float:
    """Return the practice's effort for a family, in chart abstractions (1.0 = from charts)."""
    return route_weight(source_of(question, family)[0])
