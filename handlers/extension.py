"""More time: a division asks, a coordinator or the chief decides; a date the chief names counts at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from documents import views
from handlers import keeping, telling, whose
from handlers.intents import DecideExtension, RequestExtension
from handlers.turn import Message, Turn
from handlers.whose import Instead, Owned
from messages import extensions as wording
from messages import notices, postbacks, talk
from messages.postbacks import AskExtension
from messages.views import DeadlineView
from models import extensions, queries
from models.clock import local_date
from models.extensions import Extension
from models.people import Member

# A request without a date waits this long for its date before a coordinator is told: one push, not two.
# The reason is waited for in the same way, and so is the reason of a refusal before the asker is told.
WAIT_FOR_DATE = timedelta(minutes=10)
REASON_LENGTH = 500
ASKED, DECLINED = "asked", "declined"  # what a question for a reason is about


def ask(intent: RequestExtension, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    if not intent.items:
        return keeping.ask_where(intent, turn)
    found = whose.resolve(intent.items, intent.division, turn, member, chief=True)
    if isinstance(found, Instead):
        return found.messages
    opened = [o for o in found if o.assignment.is_open]
    codes = list(dict.fromkeys(o.assignment.item.code for o in opened))
    left_out = [code for code in dict.fromkeys(o.assignment.item.code for o in found) if code not in codes]
    if not opened:
        return wording.already_done(left_out)
    intent = replace(intent, items=tuple(codes), reason=intent.reason or _reason_before(codes, turn))
    if intent.until is not None and (refusal := _bad_date(intent, intent.until, opened, turn)):
        return refusal
    return _record(intent, opened, left_out, member, turn)


def _record(
    intent: RequestExtension, opened: Sequence[Owned], left_out: list[str], member: Member, turn: Turn
) -> list[Message]:
    queries.lock_assignments(turn.session, [o.assignment.id for o in opened])
    parts = [(o.assignment, o.on_behalf) for o in opened]
    actor = turn.actor()
    rows, replaced = extensions.ask(turn.session, parts, intent.until, intent.reason, actor, turn.now)
    lines = [views.deadline_view(row) for row in rows]
    telling.nothing_more_of([old.change_set for old in replaced], turn)
    keeping.settled(turn)
    turn.purpose = "receipt"
    if intent.until is not None and member.role == "chief":
        waiting = extensions.askers(turn.session, rows)
        turn.session.add_all([c for row in rows if (c := row.approve(intent.until, actor, turn.now))])
        telling.askers(waiting, "approved", lines, turn)
        return wording.ordered(lines, take_back=actor.change_set, left_out=left_out)
    reason = next((row.reason for row in rows if row.reason), "")
    told = member.role == "coordinator"
    if not told:
        wait = timedelta() if intent.until and reason else WAIT_FOR_DATE
        told = telling.coordinators(rows[0], lines, reason, turn.now + wait, turn)
    if intent.until is None:
        turn.wait_for("date", list(intent.items))
        picks, first, last = _picks(intent, opened, turn)
        return wording.ask_date(lines, picks=picks, first=first, last=last, left_out=left_out)
    if not reason:
        turn.wait_for("reason", list(intent.items), proposal={"do": ASKED, "change_set": actor.change_set})
    return wording.asked(
        lines,
        reason=reason,
        withdraw=actor.change_set,
        told=told,
        decide=rows[0].id if member.decides else None,
        picks=extensions.days_for(turn.today, [line.due for line in lines]),
        on_behalf=whose.behalf(opened),
        left_out=left_out,
    )


def reason_of_request(reason: str, change_set: str, turn: Turn) -> list[Message]:
    """It joins the request, and the coordinators' card if that has not left yet."""
    asked = [r for r in extensions.asked_in(turn.session, turn.office.id, change_set) if _is_by(r.asked_by, turn)]
    if not asked:
        return notices.button_outdated()
    waiting = [row for row in asked if row.state == "pending"]
    if not waiting:
        return already_decided(asked[0])
    for row in waiting:
        row.reason = reason
    turn.purpose = "receipt"
    lines = [views.deadline_view(row) for row in waiting]
    telling.coordinators_why(waiting[0], lines, reason, turn)
    return wording.reason_kept(lines, reason)


def reason_of_refusal(reason: str, change_set: str, turn: Turn) -> list[Message]:
    """It joins the decision, and what the asker is told of it if that has not left yet."""
    declined = extensions.ended_in(turn.session, turn.office.id, change_set, "declined")
    declined = [row for row in declined if _is_by(row.decided_by, turn)]
    if not declined:
        return notices.button_outdated()
    for row in declined:
        row.decision_note = reason
    turn.purpose = "receipt"
    lines = [views.deadline_view(row) for row in declined]
    told = telling.askers_why(extensions.askers(turn.session, declined), change_set, lines, reason, turn)
    return wording.refusal_reason_kept(lines, reason, told=told)


