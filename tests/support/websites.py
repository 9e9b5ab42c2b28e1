"""Small web servers on loopback, well-behaved and not, that count who came; and a fetcher that may reach them."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from bot.addresses import IpAddress
from bot.fetching import Fetcher

Serve = Callable[[socket.socket, bytes], None]


@dataclass
class Website:
    """`visits`: connections; `asked`: the heads of the requests."""

    port: int
    visits: int = 0
    asked: list[bytes] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "www.bangtuayang.example") -> str:
        return f"http://{host}:{self.port}{path}"


def answer(body: bytes = b"", status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", f"Content-Type: {kind}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def sends(data: bytes) -> Serve:
    return lambda conn, _head: conn.sendall(data)


@contextmanager
def website(serve: Serve, tls: ssl.SSLContext | None = None) -> Iterator[Website]:
    listener = socket.create_server(("127.0.0.1", 0))
    site = Website(listener.getsockname()[1])
    closing = threading.Event()

    def one(conn: socket.socket) -> None:
        with conn, suppress(OSError):
            conn.settimeout(10)
            there = tls.wrap_socket(conn, server_side=True) if tls else conn
            with there:
                head = b""
                # A handshake that comes to a server without TLS is answered as nonsense would be.
                while b"\r\n\r\n" not in head and head[:1] != b"\x16" and (piece := there.recv(4096)):
                    head += piece
                site.asked.append(head)
                serve(there, head)

    def accept() -> None:
        while not closing.is_set():
            try:
                conn, _ = listener.accept()
            except OSError:
                return
            site.visits += 1
            threads.append(threading.Thread(target=one, args=(conn,)))
            threads[-1].start()

    threads: list[threading.Thread] = []
    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield site
    finally:
        closing.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join()
        for thread in threads:
            thread.join()


class Names:
    """A name service: each name's answers, one after the other, the last one over and over; others are loopback."""

    def __init__(self, answers: Mapping[str, Sequence[str | Sequence[str]]] | None = None) -> None:
        self._answers = {name: list(said) for name, said in (answers or {}).items()}
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[IpAddress]:
        self.asked.append(host)
        said = self._answers.get(host, ["127.0.0.1"])
        found = said.pop(0) if len(said) > 1 else said[0]
        return [ip_address(one) for one in ([found] if isinstance(found, str) else found)]


def fetcher(names: Names | None = None, **more: Any) -> Fetcher:
    """Only 127.0.0.1 may be reached, on any port."""
    given: dict[str, Any] = {"ports": None, "is_allowed": lambda address: str(address) == "127.0.0.1"}
    return Fetcher(resolve=names or Names(), **(given | more))
