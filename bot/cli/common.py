"""What commands share: opening the database, finding the office, reading an instant, printing JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.settings import DatabaseSettings
from models import queries
from models.clock import BANGKOK
from models.database import Database
from models.errors import DomainError
from models.office import Division, Office


@contextmanager
def database(url: str | None = None) -> Iterator[Database]:
    """The database with its tables in place. Raises DomainError when they are not those of this version."""
    opened = Database(url or DatabaseSettings.load().database_url)
    try:
        if not opened.is_current():
            raise DomainError("ฐานข้อมูลยังไม่พร้อม โปรดสั่ง tamngan db upgrade ก่อน")
        yield opened
    except SQLAlchemyError as error:
        raise DomainError(f"ใช้ฐานข้อมูลไม่ได้ ({type(error).__name__}) โปรดตรวจสอบ DATABASE_URL") from error
    finally:
        opened.close()


def office_named(session: Session, slug: str) -> Office:
    office = queries.office_by_slug(session, slug)
    if office is None:
        raise DomainError(f"ไม่พบหน่วยงานรหัส {slug} โปรดตรวจสอบชีต หน่วยงาน ของไฟล์ที่นำเข้า")
    return office


def division_named(office: Office, name: str) -> Division:
    """The division of this name, or of a name people call it."""
    wanted = [d for d in office.divisions if name.strip() in (d.name, *d.aliases)]
    if len(wanted) != 1:
        known = " · ".join(d.name for d in office.divisions)
        raise DomainError(f"ไม่พบส่วนราชการ {name} หน่วยงานนี้มี {known}")
    return wanted[0]


class Instant(click.ParamType[datetime]):
    """An ISO date-time; without a zone it is Thai time."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not an ISO date-time such as 2027-03-01T08:30:00+07:00", param, ctx)
        return found if found.tzinfo else found.replace(tzinfo=BANGKOK)


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
