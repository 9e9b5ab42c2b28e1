"""The lines of an office's record for paper: changes, requests for more time, papers on their way, oldest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from operator import attrgetter
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from documents.audit_people import People
from messages.record_words import PAPER_WORDS, REQUEST_WORDS, value_words
from messages.thai import thai_datetime
from models.approvals import Approval, ApprovalStep
from models.changes import Change
from models.evidence import Evidence
from models.extensions import Extension
from models.office import Division, Office, Round
from models.register import Assignment, WorkItem

_EVIDENCE_KINDS: Final[Mapping[str, str]] = {"link": "ลิงก์", "picture": "ภาพ", "file": "ไฟล์"}
_EVIDENCE_STATES: Final[Mapping[str, str]] = {
    "expected": "รอรับจาก LINE",
    "kept": "จัดเก็บแล้ว",
    "gone": "LINE ไม่มีเนื้อหาแล้ว",
    "refused": "ไม่รับจัดเก็บ",
}
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record, in words, but for the keys of field and source."""

    at: datetime
    year: int
    code: str
    title: str
    division: str
    field: str
    before: str
    after: str
    by: str
    role: str
    on_behalf: str
    source: str
    undone: str
    note: str
    event_id: str


def lines(session: Session, office: Office) -> Iterator[Line]:
    """Oldest first. Changes come from the database a few hundred at a time."""
    people = People(session, office)
    few = sorted([*_requests(session, office, people), *_papers(session, office, people)], key=attrgetter("at"))
    return merge(_changes(session, office, people), few, key=attrgetter("at"))


def _changes(session: Session, office: Office, people: People) -> Iterator[Line]:
    undoing = aliased(Change)
    rows = session.execute(
        select(
            Change.at, Change.field, Change.before, Change.after, Change.member_id, Change.role, Change.on_behalf,
            Change.source, Change.event_id, Change.note, Change.undoes,
            Round.assessment_year, WorkItem.code, WorkItem.title, Division.name.label("division"), Assignment.person,
            undoing.at.label("undone_at"), undoing.member_id.label("undone_by"), undoing.role.label("undone_role"),
        )
        .join(WorkItem, WorkItem.id == Change.item_id)
        .join(Round, Round.id == WorkItem.round_id)
        .outerjoin(Assignment, Assignment.id == Change.assignment_id)
        .outerjoin(Division, Division.id == Assignment.division_id)
        .outerjoin(undoing, undoing.undoes == Change.id)
        .where(Change.office_id == office.id)
        .order_by(Change.at, Change.id)
        .execution_options(yield_per=_BATCH)
    )  # fmt: skip
    for row in rows:
        division = row.division or row.person or ""
        undone = f"ยกเลิกโดย {people.name(row.undone_by, row.undone_role)} {_moment(row.undone_at)}"
        notes = ["เป็นการยกเลิกรายการก่อนหน้า" if row.undoes is not None else "", row.note]
        yield Line(
            at=row.at,
            year=row.assessment_year,
            code=row.code,
            title=row.title,
            division=division,
            field=row.field,
            before=value_words(row.field, row.before),
            after=value_words(row.field, row.after),
            by=people.name(row.member_id, row.role),
            role=people.role(row.role),
            on_behalf=division if row.on_behalf else "",
            source=row.source,
            undone=undone if row.undone_at else "",
            note=" ".join(filter(None, notes)),
            event_id=row.event_id or "",
        )


