"""A small office in every state a button may meet, and what one tap by one person does to its register."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import conversation
from bot.events import Event, Tapped
from handlers import proposals
from handlers.intents import AttachEvidence, Intent
from handlers.proposals import Proposed
from messages import codec
from messages.plain import plain
from messages.postbacks import Postback
from models import conversation as questions
from models import extensions
from models.approvals import Approval, ApprovalStep
from models.changes import Actor
from models.database import Database
from models.office import Office, Round
from models.outbox import OutboxMessage
from models.people import Group, Member
from models.register import Assignment
from models.reminders import Reminder
from models.tables import Base
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office

NOW = thai("2026-12-16 10:00")
TODAY = date(2026, 12, 16)
LATE, SOON, ASKED = date(2026, 12, 14), date(2026, 12, 30), date(2027, 1, 15)
DIVISIONS = ("สำนักปลัด", "กองคลัง", "กองช่าง")
GROUP = "Cgroup"
# Who taps: the head and a clerk of กองคลัง, the head of กองช่าง, the coordinator, the chief, nobody's, and the head of
# กองคลัง in another office, on that office's account.
PEOPLE: Final = ("head", "staff", "other", "coordinator", "chief", "stranger", "foreign")
# What only carries or remembers what is said; everything else is the office's own.
_NOT_THE_REGISTER: Final = ("outbox_message", "conversation", "inbox_event", "heartbeat", "reminder")
_FREE_TEXT: Final = ("lacking", "output", "outcome", "fold_output", "fold_outcome", "comment", "reason")


@dataclass(frozen=True)
class Tap:
    """What came of a tap: `outcome` is "changes", "asks" (words are waited for), "silent" or "answers", or "LEAKS" when
    somebody of another office changed ours; the answer's plain reading says which answer it was."""

    outcome: str
    said: str


@dataclass(frozen=True)
class Places:
    """The ids a button of this office may name."""

    database: Database
    demo: int
    other: int
    divisions: dict[str, int]
    assignments: dict[str, int]  # by item code, of กองคลัง where it has a part
    extensions: dict[str, int]
    step: int

    def intent(self, button: Postback) -> Intent:
        """What the button means to the coordinator."""
        event = Event("tap", "Ucoordinator", "Ucoordinator", None, "token", Tapped(codec.encode(button), {}))
        with self.database.read() as session:
            turn = conversation.turn_of(session, session.get_one(Office, self.demo), event, NOW)
            intent = conversation.intent_of(event, turn)
        assert intent is not None
        return intent

    def tap(
        self, who: str, button: Postback | str, *, group: bool = False, day: str = "", asked: Proposed | None = None
    ) -> Tap:
        """In a transaction that is rolled back: every tap meets the same register. `asked`: what the bot has asked the
        one who taps to confirm, or said without its item, under the token `kept`."""
        data = button if isinstance(button, str) else codec.encode(button)
        chat = GROUP if group else f"U{who}"
        params = {"date": day} if day else {}
        event = Event("tap", chat, f"U{who}", GROUP if group else None, "token", Tapped(data, params))
        with self._undone() as session:
            office = session.get_one(Office, self.other if who == "foreign" else self.demo)
            if asked is not None:
                _asked(session, office, chat, f"U{who}", asked)
            before, ours = _register(session), _register(session, self.demo)
            turn = conversation.turn_of(session, office, event, NOW)
            intent = conversation.intent_of(event, turn)
            assert intent is not None
            conversation.serve(intent, event, turn)
            session.flush()
            answers = session.scalars(
                select(OutboxMessage).where(OutboxMessage.event_id == "tap", OutboxMessage.kind == "reply")
            )
            said = "\n".join(plain(row.messages) for row in answers)
            if who == "foreign" and _register(session, self.demo) != ours:
                return Tap("LEAKS", said)
            if _register(session) != before:
                return Tap("changes", said)
            question = turn.question()
            if question is not None and question.asks in _FREE_TEXT:
                return Tap("asks", said)
            return Tap("answers" if said else "silent", said)

    @contextmanager
    def _undone(self) -> Iterator[Session]:
        with self.database.write() as session:
            yield session
            session.rollback()


