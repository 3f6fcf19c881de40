"""Keep the inventory whole: names that measure sets print, lines and ids that no entry knows.

    python -m benchmarks.inventory [--write] [--figures] [--sets FOLDER] [measures-data.json ...]

Reads the shipped measure sets, further folders of sets and CMS's measures-data.json files, and
looks every line up. A name that a shipped set prints beside an id that surely tells the measure is
added to the entry (`--write`), with who printed it and when; an entry that was recalled and now
stands in a source says so. A second run adds nothing. What is linked to none, in doubt or by
likeness alone, and ids that no entry bears, are listed: a person mends the data.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks.inventory_figures import figures, published
from benchmarks.inventory_files import Files, add_name, seen_in, span
from measurealign import load_catalog
from measurealign.catalog import Catalog
from measurealign.catalog.imports.qpp import read_qpp
from measurealign.catalog.reader import read_sets
from measurealign.catalog.shipped import data_folder
from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.inventory import Inventory, shipped
from measurealign.inventory.entries import KnownId
from measurealign.matching.linking.names import acronyms_of, base, key
from measurealign.matching.linking.title import read_off
from measurealign.model import Link, Measure, MeasureSet

#: A printed name is taken only if it shares this much with the nearest known name, has so many
#: words that count and so many letters, and starts with no code and ends with no age band.
ALIKE, WORDS, LONGEST = 0.45, 3, 200
_CODED = re.compile(r"^[A-Z]+\d\S*\s*[:-]|: ages? |^PQI", re.IGNORECASE)
#: What a set's name tells of its year and use.
_EDITION = re.compile(r"\s*\(?(?:19|20)\d\d\)?|\s+(?:quality )?measures?(?: set)?$")
#: Schemes whose numbers the inventory must know; a payer's own codes are its own.
NUMBERED = ("cbe", "cms", "mips", "hedis", "core_set", "aco", "gpro", "star", "qcdr", "cmit")


@dataclass(frozen=True)
class Printed:
    """A line of a set with its link, and who printed it when."""

    measure: Measure
    link: Link
    by: str
    year: int


@dataclass(frozen=True)
class Names:
    """The published names of the inventory as they are compared: codes and numbers read off."""

    inventory: Inventory
    codes: frozenset[str]
    owners: Mapping[str, frozenset[str]]
    bearers: Mapping[tuple[str, str], set[str]]

    @classmethod
    def of(cls, inventory: Inventory) -> "Names":
        """Read the names of all measures."""
        codes = frozenset(chain.from_iterable(acronyms_of(one) for one in inventory))
        owners: dict[str, set[str]] = defaultdict(set)
        bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in inventory:
            for name in published(one):
                owners[key(read_off(name, codes).text)].add(one.id)
            for id_ in one.ids:
                if "/" not in id_.value:
                    bearers[base(id_)].add(one.id)
        found = {name: frozenset(ids) for name, ids in owners.items()}
        return cls(inventory, codes, found, bearers)

    def plain(self, printed: str) -> str:
        """Return a printed name without marks, codes and numbers."""
        return read_off(printed, self.codes).text

    def told(self, printed: Printed) -> bool:
        """Whether an id of a line is borne by its measure alone, parts aside."""
        for id_ in printed.measure.ids:
            known = base(KnownId(scheme=id_.scheme, value=id_.base))
            if self.bearers.get(known) == {printed.link.measure}:
                return True
        return False

    def owned(self, name: str) -> frozenset[str]:
        """Return the measures that were published under a name."""
        return self.owners.get(key(name), frozenset())

    def claimed(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the names that two measures claim that are no kin."""
        for name, ids in sorted(self.owners.items()):
            if len(ids) > 1 and not self._kin(ids):
                yield name, tuple(sorted(ids))

    def _kin(self, ids: frozenset[str]) -> bool:
        """Whether one of some measures is the whole of all the others."""
        wholes = {id_: {part.id for part in self.inventory[id_].part_of} for id_ in ids}
        return any(all(one == id_ or one in wholes[id_] for id_ in ids) for one in ids)


def lines(walk: Crosswalk) -> Iterator[Printed]:
    """Yield the linked lines of a crosswalk."""
    sets = {one.id: one for one in walk.catalog}
    for line, link in walk.links.items():
        measure = walk.catalog.measures[line]
        home = sets[measure.set_id]
        by = _EDITION.sub("", home.short or home.name).strip() or home.name
        yield Printed(measure, link, by, home.year)


def fresh(printed: Printed, names: Names) -> str | None:
    """Return a line's name if it is a new one of the measure that its id surely tells."""
    link, name = printed.link, names.plain(printed.measure.name)
    sure = link.status == "sure" and link.how == "id" and link.part is None
    long = len(key(name).split()) >= WORDS and len(name) <= LONGEST
    well = long and not name.isupper() and link.likeness >= ALIKE and not _CODED.search(name)
    new = sure and well and not names.owned(name) and names.told(printed)
    return name if new else None


