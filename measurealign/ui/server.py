"""Streamlit's server, kept from asking other machines who it is, and from letting pages wait.

To let its own outside address in as well, Streamlit asks a machine on the internet for it: when it
starts, and again whenever a page of another site knocks. Nobody needs that here.
"""

import gc
import sys
from collections.abc import Callable
from socket import IPPROTO_TCP, TCP_NODELAY, socket
from threading import Thread
from time import sleep

from streamlit import __version__

#: Said where a newer Streamlit has no longer what is changed in it here.
_OTHERWISE = (
    f"Streamlit {__version__} has no {{}}, which measurealign keeps from asking other machines or "
    "from letting pages wait: install one that it knows (pip install 'streamlit==1.67.*')"
)
try:
    from streamlit import net_util
    from streamlit.web import cli
    from streamlit.web.server.starlette import starlette_server
except ImportError as error:
    raise SystemExit(_OTHERWISE.format(error.name)) from None

#: Seconds for which a page that computes keeps the interpreter while others wait for it (Python: 50
#: times as long). What sends pages out waits for it again after each of their many messages: pages
#: that were drawn would lie there for seconds while long lists are read.
_TURN = 0.0001
#: When Python looks for garbage: among young objects seldom, among old ones not by itself. Long
#: lists would make it look through everything every few seconds, and every page wait for it.
_GARBAGE = (10_000, 20, 1_000_000)
#: What is changed in Streamlit, none of it public.
_CHANGED = (
    (net_util, "get_external_ip"), (net_util, "get_internal_ip"),
    (starlette_server, "_bind_socket"),
)  # fmt: skip
#: Seconds between two looks through everything: what ended sessions held goes then.
_CLEARING = 60


def main() -> None:
    """Do what `streamlit` does with the same words, and ask nobody."""
    for module, name in _CHANGED:
        if not hasattr(module, name):
            raise SystemExit(_OTHERWISE.format(f"{module.__name__}.{name}"))
    sys.setswitchinterval(_TURN)
    gc.set_threshold(*_GARBAGE)
    Thread(target=_clear, name="clearing", daemon=True).start()
    net_util.get_external_ip = net_util.get_internal_ip = _nobody
    starlette_server._bind_socket = _prompt(starlette_server._bind_socket)
    cli.main(prog_name="streamlit")


def _clear() -> None:
    """Let go of what nobody holds, now and then."""
    while True:
        sleep(_CLEARING)
        gc.collect()


def _prompt(bind: Callable[..., socket]) -> Callable[..., socket]:
    """Return what binds the server's door so that each message leaves at once.

    The system holds a small message back until the last one is acknowledged, which a browser does
    after 40 ms. asyncio sees to it for doors that it opens itself, not for one that it is handed.
    """

    def bound(address: str, port: int, backlog: int) -> socket:
        door = bind(address, port, backlog)
        door.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        return door

    return bound


def _nobody() -> None:
    return None


if __name__ == "__main__":
    main()
