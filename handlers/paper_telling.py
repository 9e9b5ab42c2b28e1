"""Pushes about papers on their way: to the level whose turn it is, and to the coordinator when it ends or is stuck."""

from collections.abc import Callable
from datetime import date

from documents import paper_views, views
from handlers.turn import Message, Turn
from messages import papers as wording
from messages import thai
from messages.paper_cards import PaperView
from models import outbox, queries
from models.approvals import Approval, ApprovalStep, Level, PaperKind
from models.people import Member


def view(approval: Approval, turn: Turn) -> PaperView:
    return paper_views.paper_view(approval, page(approval.id, turn))


def page(which: int | PaperKind, turn: Turn) -> str | None:
    return turn.pages(turn.office.id, which, turn.now) if turn.pages else None


def ask(approval: Approval, levels: list[Level], turn: Turn, *, again: bool = False) -> bool:
    """The push to the level whose turn it is, once for each person and once more a day when asked for again. Without
    anybody there the coordinator is told. Returns whether a push was written."""
    step = approval.asked
    if step is None:
        return False
    member = step.member
    if member is None or not member.reachable:
        return _nobody(approval, step, turn)
    if member is turn.member and not again:
        return False  # whoever submits decides first: the answer asks
    occasion = f"{_asked(step, member)}:{turn.today.isoformat()}" if again else _asked(step, member)
    if outbox.has_occasion(turn.session, turn.office.id, occasion):
        return False
    _push(member, to_decide(approval, step, levels, turn, again=again), "approval", occasion, turn)
    return True


def to_decide(
    approval: Approval, step: ApprovalStep, levels: list[Level], turn: Turn, *, again: bool = False
) -> list[Message]:
    return wording.to_decide(
        view(approval, turn),
        step.id,
        salutation=salutation(step),
        acts_for=further(approval, step, levels),
        again=again,
    )


def salutation(step: ApprovalStep) -> str:
    """The post is addressed, also when somebody acts in it."""
    return thai.salutation([step.post], "chief" if step.member and step.member.role == "chief" else "head")


def further(approval: Approval, step: ApprovalStep, levels: list[Level]) -> list[str]:
    """The posts after this one that the same person decides for, and so with the same tap."""
    found = []
    for later in approval.steps[step.position :]:
        level = next((level for level in levels if level.post == later.post), None)
        if level is None or level.member is None or level.member.id != step.member_id:
            break
        found.append(later.post)
    return found


def ended(approval: Approval, due: date | None, turn: Turn) -> bool:
    return _to_coordinators(
        approval,
        "ended",
        lambda member: wording.told_ended(view(approval, turn), salutation=views.salutation(member), due=due),
        turn,
    )


def returned(approval: Approval, step: ApprovalStep, turn: Turn) -> bool:
    return _to_coordinators(
        approval,
        "ended",
        lambda member: wording.told_returned(
            view(approval, turn),
            salutation=views.salutation(member),
            post=step.post,
            by=views.named(step.decider),
            comment=step.comment,
        ),
        turn,
    )


def nothing_more(approval: Approval, turn: Turn) -> None:
    """What has not left yet to the level that was asked is not sent."""
    occasions = [_asked(step, step.member) for step in approval.steps if step.member]
    outbox.cancel(
        turn.session, turn.office.id, [*occasions, *(f"{o}:{turn.today.isoformat()}" for o in occasions)], turn.now
    )


def _nobody(approval: Approval, step: ApprovalStep, turn: Turn) -> bool:
    _to_coordinators(
        approval,
        f"nobody:{step.id}",
        lambda member: wording.told_nobody(view(approval, turn), salutation=views.salutation(member)),
        turn,
    )
    return False


def _to_coordinators(approval: Approval, what: str, said: Callable[[Member], list[Message]], turn: Turn) -> bool:
    """Whoever submitted it; when they cannot be reached every coordinator. The speaker has the answer already."""
    submitter = approval.submitter
    found = [submitter] if submitter and submitter.reachable else _coordinators(turn)
    told = False
    for member in found:
        occasion = f"approval:{approval.id}:{what}:{member.id}"
        if member is turn.member or outbox.has_occasion(turn.session, turn.office.id, occasion):
            continue
        _push(member, said(member), "decision", occasion, turn)
        told = True
    return told


def _push(member: Member, messages: list[Message], purpose: str, occasion: str, turn: Turn) -> None:
    outbox.push(
        turn.session,
        office_id=turn.office.id,
        to=member.line_user_id or "",
        member_id=member.id,
        messages=messages,
        purpose=purpose,
        occasion=occasion,
        now=turn.now,
        event_id=turn.event_id,
    )


def _coordinators(turn: Turn) -> list[Member]:
    return [m for m in queries.members_of(turn.session, turn.office) if m.role == "coordinator" and m.reachable]


def _asked(step: ApprovalStep, member: Member) -> str:
    return f"approval:{step.id}:asked:{member.id}"
