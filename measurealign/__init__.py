"""Agree on which quality measures to count: the Python door.

>>> import measurealign as ma
>>> catalog = ma.load_catalog()
>>> walk = ma.crosswalk(catalog)
>>> ma.overlap(walk, "cpc-plus-2018", "hedis-2018").left_size
19

Every verb counts the rows that the command line and the app count: recalled ones only with
`recalled=True`. What comes back never changes; it shows itself in one line, as a table in a
notebook, and as a pandas frame with `.to_frame()`. Wrong words get a sentence that names the
nearest right one (`UsageError`), faults of a file all at once with their places (`InputError`).
"""

import sys
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from measurealign.problems import InputError, UsageError, nearest
from measurealign.version import __version__

if TYPE_CHECKING:
    from measurealign.alignment import Goal, Recommendation
    from measurealign.burden import Burden
    from measurealign.burden.effort import Parameters
    from measurealign.catalog import Catalog
    from measurealign.crosswalk import Crosswalk, crosswalk
    from measurealign.model import Closeness, MeasureSet, Overlap

    #: A set beside the catalog's: read already, or the file to read.
    Own = MeasureSet | Path | str

__all__ = [
    "Catalog", "Crosswalk", "InputError", "MeasureSet", "Overlap", "UsageError", "__version__",
    "align", "burden", "crosswalk", "export", "load_catalog", "overlap", "read_set",
]  # fmt: skip

#: Opened when it is first asked for, so that whoever wants help or one verb waits for no other.
_ROOMS = {
    "Catalog": "measurealign.catalog",
    "Crosswalk": "measurealign.crosswalk",
    "MeasureSet": "measurealign.model",
    "Overlap": "measurealign.model",
    "crosswalk": "measurealign.crosswalk",
}


def __getattr__(name: str) -> Any:
    """Return what stands in a room that was not opened yet."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'measurealign' has no attribute '{name}'")
    found = globals()[name] = getattr(import_module(_ROOMS[name]), name)
    return found


class _Door(ModuleType):
    """The package: a verb wins over its room (`from measurealign.burden import ...` opens that)."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door


def load_catalog(
    paths: Path | str | Iterable[Path | str] | None = None, *, also: "Own | Iterable[Own]" = ()
) -> "Catalog":
    """Return the shipped catalog, or that of set files and folders (YAML), with one's own sets.

    `also` are sets beside it: all of files that `read_set` reads, or sets that were read. Warn of
    what was left out and of a set that becomes `<id>-own`, since its id is taken. Raise InputError.

    >>> load_catalog()  # doctest: +ELLIPSIS
    <Catalog: ... measure sets with ... lines, ... to ...>
    """
    from measurealign.catalog import Catalog
    from measurealign.catalog.reader import read_sets
    from measurealign.model import MeasureSet

    named = [paths] if isinstance(paths, str | Path) else paths
    catalog = _shipped() if named is None else Catalog.of(read_sets(map(Path, named)))
    given = [also] if isinstance(also, str | Path | MeasureSet) else [*also]
    if not given:
        return catalog
    from measurealign.catalog.imports.own import beside, gathered

    own, problems = gathered(given)
    placed, ids = beside(catalog, own)
    taken = [two for two in zip((one.id for one in own), ids, strict=True) if two[0] != two[1]]
    _warn((*problems, *map("there is another set '{0[0]}': yours is '{0[1]}'".format, taken)))
    return placed


@cache
def _shipped() -> "Catalog":
    """Return the shipped catalog, read once a process: it never changes."""
    from measurealign.catalog import Catalog
    from measurealign.catalog.reader import shipped_sets

    return Catalog.of(shipped_sets())


def read_set(path: Path | str, only: str | None = None) -> "MeasureSet":
    """Read a measure set from a file of one's own: YAML, XLSX, CSV, CMS's QPP or FHIR JSON.

    `only` names the set where the file holds several. What was left out of it is warned of; raise
    InputError if nothing can be read, UsageError if it holds several sets or not the one named.
    """
    from measurealign.catalog.imports.own import read_own

    found = read_own(Path(path))
    _warn(found.problems)
    sets = {one.id: one for one in found.sets}
    if only is None and len(sets) > 1:
        raise UsageError(f"{path} holds {len(sets)} sets: name one, only=...: {', '.join(sets)}")
    if only is not None and only not in sets:
        raise UsageError(f"{path} holds no set '{only}': {nearest(only, list(sets))}")
    return sets[only] if only is not None else found.sets[0]


def _warn(of: "Iterable[object]") -> None:
    """Warn whoever called a verb of the door."""
    import warnings

    for one in of:
        warnings.warn(str(one), UserWarning, stacklevel=3)


