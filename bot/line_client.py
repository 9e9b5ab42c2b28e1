"""The LINE platform over HTTP: one pooled client per channel, explicit timeouts, and its answers in the relay's words.

The SDK's ApiClient carries every call (authorisation, pool, errors); payloads are built once as plain dicts, because
the SDK's message models cost fifty times the sending and drop what they do not know.
"""

import json
import logging
import time
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, BinaryIO, Literal
from urllib.parse import quote

import urllib3
from linebot.v3.messaging import ApiClient, Configuration
from linebot.v3.messaging.exceptions import ApiException, OpenApiException

from models.budget import Quota
from models.channels import PROBE_AFTER
from models.delivery import Accepted, Later, Outcome, Refused, Unclear

CONNECT_TIMEOUT = 3.0
READ_TIMEOUT = 10.0
POOL_SIZE = 40  # more than the pump keeps in flight
RATE_LIMIT_WAIT = timedelta(seconds=30)
QUOTA_WAIT = timedelta(minutes=30)
CONTENT_SECONDS = 90.0  # for the whole of a picture or file, however slowly it drips
CHUNK = 64 * 1024

Fetched = Literal["ready", "preparing", "gone", "too_large", "later"]

log = logging.getLogger(__name__)


class LineError(Exception):
    """LINE could not be asked, or said no: the text is for operators."""


