"""The office's LINE group: binding it, greeting it, leaving it."""

from sqlalchemy import delete

from handlers.intents import Bind, JoinedGroup, LeftGroup
from handlers.turn import Message, Turn
from messages import people
from models.people import Group


def bind(_intent: Bind, turn: Turn) -> list[Message]:
    """Only a registered coordinator binds a group, and only from within it."""
    if turn.chat.group_id is None:
        return people.bind_in_group()
    if turn.member is None or turn.member.role != "coordinator":
        return people.bind_refused()
    if turn.chat.bound:
        return people.already_bound()
    turn.session.add(
        Group(
            office_id=turn.office.id,
            line_group_id=turn.chat.group_id,
            bound_at=turn.now,
            bound_by=turn.member.id,
        )
    )
    turn.purpose = "receipt"
    return people.bound(office=turn.office.name)


def joined(_intent: JoinedGroup, _turn: Turn) -> list[Message]:
    return people.group_greeting()


def left(_intent: LeftGroup, turn: Turn) -> list[Message]:
    turn.session.execute(
        delete(Group).where(Group.office_id == turn.office.id, Group.line_group_id == turn.chat.group_id)
    )
    return []
