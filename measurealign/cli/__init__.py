"""The command line: thin verbs. Exit 0 fine, 1 problems in the input, 2 wrong usage.

Heavy imports happen inside the verbs, so that --help answers at once.
"""

import os
import sys
from contextlib import nullcontext
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
    project,
    screens,
    study,
    year_to_year,
)
from measurealign.cli.as_json import AS_JSON
from measurealign.cli.quiet import said_if_wrong
from measurealign.problems import InputError, UsageError
from measurealign.version import __version__

app = typer.Typer(
    name="measurealign",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
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
    json: Annotated[
        bool, typer.Option("--json", help="Print what a verb prints as JSON (with any verb)")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing on stderr unless something is wrong")
    ] = False,
) -> None:
    """Agree on which quality measures to count."""
    AS_JSON.set(json)


def main() -> None:
    """Run the command line; turn problems into sentences and exit codes."""
    words = _in_front(sys.argv[1:])
    quiet = not {"--quiet", "-q"}.isdisjoint(words[:2])
    try:
        with said_if_wrong() if quiet else nullcontext():
            _run(words)
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None


def _in_front(words: list[str]) -> list[str]:
    """Return the words with the options of all verbs before the verb, where Typer wants them.

    >>> _in_front(["show", "hedis-2018", "--json"])
    ['--json', 'show', 'hedis-2018']
    """
    ends = words.index("--") if "--" in words else len(words)
    common = [word for word in words[:ends] if word in ("--json", "--quiet")]
    rest = [word for word in words[:ends] if word not in ("--json", "--quiet")]
    return [*dict.fromkeys(common), *rest, *words[ends:]]


def _run(words: list[str]) -> None:
    """Run the verbs; what cannot be printed (a full disk) is told, a closed pipe is no fault."""
    try:
        try:
            app(words)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        what = f"what was printed cannot be written: {error.strerror}; make room, or choose --out"
        raise InputError(what) from None