def _requests(session: Session, office: Office, people: People) -> Iterator[Line]:
    """Each request, and how it ended. The date an approval gave is a change of the deadline besides."""
    rows = session.execute(
        select(Extension, WorkItem, Round.assessment_year, Division.name, Assignment.person)
        .join(Assignment, Assignment.id == Extension.assignment_id)
        .join(WorkItem, WorkItem.id == Assignment.item_id)
        .join(Round, Round.id == WorkItem.round_id)
        .outerjoin(Division, Division.id == Assignment.division_id)
        .where(Extension.office_id == office.id)
        .order_by(Extension.id)
    ).all()
    for asked, item, year, named, person in rows:
        division = named or person or ""
        asked_for = value_words("extension", asked.until.isoformat() if asked.until else "")
        withdrawn = asked.state == "withdrawn" and asked.decided_at is not None
        line = Line(
            at=asked.asked_at,
            year=year,
            code=item.code,
            title=item.title,
            division=division,
            field="extension",
            before="",
            after=asked_for,
            by=people.name(asked.asked_by, None),
            role=people.role_of(asked.asked_by),
            on_behalf=division if asked.on_behalf else "",
            source="chat",
            undone=f"ยกเลิกคำขอ {_moment(asked.decided_at)}" if withdrawn else "",
            note=asked.reason,
            event_id=asked.event_id or "",
        )
        yield line
        if asked.decided_at is not None and asked.state in ("approved", "declined"):
            given = asked.granted or asked.until
            until = f" ถึง {value_words('decision', given.isoformat())}" if asked.state == "approved" and given else ""
            yield replace(
                line,
                at=asked.decided_at,
                field="decision",
                before=asked_for,
                after=f"{REQUEST_WORDS[asked.state]}{until}",
                by=people.name(asked.decided_by, None),
                role=people.role_of(asked.decided_by),
                on_behalf="",
                source="button",  # nobody decides otherwise
                note=asked.decision_note,
                event_id="",
            )


def _papers(session: Session, office: Office, people: People) -> Iterator[Line]:
    """Papers submitted up the chain, and what each level said."""
    rows = session.execute(
        select(Approval, Round.assessment_year)
        .join(Round, Round.id == Approval.round_id)
        .where(Approval.office_id == office.id)
    ).all()
    for paper, year in rows:
        yield _of_paper(paper, year, paper.submitted_at, "paper", "เสนอ", people, paper.submitted_by)
        for step in paper.steps:
            if step.decided_at is not None:
                yield _of_step(paper, step, year, people)


def _of_step(paper: Approval, step: ApprovalStep, year: int, people: People) -> Line:
    acting = f" (ปฏิบัติหน้าที่แทนโดย {step.acting})" if step.acting else ""
    after = f"{step.post}{acting}: {REQUEST_WORDS.get(step.state, step.state)}"
    at = step.decided_at or paper.submitted_at
    return _of_paper(paper, year, at, "paper_step", after, people, step.decided_by, step.comment)


def _of_paper(
    paper: Approval, year: int, at: datetime, field: str, after: str, people: People, by: int | None, note: str = ""
) -> Line:
    return Line(
        at=at, year=year, code="", title=paper.title or PAPER_WORDS[paper.paper], division="", field=field, before="",
        after=after, by=people.name(by, None), role=people.role_of(by), on_behalf="", source="button", undone="",
        note=note, event_id=(paper.event_id or "") if field == "paper" else "",
    )  # fmt: skip


def evidence(session: Session, office: Office) -> Iterator[Sequence[object]]:
    """Every link and file with its fingerprint, for the second sheet."""
    people = People(session, office)
    rows = session.execute(
        select(Evidence, WorkItem.code, Division.name)
        .outerjoin(WorkItem, WorkItem.id == Evidence.item_id)
        .outerjoin(Assignment, Assignment.id == Evidence.assignment_id)
        .outerjoin(Division, Division.id == Assignment.division_id)
        .where(Evidence.office_id == office.id)
        .order_by(Evidence.added_at, Evidence.id)
        .execution_options(yield_per=_BATCH)
    )
    for one, code, division in rows:
        state = _EVIDENCE_STATES[one.state] + (f" นำออก {_moment(one.removed_at)}" if one.removed_at else "")
        yield (
            *people.clock(one.added_at), code or "", division or "", _EVIDENCE_KINDS[one.kind], one.url or one.name,
            one.size if one.size is not None else "", one.sha256, people.name(one.added_by, None), state,
        )  # fmt: skip


def _moment(at: datetime | None) -> str:
    return thai_datetime(at) if at else ""
