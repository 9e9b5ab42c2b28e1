"""Submitting a paper up the office's chain: a look at it, its freezing, and what becomes of it."""

from sqlalchemy import select

from documents import chain, paper_views, papers
from handlers import paper_telling as telling
from handlers import proposals
from handlers.intents_checking import AskPaperAgain, ListPapers, SubmitPaper, WithdrawPaper
from handlers.turn import Message, Turn
from messages import notices, talk
from messages import papers as wording
from models import approvals, queries
from models.approvals import Approval, ApprovalStep, Level
from models.office import Office

SHOWN = 8  # papers of the round, those on their way first


def submit(intent: SubmitPaper, turn: Turn) -> list[Message]:
    """What would be submitted is shown; confirmed, it is frozen as it then stands and the first level is asked."""
    office = turn.office
    if turn.member is None or office.current_round_id is None:
        return talk.not_understood()
    # Of two who submit the same paper at once, the second finds it submitted.
    turn.session.execute(select(Office.id).where(Office.id == office.id).with_for_update(key_share=True))
    if already := approvals.pending(turn.session, office.current_round_id, intent.paper):
        return wording.pending_already(telling.view(already, turn), may_withdraw=True)
    levels = chain.levels_of(turn.session, office)
    if not levels:
        members = queries.members_of(turn.session, office)
        return wording.no_chain(sum(m.role == "chief" and m.reachable for m in members))
    if any(level.member is None for level in levels):
        return wording.nobody_holds([paper_views.level_view(level) for level in levels], kind=intent.paper)
    content = papers.content(turn.session, office, intent.paper, levels, turn.now)
    if not content["rows"]:
        return wording.nothing_in_it(papers.NAMES[intent.paper])
    if not intent.confirmed:
        token = turn.change_set
        turn.wait_for("confirm", [], proposal=proposals.keep(intent), token=token)
        return wording.preview(
            paper_views.draft_view(content, intent.paper, levels, telling.page(intent.paper, turn)), token
        )
    return _freeze(intent, content, levels, turn)


def _freeze(intent: SubmitPaper, content: papers.Content, levels: list[Level], turn: Turn) -> list[Message]:
    approval = Approval(
        office_id=turn.office.id,
        round_id=turn.office.current_round_id,
        paper=intent.paper,
        title=content["title"],
        content=content,
        digest=papers.digest(content),
        state="pending",
        submitter=turn.member,
        submitted_at=turn.now,
        event_id=turn.event_id,
    )
    approval.steps = [
        ApprovalStep(
            office_id=turn.office.id,
            position=position,
            post=level.post,
            member=level.member,
            acting=level.acting,
            state="waiting",
            comment="",
        )
        for position, level in enumerate(levels, start=1)
    ]
    turn.session.add(approval)
    approval.ask_next(levels, turn.now)
    turn.session.flush()
    turn.purpose = "receipt"
    receipt = wording.submitted(telling.view(approval, turn))
    telling.ask(approval, levels, turn)
    step = approval.asked
    if step is not None and step.member is turn.member:
        return [*receipt, *telling.to_decide(approval, step, levels, turn)]
    return receipt


def withdraw(intent: WithdrawPaper, turn: Turn) -> list[Message]:
    """By a coordinator, as long as it has not ended."""
    found = intent.approval_id
    if found is None:
        waiting = [a.id for a in _of_round(turn) if a.state == "pending"]
        if len(waiting) != 1:
            return list_(ListPapers(), turn)
        [found] = waiting
    approval = approvals.locked(turn.session, turn.office.id, found)
    if approval is None:
        return notices.button_outdated()
    if approval.state != "pending":
        return wording.as_it_stands(telling.view(approval, turn))
    approval.withdraw(turn.now)
    telling.nothing_more(approval, turn)
    turn.purpose = "receipt"
    return wording.withdrawn(telling.view(approval, turn))


def ask_again(intent: AskPaperAgain, turn: Turn) -> list[Message]:
    """Whoever holds the post now is asked."""
    approval = approvals.locked(turn.session, turn.office.id, intent.approval_id)
    if approval is None:
        return notices.button_outdated()
    step = approval.asked
    if approval.state != "pending" or step is None:
        return wording.as_it_stands(telling.view(approval, turn))
    levels = chain.levels_of(turn.session, turn.office)
    level = next((level for level in levels if level.post == step.post), None)
    if level is not None and level.member is None:
        return wording.nobody_holds([paper_views.level_view(level)], kind=approval.paper)
    is_new = level is not None and level.member is not step.member
    step.give(level)
    if step.member is None or not step.member.reachable:
        return wording.nobody_holds([paper_views.step_view(step, last=False)], kind=approval.paper)
    turn.session.flush()
    if step.member is turn.member:
        return telling.to_decide(approval, step, levels, turn, again=True)
    told = telling.ask(approval, levels, turn, again=not is_new)
    turn.purpose = "receipt"
    return wording.asked_again(telling.view(approval, turn), told=told)


def list_(_intent: ListPapers, turn: Turn) -> list[Message]:
    """Every paper of the round, those on their way first; under each what its reader may do."""
    member = turn.member
    found = sorted(_of_round(turn), key=lambda a: (a.state != "pending", -a.id))[:SHOWN]
    levels = chain.levels_of(turn.session, turn.office)
    views = {a.id: telling.view(a, turn) for a in found}
    footers = {}
    is_coordinator = member is not None and member.role == "coordinator"
    for approval in found:
        step = approval.asked if approval.state == "pending" else None
        mine = step if step is not None and member is not None and step.member_id == member.id else None
        footers[approval.id] = wording.footer_of(
            views[approval.id],
            step_id=mine.id if mine else None,
            acts_for=telling.further(approval, mine, levels) if mine else (),
            coordinator=is_coordinator,
        )
    return wording.listing(list(views.values()), footers, may_submit=is_coordinator)


def _of_round(turn: Turn) -> list[Approval]:
    if turn.office.current_round_id is None:
        return []
    return list(approvals.of_round(turn.session, turn.office.current_round_id))
