"""A threaded HTTP server on a loopback port that starts and stops cleanly: when `stop` returns, no thread and no
socket of it is left. The tests' bots use it too."""

import contextlib
import socket
import threading
from ipaddress import ip_address
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_POLL = 0.02  # seconds until the accepting loop notices that it should end


class _Handler(WSGIRequestHandler):
    disable_nagle_algorithm = True  # head and body are written apart: with Nagle each answer could wait 40 ms
    server: "_Server"

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        super().finish()
        self.server.ended(self.connection)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Paths carry people's ids: nothing is printed a request."""


class _Server(ThreadedWSGIServer):
    daemon_threads = False  # server_close then joins them

    def __init__(self, host: str, port: int, app: "WSGIApplication") -> None:
        super().__init__(host, port, app, handler=_Handler)
        self._connections: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._hung_up = False

    def opened(self, connection: socket.socket) -> None:
        with self._guard:
            self._connections.add(connection)
            if self._hung_up:  # it was accepted in the last moment
                _end(connection)

    def ended(self, connection: socket.socket) -> None:
        with self._guard:
            self._connections.discard(connection)

    def hang_up(self) -> None:
        with self._guard:
            self._hung_up = True
            for connection in self._connections:
                _end(connection)


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it may have ended by itself just now
        connection.shutdown(socket.SHUT_RDWR)


def is_here(host: str) -> bool:
    """Whether a Host header names this machine."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


class LocalServer:
    def __init__(self, app: "WSGIApplication", *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = _Server(host, port, app)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": _POLL}, name="local-server", daemon=True
        )
        self._started = False

    @property
    def port(self) -> int:
        return self._server.port

    @property
    def url(self) -> str:
        return f"http://{self._server.host}:{self.port}"

    def start(self) -> Self:
        self._started = True
        self._thread.start()
        return self

    def stop(self) -> None:
        if self._started:
            self._started = False
            self._server.shutdown()
            self._server.hang_up()
            self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
