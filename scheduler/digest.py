"""The reminder digest of one person: everything of theirs that has come near, not only what is owed a word today."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents import views
from messages import coordinator
from messages import reminders as wording
from messages.coordinator import QuotaView
from messages.views import ItemView
from models.duties import Watch
from models.occasions import Duty, Occasion
from models.office import Office
from models.people import Member
from models.register import Assignment, WorkItem
from models.review_queue import Queue

Messages = list[dict[str, Any]]


@dataclass(frozen=True)
class Desk:
    """What composing needs of an office today. `near`: the assignments that stand in their owners' digests; `items`
    holds at least what `spoken_of` names."""

    office: Office
    watch: Watch
    today: date
    near: Collection[int]
    items: Mapping[int, WorkItem]

    @property
    def year(self) -> int:
        round_ = self.office.current_round
        return round_.assessment_year if round_ else self.today.year + 543

    def view(self, item_id: int, divisions: Sequence[int] | None = None) -> ItemView:
        return views.item_view(self.items[item_id], self.office, self.today, divisions)


def near(watch: Watch, today: date) -> set[int]:
    """The assignments of which a rung has passed."""
    return {duty.assignment_id for duty in watch.duties if _is_near(duty, watch, today)}


def spoken_of(watch: Watch, near: Collection[int], owed: Iterable[Occasion]) -> set[int]:
    """The items that may be spoken of today."""
    return {d.item_id for d in watch.duties if d.assignment_id in near} | {o.duty.item_id for o in owed}


def _is_near(duty: Duty, watch: Watch, today: date) -> bool:
    """Whether a rung of its deadline has passed: from then on it stands in its owner's digest."""
    if duty.waiting or duty.is_silent(today):
        return False
    return duty.policy(watch.ladder).latest(duty.due, today, watch.days) is not None


def has_near(desk: Desk, member: Member) -> bool:
    return any(d.assignment_id in desk.near and _is_of(d, member) for d in desk.watch.duties)


def _is_of(duty: Duty, member: Member) -> bool:
    if duty.is_of_coordinator:
        return member.role == "coordinator"
    return any(duty.division_id == division.id for division in member.divisions)


def own(desk: Desk, member: Member, owed: Collection[Occasion]) -> Messages:
    """A member's digest. `owed`: their occasions of today; a checkpoint is only spoken of on its own days."""
    ids = [d.id for d in member.divisions]
    mine = [d for d in desk.watch.duties if _is_of(d, member)]
    shown = {d.item_id: desk.view(d.item_id, ids) for d in mine if d.assignment_id in desk.near}
    items = sorted(shown.values(), key=lambda v: (v.due or desk.today, v.code))
    points = {o.duty.item_id: o.due for o in owed if o.is_checkpoint and o.duty.item_id not in shown}
    return wording.digest(
        salutation=views.salutation(member),
        office=desk.office.name,
        year=desk.year,
        today=desk.today,
        due_soon=[v for v in items if v.due and v.due >= desk.today],
        overdue=[v for v in items if v.due and v.due < desk.today],
        checkpoints=[(day, desk.view(item_id, ids)) for item_id, day in points.items()],
        can_report={a.id for i in {*shown, *points} for a in desk.items[i].assignments if a.is_of(member)},
        day=desk.today,
    )


def of_coordinator(
    desk: Desk,
    member: Member,
    owed: Sequence[Occasion],
    quota: QuotaView | None,
    queue: Queue | None = None,
    *,
    follows: bool,
) -> Messages:
    """What a coordinator is told of others' work. `follows`: it stands below a message that greets them already."""
    late = [o for o in owed if desk.watch.is_reached(o.duty)]
    unreached = [o for o in owed if not desk.watch.is_reached(o.duty)]
    return coordinator.digest(
        salutation=None if follows else views.salutation(member),
        office=desk.office.name,
        today=desk.today,
        late=_by_owner(desk, late),
        late_days=desk.watch.ladder.coordinator_after,
        unreached=_by_owner(desk, unreached),
        quota=quota,
        to_review=queue.codes if queue else (),
        to_review_since=queue.since if queue else None,
        brief=follows,
    )


def _by_owner(desk: Desk, occasions: Sequence[Occasion]) -> list[coordinator.Owed]:
    """In the office's order of its divisions; persons and what nobody answers for come last."""
    owners: dict[str | None, list[int]] = {division.name: [] for division in desk.office.divisions}
    for occasion in occasions:
        owners.setdefault(views.owner_name(_assignment(desk, occasion)), []).append(occasion.duty.item_id)
    return [(name, [desk.view(item_id) for item_id in dict.fromkeys(ids)]) for name, ids in owners.items() if ids]


def _assignment(desk: Desk, occasion: Occasion) -> Assignment:
    item = desk.items[occasion.duty.item_id]
    return next(a for a in item.assignments if a.id == occasion.duty.assignment_id)
