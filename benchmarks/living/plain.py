"""What must be said, written down a second time from the design's words alone: a slow walk over the rungs of every
assignment, from its history. It shares no rule with `models.occasions`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.changes import Change
from models.checkpoints import derived
from models.clock import local_date
from models.extensions import Extension
from models.office import ClosedDay, Division
from models.people import Member
from models.register import Assignment

BEFORE = (30, 14, 7, 3, 1, 0)  # days before the deadline; the next working day after it, and then every third
LONGEST = 220  # working days overdue that a year can hold
DAY = timedelta(days=1)


class Said(NamedTuple):
    """An occasion by its plain name."""

    assignment_id: int
    due: date
    rung: int
    audience: str


@dataclass(frozen=True)
class Story:
    """One assignment from its first day to its last, out of the append-only record."""

    assignment_id: int
    code: str
    division_id: int | None
    measure: bool
    starts_on: date | None
    created: datetime
    statuses: Sequence[tuple[datetime, str]]
    deadlines: Sequence[tuple[datetime, date]]  # the first one is the item's
    waits: Sequence[tuple[datetime, datetime | None]]  # requests for more time, asked and ended
    granted: Sequence[datetime]

    def is_open(self, at: datetime) -> bool:
        return not self.statuses or [s for t, s in self.statuses if t <= at][-1:] != ["done"]

    def waiting(self, at: datetime) -> bool:
        return any(asked <= at and (ended is None or at < ended) for asked, ended in self.waits)

    def due(self, at: datetime) -> date:
        return [day for t, day in self.deadlines if t <= at][-1]

    def since(self, at: datetime) -> date:
        return local_date(max([self.created, *(t for t in self.granted if t <= at)]))

    def reported(self, at: datetime) -> date | None:
        return max((local_date(t) for t, _ in self.statuses if t <= at), default=None)


@dataclass
class PlainRules:
    """The office's calendar, who joined when, and the stories; `owed` is the whole definition."""

    closed: frozenset[date]
    joined: dict[int, datetime]  # division: since when somebody can be told
    stories: Sequence[Story]
    _rungs: dict[tuple[date, date | None, bool], list[tuple[date, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, office_id: int) -> "PlainRules":
        closed = session.scalars(select(ClosedDay.day).where(ClosedDay.office_id == office_id, ~ClosedDay.works))
        joined: dict[int, datetime] = {}
        for division in session.scalars(select(Division).where(Division.office_id == office_id)):
            answering = session.scalars(
                select(Member.registered_at).where(Member.divisions.contains(division), Member.role != "chief")
            ).all()
            if answering:
                joined[division.id] = min(answering)
        return cls(frozenset(closed), joined, list(stories(session, office_id)))

    def is_open_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed

    def rungs(self, due: date, starts_on: date | None, *, checkpoint: bool = False) -> list[tuple[date, int]]:
        """Every rung with its day, in order; of two that fall on one day the later-spoken is last."""
        key = (due, starts_on, checkpoint)
        if key not in self._rungs:
            self._rungs[key] = list(self._walk(due, starts_on, checkpoint=checkpoint))
        return self._rungs[key]

    def _walk(self, due: date, starts_on: date | None, *, checkpoint: bool) -> Iterator[tuple[date, int]]:
        for rung in (7, 0) if checkpoint else BEFORE:
            day = due - rung * DAY
            if rung and starts_on and day < starts_on and not checkpoint:
                continue
            while not self.is_open_day(day):
                day -= DAY
            yield day, rung
        day, late = due, 0
        while late < LONGEST and not checkpoint:
            day += DAY
            if self.is_open_day(day):
                late += 1
                if late % 3 == 1:
                    yield day, -late

    def working_day_after(self, due: date, number: int) -> date:
        day = due
        while number:
            day += DAY
            number -= self.is_open_day(day)
        return day

    def owed(self, at: datetime) -> Iterator[Said]:
        """What has to have been said by the end of this working day, of everything that is open at this instant."""
        for story in self.stories:
            yield from self.owed_of(story, at)

    def owed_of(self, story: Story, at: datetime) -> Iterator[Said]:
        if not story.is_open(at) or story.waiting(at):
            return
        today, due, since = local_date(at), story.due(at), story.since(at)
        reached = story.division_id in self.joined and self.joined[story.division_id] <= at
        audience = "owner" if reached else "coordinator"
        targets = [(due, self.rungs(due, story.starts_on))]
        before = story.starts_on
        for point in derived(story.starts_on, due) if story.measure else ():
            reported = story.reported(at)
            if reported is None or before is None or reported <= before:
                targets.append((point.day, self.rungs(point.day, None, checkpoint=True)))
            before = point.day
        for target, rungs in targets:
            passed = [(day, rung) for day, rung in rungs if day <= today]
            if passed and passed[-1][0] >= since:
                yield Said(story.assignment_id, target, passed[-1][1], audience)
        third = self.working_day_after(due, 3)
        if third <= today and third >= since:
            yield Said(story.assignment_id, due, -3, "coordinator")


def stories(session: Session, office_id: int) -> Iterator[Story]:
    changes: dict[int, list[Change]] = {}
    for change in session.scalars(select(Change).where(Change.office_id == office_id).order_by(Change.at, Change.id)):
        changes.setdefault(change.assignment_id or 0, []).append(change)
    requests: dict[int, list[Extension]] = {}
    for request in session.scalars(select(Extension).where(Extension.office_id == office_id)):
        requests.setdefault(request.assignment_id, []).append(request)
    for assignment in session.scalars(select(Assignment).where(Assignment.office_id == office_id)):
        if assignment.due_on is None:
            continue
        mine, asked = changes.get(assignment.id, []), requests.get(assignment.id, [])
        moves = [c for c in mine if c.field == "due"]
        first = date.fromisoformat(moves[0].before) if moves else assignment.due_on
        yield Story(
            assignment.id,
            assignment.item.code,
            None if assignment.person else assignment.division_id,
            assignment.item.kind == "measure",
            assignment.item.starts_on,
            assignment.created_at,
            [(c.at, c.after) for c in mine if c.field == "status"],
            [(assignment.created_at, first), *((c.at, date.fromisoformat(c.after)) for c in moves)],
            [(r.asked_at, r.decided_at) for r in asked],
            [r.decided_at for r in asked if r.state == "approved" and r.decided_at],
        )
