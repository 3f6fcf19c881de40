"""The verb export: sets, crosswalk and proposal in formats that other people read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.compare import RECALLED
from measurealign.cli.imports import OUT, write_out, write_sets

if TYPE_CHECKING:
    from measurealign.alignment.recommendation import Recommendation
    from measurealign.cli.selection import Selection
    from measurealign.crosswalk import Crosswalk

ANY_SETS = Annotated[
    list[str] | None, typer.Argument(help="Set ids or files of your own (default: all sets)")
]
RECOMMENDATION = Annotated[
    Path | None, typer.Option(help="A recommendation.yaml (default: the default question)")
]
TO = Annotated[Path | None, typer.Option("--out", help="The file to write (default: stdout)")]
TO_FILE = Annotated[Path, typer.Option("--out", help="The file to write")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    out = typer.Typer(no_args_is_help=True, help="Write sets, crosswalk or proposal.")
    out.command("yaml")(yaml_out)
    out.command()(xlsx)
    out.command()(sssom)
    out.command("fhir")(fhir_out)
    out.command()(graphml)
    out.command()(brief)
    app.add_typer(out, name="export")


def yaml_out(
    sets: Annotated[list[str], typer.Argument(help="Set ids or files")], out: OUT = None
) -> None:
    """Write sets as YAML, every id quoted."""
    table = _table(sets)
    write_sets(tuple(table.crosswalk.catalog.get(id_) for id_ in table.ids), out)


def xlsx(
    out: TO_FILE,
    sets: ANY_SETS = None,
    recommendation: RECOMMENDATION = None,
    clinicians: Annotated[int, typer.Option(min=1, help="Clinicians of the practice")] = 1,
    recalled: RECALLED = False,
) -> None:
    """Write the workbook: crosswalk, overlap, scores, links, bonds, proposal, burden, facts."""
    from measurealign.export.xlsx import write_xlsx

    table, walk, found = _proposed(sets, recommendation, recalled)
    write_out(out, write_xlsx(walk, table.ids, found, clinicians))


def sssom(
    sets: ANY_SETS = None,
    out: TO = None,
    least: Annotated[
        float, typer.Option("--confidence", min=0, max=1, help="Leave out links below this")
    ] = 0.0,
    recalled: RECALLED = False,
) -> None:
    """Write what lines are and how they relate as SSSOM (TSV); rejected ones as negatives."""
    from measurealign.export.sssom import write_sssom

    table = _table(sets)
    walk = table.crosswalk.counted(recalled, table.ids)
    write_out(out, write_sssom(walk, table.ids, least))


def graphml(sets: ANY_SETS = None, out: TO = None, recalled: RECALLED = False) -> None:
    """Write sets, lines, measures and subjects as one graph, links and bonds with their reasons."""
    from measurealign.export.graphml import write_graphml

    table = _table(sets)
    write_out(out, write_graphml(table.crosswalk.counted(recalled, table.ids)))


def fhir_out(
    sets: ANY_SETS = None,
    out: TO = None,
    recommendation: RECOMMENDATION = None,
    recalled: RECALLED = False,
) -> None:
    """Write a FHIR R4B Bundle: the links as ConceptMaps, the proposal as a Library."""
    from measurealign.export.fhir import write_fhir

    table, walk, found = _proposed(sets, recommendation, recalled)
    write_out(out, write_fhir(walk, table.ids, found))


def brief(
    sets: ANY_SETS = None,
    out: TO = None,
    recommendation: RECOMMENDATION = None,
    clinicians: Annotated[int, typer.Option(min=1, help="Clinicians of the practice")] = 1,
    recalled: RECALLED = False,
) -> None:
    """Write one page to print or mail (HTML): proposal, reasons, overlap, burden, sources."""
    from measurealign.export.formats import Handover
    from measurealign.export.formats import brief as page

    table, walk, found = _proposed(sets, recommendation, recalled)
    write_out(out, page(Handover(walk, table.ids, found, clinicians)))


def _table(sets: list[str] | None) -> "Selection":
    """Return the named sets at the table, or all sets of the catalog."""
    from measurealign import load_catalog
    from measurealign.cli.selection import selection

    return selection(sets or [one.id for one in load_catalog()])


def _proposed(
    sets: list[str] | None, recommendation: Path | None, recalled: bool
) -> tuple["Selection", "Crosswalk", "Recommendation | None"]:
    """Return the table, the crosswalk to count, and the recommendation (the default question's)."""
    from measurealign.alignment import Recommendation
    from measurealign.catalog.reader import read
    from measurealign.export.formats import proposed

    told = read(recommendation, Recommendation) if recommendation else None
    if told is not None and not sets:
        sets = [one.file or one.id for one in told.inputs.sets]
    table = _table(sets)
    walk = table.crosswalk.counted(recalled)
    return table, walk, proposed(walk, table.ids if sets else None, told)
