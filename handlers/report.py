"""Reports: a division's answer goes into the register, all of it or nothing, with a receipt and a way back."""

from dataclasses import dataclass

from documents import views
from handlers import attaching, evidence, proposals, publishing, results, returning, whose
from handlers.intents import UpdateStatus
from handlers.turn import Message, Turn
from handlers.whose import Instead, Owned
from messages import asking, notices, receipts, talk
from messages import evidence as wording
from messages.views import ChangeView
from messages.words import STATUS_WORDS
from models import queries
from models.changes import Change
from models.people import Member
from models.register import Assignment, WorkItem
from models.weblinks import watch
from models.words import Status

MOST_AT_ONCE = 5


@dataclass(frozen=True)
class Target:
    """One answer to write: whose it is, and whether the speaker gives it for someone else."""

    assignment: Assignment
    status: Status
    on_behalf: bool


def handle(intent: UpdateStatus, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    if not member.reports:
        return talk.cannot_report(member.role)
    found = _by_button(intent, turn, member) if intent.assignment_id else _by_code(intent, turn, member)
    if not isinstance(found, list) or not found:
        return found.messages if isinstance(found, Instead) else []
    if not intent.confirmed and _needs_confirmation(found, doubtful=intent.doubtful):
        return _ask_first(found, intent, turn)
    return _write(found, intent, turn)


def _by_button(intent: UpdateStatus, turn: Turn, member: Member) -> list[Target] | Instead:
    """A tapped button names its assignment; the right to report it is checked as for text."""
    assignment = queries.assignment_by_id(turn.session, turn.office, intent.assignment_id or 0)
    if assignment is None:
        return Instead(notices.button_outdated())
    mine = assignment.is_of(member)
    if not mine and not member.reports_on_behalf:
        return whose.not_yours([assignment.item], turn)
    return [Target(assignment, intent.changes[0].status, on_behalf=not mine)]


def _by_code(intent: UpdateStatus, turn: Turn, member: Member) -> list[Target] | Instead:
    statuses = {change.item: change.status for change in intent.changes}
    found = whose.resolve(
        list(statuses), intent.division, turn, member, several=lambda item: _ask_division(intent, item)
    )
    if isinstance(found, Instead):
        return found
    return [Target(o.assignment, statuses[o.assignment.item.code], o.on_behalf) for o in found]


def _ask_division(intent: UpdateStatus, item: WorkItem) -> list[Message]:
    """A coordinator reports for one of several divisions: which one?"""
    divisions = [(a.division.id, a.division.name) for a in item.assignments if a.division]
    return asking.ask_division(
        codes=[c.item for c in intent.changes], status=intent.changes[0].status, divisions=divisions
    )


def _needs_confirmation(targets: list[Target], *, doubtful: bool) -> bool:
    changing = [t for t in targets if t.assignment.status != t.status]
    heavy = len(changing) > MOST_AT_ONCE or any(t.assignment.status == "done" for t in changing)
    return heavy or (doubtful and bool(changing))


def _ask_first(targets: list[Target], intent: UpdateStatus, turn: Turn) -> list[Message]:
    token = turn.change_set
    turn.wait_for("confirm", [c.item for c in intent.changes], proposal=proposals.keep(intent), token=token)
    lines = [_line(t) for t in targets if t.assignment.status != t.status]
    return asking.confirm(lines=lines, token=token)


def _line(target: Target) -> str:
    before, after = STATUS_WORDS[target.assignment.status], STATUS_WORDS[target.status]
    owner = views.owner_name(target.assignment) or ""
    return f"{target.assignment.item.code} {owner}: {before} → {after}"


def _write(targets: list[Target], intent: UpdateStatus, turn: Turn) -> list[Message]:
    actor = turn.actor()
    written: list[Change] = []
    same: list[Target] = []
    for target in targets:
        if target.assignment.review == "returned" and target.status == "done":
            returning.nothing_more_of(target.assignment, turn)  # it is put right before anybody was told
        change = target.assignment.report(target.status, actor, turn.now, on_behalf=target.on_behalf)
        if change is None:
            same.append(target)
        else:
            written.append(change)
    turn.session.add_all(written)
    owned = [Owned(t.assignment, t.on_behalf) for t in targets]
    attached = attaching.with_report(owned, turn)
    if intent.evidence:
        attaching.each(owned, intent.evidence, turn)
    watch(turn.session, turn.office.id, intent.evidence, turn.now)
    for target in targets:
        publishing.told(target.assignment.item, intent.evidence, turn, on_behalf=target.on_behalf)
    turn.purpose = "receipt"
    behalf = [views.owner_name(t.assignment) or "" for t in targets if t.on_behalf]
    receipt = receipts.receipt(
        [views.change_view(c) for c in written],
        undo=actor.change_set,
        on_behalf=" ".join(dict.fromkeys(behalf)) or None,
        review_follows=turn.office.review_on and any(t.status == "done" for t in targets),
        remaining=_remaining(targets, turn),
        unchanged=[_unchanged(t) for t in same],
    )
    sent = [*evidence.called(attached), *attached.urls]
    before = wording.with_report(targets[0].assignment.item.code, sent) if sent else []
    done = [change.assignment for change in written if change.assignment and change.after == "done"]
    return [*before, *receipt, *results.after_report(done, turn)]


def _unchanged(target: Target) -> ChangeView:
    item = target.assignment.item
    owner = views.owner_name(target.assignment)
    return ChangeView(item.code, item.title, owner, target.status, target.status)


def _remaining(targets: list[Target], turn: Turn) -> int:
    """How many answers the divisions reported for still owe."""
    ids = {t.assignment.division_id for t in targets}
    return sum(a.is_open for i in views.counted(turn.items) for a in i.assignments if a.division_id in ids)
