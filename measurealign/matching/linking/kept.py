"""Links that were found before: a line is looked up once, as long as nothing else changed.

A link depends on the line, the inventory and how lines are read, nothing else; so it is kept by
what the line prints, in a file named after the rest (see catalog/kept.py).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from measurealign.catalog.kept import Memory, fingerprint, once
from measurealign.catalog.shipped import data_folder
from measurealign.inventory import Inventory
from measurealign.matching.linking.names import Read, reads
from measurealign.matching.linking.title import Printed
from measurealign.model import Link

if TYPE_CHECKING:
    from measurealign.matching.linking.linker import Linker

_READ = TypeAdapter(Mapping[str, Read])
#: The links, those that many lines have once, and which is each line's.
_KEPT = TypeAdapter(tuple[tuple[Link, ...], dict[str, int]])
_DATA = ("linker.yaml", "spanish.yaml", "vocabulary.yaml")


class Kept:
    """A linker that remembers; it is made ready only when a line comes that is not known yet."""

    def __init__(
        self, inventory: Inventory, make: Callable[[Mapping[str, Read]], "Linker"]
    ) -> None:
        self._inventory, self._make = inventory, make
        self.memory: Memory[Link] = Memory("links", lambda: self._mark, self._read, _written)

    @cached_property
    def linker(self) -> "Linker":
        """The linker itself, made of the names as they were read before."""
        known = partial(reads, self._inventory.measures)
        return self._make(once("names", self._mark, _READ, known))

    @cached_property
    def _mark(self) -> str:
        code = sorted(Path(__file__).parent.parent.rglob("*.py"))
        files = (*(data_folder() / name for name in _DATA), *code)
        return fingerprint(files, self._inventory.digest)

    def _read(self, text: str) -> dict[str, Link]:
        """Return the links of a file by line; raise ValueError if it is damaged."""
        links, lines = _KEPT.validate_json(text)
        if not all(map(self._tells_known, links)):
            raise ValueError("it tells a measure that the inventory does not")
        if not all(0 <= at < len(links) for at in lines.values()):
            raise ValueError("a line has a link that is not there")
        return {line: links[at] for line, at in lines.items()}

    def _tells_known(self, one: Link) -> bool:
        """Tell whether all measures that a link names are known: a damaged file may name others."""
        told = (one.measure, *(each.measure for each in one.next))
        return all(id_ is None or id_ in self._inventory for id_ in told)

    def links(self, printed: Sequence[Printed]) -> list[Link]:
        """Return the link of each line, those of new lines looked up together."""
        keys = [_key(one) for one in printed]
        known = self.memory.known(keys)
        fresh = {key: one for key, one in zip(keys, printed, strict=True) if key not in known}
        if fresh:
            found = dict(zip(fresh, self.linker.links(list(fresh.values())), strict=True))
            self.memory.take(found)
            known |= found
        return [known[key] for key in keys]

    def known(self, printed: Iterable[Printed]) -> dict[Printed, Link | None]:
        """Return the link of each line, None where it was not looked up yet."""
        keys = {one: _key(one) for one in printed}
        found = self.memory.known(keys.values())
        return {one: found.get(key) for one, key in keys.items()}

    def take(self, found: Mapping[Printed, Link]) -> None:
        """Remember links that were found elsewhere."""
        self.memory.take({_key(one): link for one, link in found.items()})


def _written(known: Mapping[str, Link]) -> str:
    places: dict[Link, int] = {}
    lines = {line: places.setdefault(link, len(places)) for line, link in known.items()}
    return _KEPT.dump_json((tuple(places), lines), exclude_defaults=True).decode()


def _key(one: Printed) -> str:
    ids = ",".join(sorted(str(id_) for id_ in one.ids))
    return "\t".join((one.name, one.also, ids, str(one.year or ""), one.programme))
