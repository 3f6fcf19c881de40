"""Links that were found before, kept in the user's cache folder: plain JSON, deletable any time.

A link depends on the line, the inventory and how lines are read, nothing else; so it is kept by
what the line prints, in a file named after the rest. What cannot be read is made anew; what
cannot be written is let be.
"""

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

from measurealign.catalog.shipped import data_folder
from measurealign.inventory import Inventory
from measurealign.matching.linking.linker import Linker, Printed
from measurealign.model import Link

#: Links kept at most: beyond, the file starts anew with the last ones.
MOST = 50_000
#: Files of other inventories or editions of the program that are left beside this one.
BESIDE = 3
_DATA = ("linker.yaml", "spanish.yaml", "vocabulary.yaml")


class Kept:
    """A linker that remembers; it is made ready only when a line comes that is not known yet."""

    def __init__(self, inventory: Inventory, make: Callable[[], Linker]) -> None:
        self._inventory, self._make = inventory, make

    @cached_property
    def linker(self) -> Linker:
        """The linker itself."""
        return self._make()

    @cached_property
    def _known(self) -> dict[str, Link]:
        with suppress(OSError, ValueError, TypeError, AttributeError):
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            return {key: Link.model_validate(link) for key, link in kept.items()}
        return {}

    @cached_property
    def _file(self) -> Path:
        folder = user_cache_path("measurealign", appauthor=False)
        return folder / f"links-{fingerprint(self._inventory)}.json"

    def links(self, printed: Sequence[Printed]) -> list[Link]:
        """Return the link of each line, those of new lines looked up together."""
        keys = [_key(one) for one in printed]
        fresh = {key: one for key, one in zip(keys, printed, strict=True) if key not in self._known}
        if fresh:
            self._known.update(zip(fresh, self.linker.links(list(fresh.values())), strict=True))
            self._save()
        return [self._known[key] for key in keys]

    def _save(self) -> None:
        last = list(self._known.items())[-MOST:]
        text = json.dumps(
            {key: link.model_dump(exclude_defaults=True) for key, link in last},
            separators=(",", ":"),
            ensure_ascii=False,
        )
        with suppress(OSError):
            _replace(self._file, text)
            others = sorted(self._file.parent.glob("links-*.json"), key=lambda p: p.stat().st_mtime)
            for old in [one for one in others if one != self._file][:-BESIDE]:
                old.unlink(missing_ok=True)


def fingerprint(inventory: Inventory) -> str:
    """Return what tells one way of linking from another: inventory, weights, words, code."""
    found = sha256(inventory.digest.encode())
    code = sorted(Path(__file__).parent.parent.rglob("*.py"))
    for file in (*(data_folder() / name for name in _DATA), *code):
        found.update(file.read_bytes())
    return found.hexdigest()[:24]


def _key(one: Printed) -> str:
    ids = ",".join(sorted(str(id_) for id_ in one.ids))
    return "\t".join((one.name, one.also, ids, str(one.year or ""), one.programme))


def _replace(path: Path, text: str) -> None:
    """Replace a file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(draft).replace(path)
