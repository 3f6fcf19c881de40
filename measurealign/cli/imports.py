"""The verb import: formats that people have already become set files."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from measurealign.shown import count_of

if TYPE_CHECKING:
    from measurealign.catalog.imports.imported import Imported
    from measurealign.model import MeasureSet, SetKind

FILE = Annotated[Path, typer.Argument(help="The file to read")]
OUT = Annotated[Path | None, typer.Option(help="A .yaml file for one set, a folder for several")]
ONLY = Annotated[list[str] | None, typer.Option(help="Take only the set with this id")]
NAME = Annotated[str | None, typer.Option(help="What the set is called")]
YEAR = Annotated[int | None, typer.Option(help="The year of the set", min=1990, max=2100)]
SPONSOR = Annotated[str | None, typer.Option(help="Who runs the set")]
CHOOSE = Annotated[int | None, typer.Option(help="How many of a menu are to be reported", min=1)]
KIND = Annotated[str, typer.Option(help="federal | national | state | regional | payer")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    into = typer.Typer(no_args_is_help=True, help="Read sets from other formats into YAML.")
    into.command()(spreadsheet)
    into.command()(qpp)
    into.command("fhir")(fhir_in)
    app.add_typer(into, name="import")


def spreadsheet(
    file: FILE,
    out: OUT = None,
    only: ONLY = None,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", help="What a column tells: 'Heading=name', 'C=steward' ..."),
    ] = None,
    name: NAME = None,
    year: YEAR = None,
    sponsor: SPONSOR = None,
    kind: KIND = "payer",
    choose: CHOOSE = None,
    sheet: Annotated[list[str] | None, typer.Option(help="Take this sheet of a workbook")] = None,
) -> None:
    """Read a payer's spreadsheet (XLSX, XLSB, XLS, ODS, CSV, Parquet) into measure sets."""
    from measurealign.catalog.imports.spreadsheet import About, read_spreadsheet

    about = About(name, year, sponsor, _kind(kind), choose, tuple(sheet or ()))
    found = read_spreadsheet(_content(file), file.name, _mapping(map_ or []), about)
    _deliver(found, out, only)


def qpp(
    file: FILE,
    out: OUT = None,
    only: ONLY = None,
    year: YEAR = None,
    mvp: Annotated[
        Path | None,
        typer.Option(help="CMS's mvp.json, for the pathways' titles (else the one beside FILE)"),
    ] = None,
) -> None:
    """Read CMS's QPP measures-data.json into MIPS, specialty, CPC+ and programme sets."""
    from measurealign.catalog.imports.qpp import read_qpp
    from measurealign.catalog.imports.qpp_pathways import beside, read_titles

    content = _content(file)
    titles = mvp or beside(file)
    pathways = read_titles(_content(titles), titles.name) if titles else None
    _deliver(read_qpp(content, file.name, year, pathways), out, only)


def fhir_in(
    file: FILE,
    out: OUT = None,
    name: NAME = None,
    year: YEAR = None,
    sponsor: SPONSOR = None,
    kind: KIND = "payer",
) -> None:
    """Read a FHIR R4 / QI-Core Measure or Bundle (JSON) into a measure set."""
    from measurealign.catalog.imports.fhir import read_fhir
    from measurealign.catalog.imports.spreadsheet.reading import About

    about = About(name, year, sponsor, _kind(kind))
    _deliver(read_fhir(_content(file), file.name, about), out, None)


def _content(file: Path) -> bytes:
    from measurealign.problems import InputError, Problem

    try:
        return file.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror}): check its name and folder"
        raise InputError(Problem(file=str(file), what=what)) from None


def _kind(word: str) -> "SetKind":
    from typing import get_args

    from measurealign.model import SetKind
    from measurealign.problems import UsageError, nearest

    if word not in get_args(SetKind):
        raise UsageError(f"--kind {word} is not known: {nearest(word, get_args(SetKind))}")
    return cast("SetKind", word)


def _mapping(told: list[str]) -> dict[str, str]:
    from measurealign.problems import UsageError

    for one in told:
        if "=" not in one:
            raise UsageError(f"--map {one}: write heading=field, for example 'Indicator=name'")
    return {one.rpartition("=")[0].strip(): one.rpartition("=")[2].strip() for one in told}


def _deliver(found: "Imported", out: Path | None, only: list[str] | None) -> None:
    """Tell what was taken and left out on stderr; write the sets."""
    from measurealign.problems import UsageError, nearest

    for remark in found.took:
        sys.stderr.write(f"took: {remark}\n")
    for remark in found.left_out if found.sets else ():
        sys.stderr.write(f"left out: {remark}\n")
    sets = {one.id: one for one in found.needed().sets}
    for id_ in only or ():
        if id_ not in sets:
            raise UsageError(f"the file holds no set '{id_}': {nearest(id_, list(sets))}")
    write_sets(tuple(sets[id_] for id_ in only or sets), out)


def write_sets(sets: tuple["MeasureSet", ...], out: Path | None) -> None:
    """Write one set to a file or stdout, several into a folder."""
    from measurealign.cli.as_json import print_lines
    from measurealign.export.yaml import to_yaml
    from measurealign.problems import UsageError
    from measurealign.writing import folder, write

    if len(sets) == 1 and (out is None or not out.is_dir()):
        write_out(out, to_yaml(sets[0]))
    elif out is None:
        print_lines([f"{one.id:44} {len(one.measures):5}  {one.name}" for one in sets])
        sys.stderr.write("several sets: --out FOLDER writes all, --only ID takes one\n")
    elif out.suffix.lower() in (".yaml", ".yml"):
        raise UsageError(f"{len(sets)} sets: give --out a folder, or choose one with --only ID")
    else:
        folder(out)
        for one in sets:
            write(out / f"{one.id}.yaml", to_yaml(one))
        sys.stderr.write(f"wrote {count_of(len(sets), 'file')} into {out}\n")


def write_out(out: Path | None, content: str | bytes | Iterable[bytes]) -> None:
    """Write to a file, replaced whole, or to stdout."""
    if out is None:
        for part in (content,) if isinstance(content, str | bytes) else content:
            typer.echo(part, nl=False)
        return
    from measurealign.writing import write

    write(out, content)
    sys.stderr.write(f"wrote {out}\n")
