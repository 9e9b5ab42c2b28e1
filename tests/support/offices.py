"""Invented offices, built straight into the tables."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from models.office import Division, Office, Round
from models.people import Member
from models.register import Assignment, WorkItem
from models.words import Role
from tests.support.clock import thai

START = thai("2026-11-02 08:00")


def new_office(session: Session, slug: str = "demo", divisions: tuple[str, ...] = ("กองคลัง", "กองช่าง")) -> Office:
    """An office with a round of 2570 and these divisions, no items."""
    office = Office(slug=slug, name=f"เทศบาลตำบล{slug}")
    session.add(office)
    session.flush()
    office.current_round = Round(
        office_id=office.id, assessment_year=2570, starts_on=date(2026, 10, 1), ends_on=date(2027, 9, 30)
    )
    office.divisions = [Division(office_id=office.id, name=name, position=n) for n, name in enumerate(divisions)]
    session.flush()
    return office


def add_item(
    session: Session, office: Office, code: str, owners: tuple[str, ...], due: date | None, created: datetime = START
) -> WorkItem:
    item = WorkItem(
        office_id=office.id,
        round_id=office.current_round_id,
        kind="measure" if code.startswith("M") else "o_item",
        code=code,
        number=int(code[1:]),
        title=f"รายการ {code}",
        due=due,
        web_status="unchecked",
        elements=[],
        steps=[],
        loaded={},
    )
    item.assignments = [
        Assignment(
            office_id=office.id, division=division(office, name), person="", status="not_reported", created_at=created
        )
        for name in owners
    ]
    session.add(item)
    session.flush()
    return item


def add_member(session: Session, office: Office, line_id: str, role: Role, *divisions: str, name: str = "") -> Member:
    member = Member(
        office_id=office.id, line_user_id=line_id, display_name=name or f"คุณ{line_id}", role=role, registered_at=START
    )
    member.divisions = [division(office, name) for name in divisions]
    session.add(member)
    session.flush()
    return member


def division(office: Office, name: str) -> Division:
    return next(d for d in office.divisions if d.name == name)
