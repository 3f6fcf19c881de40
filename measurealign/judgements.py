"""People's judgements on links, kept in a file that people read, compare and merge.

One record a judgement, sorted by the two measures; a later word on a pair replaces the earlier.
The file is replaced whole under a lock, so two people who judge at once both get in.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from measurealign.catalog import reader
from measurealign.catalog.reader import read, read_content
from measurealign.catalog.shipped import data_folder
from measurealign.model import TURNED, Frozen, Judgement
from measurealign.problems import InputError, Problem
from measurealign.writing import locked, write

#: The name of a person's own file, looked for in the folder where the command runs.
OWN = "decisions.yaml"
#: What stands before an inventory id where a line is judged against a known measure.
MEASURE = "measure:"
#: YAML reads a bare `on` as true.
_KEYS = {"on": '"on"'}
_HEAD = (
    "# Judgements on links between measures: who said what, when and why. They override the\n"
    "# scorer. Add with `measurealign judge`, or by hand; one record each, sorted.\n"
)


class Judgements(Frozen):
    """The judgements of one file."""

    judgements: tuple[Judgement, ...] = ()


def shipped() -> tuple[Judgement, ...]:
    """Return the judgements that ship with the catalog."""
    return _sound(reader.shipped(OWN, Judgements).judgements, data_folder() / OWN)


def own(folder: Path | None = None) -> tuple[Judgement, ...]:
    """Return the judgements of a folder's decisions.yaml (default: the current folder's)."""
    return read_judgements((folder or Path()) / OWN)


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """Read judgements; none if there is no such file. Raise InputError on a pair judged twice."""
    if not path.is_file():
        return ()
    return _sound(read(path, Judgements).judgements, path)


def _sound(found: tuple[Judgement, ...], path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file in order; raise InputError if a pair is judged twice."""
    seen: set[frozenset[str]] = set()
    twice = []
    for each in found:
        pair = frozenset((each.left, each.right))
        if pair in seen:
            what = f"'{each.left}' and '{each.right}' are judged twice: keep one of the records"
            twice.append(Problem(file=str(path), what=what))
        if len(pair) < 2:
            twice.append(Problem(file=str(path), what=f"'{each.left}' is judged against itself"))
        seen.add(pair)
    if twice:
        raise InputError(*twice)
    return merged(found)


def merged(*groups: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return all judgements in order, sorted; of two on one pair the later group's counts."""
    told = (in_order(one) for group in groups for one in group)
    by_pair = {(one.left, one.right): one for one in told}
    return tuple(sorted(by_pair.values(), key=lambda one: (one.left, one.right)))


def keep(path: Path, judgement: Judgement) -> tuple[Judgement, ...]:
    """Add a judgement to a file (made if need be) and return all that the file holds now."""
    with locked(path):
        found = merged(read_judgements(path), (judgement,))
        text = judgements_file(found)
        # A word that could not be read again (a control character in it) would shut the file.
        read_content(text.encode("utf-8", "surrogatepass"), str(path), Judgements)
        write(path, text)
    return found


def judgements_file(judgements: Iterable[Judgement]) -> str:
    """Return judgements as the text of a decisions file."""
    lines = []
    for one in judgements:
        fields = one.model_dump(exclude_none=True)
        parts = [
            f"{_KEYS.get(key, key)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in fields.items()
        ]
        lines += [f"  - {parts[0]}", *(f"    {part}" for part in parts[1:])]
    return _HEAD + ("judgements:\n" + "\n".join(lines) + "\n" if lines else "judgements: []\n")


def in_order(one: Judgement) -> Judgement:
    """Return the judgement with its lines in the order of the alphabet, a known measure last.

    So it is read everywhere: what a line is stands on the left, the measure on the right.
    """
    if (one.left.startswith(MEASURE), one.left) <= (one.right.startswith(MEASURE), one.right):
        return one
    return turned(one)


def turned(one: Judgement) -> Judgement:
    """Return the judgement told from the other side."""
    relation = TURNED.get(one.relation, one.relation)
    return one.model_copy(update={"left": one.right, "right": one.left, "relation": relation})
