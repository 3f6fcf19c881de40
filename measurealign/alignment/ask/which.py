"""Which measures a rule means: a family held against the words of a rule."""

import re
from collections.abc import Collection

from measurealign.alignment.ask.goal import Which
from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import ids_of, source_of, standing_of, type_of
from measurealign.catalog.programmes import programme, witness
from measurealign.crosswalk import agenda_line
from measurealign.model import Audience, DataSource, Horizon, SubjectKind

#: Routes by which a measure is computed without hand work, and those that hold each patient.
DIGITAL: tuple[DataSource, ...] = ("claims", "administrative", "ehr")
BY_PATIENT: tuple[DataSource, ...] = ("claims", "ehr", "hybrid", "registry", "chart")
#: Types of measures that are shown by group: shares of patients, not surveys or sums of money.
_SHARES = ("process", "intermediate-outcome", "outcome")


def fits(asked: Question, family: str, which: Which) -> bool:
    """Tell whether a family is one that a rule means."""
    walk = asked.walk
    subjects = asked.serves(family)
    areas = {walk.family[family].area, *(a for s in subjects if (a := _area(asked, s)))}
    tests: tuple[tuple[Collection[str], Collection[str]], ...] = (
        (which.area, areas),
        (which.subject, subjects),
        (which.kind, {kind_of(asked, family)}),
        (which.horizon, {horizon_of(asked, family)}),
        (which.audience, {audience_of(asked, family)}),
        (which.type, {type_of(walk, family) or ""}),
        (which.data_source, {source_of(asked, family)[0] or ""}),
        (which.evidence, {standing_of(asked, family)}),
        (which.listed_in, _programmes(asked, family) if which.listed_in else ()),
    )
    if any(words and set(words).isdisjoint(found) for words, found in tests):
        return False
    return _told(asked, family, which)


def _told(asked: Question, family: str, which: Which) -> bool:
    """Hold a family against what a rule tells by yes or no."""
    ids, (source, _) = ids_of(asked.walk, family), source_of(asked, family)
    by_patient = source in BY_PATIENT and type_of(asked.walk, family) in _SHARES
    tests = (
        (which.cbe, "cbe" in ids),
        (which.digital, source in DIGITAL or "cms" in ids),
        (which.stratifiable, by_patient),
        (which.benchmark, not {"hedis", "mips", "star"}.isdisjoint(ids)),
    )
    return all(wanted is None or wanted == found for wanted, found in tests)


def kind_of(asked: Question, family: str) -> SubjectKind:
    """Return what a family's line of the agenda is about."""
    line = agenda_line(asked.serves(family)[0])
    return line.kind if line else "clinical"


def horizon_of(asked: Question, family: str) -> Horizon:
    """Return how soon a practice can move a family's subject."""
    line = agenda_line(asked.serves(family)[0])
    return line.horizon if line else "short"


def audience_of(asked: Question, family: str) -> Audience:
    """Return whom a family is for: the ages of the known measure, its title, else its subject's."""
    known, line = asked.walk.known(family), agenda_line(asked.serves(family)[0])
    ages = known.audience if known else None
    if ages and ages.to is not None and ages.to < _ADULT:
        return "child"
    if ages and ages.from_ is not None and ages.from_ >= _OLDER:
        return "older-adult"
    told = line.audience if line else "all"
    return _worded(asked.walk.family[family].label) or told if told == "all" else told


def _worded(title: str) -> Audience | None:
    """Return whom a title names; None if it names nobody, or several.

    >>> _worded("Asthma in Younger Adults Admission Rate"), _worded("Adults and Children")
    ('adult', None)
    """
    found = {whom for whom, words in _WORDS.items() if words.search(title)}
    return found.pop() if len(found) == 1 else None


_WORDS: dict[Audience, re.Pattern[str]] = {
    "child": re.compile(r"\b(child|children|pediatrics?|adolescents?|infants?)\b", re.I),
    "adult": re.compile(r"(?<!older )\badults?\b", re.I),
    "older-adult": re.compile(r"\b(older adults?|elderly)\b", re.I),
}


#: Ages (years) at which people are adults, and older adults.
_ADULT, _OLDER = 21, 60


def _area(asked: Question, subject: str) -> str | None:
    line = agenda_line(subject)
    return line.area if line else None


def _programmes(asked: Question, family: str) -> set[str]:
    """Return the programmes, and those whose parts they are, that list a family by the year."""
    catalog = asked.walk.catalog
    listed = (catalog.get(one) for one in asked.walk.sets_with[family])
    sets = [one for one in listed if one.year <= asked.year]
    return {name(one) for one in sets for name in (programme, witness)}
