"""Deciding a paper: whoever is asked approves it, or returns it with a comment; its end makes the task to publish."""

from typing import Final

from documents import chain, papers
from handlers import paper_telling as telling
from handlers.intents_checking import DecidePaper
from handlers.turn import Message, Turn
from messages import notices
from messages import papers as wording
from messages.words import ROLE_WORDS
from models import approvals, queries, tasks
from models.approvals import Approval, ApprovalStep
from models.conversation import Conversation
from models.people import Member
from models.register import WorkItem

DAYS_TO_PUBLISH: Final = 5  # working days
_DO: Final = "return_paper"


def decide(intent: DecidePaper, turn: Turn) -> list[Message]:
    """A tap decides for good: there is no undo, for the next level is asked at once. The button may be old, forged or
    somebody else's: only who is asked in this very step is heard."""
    found = _mine(intent.step_id, turn)
    if isinstance(found, list):
        return found
    approval, _, member = found
    if not intent.approve:
        turn.wait_for("comment", [], proposal={"do": _DO, "step": intent.step_id})
        return wording.ask_comment(telling.view(approval, turn))
    return _approve(approval, member, turn)


def answer(text: str, question: Conversation, turn: Turn) -> list[Message]:
    """The comment with which a paper goes back."""
    if question.proposal.get("do") != _DO:
        return notices.button_outdated()
    found = _mine(int(question.proposal["step"]), turn)
    turn.session.delete(question)
    if isinstance(found, list):
        return found
    approval, step, member = found
    comment = text.strip()[: wording.COMMENT_UNITS]
    if sum(letter.isalnum() for letter in comment) < 2:  # a dot, a sticker's mark
        turn.session.flush()
        turn.wait_for("comment", [], proposal={"do": _DO, "step": step.id})
        return wording.comment_wanted(telling.view(approval, turn))
    approval.send_back(member, comment, turn.now)
    turn.session.flush()
    turn.purpose = "receipt"
    told = telling.returned(approval, step, turn)
    return wording.sent_back(telling.view(approval, turn), comment, told=told)


def _mine(step_id: int, turn: Turn) -> tuple[Approval, ApprovalStep, Member] | list[Message]:
    """The paper whose step waits for the speaker, locked; or what to answer instead."""
    approval = approvals.of_step(turn.session, turn.office.id, step_id)
    if approval is None or turn.member is None:
        return notices.button_outdated()
    step = next(step for step in approval.steps if step.id == step_id)
    if approval.state == "pending" and step.state == "asked":
        _given_to_its_holder(approval, step, turn)
    view = telling.view(approval, turn)
    if approval.state != "pending" or step.state in ("approved", "returned"):
        return wording.as_it_stands(view)
    if step.state != "asked" or step.member is not turn.member:
        return wording.not_your_turn(view)
    return approval, step, turn.member


def _given_to_its_holder(approval: Approval, step: ApprovalStep, turn: Turn) -> None:
    """Whoever was asked may have left the post since: the right is looked up anew, and who holds the post now is
    asked."""
    levels = chain.levels_of(turn.session, turn.office)
    level = next((level for level in levels if level.post == step.post), None)
    if level is None or step.member is level.member:
        return
    if step.member is not None and step.member is level.unreachable:
        return  # nobody else holds it, and a tap shows that they are there
    step.give(level)
    turn.session.flush()
    telling.ask(approval, levels, turn)


def _approve(approval: Approval, member: Member, turn: Turn) -> list[Message]:
    levels = chain.levels_of(turn.session, turn.office)
    decided = approval.approve(member, levels, turn.now)
    turn.session.flush()
    turn.purpose = "receipt"
    posts = [step.post for step in decided]
    if approval.state != "approved":
        telling.ask(approval, levels, turn)
        return wording.approved(telling.view(approval, turn), posts, told=False)
    approval.task = _task(approval, turn)
    turn.session.flush()
    told = telling.ended(approval, approval.task.due, turn)
    return wording.approved(telling.view(approval, turn), posts, told=told)


def _task(approval: Approval, turn: Turn) -> WorkItem:
    days = queries.working_days(turn.session, turn.office)
    return tasks.add(
        turn.session,
        office_id=turn.office.id,
        round_id=approval.round_id,
        title=f"เผยแพร่{papers.NAMES[approval.paper]} และแจ้ง URL",
        due=days.after(turn.today, DAYS_TO_PUBLISH),
        owner=ROLE_WORDS["coordinator"],
        now=turn.now,
    )
