"""Requests for more time: one pending per assignment, decided by a coordinator or chief, never deleted."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, String, Text, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, OfOffice, choice
from models.people import Member

if TYPE_CHECKING:  # the register knows the requests on an assignment, so it imports this module
    from models.changes import Actor, Change
    from models.register import Assignment, WorkItem

ExtensionState = Literal["pending", "approved", "declined", "withdrawn"]
DateProblem = Literal["past", "not_later", "too_far"]

FURTHEST = timedelta(days=400)
_PENDING = text("state = 'pending'")


class Extension(OfOffice, Base):
    """One assignment's part of a request; the parts of one request share its change set and are decided together."""

    __tablename__ = "extension"
    __table_args__ = (
        Index("uq_extension_pending", "assignment_id", unique=True, sqlite_where=_PENDING, postgresql_where=_PENDING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"), index=True)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    on_behalf: Mapped[bool] = mapped_column(default=False)
    until: Mapped[date | None]  # as asked
    reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[ExtensionState] = mapped_column(choice(ExtensionState, "extension_state"), default="pending")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    change_set: Mapped[str] = mapped_column(String(32), index=True)
    granted: Mapped[date | None] = mapped_column(default=None)  # what the decider gave, which may be another date
    decision_note: Mapped[str] = mapped_column(Text, default="")  # why it was declined, where that was told
    # The change set that ended it: a decision, or the newer request (or the asker) that withdrew it.
    ended_in: Mapped[str | None] = mapped_column(String(32), index=True, default=None)
    event_id: Mapped[str | None] = mapped_column(String(64))

    assignment: Mapped["Assignment"] = relationship()
    asker: Mapped[Member | None] = relationship(foreign_keys=[asked_by])
    decider: Mapped[Member | None] = relationship(foreign_keys=[decided_by])

    def approve(self, until: date, actor: "Actor", now: datetime) -> "Change | None":
        """Grant it, until a date that the decider may have named: the deadline moves, and that is the change."""
        self.granted = until
        self._end("approved", actor, now)
        return self.assignment.move_due(until, actor, now)

    def decline(self, actor: "Actor", now: datetime) -> None:
        self._end("declined", actor, now)

    def withdraw(self, actor: "Actor", now: datetime) -> None:
        self._end("withdrawn", actor, now)

    def reopen(self) -> None:
        """What ended it was taken back: it waits for a decision again."""
        self.state, self.decided_by, self.decided_at, self.ended_in = "pending", None, None, None
        self.granted, self.decision_note = None, ""

    def _end(self, state: ExtensionState, actor: "Actor", now: datetime) -> None:
        if self.state != "pending":
            msg = f"extension {self.id} is {self.state}"
            raise ValueError(msg)
        self.state, self.decided_by, self.decided_at, self.ended_in = state, actor.member_id, now, actor.change_set


def date_problem(until: date, today: date, due: date | None) -> DateProblem | None:
    """Why a deadline cannot move to this date; None when it can."""
    if until < today:
        return "past"
    if due is not None and until <= due:
        return "not_later"
    return "too_far" if until - today > FURTHEST else None


def first_date(today: date, due: date | None) -> date:
    """The earliest day that may be asked for."""
    return today if due is None else max(today, due + timedelta(days=1))


def days_for(today: date, dues: Sequence[date | None]) -> tuple[date, date]:
    """The first and the last day that a calendar offers for deadlines like these."""
    return max(first_date(today, due) for due in dues), today + FURTHEST


def ask(
    session: Session,
    assignments: Sequence[tuple["Assignment", bool]],
    until: date | None,
    reason: str,
    actor: "Actor",
    now: datetime,
) -> tuple[list[Extension], list[Extension]]:
    """Record a request for these assignments (each with whether it is asked on behalf). A pending one is replaced: it
    becomes withdrawn, and its reason goes on where the new one gives none. Returns the new and the replaced rows."""
    waiting = {e.assignment_id: e for e in _pending(session, [a.id for a, _ in assignments])}
    for old in waiting.values():
        old.withdraw(actor, now)
    session.flush()  # the index allows one pending row, so the old ones give way first
    rows = []
    for assignment, on_behalf in assignments:
        replaced = waiting.get(assignment.id)
        rows.append(
            Extension(
                office_id=assignment.office_id,
                assignment=assignment,
                asked_by=actor.member_id,
                asked_at=now,
                on_behalf=on_behalf,
                until=until,
                reason=reason or (replaced.reason if replaced else ""),
                state="pending",
                change_set=actor.change_set,
                event_id=actor.event_id,
            )
        )
    session.add_all(rows)
    session.flush()
    return rows, list(waiting.values())


def of_request(session: Session, office_id: int, extension_id: int) -> Sequence[Extension]:
    """Every part of the request that this row belongs to, locked: of two deciders the second finds it decided."""
    change_set = select(Extension.change_set).where(Extension.id == extension_id, Extension.office_id == office_id)
    return session.scalars(
        select(Extension)
        .where(Extension.office_id == office_id, Extension.change_set == change_set.scalar_subquery())
        .order_by(Extension.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def ended_in(session: Session, office_id: int, change_set: str, state: ExtensionState) -> Sequence[Extension]:
    """What this change set brought to that end."""
    return session.scalars(
        select(Extension)
        .where(Extension.office_id == office_id, Extension.ended_in == change_set, Extension.state == state)
        .order_by(Extension.id)
    ).all()


def asked_in(session: Session, office_id: int, change_set: str) -> Sequence[Extension]:
    return session.scalars(
        select(Extension)
        .where(Extension.office_id == office_id, Extension.change_set == change_set)
        .order_by(Extension.id)
    ).all()


def of_items(session: Session, items: Sequence["WorkItem"]) -> Sequence[Extension]:
    """Every request ever made for these items, newest first."""
    assignments = [a.id for item in items for a in item.assignments]
    return session.scalars(
        select(Extension).where(Extension.assignment_id.in_(assignments)).order_by(Extension.id.desc())
    ).all()


def last_asked(session: Session, office_id: int, member_id: int) -> Extension | None:
    """The member's newest request that still waits."""
    return session.scalars(
        select(Extension)
        .where(Extension.office_id == office_id, Extension.asked_by == member_id, Extension.state == "pending")
        .order_by(Extension.id.desc())
        .limit(1)
    ).first()


def askers(session: Session, requests: Sequence[Extension]) -> list[Member]:
    """Whoever asked, and whoever had asked before and was replaced: all of them wait for the decision."""
    replaced = [
        old
        for change_set in dict.fromkeys(r.change_set for r in requests)
        for old in ended_in(session, requests[0].office_id, change_set, "withdrawn")
    ]
    found = [e.asker for e in [*requests, *replaced] if e.asker is not None]
    return list(dict.fromkeys(found))


def granted_at(session: Session, office_id: int) -> dict[int, datetime]:
    """When each assignment's deadline was last moved by an approval."""
    rows = session.execute(
        select(Extension.assignment_id, func.max(Extension.decided_at))
        .where(Extension.office_id == office_id, Extension.state == "approved")
        .group_by(Extension.assignment_id)
    )
    return {assignment_id: at for assignment_id, at in rows if at is not None}


def take_back(session: Session, office_id: int, change_set: str) -> list[Extension]:
    """The approvals of this change set are taken back: the requests wait again. A date set at once, without a request
    of anybody's, is withdrawn instead, and what it had replaced waits again. Returns the taken-back rows."""
    approved = list(ended_in(session, office_id, change_set, "approved"))
    for row in approved:
        if row.change_set == change_set:
            row.state = "withdrawn"
    ordered = [row.assignment_id for row in approved if row.change_set == change_set]
    session.flush()
    busy = {e.assignment_id for e in _pending(session, [row.assignment_id for row in approved])}
    replaced = [e for e in ended_in(session, office_id, change_set, "withdrawn") if e.assignment_id in ordered]
    for row in [*approved, *replaced]:
        if row.change_set == change_set:
            continue
        if row.assignment_id in busy:  # asked anew since: that request is the one that waits
            row.state = "withdrawn"
        else:
            row.reopen()
            busy.add(row.assignment_id)
    session.flush()
    return approved


def _pending(session: Session, assignment_ids: Sequence[int]) -> Sequence[Extension]:
    return session.scalars(
        select(Extension).where(Extension.assignment_id.in_(assignment_ids), Extension.state == "pending")
    ).all()
