"""An invented LINE for a year: takes, refuses, times out, is away for days, and ends the month at its quota."""

import random
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bot.line_client import QUOTA_WAIT, RATE_LIMIT_WAIT
from models.clock import local_date
from models.delivery import Accepted, Later, Outcome, Refused, Unclear

KEY_LIFE = timedelta(hours=24)  # after that LINE takes a repeated push for a new one


@dataclass(frozen=True)
class Heard:
    """One message that LINE took: a push by its retry key, a reply by its token."""

    key: str
    kind: str
    to: str
    at: datetime
    messages: Sequence[dict[str, Any]]


@dataclass
class Line:
    quota: int
    chance: random.Random
    away: dict[date, bool]  # whole days; True: it times out instead of refusing the connection
    now: datetime
    heard: list[Heard] = field(default_factory=list)
    used: Counter[date] = field(default_factory=Counter)  # pushes by month
    dry: set[date] = field(default_factory=set)  # days on which it said that the month is spent
    said: Counter[str] = field(default_factory=Counter)
    _keys: dict[uuid.UUID, datetime] = field(default_factory=dict)

    @property
    def month(self) -> date:
        return local_date(self.now).replace(day=1)

    def push(self, to: str, messages: Sequence[dict[str, Any]], retry_key: uuid.UUID) -> Outcome:
        today = local_date(self.now)
        if today in self.away:
            return self._no(Unclear("ReadTimeout") if self.away[today] else Later("LINE could not be reached"))
        first = self._keys.get(retry_key)
        if first is not None and self.now - first < KEY_LIFE:
            self.said["409"] += 1
            return Accepted()
        if self.used[self.month] >= self.quota:
            self.dry.add(today)
            return self._no(Later("429 You have reached your monthly limit.", wait=QUOTA_WAIT))
        luck = self.chance.random()
        if luck < 0.004:
            return self._no(Refused("400 invalid"))
        if luck < 0.03:
            return self._no(Unclear("500"))
        if luck < 0.05:
            return self._no(Later("429 The API rate limit has been exceeded.", wait=RATE_LIMIT_WAIT))
        self._keys[retry_key] = self.now
        self.used[self.month] += 1
        self._take(Heard(str(retry_key), "push", to, self.now, messages))
        if luck < 0.08:
            return self._no(Unclear("ReadTimeout after it was taken"))
        return Accepted()

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Outcome:
        luck = self.chance.random()
        if luck < 0.02:
            return self._no(Refused("400 Invalid reply token"))
        self._take(Heard(token, "reply", token, self.now, messages))
        return self._no(Unclear("ReadTimeout after it was taken")) if luck < 0.04 else Accepted()

    def _take(self, heard: Heard) -> None:
        self.heard.append(heard)
        self.said[f"{heard.kind} taken"] += 1

    def _no(self, outcome: Outcome) -> Outcome:
        self.said[type(outcome).__name__] += 1
        return outcome
