"""The command line: thin verbs. Exit 0 fine, 1 problems in the input, 2 wrong usage.

Only the file of the verb that is asked for is opened, and heavy imports happen inside the verbs,
so that the first answer comes at once.
"""

import atexit
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from measurealign.cli.verbs import FILES, VERBS, listed
from measurealign.problems import InputError, UsageError
from measurealign.version import __version__

if TYPE_CHECKING:
    import typer

    app: typer.Typer

ABOUT = "Agree on which quality measures to count."
#: New values after which garbage is looked for.
VALUES = 500_000
#: Options of all verbs; they may stand behind the verb, too.
_COMMON = ("--json", "--quiet")


def __getattr__(name: str) -> Any:
    """Return `app`, the command line with every verb, made when it is asked for."""
    if name != "app":
        raise AttributeError(f"module 'measurealign.cli' has no attribute '{name}'")
    globals()["app"] = made(FILES)
    return globals()["app"]


def made(files: Iterable[str]) -> "typer.Typer":
    """Return the command line with the verbs of some files of this folder."""
    import typer

    from measurealign.cli.as_json import AS_JSON

    found = typer.Typer(
        name="measurealign", no_args_is_help=True, pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip

    told = typer.Option("--version", callback=_version, is_eager=True, help="Print the version")
    as_json = typer.Option("--json", help="Print what a verb prints as JSON (with any verb)")
    still = typer.Option("--quiet", "-q", help="Say nothing on stderr unless something is wrong")

    @found.callback(help=ABOUT)
    def options(
        version: Annotated[bool, told] = False,
        json: Annotated[bool, as_json] = False,
        quiet: Annotated[bool, still] = False,
    ) -> None:
        """Take what stands before the verb."""
        AS_JSON.set(json)

    for file in files:
        import_module(f"measurealign.cli.{file}").register(found)
    return found


def _version(asked: bool) -> None:
    """Print the version and end, if it was asked for."""
    import typer

    if asked:
        typer.echo(f"measurealign {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; turn problems into sentences and exit codes."""
    # Next to nothing of what a verb makes is garbage in a circle: it need not be looked through
    # at every 700 values, which would be a third of a verb's time.
    gc.set_threshold(VALUES)
    atexit.register(gc.freeze)  # nor once more at the end: that took a fifth of a short verb
    words = _in_front(sys.argv[1:])
    try:
        try:
            _run(words)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except OSError as error:
        _no_way_out(error)
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
    common = [word for word in words[:ends] if word in _COMMON]
    rest = [word for word in words[:ends] if word not in _COMMON]
    return [*dict.fromkeys(common), *rest, *words[ends:]]


def _run(words: Sequence[str]) -> None:
    from measurealign.cli.quiet import said_if_wrong

    if words in (["--help"], ["-h"]):
        sys.stdout.write(listed(ABOUT) + "\n")
        return
    verb = next((word for word in words if not word.startswith("-")), "")
    files = [VERBS[verb][0]] if verb in VERBS else FILES
    quiet = not {"--quiet", "-q"}.isdisjoint(words[:2])
    with said_if_wrong() if quiet else nullcontext():
        made(files)(words)


def _no_way_out(error: OSError) -> NoReturn:
    """Say why the results cannot be written to stdout; who reads no further wants no sentence."""
    from measurealign.writing import why

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left would be told again at the end
    if not isinstance(error, BrokenPipeError):
        sys.stderr.write(f"{error.filename or 'the output'}: cannot be written: {why(error)}\n")
    raise SystemExit(1) from None
