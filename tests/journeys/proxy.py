"""A proxy in front of the app, as small as can be: it passes everything on and sets headers."""

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping


@contextlib.contextmanager
def proxied(address: str, headers: Mapping[str, str]) -> Iterator[str]:
    """Yield where the app of an address is to be had with more headers."""
    _, _, behind = address.partition("://")
    host, _, port = behind.partition(":")
    with socket.create_server(("127.0.0.1", 0)) as door:

        def wait() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _ = door.accept()
                    told = (client, (host, int(port)), dict(headers))
                    threading.Thread(target=_serve, args=told, daemon=True).start()

        threading.Thread(target=wait, daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"


def _serve(client: socket.socket, behind: tuple[str, int], headers: dict[str, str]) -> None:
    """Pass one request and its answer on; a websocket's talk stays as it is."""
    with contextlib.suppress(OSError), client, socket.create_connection(behind) as server:
        head, rest = _head(client)
        talk = b"\r\nupgrade:" in head.lower()
        server.sendall((head if talk else _with(head, {"Connection": "close"})) + rest)
        threading.Thread(target=_pass, args=(client, server), daemon=True).start()
        head, rest = _head(server)
        told = headers if talk else {**headers, "Connection": "close"}
        client.sendall(_with(head, told) + rest)
        _pass(server, client)


def _head(one: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        more = one.recv(65536)
        if not more:
            raise OSError("closed")
        data += more
    head, _, rest = data.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n", rest


def _with(head: bytes, headers: Mapping[str, str]) -> bytes:
    """Return the head of a message with some headers set anew."""
    first, *lines = head.decode("latin-1").split("\r\n")
    known = {name.lower() for name in headers}
    kept = [line for line in lines if line and line.split(":")[0].lower() not in known]
    told = [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([first, *kept, *told, "", ""]).encode("latin-1")


def _pass(here: socket.socket, there: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := here.recv(65536):
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)
