"""The register: work items, who is responsible for each, and how each answer stands."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, ScalarSelect, String, Text, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, aliased, column_property, mapped_column, relationship

from models import reviews
from models.base import Base, OfOffice, choice
from models.changes import ACKNOWLEDGE, LOAD, SNOOZE, Actor, Change
from models.clock import local_date
from models.extensions import Extension
from models.office import Division
from models.people import Member
from models.snoozes import latest_snooze
from models.words import Kind, Review, Status, WebStatus, aggregate


class WorkItem(OfOffice, Base):
    """An O-item, a measure, a calendar step or a task of one round. `due` is the office's own deadline, inclusive."""

    __tablename__ = "work_item"
    __table_args__ = (UniqueConstraint("round_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"))
    code: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    issue: Mapped[str] = mapped_column(Text, default="")  # ตัวชี้วัด/ประเด็น
    elements: Mapped[list[str]] = mapped_column(default=list)  # องค์ประกอบ an O-item must show
    presented: Mapped[str] = mapped_column(Text, default="")  # ข้อมูลที่นำเสนอ
    steps: Mapped[list[str]] = mapped_column(default=list)
    period: Mapped[str] = mapped_column(Text, default="")  # as written
    owners: Mapped[str] = mapped_column(Text, default="")  # as written
    starts_on: Mapped[date | None] = mapped_column(default=None)  # when the period in which the work runs begins
    due: Mapped[date | None] = mapped_column(default=None)
    # The item's own reminder policy (`Ladder.to_json`); NULL is the office's.
    ladder: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    web_status: Mapped[WebStatus] = mapped_column(choice(WebStatus, "web_status"), default="unchecked")
    url: Mapped[str] = mapped_column(Text, default="")
    # Of a measure: the coordinator's own wording of all divisions' answers; empty is the answers folded as they are.
    output: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    # What the last workbook said: a load changes only what the workbook changed, so a report is never overwritten.
    loaded: Mapped[dict[str, Any]] = mapped_column(default=dict)

    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="item", order_by="Assignment.id", cascade="all, delete-orphan"
    )

    def status(self, *, review_on: bool = False) -> Status:
        if not self.assignments:
            return "done" if self.web_status == "present" else "not_reported"
        return aggregate([a.office_status(review_on=review_on) for a in self.assignments])

    def is_missing(self, *, review_on: bool = False) -> bool:
        return self.status(review_on=review_on) != "done"

    def publish(self, web_status: WebStatus, actor: Actor, now: datetime) -> list["Change"]:
        """Record what the website shows. มี makes every assignment done; the other words leave them as they are."""
        if web_status == self.web_status:
            return []
        changes = [self._changed("web_status", self.web_status, web_status, actor, now)]
        self.web_status = web_status
        if web_status == "present":
            changes += [c for a in self.assignments if (c := a.report("done", actor, now))]
            for assignment in self.assignments:  # whoever wrote มี has looked at the website
                changes += reviews.mark_accepted(assignment, actor, now)
        return changes

    def move_due(self, due: date | None, actor: Actor, now: datetime, *, note: str = "") -> "Change | None":
        """Give the whole item another deadline. Divisions with one of their own keep it."""
        if due == self.due:
            return None
        change = Change.of(self, None, "due", _iso(self.due), _iso(due), actor, now, note=note)
        self.due = due
        for assignment in self.assignments:
            if assignment.due is None:
                assignment.wake(local_date(now))
        return change

    def _changed(self, field: str, before: str, after: str, actor: Actor, now: datetime) -> "Change":
        return Change.of(self, None, field, before, after, actor, now)


