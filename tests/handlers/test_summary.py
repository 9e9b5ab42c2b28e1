"""The summary on demand: the same as Monday's, its buttons, and the one of the week before as it was sent."""

from datetime import date

import pytest

from handlers.context import Context
from handlers.intents import StatusChange, UpdateStatus, WeeklySummary
from handlers.understanding import understand
from messages.codec import encode
from messages.limits import problems
from messages.postbacks import Chase
from models.outbox import OutboxMessage
from tests.handlers.test_chase import chases
from tests.support.room import Room

GROUP = "กลุ่ม ITA"


@pytest.fixture
def late(room: Room) -> Room:
    """The twenty-eighth of December, a Monday: O1–O9 were due on the fifteenth, nine working days ago."""
    return room.at("2026-12-28 09:00")


def test_the_chief_urges_a_division_with_one_tap(late: Room) -> None:
    late.says("ท่านปลัด", "/summary").bot("เลยกำหนดตั้งแต่ 7 วันทำการขึ้นไป", "กองช่าง O8, O9 (เลยกำหนดสูงสุด 13 วัน)")
    late.presses("ท่านปลัด", "กำชับกองช่าง").bot("จัดส่งการติดตามแล้ว", "ช้าง")
    assert [row.purpose for row in chases(late)] == ["chase"]
    late.says("ก้อย", "/history O8").bot("กองช่าง", "ท่านปลัด")
    late.presses("ท่านปลัด", "กำชับกองช่าง").bot("ติดตามไปแล้วภายใน 4 ชั่วโมง")
    assert len(chases(late)) == 1


def test_the_coordinators_button_says_another_word_and_does_the_same(late: Room) -> None:
    late.says("ก้อย", "/summary").bot("[ติดตามกองช่าง]", without=("กำชับ",))
    late.presses("ก้อย", "ติดตามกองช่าง").bot("จัดส่งการติดตามแล้ว")


def test_a_head_sees_no_button_and_a_made_up_one_does_nothing(late: Room) -> None:
    late.says("ส้ม", "/summary").bot("เลยกำหนดตั้งแต่ 7 วันทำการขึ้นไป", without=("[กำชับ", "[ติดตาม"))
    for division_id in (1, 2, 3, 999):
        late.taps("ส้ม", encode(Chase(division_id)))
    late.taps("ท่านปลัด", encode(Chase(999)))
    assert chases(late) == []


def test_in_the_group_nobody_is_handed_the_buttons(late: Room) -> None:
    late.group(GROUP, "ก้อย", "ท่านปลัด", "ส้ม")
    late.says("ก้อย", "/bind", to=GROUP)
    late.says("ท่านปลัด", "/summary", to=GROUP).bot("เลยกำหนดตั้งแต่ 7 วันทำการขึ้นไป", without=("[กำชับ",))


def test_whoever_waits_for_a_decision_on_more_time_is_not_to_be_urged(room: Room) -> None:
    room.says("ช้าง", "O8 ขอขยายเวลาถึง 15 ม.ค. 70")
    room.at("2026-12-28 09:00")
    room.says("ท่านปลัด", "/summary").bot("กองช่าง O9 (เลยกำหนด 13 วัน)", "คำขอขยายเวลารอพิจารณา 1 รายการ ได้แก่ O8")


def test_the_summary_of_the_week_before_is_read_as_it_was_sent(late: Room) -> None:
    late.says("ท่านปลัด", "/summary สัปดาห์ก่อน").bot("ยังไม่มีสรุปประจำสัปดาห์ฉบับก่อนหน้า")
    late.ticks()
    late.says("ท่านปลัด", "/summary").bot(without=("ฉบับสัปดาห์ก่อน",))
    late.says("ท่านปลัด", "/summary สัปดาห์ก่อน").bot("ยังไม่มีสรุปประจำสัปดาห์ฉบับก่อนหน้า")
    late.at("2027-01-06 10:00").wants("ส้ม", UpdateStatus((StatusChange("O1", "done"),)))
    late.says("ท่านปลัด", "/summary").bot("เพิ่มขึ้น 1 รายการ เทียบกับฉบับวันที่ 28 ธ.ค. 69")
    late.presses("ท่านปลัด", "ฉบับสัปดาห์ก่อน").bot("สรุปฉบับวันที่ 28 ธ.ค. 69 เวลา 09.00 น. ตามที่จัดส่งไว้")
    late.says("ก้อย", "สรุปสัปดาห์ที่แล้ว").bot("สรุปฉบับวันที่ 28 ธ.ค. 69 เวลา 09.00 น.")
    with late.database.read() as session:
        rows = session.query(OutboxMessage).order_by(OutboxMessage.created_at).all()
        assert [row.id for row in rows if problems(row.messages)] == []
        [sent] = [row for row in rows if row.purpose == "summary" and "เรียน ท่านปลัด" in str(row.messages)]
        read_again = [row.messages[1:] for row in rows if "ตามที่จัดส่งไว้" in str(row.messages)]
        assert read_again == [sent.messages, sent.messages]


def test_strangers_read_no_earlier_summary_either(late: Room) -> None:
    late.ticks().at("2027-01-06 10:00")
    late.says("คนนอก", "/summary สัปดาห์ก่อน").bot("ลงทะเบียน", without=("O1",))


@pytest.mark.parametrize(
    ("line", "earlier"),
    [
        ("/summary สัปดาห์ก่อน", True),
        ("/summary last week", True),
        ("/สรุป สัปดาห์ที่แล้ว", True),
        ("/สรุปสัปดาห์ก่อน", True),
        ("สรุปสัปดาห์ที่แล้ว", True),
        ("สรุปอาทิตย์ที่แล้วให้หน่อย", True),
        ("ขอสรุปประจำสัปดาห์ก่อนหน้านี้หน่อยครับ", True),
        ("/summary", False),
        ("ขอสรุปประจำสัปดาห์", False),
        ("ขอสรุปสัปดาห์นี้ก่อนประชุม", False),
        ("ขอสรุปสัปดาห์ก่อนประชุม", False),
    ],
)
def test_the_week_before_is_asked_for_in_words(line: str, earlier: bool) -> None:
    assert understand(line, Context(date(2026, 11, 21))) == WeeklySummary(earlier=earlier)
