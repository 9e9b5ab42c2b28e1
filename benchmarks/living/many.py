"""Thousands of invented offices in the middle of their year, copied straight into PostgreSQL."""

import json
import random
import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Table, func, select, text
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from benchmarks.living.offices import demo_plan
from benchmarks.living.plain import PlainRules
from documents.plan import OfficePlan
from models import tables
from models.base import Base
from models.clock import at_local
from models.database import Database
from scheduler.weekly import READERS

DIVISIONS: Final = 6
SHARED: Final = 10  # the item that all offices owe on the same day, of all their divisions
FOR_ALL: Final = (SHARED, 20, 34)
USED, QUOTA = 60, 300
TABLES: Final[tuple[type[Base], ...]] = (
    tables.Office,
    tables.Round,
    tables.Division,
    tables.Member,
    tables.ClosedDay,
    tables.MonthBudget,
    tables.WorkItem,
    tables.Assignment,
    tables.Reminder,
)
AT_ONCE = 500  # offices

Row = dict[str, Any]


class Crowd:
    """Rows of many offices as they stand in the evening of a day; `shared_due`: a deadline that all of them have."""

    def __init__(self, evening: date, shared_due: date) -> None:
        with TemporaryDirectory() as folder:
            self.plan: OfficePlan = demo_plan(Path(folder))
        self.items = [item for item in self.plan.items if item.kind == "o_item"]
        self.evening, self.shared_due = evening, shared_due
        self.rules = PlainRules(frozenset(day.day for day in self.plan.closed_days), {}, ())
        self.ids = {table: count(1) for table in TABLES}
        self.began = at_local(self.plan.office.starts_on, time(8))
        self.fixed = [(item, json.dumps(item.elements, ensure_ascii=False)) for item in self.items]

    def fill(self, database: Database, offices: int) -> None:
        with database.engine.begin() as connection:
            cursor = connection.connection.cursor()
            for first in range(0, offices, AT_ONCE):
                rows: dict[str, list[Row]] = {}
                for number in range(first, min(first + AT_ONCE, offices)):
                    for table, row in self.office(number):
                        rows.setdefault(table, []).append(row)
                late = [(row.pop("current_round_id"), row["id"]) for row in rows["office"]]
                for name, found in rows.items():
                    _copy(cursor, Base.metadata.tables[name], found)
                cursor.executemany("UPDATE office SET current_round_id = %s WHERE id = %s", late)
            for numbered in TABLES:
                name = numbered.__tablename__
                last = select(func.max(Base.metadata.tables[name].c.id)).scalar_subquery()
                connection.execute(select(func.setval(f"{name}_id_seq", last)))
        with database.engine.connect() as plain:
            plain.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))

    def office(self, number: int) -> Iterator[tuple[str, Row]]:
        chance = random.Random(number)
        office, round_ = next(self.ids[tables.Office]), next(self.ids[tables.Round])
        yield "office", {
            "id": office, "slug": f"o{number}", "name": f"เทศบาลตำบลตัวอย่าง {number}",
            "reminded_on": self.evening, "current_round_id": round_,
        }  # fmt: skip
        yield "round", {
            "id": round_, "office_id": office, "assessment_year": self.plan.office.assessment_year,
            "starts_on": self.plan.office.starts_on, "ends_on": self.plan.office.ends_on,
        }  # fmt: skip
        for day in self.plan.closed_days:
            yield "closed_day", {"id": next(self.ids[tables.ClosedDay]), "office_id": office, "day": day.day}
        yield "month_budget", {
            "id": next(self.ids[tables.MonthBudget]), "office_id": office, "month": self.evening.replace(day=1),
            "quota": QUOTA, "used": USED, "read_at": at_local(self.evening, time(18)), "given_up": "[]",
        }  # fmt: skip
        divisions = []
        for position, plan in enumerate(self.plan.divisions[:DIVISIONS]):
            divisions.append(division := next(self.ids[tables.Division]))
            yield "division", {
                "id": division, "office_id": office, "name": plan.name, "aliases": "[]",
                "head_title": plan.head_title, "position": position,
            }  # fmt: skip
        for role, division_of in [*(("head", d) for d in divisions), ("coordinator", None), ("chief", None)]:
            member = next(self.ids[tables.Member])
            yield "member", {
                "id": member, "office_id": office, "line_user_id": f"U{member:032x}", "role": role,
                "registered_at": self.began,
            }  # fmt: skip
            if role in READERS:
                yield "outbox_message", self._summary(office, member)
            if division_of:
                yield "member_division", {"member_id": member, "division_id": division_of}
        yield from self._work(office, round_, divisions, chance)

    def _summary(self, office: int, member: int) -> Row:
        """This week's has been sent."""
        monday = self.evening - timedelta(days=self.evening.weekday())
        at = at_local(monday, time(8, 30))
        return {
            "id": uuid.UUID(int=member), "office_id": office, "kind": "push", "to": "U", "chat": "U",
            "purpose": "summary", "occasion": f"summary:{member}:{monday}", "messages": "[]", "cost": 1,
            "state": "accepted", "created_at": at, "not_before": at,
        }  # fmt: skip

    def _work(self, office: int, round_: int, divisions: list[int], chance: random.Random) -> Iterator[tuple[str, Row]]:
        for plan, elements in self.fixed:
            item = next(self.ids[tables.WorkItem])
            due = self.shared_due
            if plan.number != SHARED:
                due = (plan.due or self.evening) + timedelta(days=chance.randint(-10, 10))
            yield "work_item", {
                "id": item, "office_id": office, "round_id": round_, "kind": "o_item", "code": plan.code,
                "number": plan.number, "title": plan.title, "elements": elements, "presented": plan.presented,
                "steps": "[]", "due": due, "loaded": "{}",
            }  # fmt: skip
            owners = divisions if plan.number in FOR_ALL else chance.sample(divisions, chance.choice((1, 1, 1, 2)))
            for division in owners:
                assignment = next(self.ids[tables.Assignment])
                done = plan.number != SHARED and chance.random() < self._share_done(due)
                yield "assignment", {
                    "id": assignment, "office_id": office, "item_id": item, "division_id": division,
                    "status": "done" if done else "not_reported", "created_at": self.began,
                    "reported_at": at_local(self.evening - timedelta(days=3), time(10)) if done else None,
                }  # fmt: skip
                if not done:
                    yield from self._told(office, assignment, due)

    def _share_done(self, due: date) -> float:
        days = (due - self.evening).days
        return 0.9 if days < 0 else 0.3 if days < 30 else 0.05

    def _told(self, office: int, assignment: int, due: date) -> Iterator[tuple[str, Row]]:
        said = [(day, rung, "owner") for day, rung in self.rules.rungs(due, None) if day <= self.evening]
        third = self.rules.working_day_after(due, 3)
        if third <= self.evening:
            said.append((third, -3, "coordinator"))
        for day, rung, audience in said:
            yield "reminder", {
                "id": next(self.ids[tables.Reminder]), "office_id": office, "assignment_id": assignment, "due": due,
                "rung": rung, "audience": audience, "owed_at": at_local(day, time(8, 30)),
            }  # fmt: skip


def _copy(cursor: Any, table: Table, rows: list[Row]) -> None:
    """With the columns' own defaults for what a row does not say."""
    constants = {c.name: c.default.arg for c in table.columns if isinstance(c.default, ScalarElementColumnDefault)}
    names = [c.name for c in table.columns if c.name in rows[0] or c.name in constants]
    listed = ", ".join(f'"{name}"' for name in names)
    with cursor.copy(f"COPY {table.name} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row.get(name, constants.get(name)) for name in names])


def morning(day: date) -> datetime:
    return at_local(day, time(8, 30))
