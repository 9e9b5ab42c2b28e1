"""The outermost layer over LINE's API: gives each call its request id, makes faults happen, and logs every call."""

import json
import secrets
import socket
import threading
import uuid
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from rehearsal import timeline
from rehearsal.faults import Faults, Rule, path_kind
from rehearsal.platform import Platform
from rehearsal.refusals import MONTHLY_LIMIT, RATE_LIMIT, SERVER_ERROR, Refusal
from rehearsal.state import Call

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REQUEST_ID = "rehearsal.request_id"


class Edge:
    def __init__(self, app: "WSGIApplication", platform: Platform, faults: Faults, closing: threading.Event) -> None:
        self._app = app
        self._platform = platform
        self._faults = faults
        self._closing = closing  # waits below end when the server stops

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        kind = path_kind(environ["REQUEST_METHOD"], environ["PATH_INFO"])
        if kind is None:
            return self._app(environ, start_response)
        environ[REQUEST_ID] = str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))
        try:
            slug = self._platform.channel_of_token(environ.get("HTTP_AUTHORIZATION")).slug
        except Refusal:
            slug = None
        rule = self._faults.take(kind, slug)
        said = _kept(environ) if kind in _SAYING else None
        answer: _Answer | None = None
        try:
            answer = self._answer(rule, environ)
        finally:
            self._log(environ, slug, answer, rule, None if said is None else (kind, said))
        return answer.send(start_response)

    def _answer(self, rule: Rule | None, environ: "WSGIEnvironment") -> "_Answer":
        fault = rule.fault if rule else None
        if fault in _NOTHING_ACCEPTED:
            _read_all(environ)
        match fault:
            case "rate_limit":
                return _refused(environ, 429, RATE_LIMIT)
            case "monthly_limit":
                return _refused(environ, 429, MONTHLY_LIMIT)
            case "server_error":
                return _refused(environ, 500, SERVER_ERROR)
            case "drop_before":
                _drop(environ)
        answer = _Answer.of(self._app, environ)
        answer.headers.append(("x-line-request-id", environ[REQUEST_ID]))
        match fault:
            case "server_error_after":
                return _refused(environ, 500, SERVER_ERROR)
            case "drop_after":
                _drop(environ)
            case "slow" if rule:
                self._closing.wait(rule.milliseconds / 1000)
            case "time_out" if rule:
                self._closing.wait(rule.milliseconds / 1000)
                _drop(environ)
        return answer

    def _log(
        self,
        environ: "WSGIEnvironment",
        slug: str | None,
        answer: "_Answer | None",
        rule: Rule | None,
        said: tuple[str, bytes] | None,
    ) -> None:
        with self._platform.change():
            call = Call(
                request_id=environ[REQUEST_ID],
                channel=slug,
                method=environ["REQUEST_METHOD"],
                path=environ["PATH_INFO"],
                status=answer.status if answer else None,
                fault=rule.fault if rule else None,
                at=self._platform.clock(),
            )
            self._platform.calls.append(call)
            if said is not None:
                timeline.write(self._platform, call, *said, answer.body if answer else b"")


class _Answer:
    """A WSGI answer collected whole, so that it can be held back or thrown away."""

    def __init__(self, status_line: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self._status_line = status_line
        self.headers = headers
        self.body = body

    @property
    def status(self) -> int:
        return int(self._status_line.split(" ", 1)[0])

    @classmethod
    def of(cls, app: "WSGIApplication", environ: "WSGIEnvironment") -> "_Answer":
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], _failure: Any = None) -> Callable[[bytes], Any]:
            begun.append((status, headers))
            return lambda _written: None

        parts = app(environ, begin)
        try:
            body = b"".join(parts)
        finally:
            if callable(close := getattr(parts, "close", None)):
                close()
        return cls(*begun[-1], body)

    def send(self, start_response: "StartResponse") -> list[bytes]:
        start_response(self._status_line, self.headers)
        return [self.body]


_SAYING = ("reply", "push", "multicast")
_NOTHING_ACCEPTED = ("rate_limit", "monthly_limit", "server_error", "drop_before")
_REASONS = {429: "Too Many Requests", 500: "Internal Server Error"}


def _refused(environ: "WSGIEnvironment", status: int, message: str) -> _Answer:
    body = json.dumps({"message": message}).encode()
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("x-line-request-id", environ[REQUEST_ID]),
    ]
    return _Answer(f"{status} {_REASONS[status]}", headers, body)


def _drop(environ: "WSGIEnvironment") -> None:
    """End the connection without an answer."""
    connection = environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError("dropped on purpose")


def _kept(environ: "WSGIEnvironment") -> bytes:
    """The body, which whoever comes after can read again."""
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = BytesIO(body)
    return body


def _read_all(environ: "WSGIEnvironment") -> None:
    """A connection closed over unread bytes is reset, and the caller might miss the answer."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length:
        environ["wsgi.input"].read(length)
