"""What is known of a family: read from its members, the rows at the table first."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar, cast

from measurealign.alignment.ask.question import Question
from measurealign.burden import data_source, route_weight
from measurealign.crosswalk import Crosswalk
from measurealign.model import STANDINGS as MARKS
from measurealign.model import DataSource, Identifier, Measure, MeasureType, Scheme, Standing

Word = TypeVar("Word", bound=str)
#: Best standing first.
STANDINGS: tuple[Standing, ...] = tuple(MARKS)
#: Ids that tell people which measure is meant, in the order in which they are shown.
SHOWN: tuple[Scheme, ...] = ("cbe", "cms", "mips", "hedis", "qcdr")


def members(walk: Crosswalk, family: str) -> tuple[Measure, ...]:
    """Return a family's measures."""
    return tuple(walk.catalog.measures[key] for key in walk.family[family].members)


def usual(words: Iterable[Word | None]) -> Word | None:
    """Return the most frequent word, the first in the alphabet among equals.

    >>> usual(["ehr", None, "claims", "ehr"])
    'ehr'
    """
    counted = Counter(word for word in words if word is not None)
    return min(counted, key=lambda word: (-counted[word], word)) if counted else None


def type_of(walk: Crosswalk, family: str) -> MeasureType | None:
    """Return the type that most of a family's measures state, else the inventory's."""
    stated: MeasureType | None = usual(measure.type for measure in members(walk, family))
    known = walk.known(family)
    return stated or (known.type if known else None)


def ids_of(walk: Crosswalk, family: str) -> dict[str, tuple[str, ...]]:
    """Return a family's ids without versions, by scheme: those of its rows and the inventory's."""
    known = walk.known(family)
    told = known.ids if known else ()
    stated = [
        Identifier(scheme=scheme, value=one.value)
        for scheme in SHOWN
        for one in told
        if one.scheme == scheme
    ]
    rows = [one for measure in members(walk, family) for one in measure.ids]
    found = {(one.scheme, one.base) for one in (*rows, *stated)}
    return {
        scheme: tuple(sorted(base for s, base in found if s == scheme))
        for scheme in SHOWN
        if any(s == scheme for s, _ in found)
    }


def sets_of(question: Question) -> tuple[str, ...]:
    """Return the sets that speak for the programmes at the table."""
    return tuple(id_ for one in question.table for id_ in one.sets)


def standing_of(question: Question, family: str) -> Standing:
    """Return the best standing of a family's rows at the table (else of all its rows)."""
    rows, sets = members(question.walk, family), sets_of(question)
    table = [measure for measure in rows if measure.set_id in sets] or rows
    return min((measure.evidence for measure in table), key=STANDINGS.index)


def source_of(question: Question, family: str) -> tuple[DataSource | None, bool]:
    """Return a family's data source at the table, and whether other sets had to be asked."""
    if family not in question.sources:
        source, inferred = data_source(question.walk, family, sets_of(question))
        question.sources[family] = cast("DataSource | None", source), inferred
    return question.sources[family]


def effort(question: Question, family: str) -> float:
    """Return the practice's effort for a family, in chart abstractions (1.0 = from charts)."""
    return route_weight(source_of(question, family)[0])
