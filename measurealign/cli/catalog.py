"""The verbs about the catalog: validate, sets, show, regions, sample."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.as_json import print_lines
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
    app.command("sample")(sample_)


def validate(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders")] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a measure-set file")
    ] = False,
    crosswalk: Annotated[
        bool, typer.Option("--crosswalk", help="Also list ids that disagree inside a family")
    ] = False,
    figures: Annotated[
        bool, typer.Option("--figures", help="Print how large the catalog is, how well known")
    ] = False,
) -> None:
    """Report every problem of catalog, inventory and agenda, or of given files; silent if none.

    A file that is called vocabulary.yaml is read as the matcher's words.
    """
    if schema:
        from measurealign.catalog.schema import schema_text

        typer.echo(schema_text(), nl=False)
        return
    rest = _without_words(paths or [])
    if paths and not rest:
        return
    from measurealign import load_catalog

    catalog = load_catalog(rest or None)
    if not paths:
        _check_the_rest(catalog)
    if figures:
        _figures(catalog)
    if crosswalk:
        _findings(catalog)


def _check_the_rest(catalog: "Catalog") -> None:
    """Raise InputError for what is wrong with the shipped regions, inventory and agenda."""
    from measurealign.catalog.regions import regions
    from measurealign.crosswalk import check_inventory

    regions(catalog)
    check_inventory()


def _figures(catalog: "Catalog") -> None:
    from measurealign.catalog.figures import figures

    print_lines(figures(catalog).says)


def _without_words(paths: list[Path]) -> list[Path]:
    """Check the vocabularies among some files; return the other files."""
    words = [path for path in paths if path.name == "vocabulary.yaml"]
    if words:
        from measurealign.crosswalk import check_vocabulary

        check_vocabulary(words)
    return [path for path in paths if path not in words]


def _findings(catalog: "Catalog") -> None:
    """Print the findings of the catalog's crosswalk: for a person to judge, not errors."""
    from measurealign import crosswalk, judgements
    from measurealign.compare.id_conflicts import findings

    print_lines([str(one) for one in findings(crosswalk(catalog, judgements.own()))])


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
    """Show a set: how it operates and asks, its measures and sources; or a known measure.

    A known measure is named by its id, a number or acronym (CBP, cbe:0018), or any of its names.
    """
    from measurealign import load_catalog
    from measurealign.catalog.efforts import efforts
    from measurealign.cli import measure, sets
    from measurealign.cli.selection import read_own

    catalog = load_catalog()
    shown = [catalog.get(name)] if name in catalog else [e for e in efforts() if e.id == name]
    if not shown and Path(name).is_file():
        shown = list(read_own(Path(name)))
    for one in shown:
        sets.one_set(one, notes).print()
    if not shown:
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


def sample_(
    number: Annotated[int, typer.Argument(metavar="N", help="How many rows", min=1)],
    seed: Annotated[int, typer.Option(help="The same seed draws the same rows")] = 1,
    standing: Annotated[
        list[str] | None, typer.Option(help="primary, secondary, inferred or recalled")
    ] = None,
) -> None:
    """Draw rows by lot with their sources, for an audit (default: of the rows that were read)."""
    from typing import cast

    from measurealign import load_catalog
    from measurealign.catalog.sample import sample
    from measurealign.cli import sets
    from measurealign.model import READ, STANDINGS, Standing

    for word in standing or ():
        if word not in STANDINGS:
            raise UsageError(f"'{word}' is no standing: {nearest(word, list(STANDINGS))}")
    chosen = tuple(cast("Standing", word) for word in standing or READ)
    sets.drawn(sample(load_catalog(), number, seed, chosen)).print()


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
