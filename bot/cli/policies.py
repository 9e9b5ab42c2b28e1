"""`tamngan office holidays | policy`: the days an office does not work, and when it is reminded."""

from datetime import date, time
from typing import Any, TypeVar

import click
from sqlalchemy.orm import Session

from bot.cli.common import database, office_named, print_json
from documents import closed_days
from documents.holidays import announced_yearly, not_announced
from documents.policies import WORKBOOK, before_words
from documents.text import arabic
from documents.thai_dates import ImpossibleDate, read_date
from documents.workbook import cells
from messages.thai import ERA, thai_date
from models import queries
from models.errors import DomainError
from models.ladder import OFFICE_OPENS, Ladder
from models.office import KEPT_AT_LEAST, KEPT_AT_MOST, KEPT_USUALLY, ClosedDay, DaySource, Office
from models.register import WorkItem

T = TypeVar("T")

_SOURCES: dict[DaySource, str] = {"holidays": "วันหยุดราชการ", "workbook": "แฟ้มของหน่วยงาน", "office": "หน่วยงานกำหนด"}


class Day(click.ParamType[date]):
    """A day as people write it, in either era: 2027-05-10, 10 พ.ค. 2570, 10/5/70."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            found = read_date(str(value))
        except ImpossibleDate:
            found = None
        if found is None:
            self.fail(f"{value!r} is not a day such as 2027-05-10 or 10 พ.ค. 2570", param, ctx)
        return found


@click.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--add", nargs=2, type=(Day(), str), multiple=True, metavar="DATE NAME", help="the office is closed then")
@click.option("--works", type=Day(), multiple=True, help="the office works on that public holiday")
@click.option("--forget", type=Day(), multiple=True, help="drop the office's own word on that day")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def holidays(
    slug: str, add: tuple[tuple[date, str], ...], works: tuple[date, ...], forget: tuple[date, ...], as_json: bool
) -> None:
    """The days the office does not work, beside weekends, and whose word each is."""
    with database() as opened, opened.write() as session:
        found = office_named(session, slug)
        for day, name in add:
            closed_days.set_day(session, found, day, name)
        for day in works:
            closed_days.set_day(session, found, day, works=True)
        for day in forget:
            closed_days.forget(session, found, day)
        rows = closed_days.days_of(session, found)
        current = found.current_round
        unknown = not_announced(*closed_days.span_of(current)) if current else ()
        days = [_day(row) for row in rows]
        lines = [_line(row) for row in rows]
        ploughing = announced_yearly().removeprefix("วัน")  # people leave it out
        named = {row.day.year for row in rows if ploughing in row.name}
    unknown = tuple(year for year in unknown if year not in named)
    if as_json:
        print_json({"office": slug, "days": days, "not_announced": [_unknown(year) for year in unknown]})
        return
    for line in lines:
        click.echo(line)
    for year in unknown:
        click.echo(f"{_unknown(year)} ยังไม่มีประกาศในระบบ โปรดเพิ่มด้วย --add เมื่อประกาศแล้ว")


def _day(row: ClosedDay) -> dict[str, object]:
    return {"day": row.day, "name": row.name, "source": row.source, "works": row.works}


def _line(row: ClosedDay) -> str:
    return f"{thai_date(row.day)}\t{closed_days.state_words(row)}\t{row.name or '-'}\t{_SOURCES[row.source]}"


def _unknown(year: int) -> str:
    return f"{announced_yearly()} {year + ERA}"


@click.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--item", "code", help="the policy of this item only, such as O8")
@click.option("--before", metavar="DAYS", help="days before the deadline, such as 30,14,7,3,1,0")
@click.option("--overdue-first", type=int, help="first reminder this many working days after the deadline")
@click.option("--overdue-every", type=int, help="then every so many working days")
@click.option("--coordinator-after", type=int, help="working days overdue until the coordinator is told")
@click.option("--chief-after", type=int, help="working days overdue until the chief is told")
@click.option("--remind-at", metavar="TIME", help="the time of day of the office's reminders, such as 08:30")
@click.option("--review", type=click.Choice(["on", "off"]), help="whether a report counts only once it is accepted")
@click.option(
    "--keep-chat-days",
    "keep_days",
    type=click.IntRange(KEPT_AT_LEAST, KEPT_AT_MOST),
    help="how many days what people typed is kept",
)
@click.option("--numerals", type=click.Choice(["thai", "arabic"]), help="of the documents the office prints")
@click.option("--default", "reset", is_flag=True, help="back to the usual policy (an item: to its office's)")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def policy(
    slug: str,
    code: str | None,
    before: str | None,
    remind_at: str | None,
    review: str | None,
    keep_days: int | None,
    numerals: str | None,
    reset: bool,
    as_json: bool,
    **numbers: int | None,
) -> None:
    """When the office, or one item, is reminded, and whether it reviews; without an option: show it."""
    given: dict[str, Any] = {name: number for name, number in numbers.items() if number is not None}
    if before is not None:
        days = _read(cells.rungs(before), "--before")
        given["before"] = list(days)
    of_office = {"--remind-at": remind_at, "--review": review, "--keep-chat-days": keep_days, "--numerals": numerals}
    named = [option for option, value in of_office.items() if value is not None]
    if code and named:
        raise click.UsageError(f"{named[0]} is the office's; it does not go with --item")
    if reset and (given or named):
        raise click.UsageError("--default does not go with other changes")
    at = None if remind_at is None else _read(cells.remind_at(remind_at), "--remind-at")
    with database() as opened, opened.write() as session:
        found = office_named(session, slug)
        item = _item(session, found, code) if code else None
        usual = Ladder() if item is None else Ladder.of(found.ladder)
        row = item or found
        if reset:
            row.ladder = _memory(row)
        elif given:
            row.ladder = {**(row.ladder or {}), **_whole_pair(given, Ladder.of(row.ladder, usual))}
        if item is None and (at or reset):
            found.remind_at = at or OFFICE_OPENS
        if review is not None:
            found.review_on = review == "on"
        if keep_days or (item is None and reset):
            found.keep_chat_days = keep_days or KEPT_USUALLY
        if numerals is not None:
            found.thai_numerals = numerals == "thai"
        thai = found.thai_numerals
        reviewed, kept = found.review_on, found.keep_chat_days
        ladder, clock = Ladder.of(row.ladder, usual), found.remind_at
        own = any(name != WORKBOOK for name in row.ladder or {})
    if as_json:
        about = {"office": slug, "item": item.code if item else None, "own": own}
        of_all = {"remind_at": f"{clock:%H:%M}", "review": reviewed, "keep_chat_days": kept}
        of_all["numerals"] = "thai" if thai else "arabic"
        print_json({**about, **ladder.to_json(), **of_all})
    else:
        click.echo(_told(ladder, clock, reviewed, kept, thai))


def _read(read: cells.Read[T], option: str) -> T:
    if read.value is None:
        raise DomainError(f"{option}: {read.doubt or 'ยังไม่ได้ระบุค่า'}")
    return read.value


def _item(session: Session, found: Office, code: str) -> WorkItem:
    wanted = arabic(code).strip().upper()
    item = next((i for i in queries.items_of_round(session, found) if i.code == wanted), None)
    if item is None:
        raise DomainError(f"ไม่พบรายการ {wanted} ในรอบการประเมินปัจจุบัน")
    return item


def _memory(row: Office | WorkItem) -> dict[str, Any] | None:
    """What a row keeps beside its policy, which outlives it."""
    return {name: said for name, said in (row.ladder or {}).items() if name == WORKBOOK} or None


def _whole_pair(given: dict[str, Any], current: Ladder) -> dict[str, Any]:
    """The fields to keep, checked. The two steps of escalation are kept together: they stay in order whatever becomes
    of the policy behind this one."""
    wanted = Ladder.of(given, current)
    if given.keys() & {"coordinator_after", "chief_after"}:
        return {**given, "coordinator_after": wanted.coordinator_after, "chief_after": wanted.chief_after}
    return given


def _told(ladder: Ladder, clock: time, reviewed: bool, kept: int, thai: bool) -> str:
    return "\n".join(
        (
            f"เตือนล่วงหน้า\t{before_words(ladder)} วัน",
            f"หลังครบกำหนด\tวันทำการที่ {ladder.overdue_first} แล้วทุก {ladder.overdue_every} วันทำการ",
            f"แจ้งผู้ประสานงาน\tเลยกำหนด {ladder.coordinator_after} วันทำการ",
            f"แจ้งผู้บริหาร\tเลยกำหนด {ladder.chief_after} วันทำการ",
            f"เวลาเตือน\t{clock:%H.%M} น.",
            f"ตรวจสอบก่อนนับ\t{'เปิด' if reviewed else 'ปิด'}",
            f"เก็บข้อความ\t{kept} วัน",
            f"ตัวเลขในเอกสาร\t{'ไทย' if thai else 'อารบิก'}",
        )
    )
