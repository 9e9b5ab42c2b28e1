"""The office's calendar: public holidays, days the workbook names, and the office's own word, which outlasts both."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import holidays
from documents.plan import ClosedDayPlan
from messages.thai import thai_date
from models.errors import DomainError
from models.office import ClosedDay, Office, Round

LONGEST_NAME = 200


def span_of(round_: Round) -> tuple[date, date]:
    """The fiscal years the round touches and the three months after, when what is late is still spoken of."""
    first, last = round_.starts_on, round_.ends_on
    return date(first.year - (first.month < 10), 10, 1), date(last.year + (last.month >= 10), 12, 31)


def load_closed_days(
    session: Session, office: Office, round_: Round, plans: Sequence[ClosedDayPlan], notes: list[str]
) -> None:
    """The sheet วันหยุด is the list of the round's own closed days; without one, those known stay. A public holiday
    that neither it nor the office speaks of is what the library says."""
    known = {row.day: row for row in days_of(session, office)}
    said = {plan.day: plan for plan in plans}
    span = span_of(round_)
    public = _public(span)
    gone = [day for day, row in known.items() if plans and row.source == "workbook" and day not in said]
    for day in gone:
        if round_.starts_on <= day <= round_.ends_on:
            row = known.pop(day)
            called = f"{state_words(row)} {thai_date(day)} {row.name}".rstrip()
            kept = "ระบบใช้ตามรายการวันหยุดราชการ" if day in public else "จึงนำออก"
            notes.append(f"{called} ไม่อยู่ในแฟ้มแล้ว {kept}")
            session.delete(row)
    for day, plan in said.items():
        if day in known and known[day].source == "office":
            if known[day].works != plan.works:
                notes.append(f"{thai_date(day)} หน่วยงานกำหนดเป็น{state_words(known[day])}ไว้แล้ว จึงไม่ใช้ตามแฟ้ม")
            continue
        row = known.setdefault(day, ClosedDay(office_id=office.id, day=day))
        row.name, row.works, row.source = plan.name, plan.works, "workbook"
        session.add(row)
    session.flush()
    _seed(session, office, public, known)
    for day, row in known.items():
        if row.source == "holidays" and span[0] <= day <= span[1] and day not in public:
            session.delete(row)
            notes.append(f"{thai_date(day)} {row.name} ไม่เป็นวันหยุดราชการตามรายการล่าสุด จึงนำออก")
    session.flush()


def days_of(session: Session, office: Office) -> Sequence[ClosedDay]:
    return session.scalars(select(ClosedDay).where(ClosedDay.office_id == office.id).order_by(ClosedDay.day)).all()


def set_day(session: Session, office: Office, day: date, name: str = "", *, works: bool = False) -> None:
    """The office's own word on a day: closed, or open although it is a public holiday."""
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise DomainError(f"ชื่อวันหยุดยาวเกิน {LONGEST_NAME} ตัวอักษร โปรดย่อให้สั้นลง")
    if works and day.weekday() >= 5:
        raise DomainError(f"{thai_date(day, 'long')} เป็นวันเสาร์หรือวันอาทิตย์ ระบบเตือนเฉพาะวันจันทร์ถึงวันศุกร์")
    row = _row(session, office, day)
    if row is None:
        row = ClosedDay(office_id=office.id, day=day, name="")
        session.add(row)
    row.name, row.works, row.source = name or row.name, works, "office"
    session.flush()


def forget(session: Session, office: Office, day: date) -> ClosedDay | None:
    """Drop the office's own word. What is left: the public holiday, if it is one; the workbook's word comes back with
    the next load."""
    row = _row(session, office, day)
    if row is None or row.source != "office":
        raise DomainError(f"หน่วยงานไม่ได้กำหนดวันที่ {thai_date(day, 'long')} ไว้เอง จึงไม่มีรายการให้ยกเลิก")
    session.delete(row)
    session.flush()
    _seed(session, office, _public((day, day)), {})
    return _row(session, office, day)


def state_words(row: ClosedDay) -> str:
    return "วันทำการ" if row.works else "วันหยุด"


def _public(span: tuple[date, date]) -> dict[date, str]:
    return {holiday.day: holiday.name for holiday in holidays.days_off(*span)}


def _seed(session: Session, office: Office, public: Mapping[date, str], known: Mapping[date, ClosedDay]) -> None:
    """Add the public holidays nobody speaks of; the library's own rows are called what it calls them today."""
    for day, name in public.items():
        row = known.get(day)
        if row is None:
            session.add(ClosedDay(office_id=office.id, day=day, name=name, source="holidays"))
        elif row.source == "holidays":
            row.name = name
    session.flush()


def _row(session: Session, office: Office, day: date) -> ClosedDay | None:
    return session.scalars(select(ClosedDay).where(ClosedDay.office_id == office.id, ClosedDay.day == day)).first()
