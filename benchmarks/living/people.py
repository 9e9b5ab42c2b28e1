"""How people answer: division heads who report promptly, late or never, ask for more time, and write in the morning."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.living.offices import Living
from messages.codec import encode
from messages.postbacks import DecideExtension, SetStatus
from messages.thai import thai_date
from models.clock import at_local
from models.duties import is_open
from models.extensions import Extension
from models.ladder import WorkingDays
from models.register import Assignment, WorkItem

Habit = Literal["prompt", "late", "never"]
HABITS: tuple[Habit, ...] = ("prompt", "late", "never")
ASKS_MORE_TIME, LOOKS_IN = 0.15, 0.06  # of the assignments; of a head's days


@dataclass(frozen=True)
class Writes:
    at: datetime
    who: str
    data: str = ""  # a button
    text: str = ""

    def event(self, number: int) -> dict[str, Any]:
        """As LINE posts it to the webhook."""
        what: dict[str, Any] = {"type": "postback", "postback": {"data": self.data}}
        if self.text:
            what = {"type": "message", "message": {"type": "text", "id": f"m{number}", "text": self.text}}
        return {
            **what,
            "mode": "active",
            "timestamp": int(self.at.timestamp() * 1000),
            "source": {"type": "user", "userId": self.who},
            "webhookEventId": f"e{number}",
            "replyToken": f"token-{number}",
        }


@dataclass
class People:
    """`mixed`: each division has a habit of its own and some ask for more time; else all have the same one."""

    living: Living
    habit: Habit | Literal["mixed"]
    days: WorkingDays
    chance: random.Random
    heard: dict[int, date] = field(default_factory=dict)  # when each assignment was first spoken of to somebody
    asked: set[int] = field(default_factory=set)
    _habits: dict[int | None, Habit] = field(default_factory=dict)
    _late_by: dict[int, int] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def habit_of(self, division_id: int | None) -> Habit:
        if self.habit != "mixed":
            return self.habit
        return self._habits.setdefault(division_id, self.chance.choice(HABITS))

    def today(self, session: Session, day: date) -> Sequence[Writes]:
        """What people write on this working day, in the order of its time."""
        due = func.coalesce(Assignment.due, WorkItem.due)
        opened = session.execute(
            select(Assignment.id, Assignment.division_id, WorkItem.code, due)
            .join(WorkItem, WorkItem.id == Assignment.item_id)
            .where(Assignment.office_id == self.living.office_id, due.is_not(None), is_open())
            .order_by(Assignment.id)
        ).all()
        found = list(self._decisions(session, day))
        for assignment_id, division_id, code, until in opened:
            who = self.living.head_of[division_id] if division_id else self.living.coordinator
            if self._reports(assignment_id, division_id, until, day):
                found.append(Writes(self._moment(day), who, data=encode(SetStatus(assignment_id, "done"))))
            elif self._asks(assignment_id, division_id, until, day):
                wanted = thai_date(self.days.on_or_after(until + timedelta(days=21)))
                found.append(Writes(self._moment(day), who, text=f"{code} ขอขยายเวลาถึง {wanted}"))
        for division_id, who in self.living.head_of.items():
            if self.habit_of(division_id) != "never" and self.chance.random() < LOOKS_IN:
                found.append(Writes(self._moment(day), who, text="/ค้าง"))
        return sorted(found, key=lambda one: one.at)

    def number(self) -> int:
        return next(self._numbers)

    def _reports(self, assignment_id: int, division_id: int | None, due: date, day: date) -> bool:
        match self.habit_of(division_id):
            case "prompt":
                return assignment_id in self.heard and self.heard[assignment_id] < day
            case "late":
                late_by = self._late_by.setdefault(assignment_id, self.chance.randint(2, 15))
                return day >= self.days.after(due, late_by)
            case "never":
                return False

    def _asks(self, assignment_id: int, division_id: int | None, due: date, day: date) -> bool:
        if self.habit != "mixed" or division_id is None or assignment_id in self.asked:
            return False
        if not 0 <= (due - day).days <= 6:
            return False
        self.asked.add(assignment_id)
        return self.chance.random() < ASKS_MORE_TIME

    def _decisions(self, session: Session, day: date) -> Iterator[Writes]:
        """The coordinator decides when it suits, after a day or after ten; two in three are granted."""
        waiting = session.scalars(
            select(Extension.id)
            .where(Extension.office_id == self.living.office_id, Extension.state == "pending")
            .order_by(Extension.id)
        )
        for extension_id in waiting:
            if self.chance.random() < 0.2:
                data = encode(DecideExtension(extension_id, approve=self.chance.random() < 0.67))
                yield Writes(self._moment(day), self.living.coordinator, data=data)

    def _moment(self, day: date) -> datetime:
        """Two in five write before the office opens, when the day's reminder has not left yet."""
        early = self.chance.random() < 0.4
        minutes = self.chance.randint(6 * 60 + 5, 8 * 60 + 25) if early else self.chance.randint(8 * 60 + 31, 16 * 60)
        return at_local(day, time(minutes // 60, minutes % 60))