def built(database: Database) -> Places:
    with database.write() as session:
        demo = new_office(session, "demo", DIVISIONS)
        demo.review_on = True
        for code, owners, due in (
            ("O1", ("กองคลัง",), LATE),
            ("O2", ("กองคลัง",), SOON),
            ("O3", ("กองคลัง",), SOON),
            ("O4", ("กองคลัง",), SOON),
            ("O5", ("กองคลัง",), SOON),
            ("O6", ("กองคลัง",), SOON),
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
        session.add(Group(office_id=demo.id, line_group_id=GROUP, bound_at=NOW, bound_by=None))
        other = new_office(session, "other", DIVISIONS)
        add_item(session, other, "O1", ("กองคลัง",), LATE)
        add_member(session, other, "Uforeign", "head", "กองคลัง")
        session.add(Group(office_id=other.id, line_group_id=GROUP, bound_at=NOW, bound_by=None))
        assignments = {
            a.item.code: a.id
            for a in session.scalars(select(Assignment).where(Assignment.office_id == demo.id).order_by(Assignment.id))
            if a.division
            and a.division.name in ("กองคลัง", "กองช่าง")
            and (a.item.code != "M1" or a.division.name == "กองคลัง")
        }
        assignments["old"] = _of_an_earlier_round(session, demo)
        requests = _happened(session, assignments, members["head"], members["coordinator"])
        _told(session, demo, [assignments["O1"], assignments["O8"]])
        step = _paper(session, demo, members)
        session.flush()
        divisions = {d.name: d.id for d in demo.divisions}
        return Places(database, demo.id, other.id, divisions, assignments, requests, step)


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


def _happened(session: Session, ids: dict[str, int], head: Member, coordinator: Member) -> dict[str, int]:
    """O3 was reported done, O6 too and was returned; more time is asked for O2, was declined for O4; the O5 report was
    taken back."""

    def actor(member: Member, change_set: str) -> Actor:
        return Actor(member.id, member.role, "chat", change_set)

    def assignment(code: str) -> Assignment:
        return session.get_one(Assignment, ids[code])

    session.add(assignment("O3").report("done", actor(head, "reported"), NOW))
    session.add(assignment("O6").report("done", actor(head, "returned"), NOW))
    assignment("O6").review, assignment("O6").lacking = "returned", "แผนผัง"
    first = assignment("O5").report("in_progress", actor(head, "undone"), NOW)
    assert first is not None
    session.add(first)
    session.flush()
    back = assignment("O5").report("not_reported", actor(head, "undoing"), NOW)
    assert back is not None
    back.undoes = first.id
    session.add(back)
    [waiting], _ = extensions.ask(session, [(assignment("O2"), False)], ASKED, "", actor(head, "asked"), NOW)
    [decided], _ = extensions.ask(session, [(assignment("O4"), False)], ASKED, "", actor(head, "asked4"), NOW)
    decided.decline(actor(coordinator, "declined"), NOW)
    return {"waiting": waiting.id, "decided": decided.id}


def _told(session: Session, office: Office, assignment_ids: list[int]) -> None:
    session.add_all(
        Reminder(office_id=office.id, assignment_id=one, due=LATE, rung=-2, owed_at=NOW) for one in assignment_ids
    )


def _paper(session: Session, office: Office, members: dict[str, Member]) -> int:
    """A paper that waits for the chief."""
    approval = Approval(
        office_id=office.id,
        round_id=office.current_round_id,
        paper="followup",
        title="ตารางติดตาม",
        content={},
        digest="0" * 64,
        submitted_by=members["coordinator"].id,
        submitted_at=NOW,
    )
    approval.steps = [
        ApprovalStep(
            office_id=office.id, position=0, post="ปลัด", member_id=members["chief"].id, state="asked", asked_at=NOW
        )
    ]
    session.add(approval)
    session.flush()
    return approval.steps[0].id


def _asked(session: Session, office: Office, chat: str, user: str, proposed: Proposed) -> None:
    unplaced = isinstance(proposed, AttachEvidence)
    questions.ask(
        session,
        office_id=office.id,
        chat=chat,
        line_user_id=user,
        asks="evidence" if unplaced else "confirm",
        items=[],
        now=NOW,
        proposal=proposals.keep_unplaced(proposed) if unplaced else proposals.keep(proposed),
        token="kept",
    )
    session.flush()


def _register(session: Session, office_id: int | None = None) -> list[Any]:
    """Every row of the office's own tables; of one office, or of all."""
    connection = session.connection()
    found = []
    for table in Base.metadata.sorted_tables:
        if table.name in _NOT_THE_REGISTER or (office_id and "office_id" not in table.c):
            continue
        only = f" WHERE office_id = {office_id}" if office_id else ""
        found.append(connection.exec_driver_sql(f'SELECT * FROM "{table.name}"{only}').all())  # noqa: S608
    return found
