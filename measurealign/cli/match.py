"""The verb that lays two lists side by side, line by line: match."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.as_json import print_table
from measurealign.cli.progress import counted
from measurealign.cli.workers import EngineName, SchedulerAddress, WorkerCount, check_engine
from measurealign.problems import UsageError

if TYPE_CHECKING:
    from measurealign.catalog import Catalog
    from measurealign.crosswalk import Crosswalk
    from measurealign.model import Match, MeasureSet

Sides = tuple[frozenset[str], frozenset[str]]
_PAIRS = ("left_id", "left_name", "right_id", "right_name", "relation", "confidence", "evidence")
_FAMILIES = ("id", "family", "subject")
#: Relations that are told only if all are asked for.
_LOOSE = ("related", "different")


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(match)


def match(
    left: Annotated[str, typer.Argument(help="A set's id, or a YAML, CSV or XLSX file")],
    right: Annotated[str | None, typer.Argument(help="Another; default: pairs inside LEFT")] = None,
    ignore_ids: Annotated[
        bool, typer.Option("--ignore-ids", help="Go by the names and attributes alone")
    ] = False,
    no_inventory: Annotated[
        bool, typer.Option("--no-inventory", help="Compare wordings; look no line up")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Also pairs judged related or different")
    ] = False,
    engine: EngineName = "local",
    scheduler: SchedulerAddress = None,
    workers: WorkerCount = None,
    out: Annotated[Path | None, typer.Option(help="Write the pairs to this CSV file")] = None,
    families: Annotated[
        Path | None, typer.Option(help="Write id, family and subject to this CSV file")
    ] = None,
) -> None:
    """Match the measures of one or two lists: pairs with relation, confidence and evidence.

    With --no-inventory LEFT alone may be a CSV or Parquet file of any length: each different name
    is told by the first row that prints it, and the evidence is left out (explain tells it).
    """
    from measurealign import crosswalk, judgements
    from measurealign.catalog.imports.long import is_long
    from measurealign.crosswalk import wordings

    check_engine(engine, scheduler)
    _check_shared(workers, scheduler, no_inventory)
    if is_long(Path(left)):
        _check_long(left, right, no_inventory, families)
        _write(_PAIRS, _long(left, ignore_ids, all_, workers, scheduler), out)
        return
    catalog, ids = _lists(left, right)
    walk = None
    if families is not None or not no_inventory:
        walk = crosswalk(catalog, judgements.own(), use_ids=not ignore_ids)
    if walk is None or no_inventory:
        found = wordings(
            catalog, use_ids=not ignore_ids, every=all_, workers=workers, scheduler=scheduler
        )
    else:
        found = _known(walk, all_)
    names = _names(catalog)
    rows = (_row(one, catalog, names) for one in _wanted(found, ids, all_))
    _write(_PAIRS, sorted(rows, key=lambda row: (row[0], row[2])), out)
    if families is not None and walk is not None:
        _write(_FAMILIES, _members(walk, names), families)


def _check_shared(workers: int | None, scheduler: str | None, no_inventory: bool) -> None:
    """Raise UsageError where work is to be shared that is none of comparing wordings."""
    if (scheduler is not None or workers is not None) and not no_inventory:
        raise UsageError("wordings are what is shared out: add --no-inventory")


def _check_long(left: str, right: str | None, no_inventory: bool, families: Path | None) -> None:
    """Raise UsageError for what is not told of a list as long as LEFT."""
    if right is not None or families is not None or not no_inventory:
        what = "its names are compared by: match FILE --no-inventory; its lines are looked up by"
        raise UsageError(f"{left} is a long list: {what}: link FILE")


def _long(
    left: str, ignore_ids: bool, all_: bool, workers: int | None, scheduler: str | None
) -> Iterator[tuple[object, ...]]:
    """Yield the pairs of a long list's names."""
    from measurealign.catalog.imports.lines import read_pieces
    from measurealign.crosswalk import wordings_of

    lines = chain.from_iterable(read_pieces(Path(left)))
    found = wordings_of(
        counted(lines, "lines read"), use_ids=not ignore_ids, every=all_,
        workers=workers or os.cpu_count(), scheduler=scheduler,
    )  # fmt: skip
    for one, other, relation, confidence in found:
        if all_ or relation not in _LOOSE:
            yield one.row, one.name, other.row, other.name, relation, f"{confidence:.4f}", ""


