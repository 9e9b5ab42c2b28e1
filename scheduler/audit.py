"""The self-audit: proves office by office that nothing that is owed was lost and that no row is stuck."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

from sqlalchemy import and_, func, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models import heartbeat, queries, replay
from models.changes import Change
from models.clock import at_local, local_date
from models.database import Database
from models.duties import watch
from models.extensions import Extension
from models.inbox import InboxEvent
from models.ladder import OFFICE_CLOSES
from models.office import Office
from models.outbox import OutboxMessage
from models.reminders import Reminder
from scheduler.outlook import OpenWork, Outlook, hearer_of, outlook

Kind = Literal[
    "lost",  # a rung passed, the office was reminded today, and nobody was told of it
    "unheard",  # neither a member of the division nor a coordinator is there to be told
    "unsent",  # a message is queued and its time has long come
    "half_sent",  # a message was being sent when its relay died, and no other took it
    "undelivered",  # a push that LINE refused, or of which nobody knows whether LINE took it
    "unanswered",  # an event from a chat that nobody handled
    "record",  # the register holds something else than its record of changes tells
    "unlinked",  # a reminder is recorded and the message that carried it is not there
    "no_due",  # open, and never reminded of because it has no deadline
    "no_member",  # the division has no reachable head: the coordinator is told
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
# Known and told to people elsewhere: they are listed and counted, but nothing is broken.
NOTES: Final[frozenset[Kind]] = frozenset({"no_due", "no_member"})

UNSENT_AFTER = timedelta(minutes=30)
HALF_SENT_AFTER = timedelta(minutes=10)
UNANSWERED_AFTER = timedelta(minutes=10)
# What went wrong earlier has been looked at, or will not be: a finding nobody can mend would hide new ones.
LOOK_BACK = timedelta(days=7)
AFTER_THE_TICK = timedelta(minutes=10)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """`row` names the table and the row's id; item and division only where it is about an assignment."""

    kind: Kind
    row: str
    item: str = ""
    division: str = ""
    detail: str = ""

    @property
    def is_fault(self) -> bool:
        return self.kind not in NOTES

    @classmethod
    def of_work(cls, kind: Kind, work: OpenWork, detail: str = "") -> "Finding":
        return cls(kind, f"assignment {work.id}", work.code, work.division, detail)


def sweep(session: Session, office: Office, now: datetime) -> list[Finding]:
    """Everything of this office that is lost or stuck, and what is open without being reminded of."""
    ahead = outlook(session, office, now)
    return [
        *_silent(ahead),
        *_lost(session, office, now, ahead),
        *_stuck(session, office, now),
        *_unlinked(session, office, now),
        *_unrecorded(session, office),
    ]


def is_due(session: Session, now: datetime) -> bool:
    """Once a day, when every office's reminder time has passed."""
    last = heartbeat.last(session).get("audit")
    today = local_date(now)
    latest = min(session.scalar(select(func.max(Office.remind_at))) or OFFICE_CLOSES, OFFICE_CLOSES)
    return now >= at_local(today, latest) + AFTER_THE_TICK and (last is None or local_date(last.at) < today)


def run(database: Database, now: datetime, enough: Callable[[], bool] = lambda: False) -> Counter[Kind] | None:
    """Sweep every office, one at a time; log the faults and keep the counts for the monitors. `enough` is looked at
    between two offices, so that a process can end: None then, and the audit stays due."""
    counts: Counter[Kind] = Counter(dict.fromkeys(KINDS, 0))
    unread = 0
    with database.read() as session:
        office_ids = session.scalars(select(Office.id).order_by(Office.id)).all()
    for office_id in office_ids:
        if enough():
            return None
        try:
            with database.read(at_one_instant=True) as session:
                office = session.get(Office, office_id)
                found = sweep(session, office, now) if office else []
        except OperationalError:
            raise  # the database's weather: the whole audit is made again
        except Exception:
            log.exception("audit: office %s could not be looked at", office_id)
            unread += 1
            continue
        counts.update(f.kind for f in found)
        for finding in found:
            if finding.is_fault:
                log.warning("audit: %s: office %s, %s", finding.kind, office_id, finding.row)
    with database.write() as session:
        heartbeat.beat(session, "audit", now, unread + sum(n for kind, n in counts.items() if kind not in NOTES))
        for kind, found_of_kind in counts.items():
            heartbeat.beat_found(session, kind, now, found_of_kind)
    return counts


def _silent(ahead: list[Outlook]) -> Iterator[Finding]:
    """Open work of which nobody hears. The rest has a day ahead on which it is spoken of, or waits for an answer."""
    for each in ahead:
        if each.rests == "no_due":
            yield Finding.of_work("no_due", each.work)
        elif each.hearer == "nobody":
            yield Finding.of_work("unheard", each.work)
        elif each.hearer == "coordinator":
            yield Finding.of_work("no_member", each.work)


