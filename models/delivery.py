"""How LINE answered a send, in the relay's words: the LINE client makes these, the outbox settles by them."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Accepted:
    """LINE took the message, now or (409 with our retry key) the last time we tried."""

    request_id: str | None = None


@dataclass(frozen=True)
class Later:
    """LINE certainly did not take it and may take it later (rate limit, month's quota)."""

    reason: str
    request_id: str | None = None
    wait: timedelta | None = None


@dataclass(frozen=True)
class Unclear:
    """LINE may or may not have taken it (timeout, dropped connection, 5xx): only a retry key makes a repeat safe."""

    reason: str
    request_id: str | None = None


@dataclass(frozen=True)
class Refused:
    """LINE will never take it."""

    reason: str
    request_id: str | None = None


Outcome = Accepted | Later | Unclear | Refused
