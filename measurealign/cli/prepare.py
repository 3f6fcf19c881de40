"""The verb that an installation is made ready with."""

import typer


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(prepare)


def prepare() -> None:
    """Work out catalog, inventory and links once for all who use this installation."""
    from measurealign import crosswalk, load_catalog
    from measurealign.catalog.kept import preparing

    with preparing():
        crosswalk(load_catalog())
