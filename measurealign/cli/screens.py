"""The verbs that open the screens: app for oneself, serve for a workgroup."""

import os
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from measurealign.cli.project import STORE
from measurealign.problems import UsageError

#: Where Streamlit looks for its secrets, the sign-in among them.
_SECRETS = (Path(".streamlit/secrets.toml"), Path("~/.streamlit/secrets.toml"))


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("app")(open_app)
    app.command()(serve)


def open_app(store: STORE = None) -> None:
    """Open the screens in a browser, for whoever sits at this machine."""
    _run(store, {}, "--server.address", "localhost")


def serve(
    store: STORE = None,
    address: Annotated[str, typer.Option(help="Where to listen")] = "localhost",
    port: Annotated[int, typer.Option(help="On which port")] = 8501,
) -> None:
    """Serve the screens to a workgroup, whose members sign in (see docs/workgroup.md)."""
    if not any(_tells_sign_in(file.expanduser()) for file in _SECRETS):
        raise UsageError(
            "nobody could sign in: tell the provider under [auth] in .streamlit/secrets.toml "
            "(docs/workgroup.md shows how)"
        )
    if find_spec("authlib") is None:
        raise UsageError("the sign-in is not installed: pip install 'measurealign[serve]'")
    group = {"MEASUREALIGN_SERVE": "1"}
    headless = ("--server.headless", "true")
    _run(store, group, "--server.address", address, "--server.port", str(port), *headless)


def _tells_sign_in(file: Path) -> bool:
    """Tell whether a secrets file names a provider of sign-ins."""
    try:
        told = tomllib.loads(file.read_text("utf-8")).get("auth")
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: cannot be read: {error}") from None
    return isinstance(told, dict) and bool(told)


def _run(store: str | None, more: dict[str, str], *options: str) -> None:
    from measurealign.catalog.shipped import app_file

    if find_spec("streamlit") is None:
        raise UsageError("the screens are not installed: pip install 'measurealign[app]'")
    env = {**os.environ, **more, **({"MEASUREALIGN_STORE": store} if store else {})}
    command = [sys.executable, "-m", "streamlit", "run", str(app_file()), *options]
    raise typer.Exit(subprocess.call(command, env=env))  # noqa: S603 - our own script
