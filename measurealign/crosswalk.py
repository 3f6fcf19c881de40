"""The one door to matching and the inventory: a catalog and people's word become a crosswalk.

>>> from measurealign import load_catalog, crosswalk
>>> walk = crosswalk(load_catalog())
>>> walk.family_of("cpc-plus-2018/controlling-high-blood-pressure").label
'Controlling High Blood Pressure'
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from measurealign.catalog import Catalog
from measurealign.catalog.kept import no_collection
from measurealign.inventory import Inventory, KnownMeasure
from measurealign.inventory import shipped as shipped_inventory
from measurealign.inventory.identities import identities
from measurealign.inventory.minimums import minimum
from measurealign.judgements import merged
from measurealign.judgements import shipped as shipped_judgements
from measurealign.links.groups import agenda_line, agenda_lines
from measurealign.links.pair import IN_WORDS
from measurealign.links.said import Said
from measurealign.links.table_names import TableNames
from measurealign.links.walk import Crosswalk
from measurealign.model import Judgement, LineLinks, Link, Match, Measure, MeasureSet, Relation
from measurealign.problems import UsageError

if TYPE_CHECKING:
    from measurealign.catalog.imports.lines import Line
    from measurealign.matching.learnt import Learnt as Learnt
    from measurealign.matching.linking.title import Printed as Printed
    from measurealign.matching.numbers import Found

__all__ = [
    "IN_WORDS", "Crosswalk", "Inventory", "KnownMeasure", "TableNames",
    "agenda_line", "agenda_lines", "check_inventory", "check_vocabulary", "crosswalk", "explain",
    "identities", "learn", "level", "look_up", "look_up_many", "minimum", "numbers_in", "reading",
    "shipped_inventory", "take_over", "unknown", "wordings", "wordings_of",
]  # fmt: skip


def crosswalk(
    catalog: Catalog,
    judgements: Iterable[Judgement] = (),
    *,
    inventory: Inventory | None = None,
    use_ids: bool = True,
    before: Crosswalk | None = None,
) -> Crosswalk:
    """Look the lines of a catalog up in the inventory; people's word overrides.

    `before` is a crosswalk made with the same inventory and `use_ids`: sets that it holds are not
    looked up again. A word on a line holds for all lines that ask the same question.

    The judgements that ship with the catalog count too, unless a given one is on the same pair;
    those of `measurealign judge` are `measurealign.judgements.own()`. All rows take part: each
    analysis says which it counts. Raise UsageError if `catalog` is none, or `before` was
    made otherwise.
    """
    if not isinstance(catalog, Catalog):
        raise UsageError(f"a catalog is wanted, not {catalog!r}: load_catalog()")
    from measurealign.matching import build
    from measurealign.matching.earlier import Earlier

    known = inventory or shipped_inventory()
    if before and (before.inventory != known or before.use_ids != use_ids):
        raise UsageError("before was made with another inventory or use_ids: make it as this one")
    with no_collection():
        earlier = Earlier.of(before, catalog) if before else Earlier()
        made = build(
            catalog, known, merged(judgements), shipped=shipped_judgements(), use_ids=use_ids,
            earlier=earlier,
        )  # fmt: skip
    said = made.judgements
    bonds = Said.of(made.bonds, said, made.families)
    return Crosswalk(
        catalog, made.links, made.families, bonds, said, known, made.found, bonds.spoken, use_ids
    )


def look_up(
    lines: "Sequence[Line]",
    judgements: Iterable[Judgement] = (),
    *,
    inventory: Inventory | None = None,
) -> tuple[Link, ...]:
    """Return the known measure of each line of a list, in the list's order."""
    from measurealign.matching import linker
    from measurealign.matching.families import known_ids
    from measurealign.matching.linking.title import Printed
    from measurealign.matching.words import judged

    named = [one for one in lines if one.named]
    printed = [Printed(one.name, one.also, known_ids(one.ids), one.year) for one in named]
    links = linker(inventory or shipped_inventory()).links(printed)
    said = merged(shipped_judgements(), judgements)
    found = {
        line.row: judged(LineLinks({line.key: link}), said)[line.key]
        for line, link in zip(named, links, strict=True)
    }
    nothing = (Link(line=one.key, status="none") for one in lines)
    return tuple(found.get(one.row, empty) for one, empty in zip(lines, nothing, strict=True))


