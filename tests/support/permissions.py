"""What one tap by one person does to the register of a small office, and what it lets them read."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot import conversation
from bot.events import Event, Said, Tapped
from documents.addresses import Addresses
from handlers import proposals
from handlers.intents import AttachEvidence
from handlers.proposals import Proposed
from handlers.turn import Turn
from messages import codec
from messages.plain import plain
from messages.postbacks import Postback
from models import conversation as questions
from models import queries
from models.base import OfOffice
from models.database import Database
from models.office import Office
from models.outbox import OutboxMessage
from models.tables import Base
from tests.support.permission_world import FILE, GROUP, NOT_IN_GROUPS, NOW, OURS, Ids

# Who taps: the head and a clerk of กองคลัง, the head of กองช่าง, the coordinator, the chief, nobody's; and on another
# office's account the head of its กองคลัง and its coordinator.
PEOPLE: Final = ("head", "staff", "other", "coordinator", "chief", "stranger", "foreign", "abroad")
STRANGE: Final = ("foreign", "abroad")
# What only carries or remembers what is said; everything else is the office's own.
_NOT_THE_REGISTER: Final = ("outbox_message", "conversation", "inbox_event", "heartbeat", "reminder")
_FREE_TEXT: Final = ("lacking", "output", "outcome", "fold_output", "fold_outcome", "comment", "reason")
# What opens without a further question: signed addresses, here in the clear.
_ADDRESSES: Final = Addresses(
    file=lambda row, _now: f"https://tamngan.example/file/{row.office_id}-{row.id}",
    page=lambda office_id, which, _now: f"https://tamngan.example/paper/{office_id}-{which}",
)
_OPENS: Final = re.compile(r"https://tamngan\.example/(file|paper)/(\d+)-\w+")

# How an answer that does nothing is known; the first that is found counts.
REFUSALS: Final = {
    "help": "วิธีใช้งาน “ตามงาน”",
    "register": "ขอความอนุเคราะห์ลงทะเบียนก่อนใช้งาน",
    "members": "ส่วนนี้เปิดให้ผู้ที่ลงทะเบียนแล้ว",
    "readonly": "ผู้ที่ยังไม่ได้ลงทะเบียนเรียกดูข้อมูลในกลุ่มนี้ได้",
    "outdated": "ปุ่มนี้เป็นของรายการเดิม",
    "noreport": "การรายงานผลดำเนินการโดยส่วนราชการผู้รับผิดชอบ",
    "notyours": "อยู่ในความรับผิดชอบของส่วนราชการอื่น",
    "nodecide": "การพิจารณาคำขอขยายเวลาเป็นหน้าที่ของ",
    "nochase": "การติดตามส่วนราชการผ่านระบบดำเนินการโดย",
    "noreview": "การตรวจสอบผลที่รายงานเป็นหน้าที่ของผู้ประสานงาน ITA",
    "noshift": "การเลื่อนกำหนดส่งของหน่วยงานเป็นหน้าที่ของผู้ประสานงาน ITA",
    "nosubmit": "การเสนอและถอนเรื่องเป็นหน้าที่ของผู้ประสานงาน ITA",
    "noload": "การนำเข้าแผนและตารางของหน่วยงานเป็นหน้าที่ของผู้ประสานงาน ITA",
    "loaded": "ระบบไม่ได้นำเข้าซ้ำ",
    "notturn": "อยู่ระหว่างการพิจารณาของ",
    "passed": "ปุ่มนี้เป็นของลำดับที่มีการพิจารณาแล้ว",
    "pending": "ระบบจึงยังไม่ได้เสนอซ้ำ",
    "nochain": "หน่วยงานยังไม่ได้กำหนดสายการเสนอ",
    "private": "ในแชตส่วนตัว",
    "lost": "ไม่พบข้อมูลที่รอบันทึก",
    "unknown": "ในรอบการประเมินนี้",
    "decided": "คำขอนี้พิจารณาแล้ว",
    "author": "รายการนี้บันทึกโดยผู้อื่น",
    "undone": "ยกเลิกเรียบร้อยแล้วก่อนหน้านี้",
    "reviewed": "เนื่องจากผู้ประสานงาน ITA ตรวจสอบแล้ว",
    "anew": "มีการรายงานใหม่หลังจากที่แสดงรายการนี้",
    "settled": "ระบบไม่ได้เปลี่ยนแปลงข้อมูลเพิ่มเติม",
    "dropped": "ยกเลิกแล้ว ระบบไม่ได้เปลี่ยนแปลงข้อมูล",
    "same": "สถานะที่รายงานตรงกับที่บันทึกไว้แล้ว",
}


@dataclass(frozen=True)
class Tap:
    """What came of a tap: "LEAKS" when it reached over an office's border, or told or opened in the group what is
    private, else "changes", "confirms" (a yes is waited for), "asks" (words are), "tells" (nothing but a push),
    "silent", the refusal's name, or "reads". `opens`: what the answer lets its reader open, as "file" and "paper"."""

    outcome: str
    said: str
    opens: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Places:
    database: Database
    ids: Ids

    def tap(
        self,
        who: str,
        button: Postback | str | Said,
        *,
        group: bool = False,
        day: str = "",
        asked: Proposed | None = None,
        first: Sequence[tuple[str, Postback]] = (),
    ) -> Tap:
        """In a transaction that is rolled back: every tap, or line said instead, meets the same register. `asked`: what
        the bot has asked the one who taps to confirm, or said without its item, under the token `kept`; `first`:
        others' taps before it."""
        with self._undone() as session:
            for number, (before, earlier) in enumerate(first):
                self._served(session, before, earlier, f"tap-{number}", group=False, day="")
            office = self._office(session, who)
            if asked is not None:
                _asked(session, office, GROUP if group else f"U{who}", f"U{who}", asked)
            register, theirs = _register(session), _register(session, self._other_than(office))
            session.flush()
            session.expunge_all()  # so that every row is read anew, and seen
            office = self._office(session, who)
            with rows_of_others(office.id) as loaded:
                turn = self._served(session, who, button, "tap", group=group, day=day)
            rows = session.scalars(select(OutboxMessage).where(OutboxMessage.event_id == "tap")).all()
            pushes = [row for row in rows if row.kind == "push"]
            answers = [row for row in rows if row.kind == "reply"]
            said = "\n".join(plain(row.messages) for row in answers)
            opens = list(_OPENS.finditer(" ".join(str(row.messages) for row in answers)))
            tap = Tap("", said, frozenset(found[1] for found in opens))
            own = {member.line_user_id for member in queries.members_of(session, office)}
            if (
                loaded
                or _register(session, self._other_than(office)) != theirs
                or any(row.chat not in own or row.office_id != office.id for row in pushes)
                or (opens and (group or turn.member is None))
                or any(int(found[2]) != office.id for found in _OPENS.finditer(" ".join(str(r.messages) for r in rows)))
                or any(words in said for words in _unheard(who, group=group))
            ):
                return Tap("LEAKS", said, tap.opens)
            outcome = "changes" if _register(session) != register else _waits(turn) or ("tells" if pushes else "")
            return Tap(outcome or _answered(said), said, tap.opens)

    def _served(
        self, session: Session, who: str, button: Postback | str | Said, event_id: str, *, group: bool, day: str
    ) -> Turn:
        what: Said | Tapped
        if isinstance(button, Said):
            what = button
        else:
            data = button if isinstance(button, str) else codec.encode(button)
            what = Tapped(data, {"date": day} if day else {})
        chat = GROUP if group else f"U{who}"
        event = Event(event_id, chat, f"U{who}", GROUP if group else None, "token", what)
        turn = conversation.turn_of(session, self._office(session, who), event, NOW, addresses=_ADDRESSES)
        intent = conversation.intent_of(event, turn)
        assert intent is not None or isinstance(button, Said)
        if intent is not None:
            conversation.serve(intent, event, turn)
        session.flush()
        return turn

    def _office(self, session: Session, who: str) -> Office:
        return session.get_one(Office, self.ids.other if who in STRANGE else self.ids.demo)

    def _other_than(self, office: Office) -> int:
        return self.ids.demo if office.id == self.ids.other else self.ids.other

    @contextmanager
    def _undone(self) -> Iterator[Session]:
        with self.database.write() as session:
            yield session
            session.rollback()