def _is_by(member_id: int | None, turn: Turn) -> bool:
    return turn.member is not None and turn.member.id == member_id


def _bad_date(intent: RequestExtension, until: date, opened: Sequence[Owned], turn: Turn) -> list[Message] | None:
    problems = [(o, extensions.date_problem(until, turn.today, o.assignment.due_on)) for o in opened]
    problem = next((p for _, p in problems if p), None)
    if problem is None:
        return None
    turn.wait_for("date", list(intent.items), proposal={"reason": intent.reason})
    lines = [_line(o, until) for o, found in problems if found == problem]
    picks, first, last = _picks(intent, opened, turn)
    return wording.bad_date(problem, lines, picks=picks, first=first, last=last)


def _picks(intent: RequestExtension, opened: Sequence[Owned], turn: Turn) -> tuple[AskExtension, date, date]:
    """What the calendar under a question says back, and the days it offers."""
    division = next((d.id for d in turn.divisions if d.name == intent.division), None)
    first, last = extensions.days_for(turn.today, [o.assignment.due_on for o in opened])
    return AskExtension(intent.items, division), first, last


def _reason_before(codes: list[str], turn: Turn) -> str:
    """The reason given with a date that could not be, when now the date alone is told."""
    question = turn.question()
    if question is None or question.asks != "date" or question.items != codes:
        return ""
    return str(question.proposal.get("reason", ""))


def decide(intent: DecideExtension, turn: Turn) -> list[Message]:
    """One button decides every part of the request that still waits. Who may is checked before, at the access."""
    rows = extensions.of_request(turn.session, turn.office.id, intent.extension_id)
    rows = [r for r in rows if r.assignment.item.round_id == turn.office.current_round_id]
    named = next((r for r in rows if r.id == intent.extension_id), None)
    if named is None:
        return notices.button_outdated()
    waiting = [r for r in rows if r.state == "pending"]
    if not waiting:
        return already_decided(named)
    if not intent.approve:
        lines = [views.deadline_view(row) for row in waiting]
        for row in waiting:
            row.decline(turn.actor(), turn.now)
        return _decided(waiting, lines, turn, approved=False)
    return _approve(waiting, intent, turn)


def _approve(waiting: Sequence[Extension], intent: DecideExtension, turn: Turn) -> list[Message]:
    """An approval without a date, or with one that can be no more, asks for the date instead."""
    dates = [(row, intent.until or row.until) for row in waiting]
    lines = [replace(views.deadline_view(row), until=until, asked=row.until) for row, until in dates]
    problems = [
        extensions.date_problem(until, turn.today, row.assignment.due_on) if until else None for row, until in dates
    ]
    first, last = extensions.days_for(turn.today, [row.assignment.due_on for row in waiting])
    problem = next((p for p in problems if p), None)
    if intent.until is not None and problem is not None:
        picks = postbacks.DecideExtension(intent.extension_id, approve=True)
        shown = [line for line, found in zip(lines, problems, strict=True) if found == problem]
        return wording.bad_date(problem, shown, picks=picks, first=first, last=last)
    granted = [(row, until) for row, until in dates if until is not None]
    if problem is not None or len(granted) < len(dates):
        return wording.date_wanted(lines, extension_id=intent.extension_id, first=first, last=last)
    actor = turn.actor()
    turn.session.add_all([c for row, until in granted if (c := row.approve(until, actor, turn.now))])
    return _decided(waiting, lines, turn, approved=True)


def _decided(rows: Sequence[Extension], lines: list[DeadlineView], turn: Turn, *, approved: bool) -> list[Message]:
    turn.purpose = "receipt"
    turn.session.flush()
    telling.nothing_more_of([row.change_set for row in rows], turn)
    waiting = extensions.askers(turn.session, rows)
    later = None if approved else turn.now + WAIT_FOR_DATE
    told = telling.askers(waiting, "approved" if approved else "declined", lines, turn, not_before=later)
    if told and not approved:
        codes = list(dict.fromkeys(line.code for line in lines))
        turn.wait_for("reason", codes, proposal={"do": DECLINED, "change_set": turn.change_set})
    return wording.decided(lines, approved=approved, take_back=turn.change_set, told=told)


def already_decided(row: Extension) -> list[Message]:
    if row.state == "pending":
        return notices.button_outdated()
    return wording.already_decided(
        row.state,
        by=views.named(row.decider) if row.decider else "",
        on=local_date(row.decided_at) if row.decided_at else None,
        until=row.granted or row.until,
    )


def _line(owned: Owned, until: date) -> DeadlineView:
    item = owned.assignment.item
    return DeadlineView(item.code, item.title, views.owner_name(owned.assignment), owned.assignment.due_on, until)
