"""placeholder until aud is merged"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.budget import MonthBudget
from models.outbox import OutboxMessage


def spent(session: Session, reading: MonthBudget) -> int:
    since = session.scalar(
        select(func.coalesce(func.sum(OutboxMessage.cost), 0)).where(
            OutboxMessage.office_id == reading.office_id,
            OutboxMessage.kind == "push",
            OutboxMessage.state.in_(("accepted", "sending", "unknown", "queued")),
            OutboxMessage.created_at > reading.read_at,
        )
    )
    return reading.used + int(since or 0)