class Assignment(OfOffice, Base):
    """One work item × one division (or a named person): each answers for itself."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("item_id", "division_id", "person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("work_item.id", ondelete="CASCADE"), index=True)
    division_id: Mapped[int | None] = mapped_column(ForeignKey("division.id", ondelete="RESTRICT"), index=True)
    person: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[Status] = mapped_column(choice(Status, "status"), default="not_reported")
    review: Mapped[Review | None] = mapped_column(choice(Review, "review"), default=None)
    lacking: Mapped[str] = mapped_column(Text, default="")  # what a returned answer still needs
    self_reviewed: Mapped[bool] = mapped_column(default=False)  # accepted by whoever reported it
    reviewed_at: Mapped[datetime | None] = mapped_column(default=None)
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), default=None)
    due: Mapped[date | None] = mapped_column(default=None)  # only when it differs from the item's
    steps_done: Mapped[list[int]] = mapped_column(JSON, default=list)  # of the item's steps, by their place from 0
    output: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    # Put off by the division: nothing is said of it before this day, and the last rung is spoken of again on it.
    snoozed_until: Mapped[date | None] = mapped_column(default=None)
    snoozes: Mapped[int] = mapped_column(default=0)  # how often it was put off
    reported_at: Mapped[datetime | None] = mapped_column(default=None)
    reported_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), default=None)
    created_at: Mapped[datetime]

    item: Mapped[WorkItem] = relationship(back_populates="assignments")
    division: Mapped[Division | None] = relationship()
    reporter: Mapped[Member | None] = relationship(foreign_keys=[reported_by])
    # The request for more time that waits for a decision; the index allows one.
    asks_more_time: Mapped[Extension | None] = relationship(
        primaryjoin=lambda: (Assignment.id == Extension.assignment_id) & (Extension.state == "pending"),
        viewonly=True,
        uselist=False,
    )
    if TYPE_CHECKING:
        open_problem: Mapped[str | None]  # set below, once Change is known

    @property
    def due_on(self) -> date | None:
        return self.due or self.item.due

    @property
    def is_open(self) -> bool:
        return self.status != "done"

    def is_of(self, member: Member) -> bool:
        """Whether an answer by this member is their own. A task without a division is the coordinator's."""
        if self.item.kind == "task" and self.division_id is None:
            return member.role == "coordinator"
        return member.answers_for(self.division_id)

    def office_status(self, *, review_on: bool) -> Status:
        """What the office may count: with review on, a reported done counts once it is accepted; nobody reviews a
        task."""
        if self.status == "done" and review_on and self.review != "accepted" and self.item.kind != "task":
            return "in_progress"
        return self.status

    def report(self, status: Status, actor: Actor, now: datetime, *, on_behalf: bool = False) -> "Change | None":
        """Take a division's answer. Returns the change, or None when the register already says so."""
        if status == self.status:
            return None
        change = Change.of(self.item, self, "status", self.status, status, actor, now, on_behalf=on_behalf)
        self.stand(status)
        self.reported_at = now
        self.reported_by = None if actor.source == LOAD else actor.member_id
        self.wake(local_date(now))
        return change

    def stand(self, status: Status) -> None:
        """An answer as nobody has reviewed it."""
        self.status = status
        self.review = "pending" if status == "done" else None
        self.lacking, self.self_reviewed, self.reviewed_at, self.reviewed_by = "", False, None, None

    def acknowledge(self, actor: Actor, now: datetime) -> "Change":
        return Change.of(self.item, self, ACKNOWLEDGE, "", "", actor, now)

    def snooze(self, until: date, actor: Actor, now: datetime, today: date) -> "Change":
        latest = latest_snooze(self.due_on, today)
        if latest is None or not today < until <= latest:
            raise ValueError(f"assignment {self.id} cannot be put off to {until}")
        change = Change.of(self.item, self, SNOOZE, _iso(self.snoozed_until), _iso(until), actor, now)
        self._put_off(until, today)
        return change

    def take_back_snooze(self, snooze: "Change", actor: Actor, now: datetime) -> "Change":
        told = _iso(self.snoozed_until)
        self._put_off(date.fromisoformat(snooze.before) if snooze.before else None, local_date(now))
        return Change.of(self.item, self, SNOOZE, told, _iso(self.snoozed_until), actor, now)

    def is_put_off(self, today: date) -> bool:
        return self.snoozed_until is not None and today < self.snoozed_until

    def wake(self, today: date) -> None:
        self._put_off(None, today)

    def _put_off(self, until: date | None, today: date) -> None:
        """The count makes the last rung an occasion once more; dropped before its day it goes back, so that what was
        told is not told again."""
        ahead = until is not None and today < until
        if ahead != self.is_put_off(today):
            self.snoozes += 1 if ahead else -1
        self.snoozed_until = until if ahead else None

    def withdraw_problem(self, problem: "Change", actor: Actor, now: datetime) -> "Change":
        """An obstacle that was told by mistake; the row that told it stays."""
        return Change.of(self.item, self, "problem", problem.after, "", actor, now, on_behalf=problem.on_behalf)

    def move_due(self, due: date | None, actor: Actor, now: datetime, *, note: str = "") -> "Change | None":
        """Give this division a deadline of its own; the item's own date needs no copy."""
        if due == self.due_on:
            return None
        change = Change.of(self.item, self, "due", _iso(self.due_on), _iso(due), actor, now, note=note)
        self.due = None if due == self.item.due else due
        self.wake(local_date(now))
        return change


def _open_problem() -> ScalarSelect[str]:
    """The last obstacle reported after which nobody reported done; a done that was taken back does not count."""
    problem, done, undoing, withdrawn = aliased(Change), aliased(Change), aliased(Change), aliased(Change)
    answered = exists().where(
        done.assignment_id == problem.assignment_id,
        done.field == "status",
        done.after == "done",
        done.id > problem.id,
        ~exists().where(undoing.undoes == done.id),
    )
    return (
        select(problem.after)
        .where(
            problem.assignment_id == Assignment.id,
            problem.field == "problem",
            ~problem.is_undo,
            ~exists().where(withdrawn.undoes == problem.id),
            ~answered,
        )
        .order_by(problem.id.desc())
        .limit(1)
        .correlate(Assignment)
        .scalar_subquery()
    )


Assignment.open_problem = column_property(_open_problem())


def _iso(due: date | None) -> str:
    return due.isoformat() if due else ""
