"""What can be made to go wrong: rules that the API's edge and the webhook courier ask before they act."""

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast, get_args

from rehearsal.refusals import NotPossible

ApiFault = Literal[
    "rate_limit",  # 429, nothing accepted
    "monthly_limit",  # 429 in its other wording, nothing accepted
    "server_error",  # 500, nothing accepted
    "server_error_after",  # 500, yet accepted
    "time_out",  # accepted, and no answer while the client waits
    "drop_before",  # the connection ends, nothing accepted
    "drop_after",  # the connection ends, yet accepted
    "slow",  # accepted, answered after `milliseconds`
]
WebhookFault = Literal["twice", "out_of_order", "never"]
Fault = Literal[ApiFault, WebhookFault]
PathKind = Literal[
    "reply",
    "push",
    "multicast",
    "validate",
    "quota",
    "profile",
    "info",
    "group",
    "loading",
    "content",
    "richmenu",
    "endpoint",
    "webhook",
    "any",
]
_WEBHOOK = get_args(WebhookFault)


@dataclass
class Rule:
    fault: Fault
    on: PathKind
    times: int | None  # None: until cleared
    milliseconds: int
    channel: str | None  # None: every channel


class Faults:
    def __init__(self, changed: Callable[[], None]) -> None:
        self._rules: list[Rule] = []
        self._lock = threading.Lock()
        self._changed = changed

    def add(
        self,
        fault: str,
        on: str = "any",
        *,
        times: int | None = 1,
        milliseconds: int = 60_000,
        channel: str | None = None,
    ) -> Rule:
        if fault not in (*get_args(ApiFault), *_WEBHOOK):
            raise NotPossible(f"no such fault: {fault}")
        if on not in get_args(PathKind):
            raise NotPossible(f"no such kind of path: {on}")
        if fault in _WEBHOOK:
            on = "webhook"
        elif on == "webhook":
            raise NotPossible(f"{fault} is not a webhook's fault")
        if times is not None and times < 1:
            raise NotPossible("times is 1 or more, or null for until cleared")
        rule = Rule(cast(Fault, fault), cast(PathKind, on), times, milliseconds, channel)
        with self._lock:
            self._rules.append(rule)
        self._changed()
        return rule

    def remove(self, rule: Rule) -> None:
        with self._lock:
            self._rules = [one for one in self._rules if one is not rule]
        self._changed()

    def clear(self) -> None:
        with self._lock:
            self._rules.clear()
        self._changed()

    def take(self, on: str, channel: str | None) -> Rule | None:
        """The oldest rule that fits, one of its times used up."""
        with self._lock:
            for rule in self._rules:
                fits = rule.on == on or (rule.on == "any" and on != "webhook")
                if fits and rule.channel in (None, channel):
                    if rule.times is not None:
                        rule.times -= 1
                        if rule.times == 0:
                            self._rules.remove(rule)
                    return rule
        return None

    def listing(self) -> list[dict[str, Any]]:
        with self._lock:
            return [asdict(rule) for rule in self._rules]


def path_kind(method: str, path: str) -> PathKind | None:
    """Which of LINE's calls this is, in the words faults are set with; None for what is not LINE's."""
    if not path.startswith("/v2/bot/"):
        return None
    head, _, rest = path.removeprefix("/v2/bot/").partition("/")
    word = rest.split("/", 1)[0]
    kinds: dict[str, PathKind] = {
        "profile": "profile",
        "info": "info",
        "group": "group",
        "chat": "loading",
        "richmenu": "richmenu",
        "user": "richmenu",
        "channel": "endpoint",
    }
    if head == "message":
        named: tuple[PathKind, ...] = ("reply", "push", "multicast", "validate", "quota")
        return next((kind for kind in named if kind == word), "content" if method == "GET" else "any")
    return kinds.get(head, "any")
