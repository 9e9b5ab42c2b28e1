"""A morning: who is owed what today, and one push for each person at most. Several offices are read together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from documents.figures import Pictures, office_figures
from documents.summary import freeze, week_of
from models import budget as budgets
from models import outbox, queries, review_queue
from models.budget import month_of
from models.clock import local_date
from models.duties import told_of, watches
from models.occasions import Occasion
from models.office import Office
from models.outbox import OutboxMessage
from models.reminders import Reminder
from models.words import Audience
from scheduler import broken, budget, digest, papers, weekly
from scheduler.digest import Desk
from scheduler.shares import Morning, Share, compose, share_of

REMINDERS: Final = ("digest", "summary")  # purposes that are heard in office hours only
Said = tuple[Share, OutboxMessage]


def remind(session: Session, offices: Sequence[Office], now: datetime, pictures: Pictures | None = None) -> int:
    """Write down what these offices' people are owed today, once a day and nothing where the office is closed; returns
    how many pushes that made. The offices' rows must be locked."""
    today = local_date(now)
    offices = [office for office in offices if office.reminded_on is None or office.reminded_on < today]
    closed = queries.closed_on(session, [office.id for office in offices], today)
    ids = [office.id for office in offices if office.id not in closed]
    _take_up_again(session, ids, now)
    seen = watches(session, ids)
    owed = {i: seen[i].owed(today) for i in ids}
    near = {i: digest.near(seen[i], today) for i in ids}
    wanted = set().union(*(digest.spoken_of(seen[i], near[i], owed[i]) for i in ids))
    items = {item.id: item for item in queries.items_by_id(session, wanted)}
    members = queries.reachable_members(session, ids)
    said = weekly.said(session, ids, now)
    readings = budgets.readings(session, ids, month_of(now))
    spent = budgets.spent(session, readings, month_of(now))
    broke = broken.untold(session, [office for office in offices if office.id not in closed])
    queues = review_queue.queues(session, ids)
    waiting = papers.owed(session, {i: seen[i].days for i in ids}, members, today)
    rows = []
    for office in offices:
        last, office.reminded_on, i = office.reminded_on, today, office.id
        if i in closed:
            continue
        plan = budget.plan(readings.get(i), spent.get(i, 0), seen[i], members[i], now)
        queue, days = queues.get(i), seen[i].days
        to_review = queue is not None and queue.is_to_be_told(last, today, days)
        shares = [
            share_of(
                member,
                members[i],
                owed[i],
                broke.get(i, ()),
                waiting.get(i),
                summary=weekly.is_owed(office, member, said, now),
                reviews=to_review,
            )
            for member in members[i]
        ]
        broken.mark_told([one for one in broke.get(i, ()) if any(one in share.broken for share in shares)], now)
        queue = queue if queue is not None and queue.is_old(today, days) else None
        morning = Morning(Desk(office, seen[i], today, near[i], items), now, plan, queue=queue)
        rows += _say(session, morning, [share for share in shares if share.is_worth_saying(plan)], pictures)
    record(session, rows, now)
    return sum(not row.held_back for _, row in rows)


def _say(session: Session, morning: Morning, shares: Sequence[Share], pictures: Pictures | None) -> list[Said]:
    """One office's pushes; the week's summary is made once and kept as the chief gets it."""
    office, now = morning.desk.office, morning.now
    if any(share.summary for share in shares):
        picture = pictures(office_figures(session, office, now)) if pictures else None
        morning = replace(morning, week=week_of(session, office, now), picture=picture)
    rows = [(share, write(session, morning, share)) for share in shares]
    if morning.week is not None:
        of_chief = next((row.messages for share, row in rows if share.member.role == "chief" and share.summary), None)
        freeze(session, office, morning.week, of_chief)
    return rows


def record(session: Session, rows: Sequence[Said], now: datetime) -> None:
    """Each occasion once, with the message that carries it: of several people's, one that is sent."""
    session.flush()
    carried: dict[tuple[int, date, int, int, Audience], tuple[Occasion, OutboxMessage]] = {}
    for share, row in sorted(rows, key=lambda pair: pair[1].held_back):
        for occasion in [*share.own, *share.others]:
            carried.setdefault((occasion.duty.assignment_id, *occasion.key), (occasion, row))
    for key in told_of(session, [assignment_id for assignment_id, *_ in carried]):
        carried.pop(key, None)  # somebody else's message of this very morning carries it
    if carried:
        session.execute(insert(Reminder), [_told(occasion, row, now) for occasion, row in carried.values()])


def _told(occasion: Occasion, row: OutboxMessage, now: datetime) -> dict[str, object]:
    return {
        "office_id": row.office_id,
        "assignment_id": occasion.duty.assignment_id,
        "due": occasion.due,
        "rung": occasion.rung,
        "snoozes": occasion.snoozes,
        "audience": occasion.audience,
        "carried_by": "held_back" if row.held_back else row.kind,
        "owed_at": now,
        "outbox_id": row.id,
    }


def write(session: Session, morning: Morning, share: Share) -> OutboxMessage:
    """The push with everything of a person's share, held back when nothing in it is worth one."""
    member, now = share.member, morning.now
    row = outbox.push(
        session,
        office_id=morning.desk.office.id,
        to=member.line_user_id or "",
        member_id=member.id,
        messages=compose(session, morning, share),
        purpose="summary" if share.summary else "digest",
        occasion=weekly.occasion(member, now) if share.summary else f"digest:{member.id}:{local_date(now).isoformat()}",
        now=now,
    )
    if share.is_held_back(morning.plan):
        row.hold_back(now)
    papers.told(share.papers, share.stuck, now)
    return row


def forget(session: Session, row: OutboxMessage, now: datetime) -> None:
    """A reminder that has not left is taken back, and what it spoke of is owed again."""
    papers.untold(session, row)
    row.set_aside("said otherwise", now)
    session.execute(delete(Reminder).where(Reminder.outbox_id == row.id))


def _take_up_again(session: Session, office_ids: Sequence[int], now: datetime) -> None:
    """What could not be sent on an earlier day is said anew today, as things now stand; what LINE may have taken is
    left alone and listed as unknown."""
    for row in outbox.waiting(session, office_ids, REMINDERS):
        if row.is_certain:
            forget(session, row, now)
            broken.tell_again(session, row)
        else:
            row.set_aside("not sent on its day", now)
