"""The relay: outbox rows to LINE, replies first; no database session is open during the HTTP call."""

import logging
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from messages.plain import as_text
from models import channels, leasing, outbox, queries
from models.clock import Clock, local_date
from models.database import Database
from models.delivery import Accepted, Later, Outcome, Refused
from models.office import Office
from models.outbox import OutboxMessage
from models.reminders import Reminder
from models.turns import Turns
from scheduler.reminding import REMINDERS

AFTER_THE_TICK = timedelta(minutes=15)

log = logging.getLogger(__name__)


class Sender(Protocol):
    """What the relay needs of the LINE platform."""

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Outcome: ...

    def push(self, to: str, messages: Sequence[dict[str, Any]], retry_key: uuid.UUID) -> Outcome: ...


@dataclass(frozen=True)
class Delivery:
    """A leased row, detached from the database."""

    id: uuid.UUID
    office_id: int
    attempt: int
    kind: str
    to: str
    chat: str
    messages: list[dict[str, Any]]
    expired: bool
    until: datetime  # its lease: then it is another relay's


def deliver_one(
    database: Database,
    sender: Callable[[int], Sender],
    clock: Clock,
    told: Callable[[str, Outcome], None] = lambda _kind, _outcome: None,
    turns: Turns | None = None,
) -> bool:
    """Send the message that has waited longest and write down how it went. False when none is ready.

    A process killed between the two transactions leaves the row leased: a push is tried again with the same retry
    key (409 then means sent), a reply is settled as unknown.
    """
    now = clock()
    with database.read() as session:
        if not leasing.is_work_waiting(session, now):
            return False
    with database.write() as session:
        found = take(session, now, 1, turns)
    if found is None:
        return False
    for delivery in found:
        outcome = send(sender(delivery.office_id), delivery, clock())
        told(delivery.kind, outcome)
        with database.write() as session:
            record(session, [(delivery, outcome)], clock)
    return True


def take(
    session: Session,
    now: datetime,
    most: int,
    turns: Turns | None = None,
    busy: Collection[str] = (),
    replies: int | None = None,
) -> list[Delivery] | None:
    """What is to be sent now, leased. None when nothing waits; what only had to be put off is done with."""
    rows = leasing.claim_some(session, now, most, turns, busy, replies)
    if not rows:
        return None
    taken = []
    for row in rows:
        expired, lease = row.is_expired(now), row.lease_until or now
        if not expired and (until := _not_before(session, row, now)) is not None:
            row.put_off(until)
            continue
        whom = (row.kind, row.to, row.chat, row.messages)
        taken.append(Delivery(row.id, row.office_id, row.attempts, *whom, expired=expired, until=lease))
    return taken


def record(session: Session, landed: Sequence[tuple[Delivery, Outcome]], clock: Clock) -> None:
    """Write down how they went; not of those whose lease ran out and that another relay has."""
    rows = leasing.still_mine_of(session, {delivery.id: delivery.attempt for delivery, _ in landed})
    barred = {channel.office_id for channel in channels.barred(session)}
    for delivery, outcome in landed:
        row = rows.get(delivery.id)
        if row is not None:
            settle(session, row, outcome, clock, is_barred=row.office_id in barred)


def _not_before(session: Session, row: OutboxMessage, now: datetime) -> datetime | None:
    """When a reminder may be heard again that an outage has carried out of office hours; None: now. A little after
    the opening, so that the morning's tick comes first and says it anew with the new day's; an earlier day's waits for
    that tick however late it comes."""
    if row.purpose not in REMINDERS or row.kind != "push":
        return None
    office = session.get_one(Office, row.office_id)
    days, today = queries.working_days(session, office), local_date(now)
    if days.in_office_hours(now, office.remind_at):
        waits = local_date(row.created_at) < today and office.reminded_on != today
        return now + AFTER_THE_TICK if waits else None
    return days.next_opening(now, office.remind_at) + AFTER_THE_TICK


def send(line: Sender, delivery: Delivery, now: datetime) -> Outcome:
    if now >= delivery.until:  # whoever has it by now may have sent it; if nobody has, it waits, or goes as a push
        return Later("its lease ran out before it could leave", untried=True)
    if delivery.expired:
        return Refused(
            f"the {'reply token' if delivery.kind == 'reply' else 'retry key'} expired before it could be used"
        )
    if delivery.kind == "reply":
        return line.reply(delivery.to, delivery.messages)
    return line.push(delivery.to, delivery.messages, delivery.id)


def settle(session: Session, row: OutboxMessage, outcome: Outcome, clock: Clock, *, is_barred: bool = False) -> None:
    """Record the outcome. A receipt whose reply LINE certainly refused is owed as a push: people must learn that
    their report was written down, and a reminder that rode on it is still owed. A reply that may have arrived is left
    alone."""
    now = clock()
    row.settle(outcome, now)
    if not isinstance(outcome, Accepted):
        log.warning("outbox %s %s: %s (%s)", row.kind, row.id, row.state, row.error)
    if is_barred or not isinstance(outcome, Accepted):
        _note_channel(session, row, outcome, now)
    if isinstance(outcome, Refused) and outcome.of_messages and _say_plainly(session, row, now):
        return
    if row.kind != "reply" or row.state != "failed" or not row.chat.startswith("U"):
        return
    reminders = session.scalars(select(Reminder).where(Reminder.outbox_id == row.id)).all()
    if row.purpose == "receipt" or reminders:
        push = outbox.push(
            session,
            office_id=row.office_id,
            to=row.chat,
            member_id=row.member_id,
            messages=row.messages,
            purpose="receipt",
            occasion=f"receipt:{row.id}",
            event_id=row.event_id,
            now=now,
        )
        session.flush()
        for reminder in reminders:
            reminder.carried_by, reminder.outbox_id = "push", push.id


def _note_channel(session: Session, row: OutboxMessage, outcome: Outcome, now: datetime) -> None:
    """Whether LINE takes the office's token at all. Nobody can be told through LINE, so operators are."""
    if isinstance(outcome, Later) and outcome.barred:
        if channels.bar(session, row.office_id, outcome.reason, now):
            log.error("channel of office %s: LINE refuses its token (%s); sending stops", row.office_id, outcome.reason)
    elif isinstance(outcome, Accepted) and channels.free(session, row.office_id):
        log.warning("channel of office %s: LINE takes its token again", row.office_id)


def _say_plainly(session: Session, row: OutboxMessage, now: datetime) -> bool:
    """LINE objects to how it is said, so the same is said once more as plain text: as a row of its own, for LINE has
    certainly not taken the first. False when it was plain already."""
    if all(message.get("type") == "text" for message in row.messages):
        return False
    log.error("outbox %s %s: LINE objects to the messages; saying it as plain text", row.kind, row.id)
    again = outbox.in_other_words(session, row, as_text(row.messages), now)
    session.flush()
    for reminder in session.scalars(select(Reminder).where(Reminder.outbox_id == row.id)):
        reminder.outbox_id = again.id
    return True


def deliver_all(database: Database, sender: Callable[[int], Sender], clock: Clock) -> int:
    """Send everything that is ready; returns how many tries that took."""
    tries = 0
    while deliver_one(database, sender, clock):
        tries += 1
    return tries