def _known(walk: "Crosswalk", all_: bool) -> "Iterator[Match]":
    """Yield how lines relate by what each of them is; if all are wanted, different ones too."""
    told = tuple(walk.matches_among(walk.catalog.measures))
    yield from told
    seen = {(one.left, one.right) for one in told}
    for group in walk.subjects if all_ else ():
        keys = sorted(key for id_ in group.families for key in walk.family[id_].members)
        for n, one in enumerate(keys):
            yield from (
                walk.match(one, other) for other in keys[n + 1 :] if (one, other) not in seen
            )


def _lists(left: str, right: str | None) -> "tuple[Catalog, Sides]":
    """Return the sets of both lists as one catalog, and which sets are left and right."""
    from measurealign import load_catalog
    from measurealign.catalog import Catalog
    from measurealign.catalog.imports.spreadsheet import apart

    shipped = load_catalog()
    first = _sets(left, shipped)
    second = _sets(right, shipped) if right else ()
    second = tuple(one for one in second if one not in first)
    others = apart(second, [one.id for one in first])
    catalog = Catalog.of((*first, *others))
    sides = frozenset(one.id for one in first), frozenset(one.id for one in others)
    return catalog, (sides[0], sides[1] if right else sides[0])


def _sets(name: str, shipped: "Catalog") -> "tuple[MeasureSet, ...]":
    from measurealign.cli.selection import is_file, read_own

    return read_own(Path(name)) if is_file(name) else (shipped.get(name),)


def _wanted(found: "Iterator[Match]", sides: Sides, all_: bool) -> "Iterator[Match]":
    """Yield the matches between both sides, told from the left one."""
    left, right = sides
    for one in found:
        if not all_ and (one.relation in _LOOSE or one.status == "rejected"):
            continue
        ends = (one.left.split("/", 1)[0], one.right.split("/", 1)[0])
        if ends[0] in left and ends[1] in right:
            yield one
        elif ends[1] in left and ends[0] in right:
            yield _turned(one)


def _turned(one: "Match") -> "Match":
    """Return a match told from its other side."""
    from measurealign.model import TURNED

    change = {
        "left": one.right,
        "right": one.left,
        "relation": TURNED.get(one.relation, one.relation),
    }
    return one.model_copy(update=change)


def _names(catalog: "Catalog") -> dict[str, str]:
    """Return the id that each row is written with: its own in its file, where that is unique."""
    from collections import Counter

    short = {key: key.split("/", 1)[1] for key in catalog.measures}
    counts = Counter(short.values())
    own = {m.key for one in catalog for m in one.measures if m.source == "file"}
    return {k: name if k in own and counts[name] == 1 else k for k, name in short.items()}


def _row(one: "Match", catalog: "Catalog", names: dict[str, str]) -> tuple[str, ...]:
    left, right = catalog.measures[one.left], catalog.measures[one.right]
    return (
        names[left.key], left.name, names[right.key], right.name,
        one.relation, f"{one.confidence:.4f}", one.says,
    )  # fmt: skip


def _members(walk: "Crosswalk", names: dict[str, str]) -> list[tuple[str, str, str]]:
    rows = [
        (names[key], family.id, walk.subject_of(family.id).id)
        for family in walk.families
        for key in family.members
    ]
    return sorted(rows)


def _write(columns: Sequence[str], rows: Iterable[Sequence[object]], path: Path | None) -> None:
    """Write rows to a CSV file, or print them."""
    if path is None:
        print_table(columns, rows)
        return
    from measurealign.catalog.cells import csv_parts
    from measurealign.writing import write

    write(path, (part.encode() for part in csv_parts(columns, rows)))
