"""The outbox: everything we say is a row here first, committed together with what it speaks of."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    exists,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, OfOffice, choice
from models.delivery import Accepted, Later, Outcome, Refused, Unclear, backoff

SendKind = Literal["reply", "push"]
SendState = Literal["queued", "sending", "accepted", "failed", "unknown", "cancelled"]
UNSENT: Final = ("queued", "sending")

LEASE = timedelta(seconds=60)
# A reply token lives about a minute (LINE reference, "Send reply message"); after that only a push carries an answer.
REPLY_LIFETIME = timedelta(seconds=55)
# A retry key is honoured for 24 hours; a retry after that would send a second time, so the last one comes before.
RETRY_WINDOW = timedelta(hours=23)


class OutboxMessage(OfOffice, Base):
    """One reply or push. Its UUID is LINE's retry key from the first try on."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        UniqueConstraint("office_id", "occasion"),
        Index("ix_outbox_message_state_not_before", "state", "not_before"),
        Index("ix_outbox_message_office_id_state_chat", "office_id", "state", "chat"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    kind: Mapped[SendKind] = mapped_column(choice(SendKind, "send_kind"))
    to: Mapped[str] = mapped_column(String(200))  # reply token, or LINE user/group id
    chat: Mapped[str] = mapped_column(String(64))  # whom it reaches, also for a reply; empty once that is forgotten
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    # answer | receipt | digest | chase | summary | apology | request | decision | evidence | review | approval …
    purpose: Mapped[str] = mapped_column(String(20))
    occasion: Mapped[str | None] = mapped_column(String(100))  # what may be said only once
    messages: Mapped[list[dict[str, Any]]]
    cost: Mapped[int]  # people reached, as LINE bills a push; a reply is free
    event_id: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[SendState] = mapped_column(choice(SendState, "send_state"), default="queued")
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    first_tried_at: Mapped[datetime | None] = mapped_column(default=None)
    lease_until: Mapped[datetime | None] = mapped_column(default=None)
    ambiguous: Mapped[bool] = mapped_column(default=False)  # some try may have been accepted
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    request_id: Mapped[str | None] = mapped_column(String(64))
    error: Mapped[str | None] = mapped_column(Text)
    held_back: Mapped[bool] = mapped_column(default=False)  # written and cancelled at once: the month's quota is short

    def settle(self, outcome: Outcome, now: datetime) -> None:
        """Write down how a try ended and whether there will be another."""
        self.lease_until = None
        self.request_id = outcome.request_id or self.request_id
        if isinstance(outcome, Accepted):
            self._end("accepted", now)
            return
        self.error = outcome.reason
        self.ambiguous = self.ambiguous or isinstance(outcome, Unclear)
        if isinstance(outcome, Refused):
            self._end("unknown" if self.ambiguous else "failed", now)
        elif self.kind == "reply":
            self._end("unknown" if isinstance(outcome, Unclear) else "failed", now)
        else:
            later = outcome if isinstance(outcome, Later) else None
            wait = (later.wait if later else None) or backoff(self.attempts)
            if later and later.untried and self.chat:
                self.put_off(now + wait)
            elif self.chat == "" or now + wait > (self.first_tried_at or now) + RETRY_WINDOW:
                self._end("unknown" if self.ambiguous else "failed", now)
            else:
                self.state, self.not_before = "queued", now + wait

    @property
    def is_certain(self) -> bool:
        """It still waits and LINE has certainly not taken it: it may be put off, cancelled or replaced."""
        return self.state == "queued" and not self.ambiguous

    def is_expired(self, now: datetime) -> bool:
        """Its token is spent; or LINE, which may have taken it, no longer knows the retry key: it would come twice."""
        forgotten = self.ambiguous and now > (self.first_tried_at or now) + RETRY_WINDOW
        return now > self.created_at + REPLY_LIFETIME if self.kind == "reply" else forgotten

    def put_off(self, until: datetime) -> None:
        """Claimed at a time when it should not be heard: it waits, and this was no try."""
        self.state, self.not_before, self.lease_until, self.attempts = "queued", until, None, self.attempts - 1
        self.first_tried_at = self.first_tried_at if self.attempts else None

    def set_aside(self, why: str, now: datetime) -> None:
        """Not to be sent any more, and its occasion is free again. One that LINE may have taken ends as unknown."""
        self.occasion, self.error = None, why
        self._end("unknown" if self.ambiguous else "cancelled", now)

    def hold_back(self, now: datetime) -> None:
        """Written for the record and not sent: the month's quota is short."""
        self.held_back = True
        self._end("cancelled", now)

    def forget_when_settled(self) -> None:
        """Whom it reaches is no business of ours any more; what it says is needed until it is sent."""
        self.chat = ""
        if self.state not in UNSENT:
            self._forget()

    def _forget(self) -> None:
        self.to, self.chat, self.messages = "", "", []

    def _end(self, state: SendState, now: datetime) -> None:
        self.state, self.settled_at = state, now
        if self.chat == "":
            self._forget()


def reply(
    session: Session,
    *,
    office_id: int,
    token: str,
    chat: str,
    member_id: int | None,
    messages: list[dict[str, Any]],
    purpose: str,
    event_id: str,
    now: datetime,
) -> OutboxMessage | None:
    """Answer an event. Nothing to say is no row."""
    if not messages:
        return None
    row = OutboxMessage(
        office_id=office_id,
        kind="reply",
        to=token,
        chat=chat,
        member_id=member_id,
        purpose=purpose,
        messages=messages,
        cost=0,
        event_id=event_id,
        created_at=now,
        not_before=now,
    )
    session.add(row)
    return row


def push(
    session: Session,
    *,
    office_id: int,
    to: str,
    member_id: int | None,
    messages: list[dict[str, Any]],
    purpose: str,
    now: datetime,
    occasion: str | None = None,
    not_before: datetime | None = None,
    event_id: str | None = None,
) -> OutboxMessage:
    """Owe one person a push. With an `occasion` the database refuses a second row for it."""
    row = OutboxMessage(
        office_id=office_id,
        kind="push",
        to=to,
        chat=to,
        member_id=member_id,
        purpose=purpose,
        occasion=occasion,
        messages=messages,
        cost=1,
        event_id=event_id,
        created_at=now,
        not_before=not_before or now,
    )
    session.add(row)
    return row


def in_other_words(
    session: Session, row: OutboxMessage, messages: list[dict[str, Any]], now: datetime
) -> OutboxMessage:
    """What was refused, once more: a new row in its place, which has its occasion too."""
    again = OutboxMessage(
        office_id=row.office_id,
        kind=row.kind,
        to=row.to,
        chat=row.chat,
        member_id=row.member_id,
        purpose=row.purpose,
        occasion=row.occasion,
        messages=messages,
        cost=row.cost,
        event_id=row.event_id,
        created_at=row.created_at,
        not_before=now,
    )
    row.occasion = None
    session.flush()  # the occasion is free before it is taken again
    session.add(again)
    return again


def cancel(session: Session, office_id: int, occasions: Sequence[str], now: datetime) -> None:
    """Do not say any more what has not been sent yet."""
    session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.office_id == office_id,
            OutboxMessage.occasion.in_(occasions),
            OutboxMessage.state == "queued",
            OutboxMessage.attempts == 0,
        )
        .values(state="cancelled", settled_at=now)
    )


