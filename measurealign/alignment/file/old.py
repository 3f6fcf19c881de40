"""A file of version 1, as far as it can be carried on: who sat there, what was chosen, the votes.

Version 1 asked another question (a measure for each set and area), so that its figures have no
counterpart. What it chose and what people decided are read and told beside the new answer.
"""

from collections.abc import Iterator, Mapping

from measurealign.alignment.ask.decision import Decision
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.marks import parsed
from measurealign.model import Frozen, Known, MeasureSet, Text

#: Fields of version 1 that version 2 has not: any of them tells an old file.
_GONE = ("coverage", "open_areas", "before", "after")


class OldFacts(Frozen, extra="ignore"):
    """A measure as version 1 named it."""

    family: Text
    label: Text
    area: Text


class OldMeasure(Frozen, extra="ignore"):
    """A measure that version 1 chose."""

    facts: OldFacts


class OldInput(Frozen, extra="ignore"):
    """A set at the table."""

    id: Text
    name: Text
    digest: Text
    file: str | None = None
    content: MeasureSet | None = None


class OldInputs(Frozen, extra="ignore"):
    """What version 1 was computed from, without its rules."""

    sets: tuple[OldInput, ...]
    evidence: tuple[Known, ...]
    preset: str | None = None


class Old(Frozen, extra="ignore"):
    """A recommendation of version 1."""

    inputs: OldInputs
    chosen: tuple[OldMeasure, ...] = ()
    decisions: tuple[Decision, ...] = ()


def is_old(content: bytes) -> bool:
    """Tell whether a file is a recommendation of version 1; what cannot be read is none."""
    told = mapping_in(content)
    return "version" not in told and any(name in told for name in _GONE)


def mapping_in(content: bytes) -> Mapping[str, object]:
    """Return what a file states by name; nothing if it cannot be read or states a list."""
    found, _ = parsed(content, "")
    told = found.data if found else None
    return told if isinstance(told, dict) else {}


def changed(old: Old, new: Recommendation) -> Iterator[str]:
    """Yield what version 2 says of an old file: the question, the measures, the votes kept."""
    yield (
        "a file of version 1: it asked for one measure a set and area; version 2 asks for the "
        "fewest measures that serve every subject on which the programmes agree"
    )
    was = {one.facts.label for one in old.chosen}
    now = {one.facts.label: one for one in new.chosen}
    yield from (f"kept: {label}" for label in sorted(was & now.keys()))
    yield from (f"dropped: {label}{_why(new, label)}" for label in sorted(was - now.keys()))
    yield from (f"added: {label} ({now[label].tier})" for label in sorted(now.keys() - was))
    decided = sum(one != Decision(family=one.family, label=one.label) for one in old.decisions)
    if decided:
        yield f"{decided} decisions of people are kept when align writes over the file"


def _why(new: Recommendation, label: str) -> str:
    """Say where version 2 tells of a measure that it did not choose."""
    for one in new.chosen:
        if label in (each.label for each in one.substitutes):
            return f" (of the same subject, {one.facts.label} was chosen)"
    return next((f" ({one.why})" for one in new.left_out if label in one.measures), "")
