"""The command line: thin verbs. Exit 0 fine, 1 problems in the input, 2 wrong usage.

Only the file of the verb that is asked for is opened, and heavy imports happen inside the verbs,
so that the first answer comes at once.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from measurealign.cli.verbs import FILES, VERBS, listed
from measurealign.problems import InputError, UsageError
from measurealign.version import __version__

if TYPE_CHECKING:
    import typer

    app: typer.Typer

ABOUT = "Agree on which quality measures to count."


def __getattr__(name: str) -> Any:
    """Return `app`, the command line with every verb, made when it is asked for."""
    if name != "app":
        raise AttributeError(f"module 'measurealign.cli' has no attribute '{name}'")
    globals()["app"] = made(FILES)
    return globals()["app"]


def made(files: Iterable[str]) -> "typer.Typer":
    """Return the command line with the verbs of some files of this folder."""
    import typer

    found = typer.Typer(
        name="measurealign",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    def tell_version(asked: bool) -> None:
        if asked:
            typer.echo(f"measurealign {__version__}")
            raise typer.Exit

    told = typer.Option("--version", callback=tell_version, is_eager=True, help="Print the version")

    @found.callback(help=ABOUT)
    def options(version: Annotated[bool, told] = False) -> None:
        """Take what stands before the verb."""

    for file in files:
        import_module(f"measurealign.cli.{file}").register(found)
    return found


def main() -> None:
    """Run the command line; turn problems into sentences and exit codes."""
    try:
        try:
            _run(sys.argv[1:])
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except OSError as error:
        _no_way_out(error)
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None


def _run(words: Sequence[str]) -> None:
    verb = words[0] if words else ""
    if words == ["--help"]:
        sys.stdout.write(listed(ABOUT) + "\n")
    else:
        made([VERBS[verb][0]] if verb in VERBS else FILES)()


def _no_way_out(error: OSError) -> NoReturn:
    """Say why the results cannot be written to stdout; who reads no further wants no sentence."""
    from measurealign.writing import why

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left would be told again at the end
    if not isinstance(error, BrokenPipeError):
        sys.stderr.write(f"{error.filename or 'the output'}: {why(error)}\n")
    raise SystemExit(1) from None