def overlap(
    walk: "Crosswalk",
    left: str,
    right: str,
    closeness: "Closeness" = "harmonized",
    *,
    recalled: bool = False,
) -> "Overlap":
    """Return how far two sets (by id) agree, and the measures behind the numbers.

    `closeness`: strict (the same measure), harmonized (also parts and variants), related (the
    same subject). Jaccard and containment are shares, 0 to 1; see `measurealign.scoring.overlap`.
    """
    from measurealign import scoring

    near = scoring.closeness_named(closeness)
    return scoring.overlap(_counted(walk, recalled), left, right, near)


def burden(
    walk: "Crosswalk",
    sets: Iterable[str],
    parameters: "Parameters | Path | str | None" = None,
    *,
    recalled: bool = False,
) -> "Burden":
    """Return what some sets (by id) together ask of a practice: twice, in conflict, by which route.

    `parameters`: figures of one's own, or their file (form: data/burden.yaml). Hours and dollars
    are the `estimates` of what comes back: `from measurealign.burden.estimate import estimates`.
    """
    from measurealign.burden import burden as asked
    from measurealign.burden.effort import parameters as read_parameters

    given = parameters
    if given is None or isinstance(given, str | Path):
        given = read_parameters(Path(given) if given else None)
    counted = _counted(walk, recalled)
    return asked(counted, _ids(counted, sets), given)


def align(
    walk: "Crosswalk",
    sets: Iterable[str],
    goal: "Goal | Path | str | None" = None,
    *,
    preset: str | None = None,
    recalled: bool = False,
    **stated: Any,
) -> "Recommendation":
    """Return the minimal aligned set of some sets (by id), proven and explained.

    `goal`: a goal, or the path of a rules file; under it the rules of a `preset`, over it what is
    stated by name, for example `max_size=15, rules=["at least 1 measure of area depression"]`
    (fields: `measurealign.alignment.Goal`). Without any, the default question is asked. Raise
    UsageError for what cannot be asked, InputError when time runs out without any answer.
    """
    from measurealign import alignment
    from measurealign.alignment.ask.asked import goal_of
    from measurealign.alignment.file.own_sets import complete

    asked = goal_of(preset, goal, stated)
    counted = _counted(walk, recalled)
    found = alignment.align(counted, _ids(counted, sets), asked)
    return complete(found, counted, load_catalog(), preset)


def export(
    what: "Crosswalk | Recommendation | MeasureSet",
    path: Path | str,
    sets: Iterable[str] | None = None,
    *,
    recommendation: "Recommendation | None" = None,
    clinicians: int = 1,
    recalled: bool = False,
) -> None:
    """Write a result in the format of the file's ending; the file is replaced whole.

    A recommendation: `.yaml` (decisions that people wrote there are kept), `.csv`. A measure set:
    `.yaml`. Both are written whole: what else is stated is refused. A crosswalk of `sets` (default:
    the recommendation's, else all): `.xlsx`, `.tsv` (SSSOM), `.json` (FHIR), `.html` or `.docx`
    (the brief, for so many `clinicians`), `.graphml`.
    """
    from measurealign.alignment import Recommendation
    from measurealign.export import formats
    from measurealign.model import MeasureSet

    file, whole = Path(path), isinstance(what, MeasureSet | Recommendation)
    if whole and (sets, recommendation, clinicians, recalled) != (None, None, 1, False):
        raise UsageError(f"a {type(what).__name__} is written whole: only a crosswalk has parts")
    if isinstance(what, MeasureSet):
        formats.write_set(file, what)
    elif isinstance(what, Recommendation):
        formats.write_recommendation(file, what)
    else:
        walk = _counted(what, recalled)
        ids = None if sets is None else _ids(walk, sets)
        formats.write_table(file, walk, ids, recommendation, clinicians)


def _counted(walk: "Crosswalk", recalled: bool) -> "Crosswalk":
    """Return the crosswalk of the rows that count; raise UsageError if it is none."""
    from measurealign.crosswalk import Crosswalk

    if not isinstance(walk, Crosswalk):
        raise UsageError(f"a crosswalk is wanted, not a {type(walk).__name__}: crosswalk(catalog)")
    return walk.counted(recalled)


def _ids(walk: "Crosswalk", sets: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of sets of a crosswalk; raise UsageError for other words, or one id twice."""
    if isinstance(sets, str):
        raise UsageError(f"sets is a list of ids: write [{sets!r}, ...], not {sets!r}")
    if len(set(ids := tuple(walk.catalog.get(one).id for one in sets))) < len(ids):
        raise UsageError("a set is named twice; name each set once")
    return ids