def _lost(session: Session, office: Office, now: datetime, ahead: list[Outlook]) -> Iterator[Finding]:
    """What is owed and not recorded although the office's reminders of today were written."""
    today = local_date(now)
    seen = watch(session, office)
    if office.reminded_on != today or not seen.days.is_open(today):
        return
    morning = at_local(today, office.remind_at)
    there = [m for m in queries.members_of(session, office) if m.registered_at < morning]
    items, assignments = _touched_since(session, office, morning)
    open_work = {each.work.id: each.work for each in ahead}
    for occasion in seen.owed(today):
        work = open_work[occasion.duty.assignment_id]
        hearer = hearer_of(work, there)
        if hearer == "nobody" or (occasion.audience == "owner" and hearer != "owner"):
            continue  # whoever answers for it has registered since
        if occasion.audience == "coordinator" and not any(m.role == "coordinator" and m.reachable for m in there):
            continue
        if work.item_id in items or work.id in assignments or work.created_at >= morning:
            continue  # it changed after the clock had looked: it is looked at tomorrow
        yield Finding.of_work("lost", work, f"due {occasion.due}, rung {occasion.rung}")


def _touched_since(session: Session, office: Office, since: datetime) -> tuple[set[int], set[int]]:
    """Items changed as a whole, and assignments changed or asked more time for, since then."""
    items: set[int] = set()
    assignments: set[int] = set()
    changes = select(Change.item_id, Change.assignment_id).where(Change.office_id == office.id, Change.at >= since)
    for item_id, assignment_id in session.execute(changes):
        if assignment_id is None:
            items.add(item_id)
        else:
            assignments.add(assignment_id)
    requests = select(Extension.assignment_id).where(
        Extension.office_id == office.id, or_(Extension.asked_at >= since, Extension.decided_at >= since)
    )
    assignments.update(session.scalars(requests))
    return items, assignments


def _stuck(session: Session, office: Office, now: datetime) -> Iterator[Finding]:
    """Messages and events that should long have gone on."""
    rows = session.execute(
        select(OutboxMessage.id, OutboxMessage.kind, OutboxMessage.purpose, OutboxMessage.state).where(
            OutboxMessage.office_id == office.id,
            or_(
                and_(OutboxMessage.state == "queued", OutboxMessage.not_before < now - UNSENT_AFTER),
                and_(OutboxMessage.state == "sending", OutboxMessage.lease_until < now - HALF_SENT_AFTER),
                and_(
                    OutboxMessage.kind == "push",
                    OutboxMessage.state.in_(("failed", "unknown")),
                    OutboxMessage.settled_at >= now - LOOK_BACK,
                ),
            ),
        )
    )
    kinds: dict[str, Kind] = {"queued": "unsent", "sending": "half_sent"}
    for message_id, send_kind, purpose, state in rows:
        yield Finding(kinds.get(state, "undelivered"), f"outbox {message_id}", detail=f"{send_kind} {purpose} {state}")
    waiting = select(InboxEvent.id, InboxEvent.kind).where(
        InboxEvent.office_id == office.id,
        InboxEvent.state == "queued",
        InboxEvent.received_at < now - UNANSWERED_AFTER,
    )
    for event_id, event_kind in session.execute(waiting):
        yield Finding("unanswered", f"inbox {event_id}", detail=event_kind)


def _unlinked(session: Session, office: Office, now: datetime) -> Iterator[Finding]:
    """Reminders without their message. What the quota held back may have had none."""
    rows = session.execute(
        select(Reminder.id, Reminder.rung).where(
            Reminder.office_id == office.id,
            Reminder.outbox_id.is_(None),
            Reminder.carried_by != "held_back",
            Reminder.owed_at >= now - LOOK_BACK,
        )
    )
    for reminder_id, rung in rows:
        yield Finding("unlinked", f"reminder {reminder_id}", detail=f"rung {rung}")


def _unrecorded(session: Session, office: Office) -> Iterator[Finding]:
    """The rows of changes, replayed, are the register; each began where the one before it had ended. Texts are not
    told here: findings are logged."""
    state, register = replay.recorded(session, office), replay.registered(session, office)
    for difference in replay.differences(state, register):
        item_id, assignment_id = difference.subject
        row = f"work_item {item_id}" if assignment_id is None else f"assignment {assignment_id}"
        yield Finding("record", row, detail=difference.field)
    for found in state.breaks:
        yield Finding("record", f"change {found.change_id}", detail=found.field)
