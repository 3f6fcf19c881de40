"""The command line: thin verbs. Exit 0 fine, 1 problems in the input, 2 wrong usage.

Only the file of the verb that is asked for is opened, and heavy imports happen inside the verbs,
so that the first answer comes at once.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

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
    words = sys.argv[1:]
    if words == ["--help"]:
        sys.stdout.write(listed(ABOUT) + "\n")
        return
    verb = words[0] if words else ""
    try:
        made([VERBS[verb][0]] if verb in VERBS else FILES)()
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None
