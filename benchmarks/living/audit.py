"""The year looked over at its end: what was owed by the plain rules against what LINE took, and what it cost."""

import re
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal, NamedTuple

from sqlalchemy import select

from benchmarks.living.plain import PlainRules, Said
from benchmarks.living.year import CLOSES, OPENS, Year, line_key
from models.clock import BANGKOK, at_local, local_date
from models.outbox import OutboxMessage
from models.reminders import Reminder
from scheduler.reminding import REMINDERS

End = Literal["push", "reply", "given up", "failed", "superseded", "lost"]
GROUP = 30  # people in the group that a naive bot writes into


@dataclass(frozen=True)
class Verdict:
    months: Counter[date]
    ends: Counter[End]
    twice: int  # the same occasion taken by LINE twice, or a second reminder push to one person on one day
    outside: int  # reminder pushes heard outside office hours or on a closed day
    unfounded: int  # said though the plain rules owe no such thing at that moment
    wordless: int  # taken by LINE, but the message does not name the item
    naive: Counter[date]  # each item × each rung × each person a push
    naive_group: Counter[date]  # each item × each rung into the group
    lost: list[str]
    broke: list[str]  # what somebody wrote and a handler failed on

    @property
    def owed(self) -> int:
        return sum(self.ends.values())

    @property
    def worst(self) -> int:
        return max(self.months.values(), default=0)


class Told(NamedTuple):
    """How an occasion stands in our own records."""

    owed_at: datetime
    carried_by: str
    kind: str
    state: str


def look_over(year: Year) -> Verdict:
    sent = OutboxMessage
    columns = (sent.kind, sent.to, sent.id, sent.purpose, sent.state, sent.held_back)
    with year.database.read() as session:
        rules = PlainRules.of(session, year.living.office_id)
        rows = {row.id: row for row in session.execute(select(*columns))}
        told = {
            Said(r.assignment_id, r.due, r.rung, r.audience): Told(r.owed_at, r.carried_by, *_sent(rows, r.outbox_id))
            for r in session.scalars(select(Reminder))
        }
    purposes = {line_key(row.kind, row.to, row.id): row.purpose for row in rows.values()}
    # A digest that was held back stays in the outbox, also when a later rung was told on a reply in its place.
    held_back = {
        said
        for row in rows.values()
        if row.held_back
        for said in year.spoken.get(line_key(row.kind, row.to, row.id), ())
    }
    naive, naive_group = _naive(year, rules)
    chances = _chances(year, rules)
    ends: Counter[End] = Counter()
    lost = []
    for said, had_a_chance in chances.items():
        end = _end(told.get(said), had_a_chance=had_a_chance)
        if end == "lost" and said in held_back:
            end = "given up"
        ends[end] += 1
        if end == "lost":
            lost.append(f"{said} {told.get(said)}")
    taken = [h for h in year.line.heard if h.kind == "push" and purposes[h.key] in REMINDERS]
    heard_of = Counter(said for h in year.line.heard for said in year.spoken.get(h.key, ()))
    a_day = Counter((h.to, local_date(h.at)) for h in taken)
    stories = {story.assignment_id: story for story in rules.stories}
    return Verdict(
        months=year.line.used,
        ends=ends,
        twice=sum(n - 1 for n in heard_of.values()) + sum(n - 1 for n in a_day.values()),
        outside=sum(not _in_hours(h.at, rules) for h in taken),
        unfounded=sum(
            said not in rules.owed_of(stories[said.assignment_id], one.owed_at) for said, one in told.items()
        ),
        wordless=sum(
            not _names(stories[said.assignment_id].code, str(h.messages))
            for h in year.line.heard
            for said in year.spoken.get(h.key, ())
        ),
        naive=naive,
        naive_group=naive_group,
        lost=lost,
        broke=year.failed,
    )


def _chances(year: Year, rules: PlainRules) -> dict[Said, bool]:
    """Everything that was ever owed, and whether it could be said: a working day on which the clock ran and LINE took
    messages, and at the end of which the work was still open."""
    found: dict[Said, bool] = {}
    stories = {story.assignment_id: story for story in rules.stories}
    for at in year.looks:
        day = local_date(at)
        line_took = day not in year.line.away and day not in year.line.dry
        closing = at_local(day, CLOSES)
        for said in rules.owed(at):
            story = stories[said.assignment_id]
            stays = story.is_open(closing) and not story.waiting(closing) and story.due(closing) == story.due(at)
            could = line_took and stays
            found[said] = found.get(said, False) or could
    return found


def _sent(rows: Mapping[uuid.UUID, Any], outbox_id: uuid.UUID | None) -> tuple[str, str]:
    row = rows.get(outbox_id) if outbox_id else None
    return (row.kind, row.state) if row else ("push", "cancelled")


def _end(told: Told | None, *, had_a_chance: bool) -> End:
    if told is None:
        return "lost" if had_a_chance else "superseded"
    if told.carried_by == "held_back":
        return "given up"
    if told.state in ("queued", "sending", "cancelled"):  # at the year's end it still waits for LINE, or for nothing
        return "lost" if had_a_chance or told.state == "cancelled" else "superseded"
    if told.state != "accepted":
        return "failed"
    return "push" if told.kind == "push" else "reply"


def _in_hours(at: datetime, rules: PlainRules) -> bool:
    local = at.astimezone(BANGKOK)
    return rules.is_open_day(local.date()) and OPENS <= local.time() <= time(CLOSES.hour, CLOSES.minute, 59)


def _names(code: str, words: str) -> bool:
    """The code stands in it; or a range, O3–O9, that holds it."""
    if re.search(rf"\b{code}\b", words):
        return True
    letter, number = code[0], int(code[1:])
    return any(int(a) <= number <= int(b) for a, b in re.findall(rf"\b{letter}(\d+)–{letter}(\d+)\b", words))


def _naive(year: Year, rules: PlainRules) -> tuple[Counter[date], Counter[date]]:
    """The same year by the obvious bot: on each rung's day a push for each item to each person who answers for it; or
    one for each item into the group; and a summary a week."""
    each: Counter[date] = Counter()
    group: Counter[date] = Counter()
    weeks: set[tuple[int, int]] = set()
    for at in year.looks:
        today = local_date(at)
        if (week := today.isocalendar()[:2]) not in weeks:  # its summary: to the chief and the coordinator
            weeks.add(week)
            each[today.replace(day=1)] += 2
            group[today.replace(day=1)] += GROUP
        due = [
            (story.code, rung)
            for story in rules.stories
            if story.is_open(at)
            for day, rung in rules.rungs(story.due(at), story.starts_on)
            if day == today
        ]
        each[today.replace(day=1)] += len(due)
        group[today.replace(day=1)] += GROUP * len(set(due))
    return each, group