def added(walk: Crosswalk, names: Names) -> dict[tuple[str, str], list[Printed]]:
    """Return the new names by measure, each with the lines that print it."""
    found: dict[tuple[str, str], list[Printed]] = {}
    spelt: dict[tuple[str, str], str] = {}
    for one in lines(walk):
        name = fresh(one, names)
        if name and one.link.measure:
            said = spelt.setdefault((one.link.measure, key(name)), name)
            found.setdefault((one.link.measure, said), []).append(one)
    claims = Counter(key(name) for _, name in found)
    return {at: by for at, by in found.items() if claims[key(at[1])] == 1}


def seen(walk: Crosswalk) -> Iterator[tuple[str, str]]:
    """Yield recalled measures with the first set in whose source a line of theirs was read."""
    told: dict[str, str] = {}
    for one in lines(walk):
        link, sure = one.link, one.link.status == "sure" and one.link.how in ("id", "name")
        read = sure and link.part is None and one.measure.evidence == "source"
        if read and link.measure and shipped()[link.measure].evidence == "recalled":
            told.setdefault(link.measure, one.measure.set_id)
    yield from told.items()


def write(folder: Path, walk: Crosswalk, names: Names) -> None:
    """Add new names to the entries in their files, and the sets in which recalled ones stand."""
    files = Files.read(folder)
    for (id_, name), by in added(walk, names).items():
        who = ", ".join(dict.fromkeys(one.by for one in by))
        add_name(files.entry(id_), name, who, span(one.year for one in by))
    for id_, set_id in seen(walk):
        seen_in(files.entry(id_), set_id)
    files.write()


def unknown_ids(catalog: Catalog, inventory: Inventory) -> Iterator[tuple[str, Measure]]:
    """Yield the ids of lines that no entry bears."""
    borne = {base(id_) for one in inventory for id_ in one.ids}
    borne |= {(scheme, value.split("-")[0].lstrip("0")) for scheme, value in borne}
    for line in catalog.measures.values():
        for id_ in line.ids:
            known = KnownId(scheme=id_.scheme, value=id_.base)
            if id_.scheme in NUMBERED and base(known) not in borne:
                yield f"{id_.scheme}:{id_.base}", line


def report(walk: Crosswalk, names: Names) -> Iterator[str]:
    """Yield what a person should look at, line by line."""
    kinds = Counter(one.link.status for one in lines(walk))
    total = sum(kinds.values())
    yield f"{total} lines: {kinds['sure'] / total:.1%} sure, {kinds['confirm']} to confirm, " + (
        f"{kinds['none']} none"
    )
    for one in lines(walk):
        link = one.link
        if link.status != "sure" or link.how == "likeness":
            next_ = ", ".join(choice.measure for choice in link.next[:2])
            at = f"{link.status} {link.how or ''} {one.measure.set_id}: {one.measure.name}"
            yield f"  {at} -> {link.measure} ({link.confidence:.2f}); next {next_}"
    for id_, line in unknown_ids(walk.catalog, names.inventory):
        yield f"  no entry bears {id_} ({line.set_id}: {line.name})"
    for name, ids in names.claimed():
        yield f"  two measures claim “{name}”: {', '.join(ids)}"


def further(folders: Sequence[Path], files: Sequence[Path]) -> Iterator[MeasureSet]:
    """Yield the sets of folders and of measures-data.json files."""
    yield from read_sets(sorted(chain.from_iterable(one.rglob("*.yaml") for one in folders)))
    for file in files:
        yield from read_qpp(file).sets


def asked() -> argparse.Namespace:
    """Read the command line."""
    told = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    told.add_argument("files", nargs="*", type=Path, help="CMS's measures-data.json files")
    told.add_argument("--sets", action="append", default=[], type=Path, help="folders of more sets")
    told.add_argument("--write", action="store_true", help="add the new names to the files")
    told.add_argument("--figures", action="store_true", help="print figures only")
    return told.parse_args()


def main() -> None:
    """Print the report, or the figures; with `--write`, add the new names of the shipped sets."""
    options, catalog = asked(), load_catalog()
    walk, names = crosswalk(catalog), Names.of(shipped())
    if options.figures:
        print(*figures(walk), sep="\n")
        return
    known = {one.id for one in catalog}
    more = {one.id: one for one in further(options.sets, options.files) if one.id not in known}
    every = crosswalk(Catalog.of([*catalog, *more.values()])) if more else walk
    print(*report(every, names), sep="\n")
    for (id_, name), by in added(walk, names).items():
        print(f"  new name of {id_}: {name} ({by[0].by} {by[0].year})")
    if options.write:
        write(data_folder() / "measures", walk, names)


if __name__ == "__main__":
    main()
