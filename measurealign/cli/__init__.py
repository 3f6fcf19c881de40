"""The command line: thin verbs. Exit 0 fine, 1 problems in the input, 2 wrong usage.

Heavy imports happen inside the verbs, so that --help answers at once.
"""

import os
import sys
from typing import Annotated, NoReturn

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
        try:
            app()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except OSError as error:
        _no_way_out(error)
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None


def _no_way_out(error: OSError) -> NoReturn:
    """Say why the results cannot be written to stdout; who reads no further wants no sentence."""
    from measurealign.writing import why

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left would be told again at the end
    if not isinstance(error, BrokenPipeError):
        sys.stderr.write(f"{error.filename or 'the output'}: {why(error)}\n")
    raise SystemExit(1) from None
