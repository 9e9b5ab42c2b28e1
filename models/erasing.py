"""Forgetting a person: who they are and what they said and were told is emptied; the office's record stays."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, cast, delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.conversation import Conversation
from models.inbox import InboxEvent
from models.office import Division, Office
from models.outbox import UNSENT, OutboxMessage
from models.papers_in import PaperIn
from models.people import Member, WrongCode
from models.reminders import Reminder
from models.weeks import WeekSummary

_READ_BY_PEOPLE: Final = frozenset(("text", "altText"))
# Of rows that a relay may be about to send: as they are now, and nobody else's until the transaction ends.
_AS_IT_IS: Final = {"populate_existing": True}
# A name this short may be part of any word: it is replaced only where it stands alone.
_LONG_NAME: Final = 4


def erase(session: Session, member: Member, called: str, now: datetime, event_id: str | None = None) -> None:
    """`called` takes the name's place in messages to others; `event_id` is the event that asks for it, when one does.

    The member's row stays without name, LINE id, post and divisions: reports, requests and evidence still point at it.
    """
    user, name = member.line_user_id, " ".join(member.display_name.split())
    if user is not None:
        _forget_told(session, member.office_id, user, now)
        _forget_said(session, member.office_id, user, name, event_id)
    if _is_personal(session, member.office_id, name):
        _forget_name(session, member.office_id, name, called)
    session.execute(delete(PaperIn).where(PaperIn.office_id == member.office_id, PaperIn.member_id == member.id))
    member.line_user_id, member.display_name, member.post = None, "", ""
    member.divisions = []
    member.consented_at, member.erased_at = None, now
    session.flush()


def _forget_said(session: Session, office_id: int, user: str, name: str, event_id: str | None) -> None:
    """Open questions, wrong codes, and every event that names the person; one that still waits is handled first."""
    for question in session.scalars(
        select(Conversation).where(
            Conversation.office_id == office_id, or_(Conversation.line_user_id == user, Conversation.chat == user)
        )
    ):
        session.delete(question)
    session.execute(delete(WrongCode).where(WrongCode.office_id == office_id, WrongCode.line_user_id == user))
    handled = or_(InboxEvent.state != "queued", InboxEvent.webhook_event_id == (event_id or ""))
    named = [_contains(InboxEvent.payload, user), *([_contains(InboxEvent.payload, name)] if name else [])]
    mine = InboxEvent.office_id == office_id, handled
    _set(session, update(InboxEvent).where(*mine, or_(*named)).values(payload={}))
    _set(session, update(InboxEvent).where(*mine, InboxEvent.chat == user).values(payload={}, chat=""))


def _forget_told(session: Session, office_id: int, user: str, now: datetime) -> None:
    """Pushes that wait are not sent, and what they spoke of is owed to whoever answers now. What is on its way is
    forgotten when it has arrived."""
    reached = OutboxMessage.office_id == office_id, OutboxMessage.chat == user
    for row in session.scalars(select(OutboxMessage).where(*reached).with_for_update(), execution_options=_AS_IT_IS):
        if row.state == "queued" and row.kind == "push":
            row.set_aside("the person was erased", now)
            session.execute(delete(Reminder).where(Reminder.outbox_id == row.id))
        row.forget_when_settled()


def _forget_name(session: Session, office_id: int, name: str, called: str) -> None:
    """In what others were told. A push that LINE may have taken stays as it is, for a retry must not differ."""
    alone = rf"(?<!\w){re.escape(name)}(?![\w\u0e30-\u0e4e])"
    pattern = re.compile(re.escape(name) if len(name) >= _LONG_NAME else alone)
    told = OutboxMessage.office_id == office_id, _contains(OutboxMessage.messages, name)
    for row in session.scalars(select(OutboxMessage).where(*told).with_for_update(), execution_options=_AS_IT_IS):
        if row.state not in UNSENT or row.is_certain:
            row.messages = _replaced(row.messages, pattern, called)
    kept = WeekSummary.office_id == office_id, _contains(WeekSummary.messages, name)
    for week in session.scalars(select(WeekSummary).where(*kept)):
        week.messages = _replaced(week.messages, pattern, called)


def _is_personal(session: Session, office_id: int, name: str) -> bool:
    """Not a single letter, and not a name the office itself goes by: some call their LINE account «กองคลัง»."""
    return len(name) > 1 and not any(name in word for word in _words_of(session, office_id))


def _words_of(session: Session, office_id: int) -> Iterator[str]:
    yield from session.scalars(select(Office.name).where(Office.id == office_id))
    for division in session.scalars(select(Division).where(Division.office_id == office_id)):
        yield from (division.name, division.head_title, *division.aliases)


def _replaced(value: Any, pattern: re.Pattern[str], called: str) -> Any:
    """The same JSON with the name replaced wherever people read it; a new value, so that the change is noticed."""
    match value:
        case dict():
            return {
                key: pattern.sub(lambda _: called, inner)
                if key in _READ_BY_PEOPLE and isinstance(inner, str)
                else _replaced(inner, pattern, called)
                for key, inner in value.items()
            }
        case list():
            return [_replaced(inner, pattern, called) for inner in value]
        case _:
            return value


def _contains(column: InstrumentedAttribute[Any], text: str) -> ColumnElement[bool]:
    """Whether the stored JSON holds this text, as JSON writes it."""
    return cast(column, Text).contains(json.dumps(text)[1:-1], autoescape=True)


def _set(session: Session, statement: Any) -> None:
    session.execute(statement, execution_options={"synchronize_session": False})


def heirs(members: Iterable[Member], leaving: Member) -> tuple[list[Division], bool]:
    """What an erasure leaves behind: the divisions nobody else answers for, and whether no coordinator is left."""
    others = [m for m in members if m.id != leaving.id and m.reachable]
    alone = [d for d in leaving.divisions if not any(m.answers_for(d.id) for m in others)]
    last = leaving.role == "coordinator" and not any(m.role == "coordinator" for m in others)
    return (alone if leaving.reports else []), last
