"""Links that were found before: a line is looked up once, as long as nothing else changed.

A link depends on the line, the inventory and how lines are read, nothing else; so it is kept by
what the line prints, in a file named after the rest (see catalog/kept.py).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from measurealign.catalog.kept import at_end, fingerprint, keep, kept, no_collection, once
from measurealign.catalog.shipped import data_folder
from measurealign.inventory import Inventory
from measurealign.matching.linking.names import Read, reads
from measurealign.matching.linking.title import Printed
from measurealign.model import Link

if TYPE_CHECKING:
    from measurealign.matching.linking.linker import Linker

#: Links kept at most: beyond, the first ones go.
MOST = 30_000
_READ = TypeAdapter(Mapping[str, Read])
_KEPT = TypeAdapter(tuple[tuple[Link, ...], dict[str, int]])
_DATA = ("linker.yaml", "spanish.yaml", "vocabulary.yaml")


class Kept:
    """A linker that remembers; it is made ready only when a line comes that is not known yet."""

    def __init__(
        self, inventory: Inventory, make: Callable[[Mapping[str, Read]], "Linker"]
    ) -> None:
        self._inventory, self._make = inventory, make
        self._adding = Lock()  # sessions of one server share what is known
        self._new = False
        at_end(self.save)

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

    @cached_property
    def _known(self) -> dict[str, Link]:
        with suppress(ValueError, IndexError), no_collection():
            links, lines = _KEPT.validate_json(kept("links", self._mark) or "[[], {}]")
            if all(map(self._tells_known, links)):
                return {line: links[at] for line, at in lines.items()}
        return {}

    def _tells_known(self, one: Link) -> bool:
        """Tell whether all measures that a link names are known: a damaged file may name others."""
        told = (one.measure, *(each.measure for each in one.next))
        return all(id_ is None or id_ in self._inventory for id_ in told)

    @cached_property
    def _at_start(self) -> int:
        return len(self._known)

    def links(self, printed: Sequence[Printed]) -> list[Link]:
        """Return the link of each line, those of new lines looked up together."""
        keys = [_key(one) for one in printed]
        known = {key: link for key in keys if (link := self._known.get(key))}
        fresh = {key: one for key, one in zip(keys, printed, strict=True) if key not in known}
        if fresh:
            known.update(zip(fresh, self.linker.links(list(fresh.values())), strict=True))
            self._add({key: known[key] for key in fresh})
        return [known[key] for key in keys]

    def unknown(self, printed: Iterable[Printed]) -> tuple[Printed, ...]:
        """Return the lines that were not looked up yet, each once."""
        lines = {_key(one): one for one in printed}
        return tuple(one for key, one in lines.items() if key not in self._known)

    def take(self, found: Mapping[Printed, Link]) -> None:
        """Remember links that were found elsewhere."""
        self._add({_key(one): link for one, link in found.items()})

    def _add(self, found: Mapping[str, Link]) -> None:
        """Add links to those that are known; where they are too many, the first ones go.

        Those that were known at the start stay, up to half of all: everybody asks for them.
        """
        with self._adding:
            stay = min(self._at_start, MOST // 2)
            self._known.update(found)
            self._new |= bool(found)
            excess = max(0, len(self._known) - MOST)
            for key in list(islice(self._known, stay, stay + excess)):
                del self._known[key]

    def save(self) -> None:
        """Write what is known if something is new."""
        with self._adding:
            if self._new:
                self._write()
                self._new = False

    def _write(self) -> None:
        """Write the links, those that many lines have once."""
        places: dict[Link, int] = {}
        lines = {line: places.setdefault(link, len(places)) for line, link in self._known.items()}
        keep(
            "links",
            self._mark,
            _KEPT.dump_json((tuple(places), lines), exclude_defaults=True).decode(),
        )


def _key(one: Printed) -> str:
    ids = ",".join(sorted(str(id_) for id_ in one.ids))
    return "\t".join((one.name, one.also, ids, str(one.year or ""), one.programme))
