"""What the bot last asked someone and still waits for."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal

from sqlalchemy import Select, String, UniqueConstraint, bindparam, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, OfOffice

Asks = Literal[
    "evidence", "status", "date", "problem", "confirm",
    "lacking", "output", "outcome", "fold_output", "fold_outcome", "comment", "reason",
]  # fmt: skip
PATIENCE = timedelta(minutes=30)


class Conversation(OfOffice, Base):
    """One open question per person and chat; a new question replaces it."""

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("office_id", "chat", "line_user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[str] = mapped_column(String(64))
    line_user_id: Mapped[str] = mapped_column(String(64))
    asks: Mapped[str] = mapped_column(String(20))
    items: Mapped[list[str]] = mapped_column(default=list)
    proposal: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what a confirmation would do
    token: Mapped[str] = mapped_column(String(32), default="")
    until: Mapped[datetime]


def open_question(session: Session, office_id: int, chat: str, line_user_id: str, now: datetime) -> Conversation | None:
    who = {"of_office": office_id, "in_chat": chat, "of_user": line_user_id, "now": now}
    return session.scalars(_open_question(), who).first()


@cache
def _open_question() -> Select[Conversation]:
    """Made once: it is looked for several times an event, and writing it down takes longer than running it."""
    return select(Conversation).where(
        Conversation.office_id == bindparam("of_office"),
        Conversation.chat == bindparam("in_chat"),
        Conversation.line_user_id == bindparam("of_user"),
        Conversation.until > bindparam("now"),
    )


def ask(
    session: Session,
    *,
    office_id: int,
    chat: str,
    line_user_id: str,
    asks: Asks,
    items: list[str],
    now: datetime,
    proposal: dict[str, Any] | None = None,
    token: str = "",
) -> Conversation:
    row = session.scalars(
        select(Conversation).where(
            Conversation.office_id == office_id,
            Conversation.chat == chat,
            Conversation.line_user_id == line_user_id,
        )
    ).first()
    if row is None:
        row = Conversation(office_id=office_id, chat=chat, line_user_id=line_user_id)
        session.add(row)
    row.asks, row.items, row.proposal, row.token = asks, items, proposal or {}, token
    row.until = now + PATIENCE
    return row


def answered(session: Session, question: Conversation) -> None:
    """The bot has said something since: the next short line is no answer to the old question any more. What names
    its own proposal by a token stays (a confirmation, a link without its item): its buttons are still on the screen."""
    if inspect(question).deleted:
        return
    if not question.token:
        session.delete(question)
    elif question.asks == "status":
        question.asks = "confirm"  # only its buttons are live now
