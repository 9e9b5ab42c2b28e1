"""How LINE answered a send, in the relay's words: the LINE client makes these, the outbox settles by them."""

from dataclasses import dataclass
from datetime import timedelta

_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=30)


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
    untried: bool = False  # it never came to asking LINE, so no try is counted and no retry key grows old
    barred: bool = False  # the channel's token is not taken: nothing will be until it is replaced


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
    of_messages: bool = False  # LINE objects to the messages themselves


Outcome = Accepted | Later | Unclear | Refused


def backoff(attempts: int) -> timedelta:
    """5 s, 10 s, 20 s … at most half an hour."""
    doublings: int = 2 ** max(0, min(attempts, 12) - 1)
    return min(_FIRST_WAIT * doublings, _LONGEST_WAIT)
