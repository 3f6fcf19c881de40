"""The verbs about the catalog: validate, sets, show, regions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.problems import UsageError, nearest

if TYPE_CHECKING:
    from measurealign.catalog import Catalog
    from measurealign.model import MeasureSet

KIND = Annotated[str | None, typer.Option(help="federal, national, state, regional or payer")]
REGION = Annotated[str | None, typer.Option(help="A CPC+ region, or a place as sets name it")]
YEAR = Annotated[int | None, typer.Option(help="Programme year")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(validate)
    app.command("sets")(sets_)
    app.command()(show)
    app.command("regions")(regions_)


def validate(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders")] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a measure-set file")
    ] = False,
    crosswalk: Annotated[
        bool, typer.Option("--crosswalk", help="Also list ids that disagree inside a family")
    ] = False,
) -> None:
    """Report every problem of catalog, inventory and agenda, or of given files; silent if none.

    A file that is called vocabulary.yaml is read as the matcher's words.
    """
    if schema:
        from measurealign.catalog.schema import schema_text

        typer.echo(schema_text(), nl=False)
        return
    words = [path for path in paths or () if path.name == "vocabulary.yaml"]
    if words:
        from measurealign.crosswalk import check_vocabulary

        check_vocabulary(words)
        paths = [path for path in paths or () if path not in words]
        if not paths:
            return
    from measurealign import load_catalog

    catalog = load_catalog(paths)
    if not paths:
        from measurealign.catalog.regions import regions
        from measurealign.crosswalk import check_inventory

        regions(catalog)
        check_inventory()
    if crosswalk:
        _findings(catalog)


def _findings(catalog: "Catalog") -> None:
    """Print the findings of the catalog's crosswalk: for a person to judge, not errors."""
    from measurealign import crosswalk, judgements
    from measurealign.compare.id_conflicts import findings

    for one in findings(crosswalk(catalog, judgements.own())):
        typer.echo(str(one))


def sets_(
    kind: KIND = None,
    region: REGION = None,
    year: YEAR = None,
    areas: Annotated[bool, typer.Option("--areas", help="Count areas over the measures")] = False,
) -> None:
    """List the catalog's sets, or count the areas that their measures belong to."""
    from measurealign import load_catalog
    from measurealign.cli import sets

    chosen = sets_that_match(load_catalog(), kind, region, year)
    page = sets.areas(chosen) if areas else sets.sets(chosen)
    page.print()


def show(
    name: Annotated[
        str, typer.Argument(metavar="SET | MEASURE", help="A set's id or file, or a known measure")
    ],
    notes: Annotated[bool, typer.Option("--notes", help="Add each measure's note")] = False,
) -> None:
    """Show a set with its measures and sources, or a known measure with its names, ids and parts.

    A known measure is named by its id, a number or acronym (CBP, cbe:0018), or any of its names.
    """
    from measurealign import load_catalog
    from measurealign.cli import measure, sets
    from measurealign.cli.selection import read_own

    catalog = load_catalog()
    if name in catalog:
        sets.one_set(catalog.get(name), notes).print()
    elif Path(name).is_file():
        for one in read_own(Path(name)):
            sets.one_set(one, notes).print()
    else:
        measure.page(name, catalog).print()


def regions_(
    name: Annotated[str | None, typer.Argument(metavar="REGION", help="Name or id")] = None,
) -> None:
    """List the CPC+ regions; or show one: payers, sets, how it operates, what was not found."""
    from measurealign import load_catalog
    from measurealign.catalog.regions import region, regions
    from measurealign.cli import sets

    catalog = load_catalog()
    page = sets.regions(regions(catalog)) if name is None else sets.region(region(catalog, name))
    page.print()


def sets_that_match(
    catalog: "Catalog", kind: str | None, region: str | None, year: int | None
) -> "tuple[MeasureSet, ...]":
    """Return the sets of a kind, a region and a year; raise UsageError where none can be meant."""
    places = _places(catalog, region) if region else None
    if kind is not None:
        _known("kind", kind, [one.kind for one in catalog])
    if year is not None:
        _known("year", str(year), [str(one.year) for one in catalog])
    chosen = tuple(
        one
        for one in catalog
        if kind in (None, one.kind)
        and year in (None, one.year)
        and (places is None or (one.region or "").lower() in places)
    )
    if not chosen:
        raise UsageError("no set has all of these; leave one of --kind, --region, --year out")
    return chosen


def _places(catalog: "Catalog", region: str) -> set[str]:
    """Return the places that a region's name stands for: a CPC+ region may have several."""
    from measurealign.catalog.regions import payers

    for sheet in payers().regions:
        if region.lower() in (sheet.id, sheet.name.lower()):
            return {place.lower() for place in sheet.places}
    _known("region", region, [one.region for one in catalog if one.region])
    return {region.lower()}


def _known(what: str, word: str, words: list[str]) -> None:
    if word.lower() not in {one.lower() for one in words}:
        hint = nearest(word, sorted(set(words)))
        raise UsageError(f"no set of the catalog has the {what} '{word}': {hint}")
