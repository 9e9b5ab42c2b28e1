"""What the office scored, asked in chat."""

from decimal import Decimal

import pytest

from models.queries import office_by_slug
from models.register import WorkItem
from models.scores import Score
from tests.support.room import Room

SCORES = {
    "OVERALL": ("97.00", ""),
    "IIT": ("97.10", ""),
    "EIT": ("88.00", ""),
    "OIT": ("100.00", ""),
    "8": ("75.08", ""),
    "E8": ("91.20", "ช่องทางสื่อสารเข้าถึงง่าย"),
    "E9": ("28.57", "เคยใช้บริการออนไลน์ของหน่วยงาน"),
}


@pytest.fixture
def scored(room: Room) -> Room:
    with room.database.write() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        session.add_all(
            Score(office_id=office.id, assessment_year=2567, code=code, value=Decimal(value), title=title)
            for code, (value, title) in SCORES.items()
        )
    return room


def test_scores_are_told_as_a_whole_with_the_grade_of_their_own_year(scored: Room) -> None:
    scored.says("ส้ม", "ขอคะแนนภาพรวม").bot(
        "ปี 2567", "ภาพรวม 97.00 คะแนน ระดับผ่านดี", "ตัวชี้วัดที่ 8", "75.08", "คะแนนต่ำสุด", "E9"
    )


def test_the_lowest_question_and_any_other_are_told(scored: Room) -> None:
    scored.says("ส้ม", "คะแนนต่ำสุด").bot("E9 เคยใช้บริการออนไลน์ของหน่วยงาน: 28.57 คะแนน", without=("E8",))
    scored.says("ท่านปลัด", "ข้อ E8").bot("E8 ช่องทางสื่อสารเข้าถึงง่าย: 91.20 คะแนน", "ปี 2567")
    scored.says("ก้อย", "คะแนนตัวชี้วัดที่ 8").bot("75.08")
    scored.says("ก้อย", "ข้อ I3").bot("ไม่พบคะแนนของ I3")


def test_the_lowest_question_of_each_issue_is_proposed_for_planning(scored: Room) -> None:
    with scored.database.write() as session:
        for one in session.query(Score):
            one.issue = {"E8": "ประเด็นที่ 1 การประชาสัมพันธ์", "E9": "ประเด็นที่ 2 ระบบ E-Service"}.get(one.code, "")
        session.query(WorkItem).filter_by(code="M1").one().issue = "ประเด็นที่ ๒ ระบบ E-Service"
    scored.says("ก้อย", "คะแนนต่ำสุด").bot(
        "รายประเด็น เพื่อประกอบการกำหนดมาตรการ",
        "ประเด็นที่ 1 การประชาสัมพันธ์: E8 91.20 คะแนน (ช่องทางสื่อสารเข้าถึงง่าย) ยังไม่มีมาตรการ",
        "ประเด็นที่ 2 ระบบ E-Service: E9 28.57 คะแนน (เคยใช้บริการออนไลน์ของหน่วยงาน) มีมาตรการ M1",
    )


def test_without_scores_and_to_strangers_nothing_is_made_up(room: Room) -> None:
    room.says("ส้ม", "คะแนนต่ำสุด").bot("ยังไม่มีผลคะแนน")
    room.says("คนนอก", "คะแนนต่ำสุด").bot("ลงทะเบียน", without=("คะแนน",))
