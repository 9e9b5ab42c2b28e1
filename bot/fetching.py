"""Fetching a page that somebody named: from the public internet only, nothing sent but the question, and never long.

The name is resolved once a step and the connection made to one of the addresses that were looked at, so that a name
which answers differently the second time leads nowhere else. Redirects are followed by hand, each looked at anew."""

import io
import ssl
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from bot.addresses import IpAddress, is_public, resolve
from documents.pages import Failure, Page

PORTS: Final = frozenset({80, 443, 8080, 8443})
REDIRECTS: Final = 5
CONNECT_SECONDS: Final = 5.0
WHOLE_SECONDS: Final = 20.0
MOST_BYTES: Final = 5_000_000
ADDRESSES_TRIED: Final = 2
CHUNK: Final = 65_536
LONGEST: Final = 2_000
USER_AGENT: Final = "TamNgan-LinkCheck/1.0 (ITA follow-up of a Thai local government; checks its published links)"
_HEADERS: Final = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/pdf,*/*;q=0.8",
    "Accept-Language": "th,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_WHY: Final = {401: "not_public", 403: "not_public", 404: "not_found", 410: "not_found", 429: "server"}


class _Refused(Exception):
    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class _Step:
    """One address to ask, taken apart and found fit to be asked."""

    url: str
    scheme: str
    host: str  # as in a certificate
    port: int
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == (443 if self.scheme == "https" else 80) else f"{name}:{self.port}"


class Fetcher:
    """`resolve`, `is_allowed` and `ports` are the strict ones; tests let it reach servers of their own."""

    def __init__(
        self,
        *,
        resolve: Callable[[str, int], Sequence[IpAddress]] = resolve,
        is_allowed: Callable[[IpAddress], bool] = is_public,
        ports: Collection[int] | None = PORTS,
        connect_seconds: float = CONNECT_SECONDS,
        whole_seconds: float = WHOLE_SECONDS,
        ca_certs: str | None = None,
    ) -> None:
        self._resolve, self._is_allowed, self._ports = resolve, is_allowed, ports
        self._connect_seconds, self._whole_seconds, self._ca_certs = connect_seconds, whole_seconds, ca_certs

    def fetch(self, url: str) -> Page | Failure:
        deadline = time.monotonic() + self._whole_seconds
        downgraded = False
        for _ in range(REDIRECTS + 1):
            try:
                step = self._step(url)
                found = self._ask(step, deadline)
            except _Refused as refused:
                return Failure(refused.why, url=url[:LONGEST])
            if isinstance(found, str):
                try:
                    target = urljoin(step.url, found)
                except ValueError:  # «http://[x»
                    return Failure("address", url=found[:LONGEST])
                downgraded = downgraded or (step.scheme == "https" and target.lower().startswith("http:"))
                url = target
                continue
            return Page(**found, url=step.url, downgraded=downgraded) if "body" in found else Failure(**found)
        return Failure("redirects", url=url[:LONGEST])

    def _step(self, url: str) -> _Step:
        parts, host, port = _taken_apart(url)
        if self._ports is not None and port not in self._ports:
            raise _Refused("port")
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
        path = f"/{path.lstrip('/')}" + (f"?{query}" if query else "")
        shown = f"[{host}]" if ":" in host else host
        default = 443 if parts.scheme == "https" else 80
        where = f"{parts.scheme}://{shown}{'' if port == default else f':{port}'}"
        return _Step(where + path, parts.scheme, host, port, path)

    def _ask(self, step: _Step, deadline: float) -> dict[str, Any] | str:
        """The parts of a Page or of a Failure, or where a redirect leads."""
        why = "connection"
        for address in self._addresses(step, deadline)[:ADDRESSES_TRIED]:
            connection = self._connection(step, address, deadline)
            try:
                connection.connect()
            except (ssl.SSLError, SSLError):
                raise _Refused("tls") from None
            except NewConnectionError:  # a kind of ConnectTimeoutError to urllib3
                why = "connection"
            except (ConnectTimeoutError, TimeoutError):
                why = "timeout"
            except (HTTPError, OSError):
                why = "connection"
            else:
                return self._talk(connection, step, deadline)
            finally:
                connection.close()
        raise _Refused(why)

    def _addresses(self, step: _Step, deadline: float) -> Sequence[IpAddress]:
        """Looked up once. One private address among public ones is enough to refuse: no honest site has any."""
        found: list[IpAddress] = []

        def look_up() -> None:
            with suppress(OSError, UnicodeError, ValueError):
                found.extend(self._resolve(step.host, step.port))

        # The system's resolver takes no time limit, so it is left alone when it takes too long.
        looking = threading.Thread(target=look_up, name="resolver", daemon=True)
        looking.start()
        looking.join(max(0.0, deadline - time.monotonic()))
        if looking.is_alive():
            raise _Refused("timeout")
        if not found:
            raise _Refused("dns")
        if not all(self._is_allowed(address) for address in found):
            raise _Refused("private")
        return found

    def _connection(self, step: _Step, address: IpAddress, deadline: float) -> HTTPConnection:
        """To this very address: a literal is not looked up again. The certificate must be the name's."""
        timeout = max(0.1, min(self._connect_seconds, deadline - time.monotonic()))
        if step.scheme == "http":
            return HTTPConnection(str(address), step.port, timeout=timeout)
        return HTTPSConnection(
            str(address),
            step.port,
            timeout=timeout,
            server_hostname=step.host,
            cert_reqs="CERT_REQUIRED",
            ca_certs=self._ca_certs,
        )

    def _talk(self, connection: HTTPConnection, step: _Step, deadline: float) -> dict[str, Any] | str:
        try:
            connection.sock = _Hurried(connection.sock, deadline)
            connection.request("GET", step.path, headers=_HEADERS | {"Host": step.host_header}, preload_content=False)
            answer = connection.getresponse()
            return self._read(answer, deadline)
        except (TimeoutError, ReadTimeoutError):
            raise _Refused("timeout") from None
        except (HTTPError, HTTPException, OSError, ValueError):
            if time.monotonic() >= deadline:
                raise _Refused("timeout") from None
            raise _Refused("connection") from None

    def _read(self, answer: urllib3.HTTPResponse, deadline: float) -> dict[str, Any] | str:
        try:
            location = answer.headers.get("Location")
            if answer.status in _REDIRECTS and location:
                return _as_typed(location)
            if not 200 <= answer.status < 300:
                why = _WHY.get(answer.status, "server" if answer.status >= 500 else "status")
                return {"why": why, "status": answer.status}
            body, whole = _body(answer)
        finally:
            with suppress(Exception):
                answer.close()
        if not body:
            return {"why": "empty", "status": answer.status}
        said, _, rest = (answer.headers.get("Content-Type") or "").partition(";")
        charset = rest.lower().partition("charset=")[2].strip(" \"'")[:40]
        said_type = said.strip().lower()[:100]
        return {"status": answer.status, "said_type": said_type, "body": body, "charset": charset, "whole": whole}


def _as_typed(location: str) -> str:
    """Thai letters and blanks as servers send them, which by the book should have been escaped."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")  # a head is read as Latin-1
    return location.strip().replace(" ", "%20")


def _taken_apart(url: str) -> tuple[SplitResult, str, int]:
    """The parts, the host as its certificate names it, and the port. Raises _Refused for what is not an ordinary web
    address."""
    if len(url) > LONGEST or "\\" in url or any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise _Refused("address")
    try:
        parts = urlsplit(url)
        port = parts.port
        name = parts.hostname or ""
        host = name if ":" in name else name.rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        raise _Refused("address") from None
    if parts.scheme not in ("http", "https") or not host or "%" in host:
        raise _Refused("address")
    if "@" in parts.netloc:
        raise _Refused("credentials")
    return parts, host, port if port is not None else 443 if parts.scheme == "https" else 80


def _body(answer: urllib3.HTTPResponse) -> tuple[bytes, bool]:
    """At most so much, counted after it is unpacked, a piece at a time: a bomb is not let go off."""
    pieces: list[bytes] = []
    size = 0
    try:
        while piece := answer.read(CHUNK, decode_content=True):
            pieces.append(piece[: MOST_BYTES - size])
            size += len(pieces[-1])
            if size >= MOST_BYTES:
                return b"".join(pieces), False
    except DecodeError:
        return b"".join(pieces), False  # what could be unpacked
    return b"".join(pieces), True


class _Hurried:
    """A socket whose readers have until the deadline for everything together: a server that sends a letter now and
    then is not waited for."""

    def __init__(self, sock: Any, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(_HurriedFile(self._sock, self._deadline))

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_left(self._deadline))
        self._sock.sendall(data)

    def settimeout(self, _seconds: float | None) -> None:
        """The deadline rules."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class _HurriedFile(io.RawIOBase):
    def __init__(self, sock: Any, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline
        self._file = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(_left(self._deadline))
        count: int | None = self._file.readinto(buffer)
        return count

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
