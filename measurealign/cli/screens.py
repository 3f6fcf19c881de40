"""The verbs that open the screens: app for oneself, serve for a workgroup."""

import os
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from measurealign.cli.project import STORE
from measurealign.problems import UsageError

#: Where Streamlit looks for its secrets, the sign-in among them.
_SECRETS = (Path(".streamlit/secrets.toml"), Path("~/.streamlit/secrets.toml"))

#: Where the screens listen unless told otherwise: nobody else can reach them there.
HERE = "127.0.0.1"
ADDRESS = Annotated[str, typer.Option(help="Where to listen; 0.0.0.0: everywhere")]
_THIS_MACHINE = (HERE, "localhost", "::1")
_OPEN = (
    "warning: whoever can reach {} on the network can open these screens, for nobody signs in; "
    "`measurealign serve` asks for a sign-in\n"
)


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command("app")(open_app)
    app.command()(serve)


def open_app(
    store: STORE = None,
    address: ADDRESS = HERE,
    port: Annotated[int | None, typer.Option(help="On which port (else the first free)")] = None,
) -> None:
    """Open the screens in a browser, for whoever sits at this machine."""
    options = [] if port is None else ["--server.port", str(port)]
    if address in _THIS_MACHINE:
        # A page of another site may not pass itself off as this machine.
        options += [word for name in _THIS_MACHINE for word in ("--server.allowedHosts", name)]
    else:
        sys.stderr.write(_OPEN.format(address))
    _run(store, {}, address, *options)


def serve(
    store: STORE = None,
    address: ADDRESS = HERE,
    port: Annotated[int, typer.Option(help="On which port")] = 8501,
) -> None:
    """Serve the screens to a workgroup, whose members sign in (see docs/workgroup.md)."""
    if not any(map(_tells_sign_in, _SECRETS)):
        raise UsageError(
            "nobody could sign in: tell the provider under [auth] in .streamlit/secrets.toml "
            "(docs/workgroup.md shows how)"
        )
    if find_spec("authlib") is None:
        raise UsageError("the sign-in is not installed: pip install 'measurealign[serve]'")
    group = {"MEASUREALIGN_SERVE": "1"}
    headless = ("--server.headless", "true")
    _run(store, group, address, "--server.port", str(port), *headless)


def _tells_sign_in(file: Path) -> bool:
    """Tell whether a secrets file names a provider of sign-ins."""
    try:
        told = tomllib.loads(file.expanduser().read_text("utf-8")).get("auth")
    except (FileNotFoundError, RuntimeError):  # none, or no home
        return False
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: cannot be read: {error}") from None
    return isinstance(told, dict) and bool(told)


def _run(store: str | None, more: dict[str, str], address: str, *options: str) -> NoReturn:
    """Run the screens until they are closed; they listen where told, and nowhere else."""
    from measurealign.catalog.shipped import app_file

    if find_spec("streamlit") is None:
        raise UsageError("the screens are not installed: pip install 'measurealign[app]'")
    env = {**os.environ, **more, **({"MEASUREALIGN_STORE": store} if store else {})}
    listen = ("--server.address", address, *options)
    command = [sys.executable, "-m", "measurealign.ui.server", "run", str(app_file()), *listen]
    raise typer.Exit(subprocess.call(command, env=env))  # noqa: S603 - our own script
