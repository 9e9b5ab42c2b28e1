"""What is to be said of one piece of work on a day: the occasions that its deadline, its checkpoints and its lateness
make. Pure rules: which occasions were told already is an argument."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from models.checkpoints import derived
from models.ladder import Ladder, WorkingDays, owed_rung
from models.words import Audience, Kind

CHECKPOINT: Final = Ladder(before=(7, 0))  # a week before and on the day; it is never overdue

Key = tuple[date, int, int, Audience]  # deadline or checkpoint, rung, snoozes, audience


@dataclass(frozen=True)
class Duty:
    """An open assignment with a deadline, as the clock sees it."""

    assignment_id: int
    item_id: int
    division_id: int | None  # None: nobody, or a person by name, whom nobody can be registered for
    kind: Kind
    due: date
    starts_on: date | None
    since: date  # the work was given, or its deadline granted, on this day: earlier rungs are nobody's to hear
    reported_on: date | None
    waiting: bool  # a request for more time waits for a decision
    snoozed_until: date | None
    snoozes: int
    ladder: dict[str, Any] | None  # the item's own policy

    @property
    def is_of_coordinator(self) -> bool:
        return self.kind == "task" and self.division_id is None

    def deadlines(self, office: Ladder) -> Iterator[tuple[date, Ladder]]:
        """The days its rungs count from: the checkpoints that nobody has reported for since the one before, the due."""
        before = self.starts_on
        for point in derived(self.starts_on, self.due) if self.kind == "measure" else ():
            if self.reported_on is None or before is None or self.reported_on <= before:
                yield point.day, CHECKPOINT
            before = point.day
        yield self.due, self.policy(office)

    def policy(self, office: Ladder) -> Ladder:
        return Ladder.of(self.ladder, office).within(self.starts_on, self.due)

    def is_silent(self, today: date) -> bool:
        return self.snoozed_until is not None and today < self.snoozed_until


@dataclass(frozen=True)
class Occasion:
    """One thing to say once: this rung of this deadline, or of a checkpoint before it, to this audience."""

    duty: Duty
    due: date
    rung: int
    audience: Audience
    snoozes: int = 0  # put off by the owner so often: the same rung is an occasion once more

    @property
    def is_checkpoint(self) -> bool:
        return self.due != self.duty.due

    @property
    def key(self) -> Key:
        return (self.due, self.rung, self.snoozes, self.audience)

    def may_give_way(self, given_up: Collection[int]) -> bool:
        """Whether it is held back when the month's quota is short: the day itself, what is overdue and what the
        coordinator is told never are."""
        return self.audience == "owner" and self.rung > 0 and self.rung in given_up


def owed(
    duty: Duty, office: Ladder, days: WorkingDays, today: date, told: Collection[Key], *, reached: bool
) -> list[Occasion]:
    """What is to be said today and was not said yet. `reached`: somebody is registered who answers for it; if not, its
    rungs are the coordinator's to hear. By range: a clock that slept says the latest of each, once."""
    if duty.waiting:
        return []
    found = []
    audience: Audience = "owner" if reached else "coordinator"
    snoozes = duty.snoozes if reached else 0
    if not (reached and duty.is_silent(today)):
        for due, ladder in duty.deadlines(office):
            recorded = [rung for d, rung, n, to in told if (d, n, to) == (due, snoozes, audience)]
            until = min(today, due) if ladder is CHECKPOINT else today
            rung = owed_rung(ladder, due, until, days, since=duty.since, recorded=recorded)
            if rung is not None:
                found.append(Occasion(duty, due, rung, audience, snoozes))
    late = _late(duty, office, days, today)
    if late is not None and late.key not in told and late not in found:
        found.append(late)
    return found


def _late(duty: Duty, office: Ladder, days: WorkingDays, today: date) -> Occasion | None:
    """So long overdue that the coordinator is told, once for this deadline, however often it was put off."""
    after = duty.policy(office).coordinator_after
    if today <= duty.due or days.between(duty.due, today) < after or days.after(duty.due, after) < duty.since:
        return None
    return Occasion(duty, duty.due, -after, "coordinator")


def ahead(
    duty: Duty,
    office: Ladder,
    days: WorkingDays,
    first: date,
    last: date,
    told: Collection[Key],
    *,
    reached: bool,
) -> Iterator[tuple[date, Occasion]]:
    """Every occasion from `first` to `last`, each with its day, if nobody reports and the clock never sleeps."""
    told = set(told)
    day = first
    while day <= last:
        if days.is_open(day):
            for occasion in owed(duty, office, days, day, told, reached=reached):
                told.add(occasion.key)
                yield day, occasion
        day += timedelta(days=1)
