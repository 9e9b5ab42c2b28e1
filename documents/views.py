"""The register as plain values, for chat, reminders and paper alike: what is late, what is missing, how far we are."""

from collections.abc import Iterable, Sequence
from datetime import date

from documents import results
from messages import thai, views
from messages.words import ROLE_WORDS
from models.changes import Change
from models.checkpoints import derived
from models.clock import local_date
from models.counts import count
from models.extensions import Extension, days_for
from models.office import Office
from models.people import Member
from models.register import Assignment, WorkItem


def item_view(
    item: WorkItem,
    office: Office,
    today: date,
    divisions: Sequence[int] | None = None,
    evidence: tuple[views.EvidenceView, ...] = (),
) -> views.ItemView:
    """With `divisions`, the deadline shown is the nearest one that these divisions still have open."""
    due = nearest_due(item, divisions)
    return views.ItemView(
        code=item.code,
        kind=item.kind,
        title=item.title,
        status=item.status(review_on=office.review_on),
        web_status=item.web_status,
        due=due,
        days_left=None if due is None else (due - today).days,
        assignments=tuple(assignment_view(a, today) for a in item.assignments),
        elements=tuple(item.elements),
        presented=item.presented or None,
        url=item.url or None,
        period=item.period or None,
        missing=item.is_missing(review_on=office.review_on),
        checkpoints=tuple(c.day for c in derived(item.starts_on, item.due)) if item.kind == "measure" else (),
        evidence=evidence,
        steps=len(item.steps) if item.kind == "measure" else 0,
    )


def nearest_due(item: WorkItem, divisions: Sequence[int] | None = None) -> date | None:
    opened = [
        a.due_on
        for a in item.assignments
        if a.is_open and a.due_on and (divisions is None or a.division_id in divisions)
    ]
    return min(opened, default=item.due)


def is_owed(item: WorkItem, office: Office, divisions: Sequence[int] | None = None) -> bool:
    """Whether the office, or one of these divisions, still has to answer for the item: for a division its report counts
    at once, whether or not it was accepted."""
    if divisions is None:
        return item.is_missing(review_on=office.review_on)
    return any(a.is_open for a in item.assignments if a.division_id in divisions)


def waits(item: WorkItem, office: Office) -> bool:
    """Whether it counts as not done only because a reviewer has still to look at it: it is not late."""
    return bool(item.assignments) and item.is_missing(review_on=office.review_on) and not item.is_missing()


def assignment_view(assignment: Assignment, today: date) -> views.AssignmentView:
    return views.AssignmentView(
        id=assignment.id,
        division=owner_name(assignment),
        status=assignment.status,
        review=assignment.review if assignment.item.kind != "task" else None,  # nobody reviews a task
        due=assignment.due_on,
        reported_on=None if assignment.reported_at is None else local_date(assignment.reported_at),
        reported_by=called(assignment.reporter) if assignment.reporter else None,
        output=assignment.output or None,
        outcome=assignment.outcome or None,
        asked=_asked(assignment, today),
        problem=assignment.open_problem if assignment.is_open else None,
        lacking=assignment.lacking or None,
        self_reviewed=assignment.self_reviewed,
        seen=seen(assignment),
        steps_done=len(assignment.steps_done or ()),
        doubts=doubts(assignment),
    )


def doubts(assignment: Assignment) -> tuple[views.Doubt, ...]:
    """What to look at in a measure's output and outcome; computed when shown, for steps and texts change."""
    item = assignment.item
    if item.kind != "measure":
        return ()
    output, outcome = assignment.output or "", assignment.outcome or ""
    of_output, of_outcome = results.flag(output, item.steps), results.flag(outcome, item.steps, output)
    found = [views.Doubt("output", of_output)] if of_output else []
    return (*found, views.Doubt("outcome", of_outcome)) if of_outcome else tuple(found)


def seen(assignment: Assignment) -> int:
    """The instant of the report as buttons carry it, in seconds; 0 where nothing was reported."""
    return int(assignment.reported_at.timestamp()) if assignment.reported_at else 0


def _asked(assignment: Assignment, today: date) -> views.AskedView | None:
    """A request on work that has been reported done since needs nobody's eye."""
    request = assignment.asks_more_time
    if request is None or not assignment.is_open:
        return None
    picks = days_for(today, [assignment.due_on])
    return views.AskedView(request.id, request.until, request.reason, picks)


def deadline_view(request: Extension) -> views.DeadlineView:
    assignment = request.assignment
    item = assignment.item
    return views.DeadlineView(item.code, item.title, owner_name(assignment), assignment.due_on, request.until)


