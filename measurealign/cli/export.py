"""The verb export: sets, crosswalk and proposal in formats that other people read."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

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
SETS_OR_PROPOSAL = Annotated[
    list[str] | None,
    typer.Argument(help="Set ids or files of your own, or the recommendation.yaml of a proposal"),
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
    out.command("measures")(measures_out)
    app.add_typer(out, name="export")


def yaml_out(
    sets: Annotated[list[str], typer.Argument(help="Set ids or files")], out: OUT = None
) -> None:
    """Write sets as YAML, every id quoted."""
    table = _table(sets)
    write_sets(tuple(table.crosswalk.catalog.get(id_) for id_ in table.ids), out)


def xlsx(
    out: TO_FILE,
    sets: SETS_OR_PROPOSAL = None,
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
    negatives: Annotated[
        str | None,
        typer.Option(help="What is rejected: 'leave' it out, or a 'file' of its own beside --out"),
    ] = None,
    recalled: RECALLED = False,
) -> None:
    """Write what lines are and how they relate as SSSOM (TSV); rejected ones as negatives."""
    from measurealign.export.sssom import sssom_parts

    beside = _beside(negatives, out)
    table = _table(sets)
    walk = table.crosswalk.counted(recalled, table.ids)
    write_out(out, sssom_parts(walk, table.ids, least, "without" if negatives else "with"))
    if beside is not None:
        write_out(beside, sssom_parts(walk, table.ids, least, "alone"))


def _beside(negatives: str | None, out: Path | None) -> Path | None:
    """Return the file of what is rejected, where one is wanted."""
    from measurealign.problems import UsageError, nearest

    if negatives in (None, "leave"):
        return None
    if negatives != "file":
        raise UsageError(f"--negatives {negatives}: {nearest(str(negatives), ['leave', 'file'])}")
    if out is None:
        raise UsageError("--negatives file writes beside --out: name that file")
    stem = out.name.removesuffix(".tsv").removesuffix(".sssom")
    return out.with_name(f"{stem}.negatives.sssom.tsv")


def graphml(sets: ANY_SETS = None, out: TO = None, recalled: RECALLED = False) -> None:
    """Write sets, lines, measures and subjects as one graph, links and bonds with their reasons."""
    from measurealign.export.graphml import write_graphml

    table = _table(sets)
    write_out(out, write_graphml(table.crosswalk.counted(recalled, table.ids)))


def fhir_out(
    sets: SETS_OR_PROPOSAL = None,
    out: TO = None,
    recommendation: RECOMMENDATION = None,
    release: Annotated[str, typer.Option(help="R4 or R5")] = "R4",
    publisher: Annotated[
        str, typer.Option(help="Who publishes these resources: you, not the measures' stewards")
    ] = "measurealign",
    recalled: RECALLED = False,
) -> None:
    """Write a FHIR Bundle: links as a ConceptMap, their codes, the proposal as a Library."""
    from typing import get_args

    from measurealign.export.fhir import Release, write_fhir
    from measurealign.problems import UsageError, nearest

    if release.upper() not in get_args(Release):
        raise UsageError(f"--release {release}: {nearest(release.upper(), get_args(Release))}")
    table, walk, found = _proposed(sets, recommendation, recalled)
    told = cast("Release", release.upper())
    write_out(out, write_fhir(walk, table.ids, found, told, publisher))


def brief(
    sets: SETS_OR_PROPOSAL = None,
    out: TO = None,
    recommendation: RECOMMENDATION = None,
    appendix: Annotated[
        bool, typer.Option("--appendix", help="Reasons, questions, costs and sources after it")
    ] = False,
    clinicians: Annotated[int, typer.Option(min=1, help="Clinicians of the practice")] = 1,
    recalled: RECALLED = False,
) -> None:
    """Write one page to print or mail, HTML or (--out x.docx) DOCX: what is proposed, and why."""
    from measurealign.export.formats import Handover, of_table

    table, walk, found = _proposed(sets, recommendation, recalled)
    ending = ".docx" if out is not None and out.suffix.lower() == ".docx" else ".html"
    write_out(out, of_table(ending, Handover(walk, table.ids, found, clinicians, appendix)))


def measures_out(
    sets: SETS_OR_PROPOSAL = None,
    out: TO = None,
    recommendation: RECOMMENDATION = None,
    recalled: RECALLED = False,
) -> None:
    """Write a proposal's measures as CSV: tier, subject, ids, who lists them, what was decided."""
    from measurealign.export.measures import measures_csv
    from measurealign.problems import UsageError

    found = _proposed(sets, recommendation, recalled)[2]
    if found is None:
        raise UsageError("the measures are those of a proposal: name the sets, two or more")
    write_out(out, measures_csv(found))


def _table(sets: list[str] | None) -> "Selection":
    """Return the named sets at the table, or all sets of the catalog."""
    from measurealign import load_catalog
    from measurealign.cli.selection import selection

    return selection(sets or [one.id for one in load_catalog()])


def _proposed(
    sets: list[str] | None, recommendation: Path | None, recalled: bool
) -> tuple["Selection", "Crosswalk", "Recommendation | None"]:
    """Return the table, the crosswalk to count, and the recommendation (the default question's).

    A recommendation that is given, or named where sets are, is told as it stands, its own sets
    and judgements with it; nothing is solved.
    """
    from measurealign.alignment.file import frozen_in, read_recommendation
    from measurealign.export.formats import proposed

    recommendation = recommendation or frozen_in(sets or [])
    if recommendation is None:
        table = _table(sets)
        walk = table.crosswalk.counted(recalled)
        return table, walk, proposed(walk, table.ids if sets else None, None)
    told = read_recommendation(recommendation)
    named = [one for one in sets or () if Path(one) != recommendation]
    table = _table_of(told, named)
    return table, table.crosswalk.only(standing=told.inputs.evidence), told


def _table_of(told: "Recommendation", named: list[str]) -> "Selection":
    """Return the sets of a recommendation (or those named); tell on stderr what has changed."""
    from measurealign.alignment.build import digest
    from measurealign.cli.selection import selection

    own = tuple(one.content for one in told.inputs.sets if one.content is not None)
    table = selection(named or [one.id for one in told.inputs.sets], own, told.inputs.judgements)
    for one in told.inputs.sets if not named else ():
        if digest(table.crosswalk.catalog.get(one.id)) != one.digest:
            sys.stderr.write(f"{one.id} has changed since: `measurealign verify` says what moves\n")
    return table
