"""The verbs about the catalogue: validate, sets, show."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(validate)


def validate(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders")] = None,
) -> None:
    """Report every problem of the catalogue, or of the given files; silent if there is none."""
    from measurealign import load_catalog

    load_catalog(paths)
