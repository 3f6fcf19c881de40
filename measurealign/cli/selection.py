"""The sets at the table: catalog ids and the user's own files, as one crosswalk."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from measurealign.crosswalk import Crosswalk
from measurealign.model import Judgement, MeasureSet
from measurealign.problems import InputError, Problem, UsageError


@dataclass(frozen=True)
class Selection:
    """The whole crosswalk (own files included) and the ids of the sets that were named.

    `files` names the file of each set that is the only one of its file.
    """

    crosswalk: Crosswalk
    ids: tuple[str, ...]
    files: Mapping[str, str]


def selection(
    names: list[str],
    kept: tuple[MeasureSet, ...] = (),
    judged: tuple[Judgement, ...] = (),
) -> Selection:
    """Load the catalog and the named sets: an id of the catalog, or a file of one's own.

    `kept` are the own lists of a project or a proposal, named by their ids (in place of a set of
    the catalog that bears the same); `judged` its judgements. A file's set
    whose id is taken stays beside the catalog's set as `<id>-own`, unless they are equal. What a
    file's reading left out goes to stderr.
    """
    from measurealign import crosswalk, judgements, load_catalog
    from measurealign.catalog.imports.own import beside

    catalog = load_catalog().holding(*kept)
    ids: list[str] = []
    files: dict[str, str] = {}
    for name in names:
        if name in catalog or not is_file(name):
            ids.append(catalog.get(name).id)
            continue
        catalog, own = beside(catalog, read_own(Path(name)))
        ids += own
        files |= dict.fromkeys(own if len(own) == 1 else (), name)
    if len(set(ids)) < len(ids):
        raise UsageError("a set is named twice; name each set once")
    said = judgements.merged(judgements.own(), judged) if judged else judgements.own()
    return Selection(crosswalk(catalog, said), tuple(ids), files)


def read_own(path: Path) -> tuple[MeasureSet, ...]:
    """Read the sets of one file of the user's own; tell on stderr what was left out."""
    from measurealign.catalog.imports.own import read_own as read

    imported = read(path)
    for problem in imported.problems:
        sys.stderr.write(f"{problem}\n")
    return imported.sets


def is_file(name: str) -> bool:
    """Tell whether a name means a file; raise InputError if it names one that is not there."""
    if Path(name).is_file():
        return True
    from measurealign.catalog.imports.own import ENDINGS

    if "/" in name or "\\" in name or Path(name).suffix.lower() in ENDINGS:
        raise InputError(
            Problem(file=name, what="there is no such file: check its name and folder")
        )
    return False
