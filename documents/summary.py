"""The weekly summary of an office, the same for Monday's push and for /summary at any time; frozen as it was sent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from documents import links, result_views, views
from messages import summary, thai
from messages.pack import Message
from messages.views import DivisionProgress
from messages.week_views import Behind, Unsent, Week
from models import queries, weeks
from models.clock import local_date, monday_of
from models.ladder import Ladder, WorkingDays
from models.office import Office
from models.people import Member
from models.register import WorkItem
from models.weeks import WeekSummary
from models.words import Role

WEEK = timedelta(days=7)
SOON = timedelta(days=14)
FIGURES_VERSION = 1


def weekly_summary(
    session: Session,
    office: Office,
    *,
    salutation: str,
    now: datetime,
    role: Role | None = None,
    week: Week | None = None,
    picture: str | None = None,
) -> list[Message]:
    """The messages to send; `now` is the instant the figures show. `role`: whose eyes alone these are, None in a
    group. The coordinator also sees whom our pushes did not reach. `week`: what `week_of` found already."""
    week = week or week_of(session, office, now)
    if role == "coordinator":
        week = replace(week, unsent=_unsent(session, office, now - WEEK))
    return summary.weekly_summary(week, salutation=salutation, role=role, picture=picture)


def earlier_summary(session: Session, office: Office, now: datetime) -> list[Message]:
    """The summary of the last week that has one, as it was sent."""
    kept = weeks.latest_before(session, office.id, monday_of(local_date(now)))
    return summary.earlier(kept.messages, kept.as_of) if kept else summary.no_earlier()


def freeze(session: Session, office: Office, week: Week, messages: list[Message] | None) -> None:
    """Keep the week's figures and the messages as the chief got them, once. Where no chief got any, as one would have:
    what is for the coordinator alone is not for everybody to read again."""
    monday = monday_of(local_date(week.as_of))
    if weeks.frozen(session, office.id, monday):
        return
    salutation = thai.salutation([], "chief")
    session.add(
        WeekSummary(
            office_id=office.id,
            week=monday,
            as_of=week.as_of,
            figures=figures(week),
            messages=messages or summary.weekly_summary(week, salutation=salutation, role="chief"),
        )
    )


def week_of(session: Session, office: Office, now: datetime) -> Week:
    today = local_date(now)
    since = now - WEEK
    items = views.counted(queries.items_of_round(session, office))
    members = queries.members_of(session, office)
    shown = {item.id: views.item_view(item, office, today) for item in items}
    opened = [view for view in shown.values() if view.missing and view.due is not None and not view.is_waiting]
    year = office.current_round.assessment_year if office.current_round else today.year + 543
    overall = views.tally(items, office, today)
    divisions = views.division_progress(items, office, members, today)
    kept = weeks.latest_before(session, office.id, monday_of(today))
    before = _comparable(kept, year)
    held_back = queries.held_back_since(session, office, since)
    return Week(
        office=office.name,
        year=year,
        as_of=now,
        overall=overall,
        divisions=tuple(_changed(division, before) for division in divisions),
        change=overall.done - before["overall"]["done"] if before else None,
        last=local_date(kept.as_of) if kept and before else None,
        has_earlier=kept is not None,
        behind=tuple(_behind(items, office, members, queries.working_days(session, office), today)),
        behind_after=Ladder.of(office.ladder).chief_after,
        overdue=tuple(view for view in opened if view.due and view.due < today),
        due_soon=tuple(view for view in opened if view.due and today <= view.due <= today + SOON),
        done=tuple(shown[item.id] for item in queries.items_done_since(session, office, items, since)),
        in_review=tuple(v for v in shown.values() if any(a.review == "pending" for a in v.assignments))
        if office.review_on
        else (),
        problems=tuple(view for view in shown.values() if view.problems()),
        asked=tuple(view for view in shown.values() if view.asked()),
        without_member=tuple(d.division for d in divisions if d.division and not d.has_member),
        unowned=tuple(shown[item.id] for item in items if _is_unowned(item, office)),
        held_back=tuple(item.code for item in items if item.id in held_back),
        broken=links.broken_of(session, office, items),
        no_output=tuple(item.code for item in items if result_views.lacks(item, "output")),
        no_outcome=tuple(item.code for item in items if result_views.lacks(item, "outcome")),
    )


def figures(week: Week) -> dict[str, Any]:
    """What is kept to compare the next summary with, and for whoever counts later."""
    counted = (
        "behind",
        "overdue",
        "due_soon",
        "done",
        "in_review",
        "problems",
        "asked",
        "unowned",
        "held_back",
        "broken",
    )
    return {
        "version": FIGURES_VERSION,
        "year": week.year,
        "overall": asdict(week.overall),
        "divisions": [{"division": d.division, **asdict(d.tally)} for d in week.divisions],
        "counts": {name: len(getattr(week, name)) for name in counted},
    }


def _comparable(kept: WeekSummary | None, year: int) -> dict[str, Any] | None:
    """The figures kept, unless they are of another assessment or another make."""
    if kept is None or kept.figures.get("version") != FIGURES_VERSION or kept.figures.get("year") != year:
        return None
    return kept.figures


def _changed(division: DivisionProgress, before: Mapping[str, Any] | None) -> DivisionProgress:
    lines = before["divisions"] if before else ()
    done = next((line["done"] for line in lines if line["division"] == division.division), None)
    return division if done is None else replace(division, change=division.tally.done - done)


def _behind(
    items: Sequence[WorkItem], office: Office, members: Sequence[Member], days: WorkingDays, today: date
) -> list[Behind]:
    """The divisions with something long overdue, longest first; last, what no division answers for. What waits for a
    decision on more time is left out, as a chase leaves it out."""
    asked_after = [
        (a.division_id, item, a.due_on)
        for item in items
        for a in item.assignments
        if a.is_open and a.asks_more_time is None
    ]
    asked_after += [
        (None, item, item.due) for item in items if not item.assignments and item.is_missing(review_on=office.review_on)
    ]
    usual = Ladder.of(office.ladder)
    long = [
        (owner, item.code, due)
        for owner, item, due in asked_after
        if due is not None and days.between(due, today) >= Ladder.of(item.ladder, usual).chief_after
    ]
    found = []
    for division in [*office.divisions, None]:
        mine = [(code, due) for owner, code, due in long if owner == (division.id if division else None)]
        if not mine:
            continue
        reached = division is not None and any(m.answers_for(division.id) and m.reachable for m in members)
        found.append(
            Behind(
                division=division.name if division else None,
                division_id=division.id if division and reached else None,
                codes=tuple(dict.fromkeys(code for code, _ in mine)),
                days=max((today - due).days for _, due in mine),
            )
        )
    return sorted(found, key=lambda one: (one.division is None, -one.days))


def _is_unowned(item: WorkItem, office: Office) -> bool:
    """Whether no division answers for it, or for a part of it that is open."""
    if not item.assignments:
        return item.is_missing(review_on=office.review_on)
    return any(a.is_open and a.division_id is None for a in item.assignments)


def _unsent(session: Session, office: Office, since: datetime) -> tuple[Unsent, ...]:
    """Whom our pushes did not reach, in the order of registration; last, those who are no longer members."""
    ended: dict[int | None, Counter[str]] = {}
    for member_id, state, number in queries.unsent_since(session, office, since):
        ended.setdefault(member_id, Counter())[state] += number
    names: dict[int | None, str | None] = {m.id: views.named(m) for m in queries.members_of(session, office)}
    return tuple(
        Unsent(name, ended[key]["failed"], ended[key]["unknown"])
        for key, name in (names | {None: None}).items()
        if key in ended
    )
