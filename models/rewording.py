"""A push that has not left yet, said in other words."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.outbox import OutboxMessage


def reword(session: Session, office_id: int, occasion: str, messages: list[dict[str, Any]], now: datetime) -> bool:
    """Say this instead, at once. False when it has left, or may have: then nothing is said a second time."""
    found = session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.office_id == office_id,
            OutboxMessage.occasion == occasion,
            OutboxMessage.state == "queued",
            OutboxMessage.attempts == 0,
        )
        .values(messages=messages, not_before=now)
        .returning(OutboxMessage.id)
    )
    return found.first() is not None
