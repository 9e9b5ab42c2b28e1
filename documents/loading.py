"""Loading an office plan into the tables, inside the caller's transaction: creates or updates, never overwrites a
report given in chat, and says what it did. A dry run is the same load, rolled back by the caller."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import chain, planning
from documents.closed_days import load_closed_days
from documents.loading_items import load_items
from documents.loading_scores import load_scores
from documents.plan import ChainPlan, DivisionPlan, Doubt, OfficeFacts, OfficePlan
from documents.policies import before_words, load_policy
from documents.text import key
from messages.thai import code_ranges
from models import approvals, channels, holding, tables  # noqa: F401  (relationships across modules resolve once every table is known)
from models.changes import LOAD, Actor
from models.errors import DomainError
from models.ladder import Ladder
from models.office import Division, Office, Round
from models.queries import office_by_slug
from models.register import WorkItem


@dataclass(frozen=True)
class LoadResult:
    """What a load did. The counts are of items (O-items, measures, calendar steps)."""

    office: str  # the slug
    office_name: str
    assessment_year: int
    created: int
    updated: int
    unchanged: int
    divisions: int
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]
    scores: int = 0
    renamed: int = 0  # items that have another title now: perhaps another year's file

    def to_json(self) -> dict[str, Any]:
        return {
            "office": self.office,
            "office_name": self.office_name,
            "assessment_year": self.assessment_year,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "divisions": self.divisions,
            "doubts": [doubt.to_json() for doubt in self.doubts],
            "notes": list(self.notes),
            **({"scores": self.scores} if self.scores else {}),
            **({"renamed": self.renamed} if self.renamed else {}),
        }

    def sentences(self) -> list[str]:
        """What the terminal shows, a line each."""
        lines = [
            f"{self.office_name} ({self.office}) รอบการประเมินปี {self.assessment_year} "
            f"ส่วนราชการ {self.divisions} แห่ง: รายการใหม่ {self.created} "
            f"ปรับปรุง {self.updated} ไม่เปลี่ยนแปลง {self.unchanged}"
        ]
        if self.doubts:
            lines.append(f"โปรดตรวจสอบ {len(self.doubts)} จุด")
            lines += [f"- {doubt.sentence()}" for doubt in self.doubts]
        if self.notes:
            lines.append("หมายเหตุ")
            lines += [f"- {note}" for note in self.notes]
        return lines


def load(
    session: Session,
    plan: OfficePlan,
    now: datetime,
    actor: Actor | None = None,
    seal: Callable[[str, str], str] | None = None,
) -> LoadResult:
    """`actor` is whoever loads it in chat; a command has none. `seal` encrypts the secret and the token of a channel;
    without it a plan that brings one is refused."""
    actor = actor or Actor(member_id=None, role=None, source=LOAD, change_set=uuid.uuid4().hex)
    notes = list(plan.notes)
    office = _office(session, plan.office, notes)
    holding.hold(session, office.id)
    if plan.office.channel is not None:
        if seal is None:
            raise DomainError("แฟ้มนี้มีช่องทาง LINE ของหน่วยงาน นำเข้าได้ด้วยคำสั่ง tamngan office load เท่านั้น")
        channels.seal(session, office.id, seal(*plan.office.channel), now)
        notes.append("บันทึกช่องทาง LINE ของหน่วยงานแล้ว โปรดลบออกจากแฟ้ม")
    divisions = _divisions(session, office, plan.divisions, notes)
    round_ = _round(session, office, plan.office, notes, is_partial=plan.partial)
    load_closed_days(session, office, round_, plan.closed_days, notes)
    _chain(session, office, plan.chain, notes)
    items = load_items(session, round_, plan.items, divisions, actor, now, partial=plan.partial)
    notes += items.notes
    load_scores(session, office, plan.scores, notes)
    session.expire(office, ["divisions"])
    if plan.scores or any(item.kind == "measure" and item.issue for item in plan.items):
        notes += planning.without_measure(planning.of_office(session, office))
    without_due = _without_due(session, round_, plan)
    if without_due:
        notes.append(f"ยังไม่มีกำหนดส่ง {len(without_due)} รายการ จึงยังไม่มีการเตือน: {code_ranges(without_due)}")
    return LoadResult(
        office=office.slug,
        office_name=office.name,
        assessment_year=round_.assessment_year,
        created=items.created,
        updated=items.updated,
        unchanged=items.unchanged,
        divisions=len(plan.divisions),
        doubts=plan.doubts,
        notes=tuple(notes),
        scores=len(plan.scores),
        renamed=items.renamed,
    )


def _without_due(session: Session, round_: Round, plan: OfficePlan) -> list[str]:
    """The plan's items that have no deadline now: what a paper does not say, the register may have kept."""
    said = [item.code for item in plan.items if item.kind != "step"]
    undated = set(session.scalars(select(WorkItem.code).where(WorkItem.round_id == round_.id, WorkItem.due.is_(None))))
    return [code for code in said if code in undated]


