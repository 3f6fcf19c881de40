"""The command line: thin verbs. Exit 0 fine, 1 problems in the input, 2 wrong usage.

Heavy imports happen inside the verbs, so that --help answers at once.
"""

import sys

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
    study,
    year_to_year,
)
from measurealign.problems import InputError, UsageError

app = typer.Typer(
    name="measurealign",
    help="Agree on which quality measures to count.",
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
    alignment,
    compare,
    burden,
    study,
    gaps,
    year_to_year,
    imports,
    export,
):
    noun.register(app)


@app.command("app")
def open_app() -> None:
    """Open the screens in a browser."""
    import subprocess

    from measurealign.catalog.shipped import app_file

    command = [sys.executable, "-m", "streamlit", "run", str(app_file())]
    raise typer.Exit(subprocess.call(command))  # noqa: S603 - our own script


def main() -> None:
    """Run the command line; turn problems into sentences and exit codes."""
    try:
        app()
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None
