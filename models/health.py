"""How far behind the queues are: the figures that monitors watch, over all offices."""

from datetime import datetime
from typing import get_args

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from models.inbox import InboxEvent
from models.outbox import OutboxMessage, SendState


def oldest_event(session: Session) -> datetime | None:
    """Since when the event that has waited longest has been here."""
    return session.scalar(select(func.min(InboxEvent.received_at)).where(InboxEvent.state == "queued"))


def oldest_message(session: Session) -> datetime | None:
    """Since when the message that has waited longest has been owed."""
    return session.scalar(select(func.min(OutboxMessage.created_at)).where(OutboxMessage.state == "queued"))


def held_back(session: Session, since: datetime) -> int:
    """How many messages were written and not sent since then because the month's quota is short."""
    mine = OutboxMessage.held_back, OutboxMessage.created_at >= since
    return session.scalar(select(func.count()).select_from(OutboxMessage).where(*mine)) or 0


def outbox_counts(session: Session) -> dict[str, int]:
    """How many rows stand in each state."""
    grouped = select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state)
    found: dict[str, int] = {row[0]: row[1] for row in session.execute(grouped)}
    return {state: found.get(state, 0) for state in get_args(SendState)}


def is_being_sent(session: Session) -> bool:
    """Whether a relay has a message in hand."""
    return bool(session.scalar(select(exists().where(OutboxMessage.state == "sending"))))


def next_try(session: Session) -> datetime | None:
    """When the next of the waiting messages may be tried."""
    return session.scalar(select(func.min(OutboxMessage.not_before)).where(OutboxMessage.state == "queued"))
