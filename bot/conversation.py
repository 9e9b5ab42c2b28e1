"""One event, one transaction: understand it, let the handler change the register, write the answer into the outbox."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot import events
from bot.events import Event, Happened, Said, Sent, Tapped
from bot.setting_aside import give_up
from documents.addresses import Addresses
from handlers import buttons, intents, router
from handlers import intents_checking as checking
from handlers.context import Context, Pending
from handlers.intents import Intent
from handlers.naming import division_names, item_names
from handlers.turn import Chat, Message, Turn
from handlers.understanding import understand
from models import conversation, inbox, outbox, queries
from models.clock import Clock
from models.database import Database
from models.inbox import InboxEvent
from models.office import Office
from models.turns import Turns
from scheduler import riding

log = logging.getLogger(__name__)

_HAPPENINGS: dict[str, Intent] = {
    "follow": intents.Followed(),
    "unfollow": intents.Unfollowed(),
    "join": intents.JoinedGroup(),
    "leave": intents.LeftGroup(),
}

NOWHERE = Addresses()
DisplayName = Callable[[int, str], str]
TRIES = 4  # of an event that fails


def handle_next(
    database: Database,
    clock: Clock,
    display_name: DisplayName,
    addresses: Addresses = NOWHERE,
    turns: Turns | None = None,
) -> str | None:
    """Handle the oldest waiting event of the office whose turn it is. Returns "done" or "failed", or None when there
    was nothing to do.

    The event's state, the register and the answer commit together, so a crash anywhere leaves the event waiting.
    """
    named: dict[tuple[int, str], str] = {}
    turns = turns or Turns()
    for tries_left in reversed(range(TRIES)):
        now = clock()
        with database.read() as session:
            if not inbox.is_work_waiting(session):
                return None
        taken: tuple[int, str] | None = None  # kept apart from the row: a rollback leaves that unreadable
        turn_before = turns.after
        try:
            with database.write() as session:
                event = inbox.next_event(session, turns)
                if event is None:
                    return None
                taken = event.id, event.webhook_event_id
                newcomer = _newcomer(event, now)
                if newcomer is not None and newcomer not in named and tries_left:
                    raise _UnnamedError(newcomer)
                if inbox.was_unsent(session, event):
                    event.payload = {}
                _handle(session, event, now, named.get(newcomer, "") if newcomer else "", addresses)
                inbox.settle(event, "done", now)
            return "done"
        except OperationalError:
            raise  # the database's weather, not the event's fault: it stays queued
        except _UnnamedError as unnamed:
            named[unnamed.who] = display_name(*unnamed.who)
            turns.after = turn_before
        except Exception as error:
            if taken is None:
                raise
            if tries_left:
                # The clock, a relay or another worker may have written the same at the same moment, or taken away what
                # was read: as things stand now it may go well. A bug fails each time, and nothing of it stays.
                log.warning("event %s: %s, trying again", taken[1], type(error).__name__, exc_info=True)
                turns.after = turn_before  # this one, not the next office's
                continue
            log.exception("event %s failed", taken[1])
            give_up(database, taken[0], clock())
            return "failed"
    return None


class _UnnamedError(Exception):
    """Somebody is about to register: LINE is asked for the name before the transaction, never within."""

    def __init__(self, who: tuple[int, str]) -> None:
        super().__init__()
        self.who = who  # the office and the LINE id


def _newcomer(event: InboxEvent, now: datetime) -> tuple[int, str] | None:
    """The office and LINE id of someone about to register."""
    read = events.read(event.webhook_event_id, event.payload)
    if read is None or read.user_id is None or not isinstance(read.what, Said):
        return None
    registers = isinstance(understand(read.what.text, Context(today=now.date())), intents.Register)
    return (event.office_id, read.user_id) if registers else None


def _handle(
    session: Session,
    row: InboxEvent,
    now: datetime,
    display_name: str,
    addresses: Addresses,
) -> None:
    event = events.read(row.webhook_event_id, row.payload)
    office = session.get(Office, row.office_id)
    if event is None or office is None:
        return
    turn = turn_of(session, office, event, now, display_name, addresses)
    intent = intent_of(event, turn)
    if intent is not None:
        serve(intent, event, turn)


def serve(intent: Intent, event: Event, turn: Turn) -> None:
    """Do what is wanted, and owe the answer as a reply to the event."""
    question = turn.question_before
    answer = router.route(intent, turn)
    if question is not None and answer and not turn.asked:
        conversation.answered(turn.session, question)
    rides = _ride(answer, turn) if event.reply_token else None
    if turn.purpose == "receipt":
        riding.say_anew(turn.session, turn.office, turn.now)
    if event.reply_token:
        reply = outbox.reply(
            turn.session,
            office_id=turn.office.id,
            token=event.reply_token,
            chat="" if turn.purpose == "goodbye" else event.chat,  # it forgets itself once it is said
            member_id=turn.member.id if turn.member else None,
            messages=[*rides.messages, *answer] if rides else answer,
            purpose=turn.purpose,
            event_id=event.event_id,
            now=turn.now,
        )
        if rides and reply:
            rides.on(turn.session, reply, turn.now)


def _ride(answer: list[Message], turn: Turn) -> riding.Ride | None:
    """The day's reminder goes with an answer in 1:1, above it: only the last message's quick replies are shown."""
    if turn.member is None or turn.in_group or turn.asked or not 0 < len(answer) <= riding.MOST_BESIDE:
        return None
    return riding.ride(turn.session, turn.office, turn.member, turn.now, len(answer))


def turn_of(
    session: Session,
    office: Office,
    event: Event,
    now: datetime,
    display_name: str = "",
    addresses: Addresses = NOWHERE,
) -> Turn:
    member = queries.member_by_line_id(session, office, event.user_id) if event.user_id else None
    bound = bool(event.group_id and queries.bound_group(session, office, event.group_id))
    return Turn(
        session=session,
        office=office,
        chat=Chat(event.chat, event.group_id, bound),
        line_user_id=event.user_id,
        member=member,
        now=now,
        event_id=event.event_id,
        source="button" if isinstance(event.what, Tapped) else "chat",
        display_name=display_name,
        reply_token=event.reply_token or "",
        pictures=addresses.picture,
        files=addresses.file,
        pages=addresses.page,
        reports=addresses.report,
    )


def intent_of(event: Event, turn: Turn) -> Intent | None:
    match event.what:
        case Said(text):
            return understand(text, context_of(turn))
        case Tapped(data, params):
            return buttons.of_postback(data, params, turn)
        case Sent(kind, message_id, name, size, set_id, set_total):
            return checking.SendFile(kind, message_id, name, size, set_id, set_total)
        case Happened(kind):
            return _HAPPENINGS.get(kind)


def context_of(turn: Turn) -> Context:
    """What the understanding may know of this office and this speaker."""
    question = turn.question_before
    return Context(
        today=turn.today,
        in_group=turn.in_group,
        role=turn.member.role if turn.member else None,
        divisions=division_names((d.name, d.aliases) for d in turn.divisions),
        items=item_names((i.code, i.title) for i in turn.items),
        pending=Pending(question.asks, tuple(question.items), question.token) if question else None,
        own_divisions=tuple(d.name for d in turn.own_divisions()),
    )