class LineClient:
    """One channel's calls. Safe to share between threads (the shared `last_response` of the SDK is not used)."""

    def __init__(
        self,
        api_url: str,
        data_api_url: str,
        access_token: str,
        *,
        read_timeout: float = READ_TIMEOUT,
        pool: urllib3.PoolManager | None = None,
    ) -> None:
        """`pool`: the connections, where several channels share them; the first that is closed closes those."""
        self._api, self._data_api = api_url.rstrip("/"), data_api_url.rstrip("/")
        self._timeout = (CONNECT_TIMEOUT, read_timeout)
        configuration = Configuration(access_token=access_token)
        configuration.retries = False  # retrying is the relay's business, with a retry key
        configuration.connection_pool_maxsize = POOL_SIZE
        self._client = ApiClient(configuration)
        if pool is not None:
            self._client.rest_client.pool_manager = pool

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Outcome:
        return self._send("/v2/bot/message/reply", {"replyToken": token, "messages": list(messages)}, {})

    def push(self, to: str, messages: Sequence[dict[str, Any]], retry_key: uuid.UUID) -> Outcome:
        headers = {"X-Line-Retry-Key": str(retry_key)}
        return self._send("/v2/bot/message/push", {"to": to, "messages": list(messages)}, headers)

    def quota(self) -> Quota:
        """Raises LineError."""
        quota = self._ask("/v2/bot/message/quota")
        used = self._ask("/v2/bot/message/quota/consumption")
        limit = quota.get("value") if quota.get("type") == "limited" else None
        return Quota(limit=limit, used=int(used.get("totalUsage", 0)))

    def display_name(self, user_id: str) -> str:
        """The person's LINE name; empty when LINE does not tell (blocked, no consent, out of reach)."""
        try:
            return str(self._ask(f"/v2/bot/profile/{quote(user_id, safe='')}").get("displayName", ""))
        except LineError:
            return ""

    def webhook_endpoint(self) -> str:
        """The webhook address set at LINE. Raises LineError."""
        return str(self._ask("/v2/bot/channel/webhook/endpoint").get("endpoint", ""))

    def content(self, message_id: str, into: BinaryIO, limit: int) -> Fetched:
        """Write what was sent as a picture or file `into` a file. Not more than `limit` bytes are read, whatever the
        headers say."""
        url = f"{self._data_api}/v2/bot/message/{quote(message_id, safe='')}/content"
        try:
            answer = self._client.rest_client.pool_manager.request(
                "GET",
                url,
                headers={"Authorization": f"Bearer {self._client.configuration.access_token}"},
                timeout=urllib3.Timeout(*self._timeout),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            try:
                fetched = _of_status(answer.status) or _read_into(into, answer, limit)
            finally:
                # A body that was not read to its end would be read as the next answer.
                answer.close()
        except urllib3.exceptions.HTTPError as error:
            log.warning("LINE content: %s", type(error).__name__)
            return "later"
        if fetched == "later":
            log.warning("LINE content: %s", answer.status)
        return fetched

    def close(self) -> None:
        self._client.rest_client.pool_manager.clear()
        self._client.close()

    def _send(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> Outcome:
        try:
            answer = self._client.call_api(
                path,
                "POST",
                header_params={"Content-Type": "application/json", **headers},
                body=body,
                response_types_map={},
                _return_http_data_only=False,
                _request_timeout=self._timeout,
                _host=self._api,
            )
        except (ApiException, urllib3.exceptions.HTTPError) as error:
            outcome = outcome_of(error)
            log.warning("LINE %s: %s", path, outcome)
            return outcome
        return Accepted(_header(answer.headers, "x-line-request-id"))

    def _ask(self, path: str) -> dict[str, Any]:
        try:
            answer = self._client.call_api(
                path,
                "GET",
                response_types_map={},
                _return_http_data_only=False,
                _request_timeout=self._timeout,
                _host=self._api,
            )
            found = json.loads(answer.raw_data)
        except (OpenApiException, urllib3.exceptions.HTTPError, ValueError) as error:
            raise LineError(_reason(error)) from error
        return found if isinstance(found, dict) else {}


def line_pool() -> urllib3.PoolManager:
    """Connections for any number of channels: LINE's host is the same for all, and a token is only a header."""
    return urllib3.PoolManager(maxsize=POOL_SIZE, retries=False)


def _of_status(status: int) -> Fetched | None:
    """What LINE says of a content; None: here it is."""
    match status:
        case 200:
            return None
        case 202:
            return "preparing"
        case 404 | 410:
            return "gone"
        case _:
            return "later"


def _read_into(into: BinaryIO, answer: urllib3.BaseHTTPResponse, limit: int) -> Fetched:
    deadline = time.monotonic() + CONTENT_SECONDS
    size = 0
    # What is there is taken at once: waiting for a whole chunk, a server that drips would be waited for without end.
    while piece := answer.read1(CHUNK, decode_content=False):
        size += len(piece)
        if size > limit:
            return "too_large"
        if time.monotonic() > deadline:
            return "later"
        into.write(piece)
    return "ready"


def outcome_of(error: Exception) -> Outcome:
    """What a failed send means. The SDK has no class for 409 and 429, and network trouble comes from urllib3."""
    if not isinstance(error, ApiException):
        if isinstance(error, urllib3.exceptions.ConnectTimeoutError | urllib3.exceptions.NewConnectionError):
            return Later("LINE could not be reached")
        return Unclear(type(error).__name__)
    request_id = _header(error.headers, "x-line-request-id")
    reason = _reason(error)
    match error.status:
        case 409:
            return Accepted(_header(error.headers, "x-line-accepted-request-id") or request_id)
        case 429:
            spent = "monthly limit" in reason
            return Later(reason, request_id, QUOTA_WAIT if spent else RATE_LIMIT_WAIT)
        case 401 | 403:
            # A revoked or not yet replaced token: nothing was taken, and a new token may let it through.
            return Later(reason, request_id, PROBE_AFTER, barred=True)
        case 400 if _details(error):
            return Refused(reason, request_id, of_messages=True)
        case int(status) if 400 <= status < 500:
            return Refused(reason, request_id)
        case _:
            return Unclear(reason, request_id)


def _reason(error: Exception) -> str:
    """LINE's own words, without anything we sent."""
    if not isinstance(error, ApiException):
        return type(error).__name__
    message = str(_told(error).get("message", ""))
    details = [f"{d.get('property', '')}: {d.get('message', '')}" for d in _details(error)[:3]]
    return f"{error.status} {'; '.join([message, *details])}"[:500].replace("\0", "")


def _details(error: ApiException) -> list[dict[str, Any]]:
    """Which parts of the messages LINE objects to."""
    found = _told(error).get("details")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _told(error: ApiException) -> dict[str, Any]:
    try:
        found = json.loads(error.body or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _header(headers: Any, name: str) -> str | None:
    return str(headers[name])[:64] if headers is not None and name in headers else None
