"""People of a chain of approval, and what the tests of papers look at."""

import re

from documents import chain
from models.approvals import Approval, ApprovalStep
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from tests.handlers.conftest import enrol
from tests.support.room import Room

FOUR = [("หัวหน้าสำนักปลัด", ""), ("รองปลัดเทศบาล", ""), ("ปลัดเทศบาล", ""), ("นายกเทศมนตรี", "")]
THREE = [FOUR[0], FOUR[2], FOUR[3]]


def chain_of_three(room: Room) -> None:
    """หน่อย heads สำนักปลัด, ท่านปลัด is the ปลัด, ท่านนายก the นายก. It is Monday morning."""
    room.at("2026-11-09 09:00")
    enrol(room, "หน่อย", "head", "สำนักปลัด")
    enrol(room, "ท่านนายก", "chief")
    holds(room, "ท่านปลัด", "ปลัด")
    holds(room, "ท่านนายก", "นายก")
    sets(room, THREE)


def holds(room: Room, name: str, post: str) -> None:
    with room.database.write() as session:
        session.query(Member).filter_by(display_name=name).one().post = post


def sets(room: Room, posts: list[tuple[str, str]]) -> None:
    with room.database.write() as session:
        chain.set_chain(session, session.query(Office).filter_by(slug="demo").one().id, posts, "office")


def submits(room: Room, line: str = "เสนอตารางติดตาม") -> Room:
    return room.says("ก้อย", line).presses("ก้อย", "ยืนยันเสนอเรื่อง")


def steps(room: Room, nth: int = -1) -> list[tuple[str, str, str, str]]:
    """Of one paper: post, from which it was acted for, state, by whom."""
    with room.database.read() as session:
        paper = session.query(Approval).order_by(Approval.id).all()[nth]
        return [(s.post, s.acting, s.state, s.decider.display_name if s.decider else "") for s in paper.steps]


def states(room: Room) -> list[str]:
    with room.database.read() as session:
        return [a.state for a in session.query(Approval).order_by(Approval.id)]


def asked_step(room: Room) -> int:
    with room.database.read() as session:
        return session.query(ApprovalStep).filter_by(state="asked").one().id


def page_of(room: Room, who: str) -> str:
    """The address under «เปิดอ่านทั้งฉบับ» in what this person heard last."""
    with room.database.read() as session:
        rows = session.query(OutboxMessage).filter_by(chat=room.person(who)).order_by(OutboxMessage.created_at)
        said = " ".join(str(row.messages) for row in rows)
    return str(re.findall(r"https://[^'\"]*/paper/[^'\"]+", said)[-1])
