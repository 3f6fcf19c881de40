"""The verbs that open the screens: app for oneself, serve for a workgroup."""

import os
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
#: How the system's allocator (glibc's) hands memory out, unless the environment says otherwise: the
#: threads of many pages share two stores, and large texts go back when they are dropped.
_MEMORY = {
    "MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "262144", "MALLOC_TRIM_THRESHOLD_": "262144",
}  # fmt: skip
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
    trust: Annotated[
        bool,
        typer.Option("--trust-provider", help="Take addresses that it does not say are confirmed"),
    ] = False,
) -> None:
    """Serve the screens to a workgroup, whose members sign in (see docs/deploy.md)."""
    if not any(map(_tells_sign_in, _SECRETS)):
        raise UsageError(
            "nobody could sign in: tell the provider under [auth] in .streamlit/secrets.toml "
            "(docs/deploy.md shows how)"
        )
    if find_spec("authlib") is None or find_spec("httpx") is None:
        raise UsageError("the sign-in is not installed: pip install 'measurealign[serve]'")
    group = {"MEASUREALIGN_SERVE": "1", "MEASUREALIGN_TRUST_PROVIDER": "1" if trust else ""}
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
    env = {**_MEMORY, **os.environ, **more, **({"MEASUREALIGN_STORE": store} if store else {})}
    listen = ("--server.address", address, *options)
    command = [sys.executable, "-m", "measurealign.ui.server", "run", str(app_file()), *listen]
    # The server takes this process's place, so that whoever ends the command ends the server.
    os.execve(sys.executable, command, env)  # noqa: S606 - our own script
