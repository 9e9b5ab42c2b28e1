"""Gunicorn's threads with an end to waiting: who does not send the whole request, or does not read what is answered, is
hung up on, and the thread is free.

Without it as many connections as there are threads, each sending one byte and then nothing (slowloris) or reading
nothing, hold the server for ever. What a flood of such connections does, only a proxy in between can stop.
"""

import errno
import socket
import time
from contextlib import suppress
from typing import Any, ClassVar

from gunicorn.workers.gthread import ThreadWorker


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is untyped
    head_seconds: ClassVar = 10.0
    """For the request line and the headers, from the moment a thread is taken."""
    body_seconds: ClassVar = 30.0
    """For the body, and what is answered to it."""
    write_seconds: ClassVar = 60.0
    """For each piece of an answer to be taken by whoever asked for it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._until: dict[Any, float] = {}  # by connection; on time.monotonic()
        super().__init__(*arguments, **named)

    def handle(self, conn: Any) -> Any:
        self._until[conn] = time.monotonic() + self.head_seconds
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """The headers are in. What is only fetched, such as a paper, may take a slow phone as long as it needs."""
        if req.method in {"GET", "HEAD", "OPTIONS"}:
            self._until.pop(conn, None)
            conn.sock.settimeout(self.write_seconds)
        else:
            self._until[conn] = time.monotonic() + self.body_seconds
        try:
            return super().handle_request(req, conn)
        except TimeoutError as error:
            _hang_up(conn)  # a graceful close would wait for the client's own, in the thread that accepts all others
            raise BrokenPipeError(errno.EPIPE, "the answer is not being read") from error  # nothing to log

    def murder_pending(self) -> None:
        """Called once a second from the worker's main thread."""
        super().murder_pending()
        now = time.monotonic()
        for conn, until in self._until.copy().items():
            if until < now:
                _hang_up(conn)


def _hang_up(conn: Any) -> None:
    with suppress(OSError):  # gone already
        conn.sock.shutdown(socket.SHUT_RDWR)
