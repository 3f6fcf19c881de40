"""What is written by a file's ending: the one table of formats that the Python door knows.

| ending | of a crosswalk | of a recommendation | of a measure set |
|---|---|---|---|
| `.yaml` `.yml` | | the file that people vote in and `verify` recomputes | the set's file |
| `.csv` | | the chosen measures | |
| `.xlsx` | the workbook | | |
| `.tsv` | links and matches, SSSOM | | |
| `.json` | FHIR R4 bundle | | |
| `.html` `.docx` | the brief | | |
| `.graphml` | the graph | | |
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measurealign.alignment import Recommendation, align
from measurealign.crosswalk import Crosswalk
from measurealign.model import STANDINGS, MeasureSet
from measurealign.problems import UsageError, nearest
from measurealign.writing import write

if TYPE_CHECKING:
    from measurealign.export.brief import Handout

#: What is written, whole or part by part.
Content = str | bytes | Iterable[bytes]


@dataclass(frozen=True)
class Handover:
    """What is told of: a crosswalk of the rows that count, sets at the table, their proposal.

    `clinicians`: of the practice whose hours are told; `appendix`: the brief has one.
    """

    walk: Crosswalk
    sets: tuple[str, ...]
    found: Recommendation | None
    clinicians: int = 1
    appendix: bool = False


def proposed(
    walk: Crosswalk, sets: Sequence[str] | None, found: Recommendation | None
) -> Recommendation | None:
    """Return the proposal to tell of: the one given, else the default question's of named sets.

    The whole catalog is never put to the solver: it is nobody's table.
    """
    if found is None and sets and len(sets) > 1:
        return align(walk, sets)
    return found


def _xlsx(table: Handover) -> bytes:
    from measurealign.export.xlsx import write_xlsx

    return write_xlsx(table.walk, table.sets, table.found, table.clinicians)


def _fhir(table: Handover) -> str:
    from measurealign.export.fhir import write_fhir

    return write_fhir(table.walk, table.sets, table.found)


def _html(table: Handover) -> str:
    from measurealign.export.brief.html import html

    return html(_brief(table))


def _docx(table: Handover) -> bytes:
    from measurealign.export.brief.docx import docx

    return docx(_brief(table))


def _brief(table: Handover) -> "Handout":
    """Return the brief; raise UsageError where there is no proposal to tell of."""
    from measurealign.export.brief import proposal_brief

    if table.found is None:
        raise UsageError("a brief tells of a proposal: name the sets, two or more")
    return proposal_brief(table.walk, table.sets, table.found, table.clinicians, table.appendix)


def _sssom(table: Handover) -> Iterator[bytes]:
    from measurealign.export.sssom import sssom_parts

    return sssom_parts(table.walk.only(table.sets, STANDINGS), table.sets)


def _graphml(table: Handover) -> str:
    from measurealign.export.graphml import write_graphml

    return write_graphml(table.walk.only(table.sets, STANDINGS))


_OF_CROSSWALK: Mapping[str, Callable[[Handover], Content]] = {
    ".xlsx": _xlsx, ".tsv": _sssom, ".json": _fhir, ".html": _html, ".docx": _docx,
    ".graphml": _graphml,
}  # fmt: skip
#: Formats that tell of a proposal: without one, the default question is asked.
_PROPOSAL = (".xlsx", ".json", ".html", ".docx")


def write_table(
    path: Path,
    walk: Crosswalk,
    sets: Sequence[str] | None = None,
    found: Recommendation | None = None,
    clinicians: int = 1,
) -> None:
    """Write a crosswalk of the rows that count in the format of the file's ending.

    `sets` default to those of the recommendation, else to all of the crosswalk.
    """
    ending = _ending(path, _OF_CROSSWALK, "a crosswalk")
    if ending in _PROPOSAL:
        found = proposed(walk, sets, found)
    at_table = [one.id for one in (found.inputs.sets if found else walk.catalog)]
    table = Handover(walk, tuple(sets or at_table), found, clinicians)
    write(path, of_table(ending, table))


def of_table(ending: str, table: Handover) -> Content:
    """Return what is told of a table, in the format of a file's ending."""
    return _OF_CROSSWALK[ending](table)


def write_recommendation(path: Path, found: Recommendation) -> None:
    """Write a recommendation; a file that people voted in keeps their decisions."""
    from measurealign.export.measures import measures_csv
    from measurealign.export.proposal import write_proposal

    if _ending(path, (".yaml", ".yml", ".csv"), "a recommendation alone") == ".csv":
        write(path, measures_csv(found))
    else:
        write_proposal(path, found)


def write_set(path: Path, one: MeasureSet) -> None:
    """Write a measure set as the file that the catalog reads."""
    from measurealign.export.yaml import to_yaml

    _ending(path, (".yaml", ".yml"), "a measure set")
    write(path, to_yaml(one))


def _ending(path: Path, known: Mapping[str, object] | Sequence[str], what: str) -> str:
    ending = path.suffix.lower()
    if ending not in known:
        hint = nearest(ending, [*known])
        raise UsageError(f"{path}: {what} is not written as '{ending}': {hint}")
    return ending
