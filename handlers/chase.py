"""Reminding a division now, because the coordinator or the chief asked for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from documents import views
from handlers import proposals
from handlers.intents import Chase
from handlers.turn import Message, Turn
from messages import asking, chasing, reminders
from messages.chasing import Chased
from models import outbox, queries
from models.changes import CHASE, Change
from models.office import Division
from models.people import Member
from models.register import WorkItem

MAY_CHASE = ("coordinator", "chief")
NOT_AGAIN = timedelta(hours=4)
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Owing:
    """A division, what it is reminded of, and whom that reaches."""

    division: Division
    items: list[WorkItem]
    late: bool
    members: list[Member]
    waiting: list[WorkItem]  # left out: more time was asked for, and nobody has decided yet


def handle(intent: Chase, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None or member.role not in MAY_CHASE:
        return chasing.refused()
    unknown = [name for name in intent.divisions if name not in {d.name for d in turn.divisions}]
    if unknown:
        return asking.unknown_division(unknown[0], known=[d.name for d in turn.divisions], brief=turn.in_group)
    wanted = [d for d in turn.divisions if d.name in intent.divisions] if intent.divisions else turn.divisions
    members = queries.members_of(turn.session, turn.office)
    found = [_owing(d, members, turn, named=bool(intent.divisions)) for d in wanted]
    owing = [o for o in found if o.items]
    last = queries.chased_since(turn.session, turn.office, turn.now - NOT_AGAIN)
    to_tell = [o for o in owing if o.members and o.division.name not in last]
    people = {m.id: m for o in to_tell for m in o.members}
    after_hours = not queries.working_days(turn.session, turn.office).in_office_hours(turn.now, turn.office.remind_at)
    told = [
        Chased(
            o.division.name,
            tuple(i.code for i in o.items),
            o.late,
            tuple(_name(m) for m in o.members),
            last.get(o.division.name),
        )
        for o in owing
    ]
    if people and len(intent.divisions) != 1 and not intent.confirmed:
        turn.wait_for("confirm", [], proposal=proposals.keep(intent), token=turn.change_set)
        shown = [c for c in told if c.last is None]
        return chasing.confirm(shown, people=len(people), now=turn.now, after_hours=after_hours, token=turn.change_set)
    for recipient in people.values():
        _push(recipient, [o for o in to_tell if recipient in o.members], turn)
    if people:
        _record(to_tell, turn)
        turn.purpose = "receipt"
    return chasing.answer(
        told,
        people=len(people),
        now=turn.now,
        after_hours=after_hours,
        hours=int(NOT_AGAIN.total_seconds() // 3600),
        days=SOON.days,
        clear=[o.division.name for o in found if not o.items and not o.waiting] if intent.divisions else (),
        waiting=list(dict.fromkeys(item.code for o in found for item in o.waiting)),
        unowned=() if intent.divisions else _unowned(turn),
        names=not turn.in_group,
    )


def _owing(division: Division, members: Sequence[Member], turn: Turn, *, named: bool) -> Owing:
    """What is overdue; of a division asked for by name also what falls due soon, when nothing is overdue. Reached is
    everybody registered for it whom a message reaches, but for the one who asks."""
    until = turn.today + SOON if named else turn.today - timedelta(days=1)
    due = [
        (a, a.due_on)
        for item in turn.items
        for a in item.assignments
        if a.division_id == division.id and a.is_open and a.due_on and a.due_on <= until
    ]
    asked_after = [(a.item, day) for a, day in due if a.asks_more_time is None]
    waiting = [a.item for a, _ in due if a.asks_more_time is not None]
    late = [item for item, day in asked_after if day < turn.today]
    soon = [item for item, _ in asked_after]
    reached = [m for m in members if m.answers_for(division.id) and m.reachable and m is not turn.member]
    return Owing(division, late or soon, bool(late), reached, waiting)


def _unowned(turn: Turn) -> list[str]:
    """Overdue items of a named person or of nobody: no division can be reminded of them, so the asker hears of them."""
    late = []
    for item in turn.items:
        if item.assignments:
            days = [a.due_on for a in item.assignments if a.is_open and a.division_id is None]
        else:
            days = [item.due] if views.is_owed(item, turn.office) else []
        if any(day and day < turn.today for day in days):
            late.append(item.code)
    return late


def _push(recipient: Member, owing: Sequence[Owing], turn: Turn) -> None:
    """One message a person, of all the divisions they answer for; once an event."""
    occasion = f"chase:{turn.change_set}:{recipient.id}"
    if outbox.has_occasion(turn.session, turn.office.id, occasion):
        return
    ids = [o.division.id for o in owing]
    items = {item.code: item for o in owing for item in o.items}
    shown = [views.item_view(item, turn.office, turn.today, ids) for item in items.values()]
    round_ = turn.office.current_round
    outbox.push(
        turn.session,
        office_id=turn.office.id,
        to=recipient.line_user_id or "",
        member_id=recipient.id,
        messages=reminders.digest(
            salutation=views.salutation(recipient),
            office=turn.office.name,
            year=round_.assessment_year if round_ else turn.today.year + 543,
            today=turn.today,
            due_soon=[v for v in shown if v.due and v.due >= turn.today],
            overdue=[v for v in shown if v.due and v.due < turn.today],
            can_report={a.id for i in items.values() for a in i.assignments if recipient.answers_for(a.division_id)},
            asked_by=turn.member.role if turn.member else None,
        ),
        purpose="chase",
        occasion=occasion,
        event_id=turn.event_id,
        now=turn.now,
    )


def _record(owing: Sequence[Owing], turn: Turn) -> None:
    """Who had which division reminded of what, and when: rows of the register's append-only record."""
    actor = turn.actor()
    turn.session.add_all(
        Change.of(item, None, CHASE, "", o.division.name, actor, turn.now) for o in owing for item in o.items
    )


def _name(member: Member) -> str:
    return member.display_name or views.salutation(member).removeprefix("เรียน ")
