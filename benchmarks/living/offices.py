"""The offices that live the year: the demo municipality, and the 43 items of a real follow-up table (seed 002)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from documents.demo import write_demo_workbook
from documents.loading import load
from documents.plan import ClosedDayPlan, ItemPlan, OfficePlan
from documents.workbook.reading import read_workbook
from models.clock import at_local
from models.database import Database
from models.office import Division, Office
from models.people import Member
from models.queries import office_by_slug
from models.words import Role
from tests.documents import seed_002

LATE_REGISTRATION = (1, 4)  # month and day on which the last division's head registers at last
# The seed prints no deadlines; these are its own calendar's steps of 2564.
CHECKED, SENT, ANSWERED = date(2021, 2, 28), date(2021, 3, 15), date(2021, 4, 20)
# Its workbook names no closed days: the cabinet's public holidays of the fiscal year 2564.
HOLIDAYS_2564 = (
    *(date(2020, month, day) for month, day in ((10, 13), (10, 23), (12, 7), (12, 10), (12, 31))),
    *(date(2021, month, day) for month, day in ((1, 1), (2, 12), (2, 26), (4, 6), (4, 12), (4, 13), (4, 14), (4, 15))),
    *(date(2021, month, day) for month, day in ((5, 4), (5, 26), (6, 3), (7, 26), (7, 28), (8, 12), (9, 24))),
)


@dataclass(frozen=True)
class Living:
    """An office at the start of its year. `head_of`: the LINE id of whoever answers for each division."""

    office_id: int
    starts_on: date
    ends_on: date
    head_of: dict[int, str]
    joins_late: int | None  # the division whose head registers only in January
    coordinator: str

    @property
    def joins_on(self) -> date:
        return date(self.ends_on.year, *LATE_REGISTRATION)


def demo_plan(folder: Path) -> OfficePlan:
    write_demo_workbook(folder / "demo.xlsx")
    return _nothing_done(read_workbook(folder / "demo.xlsx"))


def seed_002_plan(folder: Path) -> OfficePlan:
    seed_002.write_seed_002(folder / "002.xlsx")
    plan = read_workbook(folder / "002.xlsx")
    items = tuple(item if item.due else replace(item, due=_seed_due(item)) for item in plan.items)
    closed = tuple(ClosedDayPlan(day, "วันหยุดราชการ") for day in HOLIDAYS_2564)
    return _nothing_done(replace(plan, items=items, closed_days=closed))


def _seed_due(item: ItemPlan) -> date:
    """What the website already showed was looked through by 28 February, what it did not was to be sent by 15 March;
    what nobody was named for is nobody's until the whole is answered on 20 April."""
    if not item.divisions and not item.persons:
        return ANSWERED
    return CHECKED if item.web_status == "present" else SENT


def _nothing_done(plan: OfficePlan) -> OfficePlan:
    """At the year's beginning nothing is published and nothing reported: the most that there can be to remind of."""
    items = (replace(item, web_status=None, status=None) for item in plan.items)
    return replace(plan, items=tuple(items))


PLANS: dict[str, Callable[[Path], OfficePlan]] = {"demo": demo_plan, "seed 002": seed_002_plan}


def settle_in(database: Database, plan: OfficePlan, *, somebody_joins_late: bool) -> Living:
    """Loaded on the morning of the first day; a head for each division, a coordinator and a chief."""
    began = at_local(plan.office.starts_on, time(7))
    with database.write() as session:
        load(session, plan, began)
        office = office_by_slug(session, plan.office.slug)
        assert office is not None
        divisions = list(office.divisions)
        late = divisions[-1].id if somebody_joins_late else None
        for division in divisions:
            if division.id != late:
                session.add(member(office, began, "head", division))
        session.add(member(office, began, "coordinator"))
        session.add(member(office, began, "chief"))
        return Living(
            office.id,
            plan.office.starts_on,
            plan.office.ends_on,
            {d.id: line_id("head", d) for d in divisions},
            late,
            line_id("coordinator"),
        )


def member(office: Office, now: datetime, role: Role, division: Division | None = None) -> Member:
    found = Member(office_id=office.id, line_user_id=line_id(role, division), role=role, registered_at=now)
    found.divisions = [division] if division else []
    return found


def line_id(role: Role, division: Division | None = None) -> str:
    return f"U{role}{division.id if division else ''}"
