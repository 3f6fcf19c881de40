"""Reads the inventory's files: entries with their parts become a flat list of known measures."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, field_validator

from measurealign.catalog.kept import fingerprint, once
from measurealign.catalog.reader import read
from measurealign.inventory import entries
from measurealign.inventory.entries import (
    AgeRange,
    Direction,
    Endorsement,
    KnownBy,
    KnownId,
    KnownMeasure,
    Name,
    PartKind,
    PartOf,
    Successor,
    ids_listed,
    names_listed,
)
from measurealign.model import Frozen, MeasureType, Text
from measurealign.problems import InputError, Problem

#: Measures in the order of their ids, and the digest of them all.
Ordered = tuple[tuple[KnownMeasure, ...], str]
#: Schemes whose numbers a part carries with its word behind a slash: hedis:PPC/postpartum.
DERIVED = ("hedis", "cbe", "cahps", "pqa")


class Part(Frozen):
    """A rate, age band, combination or component, as it stands under its measure.

    What it does not say (steward, levels, routes, type, years ...) is as its measure says it.
    """

    word: Text
    kind: PartKind
    title: Text
    labels: tuple[Text, ...] = ()
    names: tuple[Name, ...] = ()
    spoken: tuple[Text, ...] = ()
    ids: tuple[KnownId, ...] = ()
    subjects: tuple[Text, ...] = ()
    type: MeasureType | None = None
    direction: Direction | None = None
    audience: AgeRange | None = None
    threshold: Text | None = None
    since: int | None = None
    known_by: KnownBy | None = None
    retired: int | None = None
    successor: Successor | None = None
    endorsement: Endorsement | None = None
    evidence: str | None = None
    sources: tuple[Text, ...] = ()

    _ids = field_validator("ids", mode="before")(ids_listed)
    _names = field_validator("names", mode="before")(names_listed)


class Entry(KnownMeasure):
    """A measure as it stands in a file: with its parts under it."""

    parts: tuple[Part, ...] = ()


class Entries(Frozen):
    """An inventory file."""

    measures: tuple[Entry, ...] = Field(min_length=1)


#: What a part takes from its measure where it says nothing itself.
_SHARED = ("steward", "subjects", "type", "direction", "levels", "routes", "audience", "since",
           "retired", "minimum", "evidence", "sources")  # fmt: skip


def flat(entry: Entry) -> Iterator[KnownMeasure]:
    """Yield a measure, then each of its parts as a measure of its own.

    A part carries the ids of its measure with its word behind a slash, before its own.
    """
    whole = {name: value for name, value in entry if name != "parts"}
    yield KnownMeasure.model_validate(whole)
    for part in entry.parts:
        yield _known(whole, entry, part)


def _known(whole: dict[str, Any], entry: Entry, part: Part) -> KnownMeasure:
    beside = ("word", "kind", "labels")
    own = {name: value for name, value in part if name not in beside and value not in (None, ())}
    derived = tuple(
        KnownId(scheme=one.scheme, value=f"{one.value}/{part.word}", years=one.years)
        for one in entry.ids
        if one.scheme in DERIVED
    )
    shared = {name: whole[name] for name in _SHARED}
    if not any(one.scheme == "cbe" for one in part.ids):  # endorsed under its measure's number
        shared["endorsement"] = whole["endorsement"]
    return KnownMeasure.model_validate(
        {
            **shared,
            **own,
            "id": f"{entry.id}/{part.word}",
            "ids": (*derived, *part.ids),
            "part_of": (PartOf(id=entry.id, word=part.word, kind=part.kind, labels=part.labels),),
        }
    )


def read_measures(folder: Path) -> tuple[KnownMeasure, ...]:
    """Read every inventory file of a folder; raise InputError with all problems of all."""
    measures: list[KnownMeasure] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            for entry in read(path, Entries).measures:
                measures += flat(entry)
        except InputError as error:
            problems += error.problems
    problems += () if problems else _loose(measures)
    if problems:
        raise InputError(*problems)
    return tuple(measures)


def ordered(measures: Iterable[KnownMeasure]) -> Ordered:
    """Return measures in the order of their ids, with a digest: equal content, equal digest."""
    listed = tuple(sorted(measures, key=lambda one: one.id))
    text = "\n".join(one.model_dump_json(by_alias=True) for one in listed)
    return listed, sha256(text.encode()).hexdigest()


def read_shipped(folder: Path) -> Ordered:
    """Return the measures of a folder's files as they were read before, else read them."""
    mark = fingerprint((*sorted(folder.glob("*.yaml")), Path(__file__), Path(entries.__file__)))
    return once("inventory", mark, _KEPT, lambda: ordered(read_measures(folder)))


_KEPT = TypeAdapter(Ordered)


def _loose(measures: Iterable[KnownMeasure]) -> Iterator[Problem]:
    """Yield ids that two entries bear, and ids that name no entry."""
    known: set[str] = set()
    listed = list(measures)
    for one in listed:
        if one.id in known:
            yield Problem(where=one.id, what="two entries have this id: rename or join one")
        known.add(one.id)
    for one in listed:
        named = [of.id for of in one.part_of] + ([one.successor.id] if one.successor else [])
        for id_ in named:
            if id_ not in known:
                yield Problem(where=one.id, what=f"no entry has the id '{id_}' that it names")