def refusal_in(said: str) -> str | None:
    return next((name for name, words in REFUSALS.items() if words in said), None)


@contextmanager
def rows_of_others(office_id: int) -> Iterator[list[str]]:
    """What is read meanwhile of rows that belong to another office, whatever query it came by."""
    found: list[str] = []

    def loaded(row: OfOffice, _context: object) -> None:
        if row.office_id != office_id:
            found.append(f"{type(row).__name__} of office {row.office_id}")

    event.listen(OfOffice, "load", loaded, propagate=True)
    try:
        yield found
    finally:
        event.remove(OfOffice, "load", loaded)


def _answered(said: str) -> str:
    return (refusal_in(said) or "reads") if said else "silent"


def _waits(turn: Turn) -> str | None:
    """What this very tap has asked its person for."""
    question = turn.question()
    if question is None or not turn.asked:
        return None
    return "asks" if question.asks in _FREE_TEXT else "confirms" if question.asks == "confirm" else None


def _unheard(who: str, *, group: bool) -> Sequence[str]:
    """Words that must not be said to them there. In a group that is ours a stranger may read how things stand."""
    if who in STRANGE or (who == "stranger" and not group):
        return OURS
    return (*NOT_IN_GROUPS, *((FILE,) if who == "stranger" else ())) if group else ()


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
