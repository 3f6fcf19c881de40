"""Hold the catalog's rows against CMS's QPP files, field by field.

    python -m benchmarks.audit measures-data-2018.json measures-data-2026.json ...

Compared are all rows whose source is such a file, in whatever set they stand (whole year,
specialty, pathway, model, web interface), with the measure of that number and year as the importer
reads it. The files are at https://github.com/CMSgov/qpp-measures-data; a row drawn by lot from
another source is looked up by hand (`measurealign sample`).
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measurealign import load_catalog
from measurealign.catalog import Catalog
from measurealign.catalog.imports.qpp import read_qpp
from measurealign.model import Measure, MeasureSet

#: What the title of a row's source says if it was read in such a file.
FILE = "qpp-measures-data"


@dataclass(frozen=True)
class Difference:
    """A fact of a row that CMS's file prints otherwise."""

    row: str
    fact: str
    shipped: object
    printed: object

    def __str__(self) -> str:
        return f"{self.row}: {self.fact} {self.shipped!r}, in the file {self.printed!r}"


def read_there(catalog: Catalog, year: int) -> Iterator[tuple[str, Measure]]:
    """Yield the rows of a year that were read in CMS's file, each with its MIPS number."""
    for one in catalog:
        files = {source.key for source in one.sources if FILE in source.title}
        for row in one.measures:
            numbers = [id_.value for id_ in row.ids if id_.scheme == "mips"]
            if one.year == year and row.source in files and numbers:
                yield numbers[0], row


def differences(row: Measure, printed: Measure) -> Iterator[Difference]:
    """Yield what differs: wording (case aside), CBE and CMS ids, steward, type, direction."""
    facts = {
        "name": (row.name.casefold(), printed.name.casefold()),
        "ids": (_ids(row), _ids(printed)),
        "steward": (row.steward, printed.steward),
        "type": (row.type, printed.type),
        "inverse": (row.inverse, printed.inverse),
    }
    for fact, (here, there) in facts.items():
        if here != there:
            yield Difference(row.key, fact, here, there)


def _ids(row: Measure) -> tuple[str, ...]:
    return tuple(sorted(str(id_) for id_ in row.ids if id_.scheme in ("cbe", "cms")))


def audit(catalog: Catalog, sets: tuple[MeasureSet, ...]) -> tuple[int, tuple[Difference, ...]]:
    """Return how many rows the sets of one file of CMS's were held against, and what differs."""
    printed: dict[str, list[Measure]] = defaultdict(list)
    for row in (row for one in sets for row in one.measures):
        for id_ in row.ids:
            if id_.scheme == "mips":
                printed[id_.value].append(row)
    pairs = [
        (row, _same(row, printed[number]))
        for year in {one.year for one in sets}
        for number, row in read_there(catalog, year)
        if number in printed
    ]
    return len(pairs), tuple(each for pair in pairs for each in differences(*pair))


def _same(row: Measure, printed: list[Measure]) -> Measure:
    """Return the measure of a row's number; of two that bear it (001 in 2021), the row's name."""
    named = (one for one in printed if one.name.casefold() == row.name.casefold())
    return next(named, printed[0])


def main() -> None:
    """Print how many rows agree with each file, and every fact that does not."""
    catalog = load_catalog()
    for path in map(Path, sys.argv[1:]):
        rows, wrong = audit(catalog, read_qpp(path).sets)
        print(f"{path.name}: {rows} rows, {len(wrong)} facts differ", *wrong, sep="\n  ")


if __name__ == "__main__":
    main()
