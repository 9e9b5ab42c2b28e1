"""Papers as plain values for messages and pages: their figures, their levels, and how each level stands."""

from collections.abc import Sequence

from documents import papers, views
from documents.papers import Content
from messages.paper_cards import PaperView, StepView
from models.approvals import Approval, ApprovalStep, Level, PaperKind
from models.clock import local_date
from models.people import Member


def draft_view(content: Content, kind: PaperKind, levels: Sequence[Level], page: str | None) -> PaperView:
    return PaperView(
        kind=kind,
        name=papers.NAMES[kind],
        title=content["title"],
        office=content["office"]["name"],
        as_of=papers.as_of(content),
        digest="",
        totals=content["totals"],
        lacking=papers.lacking(content),
        steps=[level_view(level, last=level is levels[-1]) for level in levels],
        state="draft",
        page=page,
    )


def paper_view(approval: Approval, page: str | None = None) -> PaperView:
    content = approval.content
    return PaperView(
        kind=approval.paper,
        name=papers.NAMES[approval.paper],
        title=approval.title,
        office=content["office"]["name"],
        as_of=papers.as_of(content),
        digest=approval.digest,
        totals=content["totals"],
        lacking=papers.lacking(content),
        steps=[step_view(step, last=step is approval.steps[-1]) for step in approval.steps],
        state=approval.state,
        id=approval.id,
        by=views.named(approval.submitter),
        page=page,
        task=approval.task.code if approval.task else "",
        address=approval.task.url if approval.task else "",
    )


def level_view(level: Level, *, last: bool = False) -> StepView:
    holder = level.member or level.unreachable
    return StepView(level.post, _name(holder), level.acting, last=last, reachable=level.member is not None)


def step_view(step: ApprovalStep, *, last: bool) -> StepView:
    who = step.decider if step.decided_at else step.member
    at = step.decided_at or (step.asked_at if step.state == "asked" else None)
    return StepView(
        post=step.post,
        name=_name(who),
        acting=step.acting,
        state=step.state,
        on=local_date(at) if at else None,
        comment=step.comment,
        last=last,
        reachable=who is not None and who.reachable,
    )


def _name(member: Member | None) -> str:
    """Somebody who was forgotten has no name any more."""
    if member is None or member.erased_at is not None:
        return ""
    return member.display_name or views.named(member)
