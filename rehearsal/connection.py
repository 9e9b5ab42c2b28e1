"""The HTTP between a client and a running stand-in's control API."""

from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

import urllib3

from rehearsal.records import Json, RehearsalError


class Connection:
    """`channel` is the slug meant wherever none is given; not needed while there is only one."""

    def __init__(self, url: str, *, channel: str | None = None, timeout: float = 40.0) -> None:
        self.url = url.rstrip("/")
        self.channel = channel
        self._http = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(total=timeout))

    def close(self) -> None:
        self._http.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _post(self, path: str, channel: str | None = None, /, **body: Any) -> Json:
        slug = channel or self.channel
        return self._call("POST", path, {**({"channel": slug} if slug else {}), **body})

    def _get(self, path: str, **query: Any) -> Json:
        given = {name: value for name, value in query.items() if value is not None}
        return self._call("GET", f"{path}?{urlencode(given)}" if given else path)

    def _call(self, method: str, path: str, body: Json | None = None) -> Json:
        answer = self._http.request(method, f"{self.url}/_rehearsal/{path}", json=body)
        given: Json = answer.json()
        if answer.status >= 400:
            raise RehearsalError(str(given.get("error") or given.get("message") or answer.status))
        return given
