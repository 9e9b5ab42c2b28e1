"""A reminder answered without a report: it was read, or the work is to be spoken of later."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers import whose
from handlers.intents import Acknowledge, Snooze
from handlers.turn import Message, Turn
from handlers.whose import Instead
from messages import acknowledging as wording
from messages import notices, talk
from models import queries
from models.people import Member
from models.register import Assignment
from models.snoozes import FURTHEST, latest_snooze


@dataclass(frozen=True)
class Spoken:
    """What is answered, and the day on which the bot spoke of it."""

    work: list[Assignment]
    day: date


def acknowledge(intent: Acknowledge, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    told = _told(intent.day, member, turn)
    if isinstance(told, Instead):
        return told.messages
    known = queries.acknowledged_since(turn.session, member, told.day)
    fresh = [a for a in told.work if a.id not in known]
    if not fresh:
        return wording.already_acknowledged(_codes(told.work))
    actor = turn.actor()
    turn.session.add_all([a.acknowledge(actor, turn.now) for a in fresh])
    turn.purpose = "receipt"
    return wording.acknowledged(_codes(fresh), undo=actor.change_set)


def snooze(intent: Snooze, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    found = _named(intent.items, member, turn) if intent.items else _told(intent.day, member, turn)
    if isinstance(found, Instead):
        return found.messages
    if intent.until is None or intent.until <= turn.today:
        return wording.how_long(intent.items, most=FURTHEST.days)
    return _put_off(found.work, intent.until, turn)


def _put_off(work: Sequence[Assignment], wanted: date, turn: Turn) -> list[Message]:
    """Each item as far as it may wait; what is due today stays, and is said so."""
    moved, already, actor = defaultdict(list), defaultdict(list), turn.actor()
    due_today, shortened = [], False
    for assignment in work:
        latest = latest_snooze(assignment.due_on, turn.today)
        if latest is None:
            due_today.append(assignment)
            continue
        until = min(wanted, latest)
        shortened = shortened or until < wanted
        if assignment.snoozed_until == until:
            already[until].append(assignment)
        else:
            turn.session.add(assignment.snooze(until, actor, turn.now, turn.today))
            moved[until].append(assignment)
    if moved:
        turn.purpose = "receipt"
    return wording.put_off(
        {day: _codes(found) for day, found in moved.items()},
        already={day: _codes(found) for day, found in already.items()},
        due_today=_codes(due_today),
        shortened=shortened,
        most=FURTHEST.days,
        undo=actor.change_set,
    )


def _told(day: date | None, member: Member, turn: Turn) -> Spoken | Instead:
    """What the digest of that day, or the last one, told this member of and still waits for an answer: a digest says
    everything of theirs that a reminder has spoken of by then, not only what it speaks of for the first time."""
    mine = [a for item in turn.items for a in item.assignments if a.is_of(member)]
    told = queries.last_told(turn.session, mine, day or turn.today)
    last = max(told.values(), default=None)
    if day is not None and last != day:
        return Instead(notices.button_outdated())
    work = [a for a in mine if a.id in told and _waits(a)]
    return Spoken(work, last) if last is not None and work else Instead(wording.nothing())


def _named(codes: Sequence[str], member: Member, turn: Turn) -> Spoken | Instead:
    """The speaker's own part of these items, whether or not a reminder has spoken of them."""
    found = whose.resolve(codes, None, turn, member)
    if isinstance(found, Instead):
        return found
    strange = [turn.item(o.assignment.item.code) for o in found if o.on_behalf]
    if strange:
        return whose.not_yours([item for item in strange if item], turn)
    work = [o.assignment for o in found if _waits(o.assignment)]
    return Spoken(work, turn.today) if work else Instead(wording.nothing(codes))


def _waits(assignment: Assignment) -> bool:
    """Open, and nobody has asked for more time: then no reminder comes anyway."""
    return assignment.is_open and assignment.asks_more_time is None


def _codes(work: Sequence[Assignment]) -> list[str]:
    return list(dict.fromkeys(a.item.code for a in work))
