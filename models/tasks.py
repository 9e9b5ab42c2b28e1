"""Tasks: work that the bot itself puts into the register, under codes T1, T2 … of the round."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.changes import Actor, Change
from models.register import Assignment, WorkItem


def add(
    session: Session, *, office_id: int, round_id: int, title: str, due: date, owner: str, now: datetime
) -> WorkItem:
    """A task of nobody's division. `owner`: what its one assignment calls whoever does it."""
    last = session.scalar(
        select(func.max(WorkItem.number)).where(WorkItem.round_id == round_id, WorkItem.kind == "task")
    )
    number = (last or 0) + 1
    item = WorkItem(
        office_id=office_id,
        round_id=round_id,
        kind="task",
        code=f"T{number}",
        number=number,
        title=title,
        owners=owner,
        due=due,
        web_status="unchecked",
        elements=[],
        steps=[],
        loaded={},
    )
    item.assignments = [Assignment(office_id=office_id, person=owner, status="not_reported", created_at=now)]
    session.add(item)
    session.flush()
    return item


def tell_address(item: WorkItem, url: str, actor: Actor, now: datetime, *, on_behalf: bool = False) -> Change | None:
    """Where what the task asked for is published; only a task's address is told in chat."""
    if item.kind != "task" or url == item.url:
        return None
    change = Change.of(item, None, "url", item.url, url, actor, now, on_behalf=on_behalf)
    item.url = url
    return change
