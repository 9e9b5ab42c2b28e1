"""A small office in every state a button may meet, beside another one that must be nobody's business."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import chain, papers
from documents.papers_in import sent
from documents.papers_in.sent import Known
from documents.plan import Doubt, ItemPlan
from models import attaching, extensions, results, reviews, shifting
from models.approvals import Approval, ApprovalState, ApprovalStep, StepState
from models.changes import Actor, Change
from models.database import Database
from models.evidence import Evidence
from models.office import Office, Round
from models.papers_in import PaperIn, PaperState
from models.people import Group, Member
from models.register import Assignment
from models.reminders import Reminder
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office

NOW = thai("2026-12-16 10:00")
TODAY = date(2026, 12, 16)
LATE, SOON, ASKED = date(2026, 12, 14), date(2026, 12, 30), date(2027, 1, 15)
DIVISIONS: Final = ("สำนักปลัด", "กองคลัง", "กองช่าง")
GROUP: Final = "Cgroup"
CHAIN: Final = [("ผอ.กองช่าง", ""), ("ผอ.กองคลัง", ""), ("ปลัดเทศบาล", "")]
# Words that stand in our office only: whoever hears them heard of it.
LACKING, TOLD, FOLDED, COMMENT = "แผนผังบุคลากร", "ประชุมสองครั้ง", "สรุปรวมทุกกอง", "โปรดแก้ตารางก่อน"
FILE: Final = "บัญชีรายชื่อ"
OURS: Final = (LACKING, TOLD, FOLDED, COMMENT, FILE, "เทศบาลตำบลdemo")
NOT_IN_GROUPS: Final = (TOLD, FOLDED, COMMENT)


@dataclass(frozen=True)
class Ids:
    """What a button of our office may name."""

    demo: int
    other: int
    divisions: dict[str, int]
    assignments: dict[str, int]  # by item code, of กองคลัง where it has a part
    extensions: dict[str, int] = field(default_factory=dict)
    papers: dict[str, int] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    papers_in: dict[str, int] = field(default_factory=dict)


def built(database: Database) -> Ids:
    with database.write() as session:
        demo = new_office(session, "demo", DIVISIONS)
        demo.review_on = True
        for code, owners, due in (
            ("O1", ("กองคลัง",), LATE),
            *((f"O{number}", ("กองคลัง",), SOON) for number in (2, 3, 4, 5, 6, 7, 9)),
            ("O8", ("กองช่าง",), LATE),
            ("M1", DIVISIONS, SOON),
        ):
            add_item(session, demo, code, owners, due).steps = ["จัดทำสื่อ", "ประชาสัมพันธ์"] if code == "M1" else []
        members = {
            "head": add_member(session, demo, "Uhead", "head", "กองคลัง"),
            "staff": add_member(session, demo, "Ustaff", "staff", "กองคลัง"),
            "other": add_member(session, demo, "Uother", "head", "กองช่าง"),
            "coordinator": add_member(session, demo, "Ucoordinator", "coordinator"),
            "chief": add_member(session, demo, "Uchief", "chief"),
        }
        members["chief"].post = CHAIN[-1][0]
        chain.set_chain(session, demo.id, CHAIN, "office")
        other = new_office(session, "other", DIVISIONS)
        add_item(session, other, "O1", ("กองคลัง",), LATE)
        add_member(session, other, "Uforeign", "head", "กองคลัง")
        add_member(session, other, "Uabroad", "coordinator")
        for office in (demo, other):
            session.add(Group(office_id=office.id, line_group_id=GROUP, bound_at=NOW, bound_by=None))
        ids = Ids(demo.id, other.id, {d.name: d.id for d in demo.divisions}, _assignments(session, demo))
        ids.assignments["old"] = _of_an_earlier_round(session, demo)
        _reported(session, ids, members)
        _asked_for_time(session, ids, members)
        _told_results(session, ids, members)
        _gave_evidence(session, ids, members)
        _shifted(session, ids, members)
        _reminded(session, demo, [ids.assignments["O1"], ids.assignments["O8"]])
        _papers(session, demo, members, ids)
        _papers_in(session, demo, members, ids)
        return ids


def _actor(member: Member, change_set: str) -> Actor:
    return Actor(member.id, member.role, "chat", change_set)


def _assignments(session: Session, office: Office) -> dict[str, int]:
    of_office = select(Assignment).where(Assignment.office_id == office.id).order_by(Assignment.id)
    found = [a for a in session.scalars(of_office) if a.division]
    own = {a.item.code: a.id for a in found if a.division and a.division.name == "กองคลัง"}
    return {a.item.code: a.id for a in found} | own


def _of_an_earlier_round(session: Session, office: Office) -> int:
    current = office.current_round
    office.current_round = Round(
        office_id=office.id, assessment_year=2569, starts_on=date(2025, 10, 1), ends_on=date(2026, 9, 30)
    )
    session.flush()
    item = add_item(session, office, "O1", ("กองคลัง",), LATE)
    office.current_round = current
    session.flush()
    return item.assignments[0].id


def _of(session: Session, ids: Ids, code: str) -> Assignment:
    return session.get_one(Assignment, ids.assignments[code])


def _kept(session: Session, change: Change | None) -> Change:
    assert change is not None
    session.add(change)
    session.flush()
    return change


def _reported(session: Session, ids: Ids, members: dict[str, Member]) -> None:
    """O3 was reported done and waits for review, O6 too and was given back; the O5 report was taken back."""
    head, coordinator = members["head"], members["coordinator"]
    _kept(session, _of(session, ids, "O3").report("done", _actor(head, "reported"), NOW))
    _kept(session, _of(session, ids, "O6").report("done", _actor(head, "reported6"), NOW))
    given_back = reviews.give_back(_of(session, ids, "O6"), LACKING, SOON, _actor(coordinator, "returned"), NOW)
    session.add_all(given_back)
    first = _kept(session, _of(session, ids, "O5").report("in_progress", _actor(head, "undone"), NOW))
    back = _kept(session, _of(session, ids, "O5").report("not_reported", _actor(head, "undoing"), NOW))
    back.undoes = first.id


def _asked_for_time(session: Session, ids: Ids, members: dict[str, Member]) -> None:
    """For O2 it waits, for O4 it was declined."""

    def ask(code: str, change_set: str) -> extensions.Extension:
        wanted = [(_of(session, ids, code), False)]
        [row], _ = extensions.ask(session, wanted, ASKED, "", _actor(members["head"], change_set), NOW)
        return row

    waiting, decided = ask("O2", "asked"), ask("O4", "asked4")
    decided.decline(_actor(members["coordinator"], "declined"), NOW)
    ids.extensions.update(waiting=waiting.id, decided=decided.id)


def _told_results(session: Session, ids: Ids, members: dict[str, Member]) -> None:
    """กองคลัง has done a step of M1 and told its output, for which the coordinator has found words of their own."""
    head, part = members["head"], _of(session, ids, "M1")
    _kept(session, results.mark_step(part, 1, _actor(head, "marked"), NOW))
    _kept(session, results.tell(part, "output", TOLD, _actor(head, "told"), NOW))
    _kept(session, results.tell(part.item, "output", FOLDED, _actor(members["coordinator"], "folded"), NOW))


def _gave_evidence(session: Session, ids: Ids, members: dict[str, Member]) -> None:
    """The head sent a file for O3, which is kept, and another, which waits for its item."""
    for number, change_set in enumerate(("filed", "waits"), start=1):
        row = Evidence(
            office_id=ids.demo,
            kind="file",
            state="kept",
            message_id=f"m{number}",
            name=f"{FILE}{number}.pdf",
            media_type="application/pdf",
            size=100,
            stored_at=f"demo/{number}",
            added_at=NOW,
            added_by=members["head"].id,
            change_set=change_set,
        )
        session.add(row)
        session.flush()
        if change_set == "filed":
            part = _of(session, ids, "O3")
            attaching.place(session, row, part.item, part, row.name, _actor(members["head"], change_set), NOW)


def _shifted(session: Session, ids: Ids, members: dict[str, Member]) -> None:
    """The date of O9 was moved for everybody."""
    wanted = shifting.Wanted(None, SOON + timedelta(days=7), ("O9",))
    found = shifting.shift([_of(session, ids, "O9").item], wanted, TODAY)
    session.add_all(shifting.carry_out(found.moves, "ขยายเวลา", _actor(members["coordinator"], "shifted"), NOW))


def _reminded(session: Session, office: Office, assignment_ids: list[int]) -> None:
    session.add_all(
        Reminder(office_id=office.id, assignment_id=one, due=LATE, rung=-2, owed_at=NOW) for one in assignment_ids
    )


def _papers(session: Session, office: Office, members: dict[str, Member], ids: Ids) -> None:
    """A table that the first level returned; and it anew, approved there and now with the head of กองคลัง, above whom
    is the chief."""
    levels = chain.levels_of(session, office)
    deciders = [members["other"], members["head"], members["chief"]]
    assert [level.member for level in levels] == deciders

    def submitted(state: ApprovalState, *stands: StepState) -> Approval:
        content = papers.content(session, office, "followup", levels, NOW)
        paper = Approval(
            office_id=office.id,
            round_id=office.current_round_id,
            paper="followup",
            title=content["title"],
            content=content,
            digest=papers.digest(content),
            state=state,
            submitter=members["coordinator"],
            submitted_at=NOW,
        )
        for position, (level, stand) in enumerate(zip(levels, stands, strict=True), start=1):
            is_decided = stand in ("approved", "returned")
            paper.steps.append(
                ApprovalStep(
                    office_id=office.id,
                    position=position,
                    post=level.post,
                    member=level.member,
                    state=stand,
                    asked_at=None if stand == "waiting" else NOW,
                    decided_at=NOW if is_decided else None,
                    decider=level.member if is_decided else None,
                    comment=COMMENT if stand == "returned" else "",
                )
            )
        session.add(paper)
        session.flush()
        return paper

    ended = submitted("returned", "returned", "waiting", "waiting")
    pending = submitted("pending", "approved", "asked", "waiting")
    ids.papers.update(ended=ended.id, pending=pending.id)
    decided, asked, coming = (step.id for step in pending.steps)
    ids.steps.update(decided=decided, asked=asked, coming=coming, ended=ended.steps[0].id)


def _papers_in(session: Session, office: Office, members: dict[str, Member], ids: Ids) -> None:
    """Plans that the coordinator sent: one read, with a row whose owner is not known, one loaded, one put aside."""
    known = Known.of(session, office)
    item = ItemPlan("o_item", 50, "ข้อที่ไม่มีผู้รับผิดชอบ")
    doubt = Doubt("ตารางที่ 1", 3, "ข้อ 50", "ไม่มีผู้รับผิดชอบ", "O50", "ตาราง.docx", ("owners", "web_status", "due"))
    plan = replace(known.base, items=(item,), doubts=(doubt,), partial=True)
    states: tuple[PaperState, ...] = ("read", "loaded", "dropped")
    for number, state in enumerate(states, start=3):
        file = Evidence(
            office_id=office.id,
            kind="file",
            state="kept",
            message_id=f"m{number}",
            name=f"{FILE}{number}.docx",
            stored_at=f"demo/{number}",
            added_at=NOW,
            added_by=members["coordinator"].id,
            change_set=f"sent{number}",
        )
        session.add(file)
        session.flush()
        row = PaperIn(
            office_id=office.id,
            evidence_id=file.id,
            member_id=members["coordinator"].id,
            event_id=f"sent{number}",
            state=state,
            asked_at=NOW,
            plan=sent.to_json(plan),
            basis=known.digest,
            loaded_at=NOW if state == "loaded" else None,
        )
        session.add(row)
        session.flush()
        ids.papers_in[state] = row.id
