"""LINE's refusals: each is raised where the rule is and becomes the HTTP answer at the edge, in LINE's own words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from messages.limits import Problem

RATE_LIMIT = "The API rate limit has been exceeded. Try again later."
MONTHLY_LIMIT = "You have reached your monthly limit."
SERVER_ERROR = "Internal server error"


class Refusal(Exception):
    """An answer of LINE's other than 2xx."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        details: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})
        self.body: dict[str, Any] = {"message": message, **(more or {})}
        if details:
            self.body["details"] = [dict(one) for one in details]


class NotPossible(Exception):
    """A person in the stand-in cannot do that (they are not in the group, no such button is shown)."""

    status = 409


class TooLarge(NotPossible):
    """More bytes than the room keeps of a file."""

    status = 413


def not_found(message: str = "Not found") -> Refusal:
    return Refusal(404, message)


def bad_property(name: str) -> Refusal:
    return Refusal(400, f"The property, '{name}', in the request body is invalid (line: -, column: -)")


def unauthenticated() -> Refusal:
    return Refusal(
        401,
        "Authentication failed due to the following reason: invalid token. "
        "Confirm that the access token in the authorization header is valid.",
    )


def invalid_body(problems: Sequence[Problem]) -> Refusal:
    """LINE reports the whole body's errors at once, but looks into one Flex message at a time and names the
    place as a JSON pointer within it."""
    flex = [one for one in problems if _in_flex(one)]
    plain = [one for one in problems if not _in_flex(one)]
    if plain or not flex:
        details = [{"message": one.message, "property": one.property} for one in plain]
        return Refusal(400, f"The request body has {len(details)} error(s)", details=details)
    message = flex[0].property.split(".", 1)[0]
    details = [
        {"message": one.message, "property": _pointer(one.property)}
        for one in flex
        if one.property.split(".", 1)[0] == message
    ]
    return Refusal(400, f"A message ({message}) in the request body is invalid", details=details)


def _in_flex(problem: Problem) -> bool:
    return re.match(r"messages\[\d+\]\.contents\b", problem.property) is not None


def _pointer(path: str) -> str:
    inside = path.split(".contents", 1)[1]
    return re.sub(r"\[(\d+)\]", r"/\1", inside.replace(".", "/")) or "/"
