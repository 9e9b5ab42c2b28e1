"""Addresses that carry what they show, signed and with an end: nothing is stored for them, nobody can make one up."""

import hashlib
import json
import zlib
from datetime import UTC, datetime
from typing import Any

from itsdangerous import BadData, Signer
from itsdangerous.encoding import base64_decode, base64_encode


class Links:
    """Each purpose signs with a key of its own: a link to one thing never opens another."""

    def __init__(self, public_url: str, secret_key: str) -> None:
        self._root = public_url.rstrip("/")
        self._key = secret_key

    def address(self, purpose: str, value: Any, until: datetime, suffix: str = "") -> str:
        """`PUBLIC_URL/<purpose>/<token><suffix>`; the same for the same value, which is plain JSON."""
        return f"{self._root}/{purpose}/{self.token(purpose, value, until)}{suffix}"

    def token(self, purpose: str, value: Any, until: datetime) -> str:
        # Not URLSafeSerializer: its tokens may begin with a dot, and web servers hide such files.
        carried = json.dumps([int(until.timestamp()), value], separators=(",", ":")).encode()
        return self._signer(purpose).sign(base64_encode(zlib.compress(carried, 9))).decode()

    def read(self, purpose: str, token: str, now: datetime) -> Any:
        """The value; None when the link was not signed for this purpose or has come to its end."""
        try:
            carried = zlib.decompress(base64_decode(self._signer(purpose).unsign(token)))
        except BadData:
            return None
        until, value = json.loads(carried)
        return value if now < datetime.fromtimestamp(until, UTC) else None

    def _signer(self, purpose: str) -> Signer:
        return Signer(self._key, salt=f"tamngan.link.{purpose}", key_derivation="hmac", digest_method=hashlib.sha256)