def _office(session: Session, facts: OfficeFacts, notes: list[str]) -> Office:
    office = office_by_slug(session, facts.slug)
    if office is None:
        office = Office(slug=facts.slug, name=facts.name)
        session.add(office)
    office.name, office.kind, office.province = facts.name, facts.kind, facts.province
    if "website" not in facts.unsaid:
        office.website = facts.website
    session.flush()
    reviewed = office.review_on
    reminded_otherwise = load_policy(office, facts)
    if office.review_on != reviewed:
        notes.append(f"การตรวจสอบก่อนนับผลตามแฟ้ม: {'เปิด' if office.review_on else 'ปิด'}")
    if reminded_otherwise:
        days = before_words(Ladder.of(office.ladder))
        notes.append(f"การเตือนของหน่วยงานตามแฟ้ม: ล่วงหน้า {days} วัน เวลา {office.remind_at:%H.%M} น.")
    return office


def _divisions(
    session: Session, office: Office, plans: tuple[DivisionPlan, ...], notes: list[str]
) -> dict[str, Division]:
    """Each planned division's row, by the planned name: matched by name, else by an alias (then it is a new name)."""
    unmatched = {d.id: d for d in session.scalars(select(Division).where(Division.office_id == office.id))}
    rows: dict[str, Division] = {}
    for plan in plans:
        same = [d for d in unmatched.values() if key(d.name) == key(plan.name)]
        if same:
            rows[plan.name] = unmatched.pop(same[0].id)
    for plan in plans:
        if plan.name in rows:
            continue
        known = [d for d in unmatched.values() if _is_alias_of(d, plan)]
        if len(known) == 1:
            rows[plan.name] = unmatched.pop(known[0].id)
            notes.append(f"ส่วนราชการ {known[0].name} เปลี่ยนชื่อเป็น {plan.name}")
        else:
            rows[plan.name] = Division(office_id=office.id, name=plan.name)
            session.add(rows[plan.name])
    for position, plan in enumerate(plans):
        row = rows[plan.name]
        row.name, row.head_title, row.position = plan.name, plan.head_title, position
        if row.aliases != list(plan.aliases):
            row.aliases = list(plan.aliases)
    for position, division in enumerate(unmatched.values(), start=len(plans)):
        division.position = position
        notes.append(f"ส่วนราชการ {division.name} ไม่อยู่ในแฟ้มนี้ ระบบคงไว้ตามเดิม")
    session.flush()
    return rows


def _chain(session: Session, office: Office, plans: tuple[ChainPlan, ...], notes: list[str]) -> None:
    """The workbook's chain, unless the office has set its own by command. Without rows nothing changes."""
    if not plans:
        return
    known = approvals.chain_of(session, office.id)
    posts = [(plan.title, plan.acting) for plan in plans]
    if any(post.source == "office" for post in known):
        if [(post.title, post.acting_post) for post in known] != posts:
            notes.append("สายการเสนอตั้งไว้ด้วยคำสั่ง tamngan office chain จึงคงไว้ตามเดิม")
        return
    if chain.set_chain(session, office.id, posts, "workbook") and known:
        notes.append(f"ปรับสายการเสนอตามแฟ้ม: {' → '.join(title for title, _ in posts)}")


def _is_alias_of(division: Division, plan: DivisionPlan) -> bool:
    return key(division.name) in {key(a) for a in plan.aliases} or key(plan.name) in {key(a) for a in division.aliases}


def _round(session: Session, office: Office, facts: OfficeFacts, notes: list[str], *, is_partial: bool) -> Round:
    """The round of that year, which becomes the current one. Papers alone only move the office forward: last year's
    report is not this year's work."""
    round_ = session.scalars(
        select(Round).where(Round.office_id == office.id, Round.assessment_year == facts.assessment_year)
    ).first()
    if round_ is None:
        round_ = Round(office_id=office.id, assessment_year=facts.assessment_year)
        session.add(round_)
    round_.starts_on, round_.ends_on = facts.starts_on, facts.ends_on
    session.flush()
    current = office.current_round
    if is_partial and current is not None and current.assessment_year > facts.assessment_year:
        notes.append(f"เก็บไว้ในรอบปี {facts.assessment_year} รอบการประเมินปัจจุบันยังเป็นปี {current.assessment_year}")
    elif office.current_round_id != round_.id:
        if current is not None:
            notes.append(f"รอบการประเมินปัจจุบันเปลี่ยนจากปี {current.assessment_year} เป็นปี {facts.assessment_year}")
        office.current_round = round_
        session.flush()
    return round_
