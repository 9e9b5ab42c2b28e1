"""What the rehearsal's tests need: a bot that writes down what its webhook receives, and a caller of LINE's API."""

import base64
import hashlib
import hmac
import json
import struct
import threading
import zlib
from typing import Any

import urllib3
from flask import Flask, request

from rehearsal.client import ChannelInfo

Json = dict[str, Any]


class RecordingBot:
    """A webhook that keeps every request and answers what it is told to."""

    def __init__(self) -> None:
        self.url = ""
        self.app = Flask("recording-bot")
        self.app.add_url_rule("/hook", "hook", self._hook, methods=["POST"])
        self.bodies: list[bytes] = []
        self.signatures: list[str] = []
        self.answers: list[int] = []  # statuses for the next requests; 200 when there are none left
        self.silent_until: threading.Event | None = None

    def _hook(self) -> tuple[str, int]:
        self.bodies.append(request.get_data())
        self.signatures.append(request.headers["x-line-signature"])
        if self.silent_until is not None:
            self.silent_until.wait(10)
        return "", self.answers.pop(0) if self.answers else 200

    @property
    def requests(self) -> list[Json]:
        return [json.loads(body) for body in self.bodies]

    @property
    def events(self) -> list[Json]:
        return [event for one in self.requests for event in one["events"]]

    def signed_with(self, secret: str) -> bool:
        """Whether every request so far carries the signature of this secret over its raw bytes."""
        made = [hmac.new(secret.encode(), body, hashlib.sha256).digest() for body in self.bodies]
        return self.signatures == [base64.b64encode(one).decode() for one in made]


class LineApi:
    """LINE's API as a bot calls it."""

    def __init__(self, url: str, channel: ChannelInfo, http: urllib3.PoolManager) -> None:
        self.url = url
        self.channel = channel
        self._http = http

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: dict[str, str] | None = None,
        data: bytes | None = None,
        timeout: float = 10.0,
    ) -> urllib3.BaseHTTPResponse:
        given = {"Authorization": f"Bearer {self.channel.access_token}", **(headers or {})}
        url = f"{self.url}/v2/bot/{path}"
        if data is not None:
            return self._http.request(method, url, body=data, headers=given, timeout=timeout)
        return self._http.request(method, url, json=body, headers=given, timeout=timeout)

    def get(self, path: str) -> urllib3.BaseHTTPResponse:
        return self.call("GET", path)

    def post(self, path: str, body: object, **headers: str) -> urllib3.BaseHTTPResponse:
        return self.call("POST", path, body, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def push(self, to: str, *texts: str, key: str | None = None, timeout: float = 10.0) -> urllib3.BaseHTTPResponse:
        body = {"to": to, "messages": [text(one) for one in texts or ("สวัสดี",)]}
        headers = {"X-Line-Retry-Key": key} if key else None
        return self.call("POST", "message/push", body, headers=headers, timeout=timeout)

    def reply(self, token: str, *texts: str) -> urllib3.BaseHTTPResponse:
        return self.post(
            "message/reply", {"replyToken": token, "messages": [text(one) for one in texts or ("รับทราบ",)]}
        )


def text(words: str, **more: Any) -> Json:
    return {"type": "text", "text": words, **more}


def button_card(*actions: Json) -> Json:
    """A Flex message with a button for each action."""
    buttons = [{"type": "button", "action": action} for action in actions]
    body = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "O8 แผนดำเนินงาน"}, *buttons]}
    return {"type": "flex", "altText": "O8", "contents": {"type": "bubble", "body": body}}


def png(width: int, height: int) -> bytes:
    """A black picture of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
