"""The verb that looks lines up among the known measures: link."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.as_json import print_table
from measurealign.cli.progress import counted
from measurealign.cli.workers import EngineName, SchedulerAddress, WorkerCount, check_engine

if TYPE_CHECKING:
    from measurealign.catalog.imports.lines import Line
    from measurealign.crosswalk import Inventory
    from measurealign.model import Judgement, Link

COLUMNS = (
    "row", "printed_name", "status", "measure", "title", "relation", "confidence", "margin", "how",
    "identities", "next",
)  # fmt: skip
#: A link after a person's word, in the words of one that was found.
_STATUS = {"accepted": "sure", "rejected": "none"}


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(link)


def link(
    file: Annotated[str, typer.Argument(help="A CSV, XLSX or YAML file, or a set's id")],
    out: Annotated[Path | None, typer.Option(help="Write the links to this CSV file")] = None,
    engine: EngineName = "local",
    scheduler: SchedulerAddress = None,
    workers: WorkerCount = None,
) -> None:
    """Look each line of a list up among the known measures: which it is, and what told it.

    CSV and Parquet files may be of any length: they are read and answered piece by piece.
    """
    from measurealign.catalog.cells import csv_parts
    from measurealign.cli.imports import write_out
    from measurealign.crosswalk import shipped_inventory

    check_engine(engine, scheduler)
    rows = _rows(_linked(file, workers, scheduler), shipped_inventory())
    if out is None:
        print_table(COLUMNS, rows)
    else:
        write_out(out, (part.encode() for part in csv_parts(COLUMNS, rows)))


def _linked(name: str, workers: int | None, scheduler: str | None) -> "Iterable[tuple[Line, Link]]":
    """Return the lines of a list with their links; those of a long one as they are found."""
    from measurealign import judgements
    from measurealign.catalog.imports.lines import read_pieces
    from measurealign.catalog.imports.long import is_long
    from measurealign.crosswalk import look_up, look_up_many

    path, said = Path(name), judgements.own()
    lines: Iterable[Line]
    if is_long(path):
        lines, workers = chain.from_iterable(read_pieces(path)), workers or os.cpu_count()
    else:
        lines = few = _keyed(_lines(name), name, said)
        if workers is None and scheduler is None:
            return zip(few, look_up(few, said), strict=True)
    found = look_up_many(lines, said, workers=workers, scheduler=scheduler)
    return counted(found, "lines looked up")


def _lines(name: str) -> "tuple[Line, ...]":
    from measurealign import load_catalog
    from measurealign.catalog.imports.lines import lines_of, read_lines
    from measurealign.cli.selection import is_file

    return read_lines(Path(name)) if is_file(name) else lines_of([load_catalog().get(name)])


def _keyed(lines: "tuple[Line, ...]", name: str, said: "Sequence[Judgement]") -> "tuple[Line, ...]":
    """Give the lines of a spreadsheet the keys by which `judge --own` names them."""
    from dataclasses import replace

    from measurealign.cli.selection import read_own
    from measurealign.problems import InputError

    if not said or not Path(name).is_file():
        return lines
    try:
        keys = {line.name: line.key for one in read_own(Path(name)) for line in one.measures}
    except InputError:  # a list without a measure set in it has no keys
        return lines
    return tuple(replace(line, key=keys.get(line.name, line.key)) for line in lines)


def _rows(
    linked: "Iterable[tuple[Line, Link]]", known: "Inventory"
) -> Iterator[tuple[object, ...]]:
    from measurealign.crosswalk import identities

    for line, one in linked:
        status = _STATUS.get(one.status, one.status)
        second = one.next[0].measure if one.next else ""
        if status == "none" or one.measure is None:
            yield (line.row, line.name, "none", "", "", "", "", "", "", "", second)
            continue
        measure = known[one.measure]
        yield (
            line.row, line.name, status, measure.id, measure.title, one.relation,
            f"{one.confidence:.4f}", f"{one.margin:.2f}", one.how,
            identities(measure, one.part, line.year), second,
        )  # fmt: skip
