"""Evidence put on an answer, and taken off again: each time with its row in the record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from models.changes import Actor, Change
from models.evidence import Evidence, has_link
from models.register import Assignment, WorkItem

FIELD = "evidence"  # of a Change; `after` is the link, or what the file is called
UNSENT = "unsent"  # why evidence whose message its sender took back no longer stands


def link(
    session: Session,
    item: WorkItem,
    assignment: Assignment | None,
    url: str,
    actor: Actor,
    now: datetime,
    *,
    on_behalf: bool = False,
) -> Evidence | None:
    """Attach a link, on one division's answer or on the whole item; None when it stands there already."""
    if has_link(session, item, assignment, url):
        return None
    row = Evidence(
        office_id=item.office_id,
        item=item,
        assignment=assignment,
        kind="link",
        url=url,
        added_at=now,
        added_by=actor.member_id,
        on_behalf=on_behalf,
        change_set=actor.change_set,
        event_id=actor.event_id,
    )
    change = Change.of(item, assignment, FIELD, "", url, actor, now, on_behalf=on_behalf)
    session.add_all((row, change))
    return row


def place(
    session: Session,
    row: Evidence,
    item: WorkItem,
    assignment: Assignment | None,
    called: str,
    actor: Actor,
    now: datetime,
    *,
    on_behalf: bool = False,
) -> Evidence:
    """Attach a picture or file; one that stands elsewhere already (or was taken back) gets a second row, which shares
    the content. `called`: what the record calls it."""
    if row.item_id is not None or row.item is not None or row.removed_at is not None:
        row = row.again(now)
        session.add(row)
    row.item, row.assignment, row.on_behalf = item, assignment, on_behalf
    row.change_set = actor.change_set
    session.add(Change.of(item, assignment, FIELD, "", called, actor, now, on_behalf=on_behalf))
    session.flush()
    return row


def take_off(session: Session, row: Evidence, actor: Actor, now: datetime, *, note: str = "") -> None:
    """The record of one piece that no longer counts, beside the change that attached it."""
    taking_off = aliased(Change)
    attached = session.scalars(
        select(Change).where(
            Change.office_id == row.office_id,
            Change.change_set == row.change_set,
            Change.field == FIELD,
            Change.item_id == row.item_id,
            Change.assignment_id.is_not_distinct_from(row.assignment_id),
            ~Change.is_undo,
            ~exists().where(taking_off.undoes == Change.id),
        )
    ).all()
    # A kept file may have got another ending than the one it was recorded with.
    called = row.url or row.name
    change = next((c for c in attached if c.after == called), attached[0] if len(attached) == 1 else None)
    if change is None:
        return
    undoing = Change.of(change.item, change.assignment, FIELD, change.after, "", actor, now, note=note)
    undoing.undoes, undoing.on_behalf = change.id, change.on_behalf
    session.add(undoing)
    session.flush()


def unsend(session: Session, office_id: int, message_ids: Sequence[str], now: datetime) -> None:
    """The sender took the message back in the chat: its picture or file is nobody's to see any more."""
    rows = session.scalars(
        select(Evidence).where(
            Evidence.office_id == office_id, Evidence.message_id.in_(message_ids), Evidence.removed_at.is_(None)
        )
    ).all()
    for row in rows:
        row.removed_at, row.why, row.try_at = now, UNSENT, None
        if row.item_id is not None:
            role = row.adder.role if row.adder else None
            take_off(session, row, Actor(row.added_by, role, "chat", f"unsend-{row.id}"), now)