def owner_name(assignment: Assignment) -> str | None:
    if assignment.division is not None:
        return assignment.division.name
    return assignment.person or None


def change_view(change: Change) -> views.ChangeView:
    owner = owner_name(change.assignment) if change.assignment else None
    before, after = (_words(change.field, value) for value in (change.before, change.after))
    return views.ChangeView(change.item.code, change.item.title, owner, before, after)


def _words(field: str, value: str) -> str:
    """A deadline or an obstacle taken back as people read it; a status stays the key it is."""
    if field == "problem" and not value:
        return "ถอนข้อขัดข้องที่แจ้งไว้"
    if field == "evidence" and not value:
        return "นำหลักฐานที่แนบออกแล้ว"
    if field != "due":
        return value
    return f"กำหนดส่ง {thai.thai_date(date.fromisoformat(value))}" if value else "ยังไม่กำหนดวันส่ง"


def counted(items: Iterable[WorkItem]) -> list[WorkItem]:
    """The items that make up the office's progress: calendar steps and tasks are to be done, but are not scored."""
    return [item for item in items if item.kind in ("o_item", "measure")]


def tally(items: Iterable[WorkItem], office: Office, today: date) -> views.Tally:
    """Each item once, as it stands for the office."""
    answers = ((i.status(review_on=office.review_on), None if waits(i, office) else nearest_due(i)) for i in items)
    return views.Tally(**count(answers, today))


def add(tallies: Iterable[views.Tally]) -> views.Tally:
    found = list(tallies)
    return views.Tally(
        done=sum(t.done for t in found),
        in_progress=sum(t.in_progress for t in found),
        not_started=sum(t.not_started for t in found),
        not_reported=sum(t.not_reported for t in found),
        overdue=sum(t.overdue for t in found),
    )


def division_tally(items: Iterable[WorkItem], division_id: int | None, today: date) -> views.Tally:
    """The answers of one division; None counts the items nobody is responsible for."""
    answers = [
        (a.status, a.due_on)
        for item in items
        for a in item.assignments
        if a.division_id == division_id and not a.person
    ]
    if division_id is None:
        answers += [(item.status(), item.due) for item in items if not item.assignments]
    return views.Tally(**count(answers, today))


def division_progress(
    items: Sequence[WorkItem], office: Office, members: Sequence[Member], today: date
) -> list[views.DivisionProgress]:
    """One line a division, in the office's order; last, what nobody is responsible for."""
    reached = {d.id for m in members if m.role == "head" and m.reachable for d in m.divisions}
    lines = [
        views.DivisionProgress(d.name, division_tally(items, d.id, today), d.id in reached) for d in office.divisions
    ]
    unowned = division_tally(items, None, today)
    if unowned.total:
        lines.append(views.DivisionProgress(None, unowned, has_member=False))
    return [line for line in lines if line.tally.total]


def missing_by_division(
    items: Sequence[WorkItem], office: Office, today: date, only: Sequence[int] | None = None
) -> list[tuple[str | None, list[views.ItemView]]]:
    """What is not done, under every division that still owes its answer; None = nobody is responsible.

    For the office, an item whose divisions have all answered but which waits for acceptance stands under all of them;
    asked for certain divisions (`only`), their answers count at once.
    """
    groups: dict[int | None, list[views.ItemView]] = {d.id: [] for d in office.divisions}
    names: dict[int | None, str | None] = {d.id: d.name for d in office.divisions}
    for item in items:
        if not item.is_missing(review_on=office.review_on):
            continue
        view = item_view(item, office, today)
        review_on = office.review_on and only is None
        waiting = [a for a in item.assignments if a.office_status(review_on=review_on) != "done"]
        if item.assignments and not waiting:
            continue
        for key in dict.fromkeys(None if a.person else a.division_id for a in waiting) or [None]:
            groups.setdefault(key, []).append(view)
    return [(names.get(key), found) for key, found in groups.items() if found and (only is None or key in only)]


def salutation(member: Member | None) -> str:
    """How a message to this person opens; nobody in particular is the office's coordinator."""
    if member is None:
        return thai.salutation([], "coordinator")
    return thai.salutation([d.head_title or d.name for d in member.divisions], member.role)


def called(member: Member) -> str:
    """A member's name; of somebody who had it erased, the role is what remains."""
    return member.display_name or ROLE_WORDS[member.role]


def named(member: Member | None) -> str:
    """สมชาย ใจดี (กองคลัง): how a message to somebody else calls a member."""
    if member is None:
        return ROLE_WORDS["coordinator"]
    where = " ".join(d.name for d in member.divisions) or ROLE_WORDS[member.role]
    return f"{member.display_name} ({where})" if member.display_name else where
