"""Loading the items of a round: what the workbook changed since it was last loaded, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from documents.plan import ItemPlan
from documents.policies import with_before
from documents.text import key
from messages.thai import code_ranges, join_thai
from messages.words import STATUS_WORDS
from models import results, reviews, weblinks
from models.changes import Actor, Change
from models.extensions import Extension
from models.office import Division, Round
from models.register import Assignment, WorkItem
from models.words import Status

_PLAIN = ("title", "issue", "presented", "period", "owners", "url")
_LISTS = ("elements", "steps")
_RECORDED = ("title", "url")
_Owner = tuple[int | None, str]


@dataclass
class ItemsLoaded:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    renamed: int = 0
    notes: list[str] = field(default_factory=list)


def load_items(
    session: Session,
    round_: Round,
    plans: Sequence[ItemPlan],
    divisions: Mapping[str, Division],
    actor: Actor,
    now: datetime,
    *,
    partial: bool = False,
) -> ItemsLoaded:
    known = {
        item.code: item
        for item in session.scalars(
            select(WorkItem)
            .where(WorkItem.round_id == round_.id, WorkItem.kind != "task")  # tasks are the bot's, not the workbook's
            .options(selectinload(WorkItem.assignments).selectinload(Assignment.division))
        )
    }
    result = ItemsLoaded()
    for plan in plans:
        item = known.pop(plan.code, None)
        is_new = item is None
        if item is None:
            item = WorkItem(
                office_id=round_.office_id,
                round_id=round_.id,
                kind=plan.kind,
                code=plan.code,
                number=plan.number,
                title=plan.title,
                web_status="unchecked",
                loaded={},
            )
            session.add(item)
        title = item.title
        changed = _ItemLoad(session, item, plan, actor, now, result.notes, is_new).run(divisions)
        result.renamed += not is_new and item.title != title
        if is_new:
            result.created += 1
        elif changed:
            result.updated += 1
        else:
            result.unchanged += 1
    if known and not partial:
        result.notes.append(f"รายการที่ไม่อยู่ในแฟ้มนี้ ระบบคงไว้ตามเดิม: {code_ranges(known)}")
    session.flush()
    weblinks.watch(session, round_.office_id, (u for p in plans for u in weblinks.addresses(p.url)), now)
    return result


@dataclass
class _ItemLoad:
    """One row of the workbook against one item: `said` is what the last workbook said of it."""

    session: Session
    item: WorkItem
    plan: ItemPlan
    actor: Actor
    now: datetime
    notes: list[str]
    is_new: bool
    changed: bool = False

    def run(self, divisions: Mapping[str, Division]) -> bool:
        self.said: dict[str, Any] = dict(self.item.loaded)
        if self.is_new:  # with this row the record of an item begins
            self._record([Change.of(self.item, None, "title", "", self.item.title, self.actor, self.now)])
        self._fields()
        self._start()
        self._ladder()
        self._due()
        added = self._owners(divisions)
        self._web_status(added)
        self._status(added)
        self._texts(added)
        if self.said != self.item.loaded:
            self.item.loaded = self.said
        return self.changed

    def _news(self, name: str, value: object) -> bool:
        """Whether the workbook says something else of this field than it did last time; remembers what it says."""
        if name in self.plan.unsaid or (name in self.said and self.said[name] == value):
            return False
        self.said[name] = value
        return True

    def _fields(self) -> None:
        for name in (*_PLAIN, *_LISTS):
            value: Any = getattr(self.plan, name)
            if name == "owners" and not self.is_new and not self.plan.divisions and not self.plan.persons:
                continue  # a lost owner column takes nobody's work away, nor what was written
            if name in _LISTS:
                value = list(value)
            if not self._news(name, value) or getattr(self.item, name) == value:
                continue
            if name == "title" and not self.is_new:
                self.notes.append(f'{self.item.code}: ชื่อเปลี่ยนจาก "{self.item.title}" เป็น "{value}"')
            if name == "steps":
                self._steps_changed(value)
            if name in _RECORDED and (before := getattr(self.item, name) or "") != value:
                self._record([Change.of(self.item, None, name, before, value, self.actor, self.now)])
            setattr(self.item, name, value)
            self.changed = True

    def _steps_changed(self, steps: Sequence[str]) -> None:
        """What a division ticked stays ticked where the step still says the same; before the item has the new ones."""
        for assignment in self.item.assignments:
            kept = results.kept_steps(self.item.steps, steps, assignment.steps_done or (), key)
            change = results.set_steps(assignment, kept, self.actor, self.now)
            self._record([change] if change else [])

    def _start(self) -> None:
        """When the period begins. A lost column takes it from nobody; an item loaded before it was kept gets it now."""
        start = self.plan.start
        if start is None and self.plan.unsaid & {"period", "due"}:
            return
        news = self._news("start", start.isoformat() if start else None)
        if (news or self.item.starts_on is None) and self.item.starts_on != start:
            self.item.starts_on = start
            self.changed = True

    def _ladder(self) -> None:
        before, last = (list(days) if days else None for days in (self.plan.before, self.said.get("before")))
        if before == last or not self._news("before", before):
            return
        policy = with_before(self.item.ladder, before, last) or None
        if policy != self.item.ladder:
            self.item.ladder = policy
            self.changed = True

    def _due(self) -> None:
        due = self.plan.due
        if not self._news("due", due.isoformat() if due else None):
            return
        change = self.item.move_due(due, self.actor, self.now)
        if change is None:
            return
        self._record([change])
        for assignment in self.item.assignments:
            # The office's new deadline gives at least the time granted before.
            if assignment.due is not None and due is not None and assignment.due < due:
                change = assignment.move_due(due, self.actor, self.now)
                self._record([change] if change else [])

    def _owners(self, divisions: Mapping[str, Division]) -> list[Assignment]:
        wanted: list[_Owner] = [(divisions[name].id, "") for name in self.plan.divisions]
        wanted += [(None, person) for person in self.plan.persons]
        if not wanted or not self._news("assigned", [list(owner) for owner in sorted(wanted, key=str)]):
            return []
        by_id = {division.id: division for division in divisions.values()}
        before = _names(self.item)
        current = {(a.division_id, a.person): a for a in self.item.assignments}
        added = [self._assign(by_id, owner) for owner in wanted if owner not in current]
        gone = [assignment for owner, assignment in current.items() if owner not in wanted]
        self._release(gone)
        self.changed = self.changed or bool(added or gone)
        if (after := _names(self.item)) != before:
            self._record([Change.of(self.item, None, "owners", before, after, self.actor, self.now)])
        return added

    def _assign(self, by_id: Mapping[int, Division], owner: _Owner) -> Assignment:
        division_id, person = owner
        assignment = Assignment(
            office_id=self.item.office_id,
            division=by_id[division_id] if division_id is not None else None,
            division_id=division_id,
            person=person,
            status="not_reported",
            output="",
            outcome="",
            created_at=self.now,
        )
        self.item.assignments.append(assignment)
        return assignment

    def _release(self, gone: Sequence[Assignment]) -> None:
        """An owner the workbook no longer names goes, unless there is history to keep."""
        if not gone:
            return
        ids = [a.id for a in gone]
        with_history = {
            assignment_id
            for table in (Change, Extension)
            for assignment_id in self.session.scalars(select(table.assignment_id).where(table.assignment_id.in_(ids)))
        }
        kept = [a for a in gone if a.id in with_history]
        for assignment in gone:
            if assignment not in kept:
                self.item.assignments.remove(assignment)
        if kept:
            self.notes.append(
                f"{self.item.code}: {join_thai(_name(a) for a in kept)} ไม่เป็นผู้รับผิดชอบในแฟ้มแล้ว "
                "แต่มีประวัติการรายงาน ระบบจึงคงไว้"
            )

    def _web_status(self, added: Sequence[Assignment]) -> None:
        web_status = self.plan.web_status
        if web_status is None:
            return
        before = self.said.get("web_status")
        if self._news("web_status", web_status):
            changes = self.item.publish(web_status, self.actor, self.now)
            if before == "present":
                changes += self._reopen()
            self._record(changes)
        if web_status == "present":
            self._report(added, "done")
            self._record([c for a in added for c in reviews.mark_accepted(a, self.actor, self.now)])

    def _reopen(self) -> list[Change]:
        """The workbook takes its มี back: what only that มี had made done becomes what it was."""
        changes = []
        for assignment in self.item.assignments:
            last = self.session.scalars(
                select(Change)
                .where(Change.assignment_id == assignment.id, Change.field == "status")
                .order_by(Change.id.desc())
                .limit(1)
            ).first()
            if last is not None and last.source == "load" and last.after == "done":
                before: Status = last.before  # type: ignore[assignment]  # written by Assignment.report only
                change = assignment.report(before, self.actor, self.now)
                changes += [change] if change else []
        return changes

    def _status(self, added: Sequence[Assignment]) -> None:
        status = self.plan.status
        if status is None:
            return
        if self._news("status", status):
            self._report(self.item.assignments, status)
        else:
            self._report(added, status)

    def _report(self, assignments: Iterable[Assignment], status: Status) -> None:
        for assignment in assignments:
            if not self.is_new and assignment.reported_by is not None and assignment.status != status:
                self.notes.append(
                    f"{self.item.code}: สถานะของ{_name(assignment)}เปลี่ยนตามแฟ้มจาก "
                    f'"{STATUS_WORDS[assignment.status]}" เป็น "{STATUS_WORDS[status]}"'
                )
            change = assignment.report(status, self.actor, self.now)
            self._record([change] if change else [])

    def _texts(self, added: Sequence[Assignment]) -> None:
        """Output and outcome of a measure: given to every owner whose text nobody has written in chat."""
        for name in results.PARTS:
            before, value = self.said.get(name, ""), getattr(self.plan, name)
            news = self._news(name, value)
            for assignment in self.item.assignments if news else added:
                written = getattr(assignment, name)
                if written in ("", before) and name not in self.plan.unsaid:
                    change = results.tell(assignment, name, value, self.actor, self.now)
                    self._record([change] if change else [])

    def _record(self, changes: Sequence[Change]) -> None:
        self.session.add_all(changes)
        self.changed = self.changed or bool(changes)


def _names(item: WorkItem) -> str:
    """Who answers for the item, as the record says it."""
    return ", ".join(_name(a) for a in item.assignments)


def _name(assignment: Assignment) -> str:
    return assignment.division.name if assignment.division else assignment.person