def has_occasion(session: Session, office_id: int, occasion: str) -> bool:
    return bool(
        session.scalar(select(exists().where(OutboxMessage.office_id == office_id, OutboxMessage.occasion == occasion)))
    )


def waiting(session: Session, office_ids: Collection[int], purposes: Sequence[str]) -> Sequence[OutboxMessage]:
    """Pushes of these purposes that have not left yet, oldest first, and that no relay takes until the transaction
    ends; one that a relay is just taking has left."""
    return session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.state == "queued",
            OutboxMessage.office_id.in_(office_ids),
            OutboxMessage.kind == "push",
            OutboxMessage.purpose.in_(purposes),
        )
        .order_by(OutboxMessage.created_at)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()


def rows(
    session: Session, office_id: int | None = None, state: str | None = None, *, held_back: bool = False
) -> Sequence[OutboxMessage]:
    """Everything said or owed, oldest first; of one office, in one state, or only what was held back."""
    wanted = select(OutboxMessage).order_by(OutboxMessage.created_at)
    if office_id is not None:
        wanted = wanted.where(OutboxMessage.office_id == office_id)
    if state is not None:
        wanted = wanted.where(OutboxMessage.state == state)
    if held_back:
        wanted = wanted.where(OutboxMessage.held_back)
    return session.scalars(wanted).all()
