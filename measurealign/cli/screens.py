"""The verbs that open the screens: app for oneself, serve for a workgroup."""

import os
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
    trust: Annotated[
        bool,
        typer.Option("--trust-provider", help="Take addresses that it does not say are confirmed"),
    ] = False,
) -> None:
    """Serve the screens to a workgroup, whose members sign in (see docs/deploy.md)."""
    if not any(_tells_sign_in(file.expanduser()) for file in _SECRETS):
        raise UsageError(
            "nobody could sign in: tell the provider under [auth] in .streamlit/secrets.toml "
            "(docs/deploy.md shows how)"
        )
    if find_spec("authlib") is None or find_spec("httpx") is None:
        raise UsageError("the sign-in is not installed: pip install 'measurealign[serve]'")
    group = {"MEASUREALIGN_SERVE": "1", "MEASUREALIGN_TRUST_PROVIDER": "1" if trust else ""}
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
    # The server takes this process's place, so that whoever ends the command ends the server.
    os.execve(sys.executable, command, env)  # noqa: S606 - our own script
