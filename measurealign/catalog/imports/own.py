"""Any file of a person's own → measure sets: YAML, CSV, XLSX, CMS's QPP JSON, FHIR JSON.

What the file is, is told by its ending for YAML and by its content for everything else.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from measurealign.catalog import Catalog
from measurealign.catalog.imports.imported import Imported, Notes
from measurealign.model import MeasureSet
from measurealign.problems import InputError, Problem
from measurealign.shown import count_of

if TYPE_CHECKING:
    from measurealign.catalog.imports.spreadsheet import About

_YAML = (".yaml", ".yml")
#: How files end that are read as sheets; what one really is, its bytes tell.
SHEETS = (
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".html", ".htm", ".xml", ".csv", ".tsv",
    ".txt",
)  # fmt: skip
#: How any file ends that `read_own` reads.
ENDINGS = (*SHEETS, *_YAML, ".json")


def read_own(path: Path) -> Imported:
    """Read the sets of one file; raise InputError if there is none in it."""
    if path.suffix.lower() in _YAML:
        from measurealign.catalog.reader import read_sets

        return _taken(read_sets([path]), path.name)
    from measurealign.catalog.reader import contents

    return read_bytes(contents(path), path.name).needed()


def read_bytes(content: bytes, name: str) -> Imported:
    """Read an upload by what it is."""
    if name.lower().endswith(_YAML):
        from measurealign.catalog.reader import read_content

        return _taken((read_content(content, name, MeasureSet),), name)
    if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        from measurealign.catalog.imports.jsonfile import read_json
        from measurealign.catalog.imports.qpp import looks_like_qpp, read_qpp

        if looks_like_qpp(read_json(content, name)):
            return read_qpp(content, name)
        from measurealign.catalog.imports.fhir import read_fhir

        return read_fhir(content, name)
    from measurealign.catalog.imports.spreadsheet import read_spreadsheet

    return read_spreadsheet(content, name)


#: Lines that the screens take at once: each is looked up, and shown beside others.
MOST_LINES = 5_000


def read_upload(
    content: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    about: "About | None" = None,
) -> Imported:
    """Read what somebody hands to the screens, told how (`mapping`, `about`) or by what it is.

    Raise InputError for more lines than a person goes through.
    """
    if mapping or about:
        from measurealign.catalog.imports.spreadsheet import read_spreadsheet

        found = read_spreadsheet(content, name, mapping, about)
    else:
        found = read_bytes(content, name)
    lines = sum(len(one.measures) for one in found.sets)
    if lines > MOST_LINES:
        what = (
            f"{count_of(lines, 'line')}; the screens take {MOST_LINES:,} at once: keep fewer "
            "programmes"
        )
        raise InputError(Problem(file=name, what=f"{what}, or use the command line"))
    return found


def _taken(sets: tuple[MeasureSet, ...], name: str) -> Imported:
    took = Notes()
    for one in sets:
        took.add("", 0, f"'{one.name}' ({one.year}): {count_of(len(one.measures), 'measure')}")
    return Imported(name, sets, took.remarks())


def gathered(
    given: "Iterable[MeasureSet | Path | str]",
) -> tuple[tuple[MeasureSet, ...], tuple[Problem, ...]]:
    """Return all sets of some files and sets, and what was left out of the files."""
    sets: list[MeasureSet] = []
    problems: list[Problem] = []
    for one in given:
        if isinstance(one, MeasureSet):
            sets.append(one)
        else:
            found = read_own(Path(one))
            sets += found.sets
            problems += found.problems
    return tuple(sets), tuple(problems)


def beside(catalog: Catalog, own: Iterable[MeasureSet]) -> tuple[Catalog, tuple[str, ...]]:
    """Return the catalog with a person's own sets beside its own, and their ids there.

    A set whose id is taken becomes `<id>-own`; one that is equal to the catalog's set is that set.
    """
    from measurealign.catalog.imports.spreadsheet import apart

    sets = tuple(own)
    known = [one.id in catalog and catalog.get(one.id) == one for one in sets]
    new = [one for one, same in zip(sets, known, strict=True) if not same]
    placed = apart(new, [one.id for one in catalog])
    put = iter(placed)
    ids = (one.id if same else next(put).id for one, same in zip(sets, known, strict=True))
    return catalog.with_sets(*placed), tuple(ids)
