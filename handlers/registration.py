"""Who people are: registering with a one-time code, being greeted, asking who one is, leaving."""

from sqlalchemy import func, select

from documents.text import clean
from handlers.intents import Followed, Register, Unfollowed, WhoAmI
from handlers.turn import Message, Turn
from messages import people
from models.people import WRONG_CODES_ALLOWED, WRONG_CODES_WINDOW, Invite, Member, WrongCode, hash_code


def register(intent: Register, turn: Turn) -> list[Message]:
    """A code opens once. Wrong ones are counted, and after five in an hour even a right one is not looked at."""
    user = turn.line_user_id
    if user is None:
        return []
    if _wrong_codes(turn, user) >= WRONG_CODES_ALLOWED:
        return people.bad_code("throttled")
    invite = turn.session.scalars(
        select(Invite)
        .where(Invite.office_id == turn.office.id, Invite.code_hash == hash_code(intent.code))
        .with_for_update()
    ).first()
    if invite is None:
        turn.session.add(WrongCode(office_id=turn.office.id, line_user_id=user, at=turn.now))
        return people.bad_code("unknown")
    if invite.used_at is not None:
        return people.bad_code("used")
    if invite.expires_at <= turn.now:
        return people.bad_code("expired")
    member = _enrol(invite, turn, user)
    invite.used_at = turn.now
    turn.session.flush()
    invite.used_by = member.id
    turn.purpose = "receipt"
    return people.registered(
        name=member.display_name,
        role=member.role,
        divisions=_places(member),
        office=turn.office.name,
        days=turn.office.keep_chat_days,
    )


def _enrol(invite: Invite, turn: Turn, user: str) -> Member:
    """A second code adds its division to a head or staff member of the same role; otherwise it sets the role anew. A
    post replaces the one before."""
    member = turn.member
    if member is None:
        member = Member(office_id=turn.office.id, line_user_id=user, role=invite.role, registered_at=turn.now)
        member.divisions, member.post = [], ""
        turn.session.add(member)
        turn.member = member
    elif member.role != invite.role:
        member.role, member.divisions, member.post = invite.role, [], ""
    member.display_name = clean(turn.display_name)[:200] or member.display_name or ""
    member.blocked_at = None
    member.consented_at = turn.now  # what is kept was told before, and is told again in the receipt
    if invite.division is not None and invite.division not in member.divisions:
        member.divisions.append(invite.division)
    if invite.post:
        member.post = invite.post
    return member


def _places(member: Member) -> list[str]:
    """Divisions, and the post in the chain of approval."""
    return [*(d.name for d in member.divisions), *([member.post] if member.post else [])]


def _wrong_codes(turn: Turn, user: str) -> int:
    since = turn.now - WRONG_CODES_WINDOW
    return (
        turn.session.scalar(
            select(func.count()).where(
                WrongCode.office_id == turn.office.id, WrongCode.line_user_id == user, WrongCode.at > since
            )
        )
        or 0
    )


def who_am_i(_intent: WhoAmI, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return people.must_register(days=turn.office.keep_chat_days)
    return people.who_am_i(
        name=member.display_name,
        role=member.role,
        divisions=_places(member),
        office=turn.office.name,
        days=turn.office.keep_chat_days,
    )


def followed(_intent: Followed, turn: Turn) -> list[Message]:
    """A new friend is told how to register; one who unblocked us is reachable again."""
    if turn.member is not None:
        turn.member.blocked_at = None
        return who_am_i(WhoAmI(), turn)
    return people.welcome(office=turn.office.name, days=turn.office.keep_chat_days)


def unfollowed(_intent: Unfollowed, turn: Turn) -> list[Message]:
    if turn.member is not None:
        turn.member.blocked_at = turn.now
    return []
