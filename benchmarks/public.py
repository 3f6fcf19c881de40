"""What becomes of other people's files: `python -m benchmarks.public FOLDER`.

Every file below the folder goes to the reader of its kind (JSON: QPP, then FHIR; any other: as a
spreadsheet), and what was read of it is told. What is no sentence comes out as it is: a fault here.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measurealign.catalog.imports.fhir import read_fhir
from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.qpp import read_qpp
from measurealign.catalog.imports.spreadsheet import read_spreadsheet
from measurealign.problems import InputError


@dataclass(frozen=True)
class Outcome:
    """What was read of a file: sets, lines, how many of them bear an id; else why nothing was."""

    name: str
    sets: int = 0
    lines: int = 0
    with_ids: int = 0
    said: str = ""


def tried(path: Path) -> Outcome:
    """Return what becomes of a file."""
    try:
        found = _read(path)
    except InputError as error:
        return Outcome(path.name, said=str(error).splitlines()[0])
    lines = [line for one in found.sets for line in one.measures]
    said = next(map(str, found.left_out), "")
    return Outcome(path.name, len(found.sets), len(lines), sum(bool(x.ids) for x in lines), said)


def _read(path: Path) -> Imported:
    if path.suffix.lower() != ".json":
        return read_spreadsheet(path)
    try:
        return read_qpp(path)
    except InputError:
        return read_fhir(path)


def files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, whatever deep, in order."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def main(folder: str) -> None:
    """Print a line for each file, and how many were read."""
    told: Counter[str] = Counter()
    for path in files(Path(folder)):
        one = tried(path)
        told["read" if one.lines else "refused with a sentence"] += 1
        counts = f"{one.sets} sets, {one.lines} lines, {one.with_ids} with ids"
        print(f"{one.name}: {counts}; {one.said[:160]}")
    print(", ".join(f"{number} {what}" for what, number in told.items()))


if __name__ == "__main__":
    main(sys.argv[1])
