"""The office a paper is loaded into, as the register knows it: the plan that papers add to, and what it holds."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from documents.papers_in.numbering import Register
from documents.plan import DivisionPlan, OfficeFacts, OfficePlan
from documents.thai_dates import fiscal_year
from models.errors import DomainError
from models.office import Office, Round
from models.register import WorkItem


def plan_of(session: Session, office: Office, year: int | None = None) -> OfficePlan:
    """The office's facts and divisions, without items, for its current round or the round of `year`."""
    year = year or (office.current_round.assessment_year if office.current_round else None)
    if year is None:
        raise DomainError("หน่วยงานนี้ยังไม่มีรอบการประเมิน โปรดระบุ --year ปี พ.ศ. ที่ประเมิน")
    if not 2550 <= year < 2700:
        raise DomainError(f"ปีประเมิน {year} ใช้ไม่ได้ โปรดระบุเป็นปี พ.ศ. สี่หลัก เช่น 2570")
    found = session.scalars(select(Round).where(Round.office_id == office.id, Round.assessment_year == year)).first()
    starts_on, ends_on = (found.starts_on, found.ends_on) if found else fiscal_year(year)
    facts = OfficeFacts(
        office.slug,
        office.name,
        office.kind,
        office.province,
        year,
        starts_on,
        ends_on,
        unsaid=frozenset({"before", "remind_at"}),
    )
    divisions = tuple(DivisionPlan(d.name, tuple(d.aliases), d.head_title) for d in office.divisions)
    return OfficePlan(facts, divisions, ())


def register_of(session: Session, facts: OfficeFacts) -> Register:
    """The measures and owned items of the round these facts name; empty before the first load."""
    items = session.scalars(
        select(WorkItem)
        .join(Round, Round.id == WorkItem.round_id)
        .join(Office, Office.id == Round.office_id)
        .where(Office.slug == facts.slug, Round.assessment_year == facts.assessment_year)
        .options(selectinload(WorkItem.assignments))
    ).all()
    measures = {item.number: item.title for item in items if item.kind == "measure"}
    return Register(measures, frozenset(item.code for item in items if item.assignments))
