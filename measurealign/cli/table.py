"""The sets at the table: catalogue ids and the user's own files, as one crosswalk."""

from dataclasses import dataclass
from pathlib import Path

from measurealign.crosswalk import Crosswalk
from measurealign.problems import UsageError


@dataclass(frozen=True)
class Table:
    """The whole crosswalk (own files included) and the ids of the sets that were named."""

    crosswalk: Crosswalk
    ids: tuple[str, ...]


def at_table(names: list[str]) -> Table:
    """Load the catalogue and the named sets: an id of the catalogue, or a file of one's own."""
    from measurealign import crosswalk, load_catalog

    catalog = load_catalog()
    ids: list[str] = []
    for name in names:
        if name not in catalog and Path(name).is_file():
            own = read_own(Path(name))
            catalog = catalog.with_sets(*own)
            ids += [one.id for one in own]
        else:
            ids.append(catalog.get(name).id)
    if len(set(ids)) < len(ids):
        raise UsageError("a set is named twice; name each set once")
    return Table(crosswalk(catalog), tuple(ids))


def read_own(path: Path) -> tuple:  # type: ignore[type-arg]
    """Read the sets of one file of the user's own, by its ending."""
    from measurealign.catalog.reader import read_sets

    return read_sets([path])
