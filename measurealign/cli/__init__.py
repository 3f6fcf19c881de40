"""The command line: thin verbs. Exit 0 fine, 1 problems in the input, 2 wrong usage.

Heavy imports happen inside the verbs, so that --help answers at once.
"""

import sys
from typing import Annotated

import typer

from measurealign.cli import (
    alignment,
    burden,
    catalog,
    compare,
    explain,
    export,
    gaps,
    imports,
    judge,
    link,
    match,
    presets,
    project,
    screens,
    study,
    year_to_year,
)
from measurealign.problems import InputError, UsageError
from measurealign.version import __version__

app = typer.Typer(
    name="measurealign",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for noun in (
    catalog,
    link,
    match,
    explain,
    judge,
    project,
    alignment,
    presets,
    compare,
    burden,
    study,
    gaps,
    year_to_year,
    imports,
    export,
    screens,
):
    noun.register(app)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"measurealign {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version"),
    ] = False,
) -> None:
    """Agree on which quality measures to count."""


def main() -> None:
    """Run the command line; turn problems into sentences and exit codes."""
    try:
        app()
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None