def look_up_many(
    lines: "Iterable[Line]",
    judgements: Iterable[Judgement] = (),
    *,
    workers: int | None = None,
    scheduler: str | None = None,
) -> "Iterator[tuple[Line, Link]]":
    """Yield each line of a list of any length with its known measure, in the list's order.

    `workers` processes, or those of the dask cluster at `scheduler`, do the work; what they say is
    what would be said here.
    """
    from measurealign.matching import shipped_links
    from measurealign.matching.engine import engine
    from measurealign.matching.families import known_ids
    from measurealign.matching.linking.many import looked_up
    from measurealign.matching.linking.title import Printed
    from measurealign.matching.words import judged

    said = merged(shipped_judgements(), judgements)
    spoken = {one.left for one in said}
    nameless = Printed("nothing")  # looked up once for all lines that name nothing
    printed = (
        (one, Printed(one.name, one.also, known_ids(one.ids), one.year) if one.named else nameless)
        for one in lines
    )
    found = looked_up(printed, shipped_links, engine(workers, scheduler))
    for one, link in found:
        told = judged(LineLinks({one.key: link}), said)[one.key] if one.key in spoken else link
        yield one, told if one.named else Link(line=one.key, status="none")


def unknown(sets: Iterable[MeasureSet]) -> "tuple[Printed, ...]":
    """Return what the measures of some sets print that nobody has looked up here yet."""
    from measurealign.matching import learnt, linker

    return learnt.unknown(sets, linker(shipped_inventory()))


def learn(lines: "Sequence[Printed]") -> "Learnt":
    """Look lines up for another process to take over, without remembering them in this one."""
    from measurealign.matching import learnt, linker

    return learnt.learn(lines, linker(shipped_inventory()))


def take_over(found: "Iterable[Learnt]") -> None:
    """Remember what other processes found out about lines, as if it had been looked up here."""
    from measurealign.matching import learnt, linker

    learnt.take_over(found, linker(shipped_inventory()))


def wordings(
    catalog: Catalog,
    *,
    use_ids: bool = True,
    every: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
) -> Iterator[Match]:
    """Yield how the lines of a catalog relate by their wordings alone, without the inventory.

    `every` tells the pairs that were compared and found different, too. `workers` processes, or
    those of the dask cluster at `scheduler`, do the work; what they say is what is said here.
    """
    from measurealign.matching.engine import engine
    from measurealign.matching.wordings import wordings as told

    lines = (one for one in catalog.measures.values() if one.grain == "measure")
    return told(lines, use_ids=use_ids, every=every, engine=engine(workers, scheduler))


def wordings_of(
    lines: "Iterable[Line]",
    *,
    use_ids: bool = True,
    every: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
) -> "Iterator[tuple[Line, Line, Relation, float]]":
    """Yield how the names of a list of any length relate: two lines, relation, confidence.

    Of lines that print the same name and ids the first stands for all. Reasons are not told:
    `explain` tells those of two lines.
    """
    from measurealign.matching.engine import engine
    from measurealign.matching.wordings import told_of

    return told_of(lines, use_ids, every, engine(workers, scheduler))


def numbers_in(text: str) -> "Found":
    """Return the ages, limits and time spans that a text tells, as matching reads them."""
    from measurealign.matching.numbers import take_numbers

    return take_numbers(text.lower())[1]


def level(set_id: str) -> str:
    """Return whom a set measures (hospital, plan, clinician), where its name tells it, else ""."""
    from measurealign.matching.listings import level

    return level(set_id)


def explain(left: Measure, right: Measure) -> Match:
    """Return how two measures on their own relate, with every reason for and against.

    The weights of the evidence add up to the score (the log odds of being the same measure).
    """
    from measurealign.matching.explain import explain as told

    return told(left, right)


def check_vocabulary(paths: Iterable[Path]) -> None:
    """Raise InputError if a file is no vocabulary for matching."""
    from measurealign.matching.vocabulary import check

    check(paths)


def check_inventory() -> None:
    """Raise InputError with every problem of the shipped inventory and the shipped agenda."""
    from measurealign.inventory.check import check

    check(shipped_inventory())


def reading(title: str) -> str:
    """Return what the matcher reads in a title, class by class.

    >>> reading("Controlling High Blood Pressure")
    'test blood pressure · step control · condition hypertension'
    """
    from measurealign.matching.wording import read_title

    return str(read_title(title))
