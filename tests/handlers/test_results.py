"""A measure's results: steps, output and outcome asked for in turn, folded into one text, worded by the coordinator."""

import json
from collections.abc import Iterator

import pytest

from documents.result_views import text_of
from messages.codec import encode
from messages.postbacks import EditFold, MarkStep, Show, TellResults
from models.changes import Change
from models.database import Database
from models.queries import office_by_slug
from models.register import Assignment, WorkItem
from tests.handlers.conftest import enrol
from tests.support.clock import FakeClock
from tests.support.offices import add_item, add_member, new_office
from tests.support.room import Room, opened

SIX = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองสวัสดิการ", "กองสาธารณสุข")
HEADS = dict(zip(("ปลา", "ส้ม", "ช้าง", "แก้ว", "ดาว", "ฝน"), SIX, strict=True))
STEPS = [
    "ทบทวนคู่มือการให้บริการของทุกงานให้เป็นปัจจุบัน",
    "ติดประกาศขั้นตอนและระยะเวลา ณ จุดให้บริการ",
    "สำรวจความเห็นของผู้มารับบริการทุกไตรมาส",
]
OUTPUT = "ปรับปรุงคู่มือ 14 กระบวนงาน ติดประกาศครบ 6 จุด และสำรวจความเห็น 3 ครั้ง ผู้ตอบ 212 คน"
OUTCOME = "ผู้มารับบริการรอคิวสั้นลงจากเฉลี่ย 30 นาที เหลือ 12 นาที"


@pytest.fixture
def office_of_six(database: Database, clock: FakeClock) -> Iterator[Room]:
    """A head in each of six divisions, a coordinator, a chief; M1 is everybody's, M2 (without steps) is กองคลัง's."""
    with database.write() as session:
        office = new_office(session, "demo", SIX)
        add_item(session, office, "O5", ("กองคลัง",), None)
        measure = add_item(session, office, "M1", SIX, None)
        measure.title, measure.steps = "ยกระดับคุณภาพการให้บริการประชาชน", STEPS
        add_item(session, office, "M2", ("กองคลัง",), None).title = "เปิดเผยการจัดซื้อจัดจ้าง"
    with opened(database, clock) as talk:
        for name, division in HEADS.items():
            enrol(talk, name, "head", division)
        enrol(talk, "ก้อย", "coordinator")
        enrol(talk, "ท่านปลัด", "chief")
        yield talk


def of(room: Room, division: str, code: str = "M1") -> Assignment:
    with room.database.read() as session:
        found = [
            a for a in session.query(Assignment).join(WorkItem).where(WorkItem.code == code) if a.division is not None
        ]
        [assignment] = [a for a in found if a.division and a.division.name == division]
        session.expunge_all()
        return assignment


def recorded(room: Room, *fields: str) -> list[tuple[str, str, str, bool]]:
    with room.database.read() as session:
        rows = session.query(Change).where(Change.field.in_(fields)).order_by(Change.id)
        return [(row.field, row.before, row.after, row.on_behalf) for row in rows]


def test_a_measure_reported_done_is_asked_its_steps_output_and_outcome(office_of_six: Room) -> None:
    room = office_of_six
    room.says("ส้ม", "M1 เสร็จแล้ว").bot("ดำเนินการเรียบร้อยแล้ว", "ขั้นตอนที่ดำเนินการแล้ว", "0 จาก 3 ขั้นตอน", f"○ 1. {STEPS[0]}")
    room.presses("ส้ม", "ขั้นตอนที่ 1").bot("1 จาก 3 ขั้นตอน", f"● 1. {STEPS[0]}")
    room.presses("ส้ม", "ขั้นตอนที่ 2").presses("ส้ม", "ขั้นตอนที่ 1").bot("1 จาก 3 ขั้นตอน", f"○ 1. {STEPS[0]}")
    assert of(room, "กองคลัง").steps_done == [1]
    room.says("ส้ม", "1").bot("โปรดแจ้งผลการดำเนินการ (Output) ของ M1 (กองคลัง)", "ตัวอย่าง", "คู่มือการให้บริการ")
    copied = "\n".join(f"({number}) {step}แล้ว" for number, step in enumerate(STEPS, start=1))
    room.says("ส้ม", copied).bot("ข้อความนี้คล้ายกับขั้นตอน", "หมายถึงสิ่งที่ได้ออกมา", "ยังไม่ได้บันทึก")
    assert of(room, "กองคลัง").output == ""
    room.says("ส้ม", copied).bot("บันทึกผลการดำเนินการของ M1 (กองคลัง)", "ผลลัพธ์หรือผลสัมฤทธิ์ (Outcome)", "มิใช่กิจกรรม")
    room.says("ส้ม", OUTCOME).bot("บันทึกผลของ M1 (กองคลัง)", "2 จาก 3 ขั้นตอน", OUTCOME, "คล้ายกับขั้นตอน", "ครบถ้วนตามแบบรายงาน")
    told = of(room, "กองคลัง")
    assert (told.status, told.output, told.outcome) == ("done", copied, OUTCOME)
    room.says("ส้ม", "/item M1").bot("ดำเนินการแล้ว 2 จาก 3", "โปรดตรวจสอบผลการดำเนินการ: คล้ายกับขั้นตอน")
    room.says("ส้ม", "ยกเลิกรายการล่าสุด").bot("ยกเลิกเรียบร้อยแล้ว", "M1")
    assert (of(room, "กองคลัง").outcome, of(room, "กองคลัง").output) == ("", copied)
    assert recorded(room, "outcome") == [("outcome", "", OUTCOME, False), ("outcome", OUTCOME, "", False)]
    assert [json.loads(after) for _, _, after, _ in recorded(room, "steps")] == [[0], [0, 1], [1], [0, 1]]
    room.says("ส้ม", "/history M1").bot(
        "กองคลัง แจ้งผลลัพธ์", "กองคลัง ยกเลิกผลลัพธ์", "ขั้นตอนที่ดำเนินการแล้ว: 1, 2 → 2", without=("แก้ไขข้อมูล",)
    )


def test_a_text_may_be_skipped_and_told_another_day_and_thin_words_are_asked_again_once(office_of_six: Room) -> None:
    room = office_of_six
    room.says("ส้ม", "M2 เสร็จแล้ว").bot("(Output) ของ M2 (กองคลัง)", "ตัวอย่าง", "จัดซื้อจัดจ้าง", without=("ขั้นตอนที่",))
    room.says("ส้ม", "ข้าม").bot("(Outcome) ของ M2")
    room.presses("ส้ม", "ข้าม").bot("ที่บันทึกไว้", "ยังขาด: ผลการดำเนินการ และ ผลลัพธ์หรือผลสัมฤทธิ์", without=("[ยกเลิกข้อความล่าสุด]",))
    assert recorded(room, "output", "outcome") == []
    room.at("2026-11-20 09:00").says("ส้ม", "แจ้งผล M2").bot("(Output) ของ M2")
    room.says("ส้ม", "ดำเนินการแล้วครับ").bot("สั้นเกินกว่าจะใช้ในรายงาน")
    room.says("ส้ม", "เผยแพร่ประกาศจัดซื้อจัดจ้าง 31 โครงการ").bot("บันทึกผลการดำเนินการ", "(Outcome)")
    room.says("ส้ม", "ขอบคุณครับ").bot(without=("บันทึก",))
    room.says("ส้ม", "ก" * 2001).bot("2,001", "2,000", "ยังไม่ได้บันทึก")
    room.says("ส้ม", "ต้องกรอกอะไรบ้างครับ").bot("(Outcome) ของ M2", "ตัวอย่าง")
    room.says("ส้ม", "O5 เสร็จแล้ว").bot("O5", "ดำเนินการเรียบร้อยแล้ว", "ระบบยังรอผลลัพธ์หรือผลสัมฤทธิ์ของ M2")
    room.says("ส้ม", "https://demo.example/m2.pdf").bot("ระบบยังรอผลลัพธ์")
    room.says("ส้ม", "-").bot("สั้นเกิน").presses("ส้ม", "ใช้ข้อความนี้").bot(
        "บันทึกผลของ M2", "โปรดตรวจสอบผลลัพธ์หรือผลสัมฤทธิ์: ข้อความสั้น"
    )
    room.presses("ส้ม", "แก้ไขผลที่แจ้งไว้").bot("ข้อความปัจจุบัน", "31 โครงการ").says("ส้ม", "ข้าม").bot("(Outcome)")
    room.says("ส้ม", "มีผู้ยื่นข้อเสนอเพิ่มขึ้นสองเท่า และไม่มีข้อทักท้วง").bot("บันทึกผลของ M2", "สองเท่า", without=("โปรดตรวจสอบ",))
    room.presses("ส้ม", "ยกเลิกข้อความล่าสุด").bot("กลับเป็นดังเดิม")
    assert of(room, "กองคลัง", "M2").outcome == "-"
    room.says("ส้ม", "แจ้งผล M2").bot("(Output)").says("ส้ม", "ยกเลิก").bot("พักการแจ้งผลของ M2", "ยังคงอยู่")
    room.says("ส้ม", "ผลลัพธ์ดีขึ้นมาก").bot(without=("บันทึกผล",))
    room.says("ส้ม", "แจ้งผล M2").says("ส้ม", "ข้าม").says("ส้ม", "ผู้ขายทราบว่าต้องติดต่อใคร").bot("ผู้ขายทราบ", "บันทึกผลของ M2")
    room.says("ส้ม", "แจ้งผล O5").bot(without=("(Output)",))


def test_six_divisions_answers_are_one_text_that_the_coordinator_may_word(office_of_six: Room) -> None:
    room = office_of_six
    for name in list(HEADS)[:5]:
        room.says(name, "แจ้งผล M1").presses(name, "ครบทุกขั้นตอน").bot("(Output)")
        same = name in ("ส้ม", "ดาว")
        room.says(name, "จัดประชุมชี้แจง 2 ครั้ง มีผู้เข้าร่วม 40 คน" if same else f"{OUTPUT} ({HEADS[name]})")
        room.says(name, OUTCOME if name != "แก้ว" else "ข้าม").bot("3 จาก 3 ขั้นตอน")
    room.says("ก้อย", "รวมผล M1").bot(
        "ตอบแล้ว 5 จาก 6 ส่วนราชการ (ยังขาด: กองสาธารณสุข)",
        "ตอบแล้ว 4 จาก 6 ส่วนราชการ (ยังขาด: กองการศึกษา และ กองสาธารณสุข)",
        "๑. สำนักปลัด: ปรับปรุงคู่มือ",
        "๒. กองคลัง และ กองสวัสดิการ: จัดประชุมชี้แจง 2 ครั้ง",
        "๔. กองการศึกษา: ปรับปรุงคู่มือ",
        without=("๕. ",),
    )
    room.presses("ก้อย", "แก้ไขถ้อยคำผลการดำเนินการ").bot("โปรดคัดลอก", "๔. กองการศึกษา")
    room.says("ก้อย", "ทุกส่วนราชการปรับปรุงคู่มือรวม 62 กระบวนงาน").bot("บันทึกถ้อยคำ", "62 กระบวนงาน", "ผู้ประสานงานปรับถ้อยคำแล้ว")
    room.says("ฝน", "แจ้งผล M1").says("ฝน", "ต่อไป").says("ฝน", "ตรวจเยี่ยมจุดบริการ 12 แห่ง ครบทุกหมู่บ้าน")
    room.says("ก้อย", "/results M1").bot("6 จาก 6", "มีส่วนราชการแจ้งหรือแก้ไขคำตอบภายหลัง", "62 กระบวนงาน")
    with room.database.read() as session:
        item = session.query(WorkItem).where(WorkItem.code == "M1").one()
        assert text_of(item, "output") == "ทุกส่วนราชการปรับปรุงคู่มือรวม 62 กระบวนงาน"
        [edit] = session.query(Change).where(Change.item_id == item.id, Change.assignment_id.is_(None)).all()
        assert (edit.field, edit.before, edit.after) == ("output", "", item.output)
    room.presses("ก้อย", "แก้ไขถ้อยคำผลการดำเนินการ").presses("ก้อย", "ใช้ตามที่ตอบมา").bot(
        "ใช้ตามคำตอบของส่วนราชการแล้ว", "ตรวจเยี่ยมจุดบริการ", without=("62",)
    )
    room.presses("ก้อย", "ยกเลิกข้อความล่าสุด").bot("กลับเป็นดังเดิม")
    room.says("ส้ม", "รวมผล M1").bot("62 กระบวนงาน", without=("แก้ไข",))
    room.says("ท่านปลัด", "รวมผล M1").bot("62 กระบวนงาน", without=("[แก้ไข",))


def test_a_coordinator_tells_results_for_a_division_that_is_named(office_of_six: Room) -> None:
    room = office_of_six
    room.says("ก้อย", "แจ้งผล M1").bot("โปรดระบุส่วนราชการ").presses("ก้อย", "กองช่าง").bot("กองช่าง", "0 จาก 3")
    room.says("ก้อย", "แจ้งผล M1 กองคลัง").bot("กองคลัง", "0 จาก 3")
    room.says("ก้อย", "1-3").bot("(Output)")
    room.says("ก้อย", f"output: {OUTPUT} outcome: {OUTCOME}").bot("บันทึกผลของ M1 (กองคลัง)", "บันทึกแทนกองคลัง")
    assert (of(room, "กองคลัง").output, of(room, "กองคลัง").outcome) == (OUTPUT, OUTCOME)
    assert {on_behalf for *_, on_behalf in recorded(room, "steps", "output", "outcome")} == {True}
    room.presses("ก้อย", "ยกเลิกข้อความล่าสุด")
    assert (of(room, "กองคลัง").output, of(room, "กองคลัง").outcome) == ("", "")
    assert of(room, "กองช่าง").steps_done == []


def test_no_button_and_no_line_writes_another_divisions_results(office_of_six: Room) -> None:
    room = office_of_six
    theirs = of(room, "กองช่าง")
    for forged in (
        MarkStep(theirs.id, 0),
        MarkStep(theirs.id),
        TellResults(theirs.id),
        MarkStep(of(room, "กองคลัง").id, 9),
    ):
        room.taps("ส้ม", encode(forged)).bot("ปุ่มนี้เป็นของรายการเดิม")
    o5 = of(room, "กองคลัง", "O5")
    for person in ("ส้ม", "ท่านปลัด"):
        room.taps(person, encode(EditFold("M1", "output"))).bot("ปุ่มนี้เป็นของรายการเดิม")
    room.taps("ส้ม", encode(TellResults(o5.id))).bot("ปุ่มนี้เป็นของรายการเดิม")
    room.taps("ท่านปลัด", encode(MarkStep(theirs.id, 0))).bot("ปุ่มนี้เป็นของรายการเดิม")
    room.says("ท่านปลัด", "แจ้งผล M1").bot(without=("(Output)", "0 จาก 3"))
    room.says("ส้ม", "แจ้งผล M1 กองช่าง").bot(without=("0 จาก 3",))
    room.taps("ใครก็ไม่รู้", encode(Show("results", "M1"))).bot("ลงทะเบียน")
    room.taps("ใครก็ไม่รู้", encode(MarkStep(theirs.id, 0))).bot("ลงทะเบียน")
    assert recorded(room, "steps", "output", "outcome") == []


def test_in_a_group_nothing_is_asked(office_of_six: Room) -> None:
    room = office_of_six
    room.group("กลุ่ม ITA", "ส้ม", "ก้อย")
    room.says("ก้อย", "/bind", to="กลุ่ม ITA")
    room.says("ส้ม", "/M1 เสร็จแล้ว", to="กลุ่ม ITA").bot("แชตส่วนตัว", "“แจ้งผล M1”", without=("0 จาก 3",))
    room.says("ส้ม", "/แจ้งผล M1", to="กลุ่ม ITA").bot("แชตส่วนตัว", without=("0 จาก 3",))
    room.says("ส้ม", OUTPUT, to="กลุ่ม ITA", mention=True).bot(without=("บันทึกผล",))
    room.says("ก้อย", "/results M1", to="กลุ่ม ITA").bot("ตอบแล้ว 0 จาก 6 ส่วนราชการ", without=("[แก้ไข",))
    assert recorded(room, "steps", "output", "outcome") == []


def test_results_told_after_acceptance_do_not_open_the_measure_again(office_of_six: Room) -> None:
    room = office_of_six
    room.says("ส้ม", "M2 เสร็จแล้ว")
    with room.database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        office.review_on = True
        accepted = session.get_one(Assignment, of(room, "กองคลัง", "M2").id)
        accepted.review = "accepted"
    room.says("ส้ม", "เผยแพร่ประกาศจัดซื้อจัดจ้าง 31 โครงการ").says("ส้ม", OUTCOME).bot("บันทึกผลของ M2")
    kept = of(room, "กองคลัง", "M2")
    assert (kept.status, kept.review, kept.outcome) == ("done", "accepted", OUTCOME)


def test_a_head_of_two_divisions_is_asked_for_each_in_turn(office_of_six: Room) -> None:
    room = office_of_six
    with room.database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        add_item(session, office, "M3", ("กองคลัง", "กองช่าง"), None)
    enrol_both(room, "นิด", "กองคลัง", "กองช่าง")
    room.says("นิด", "แจ้งผล M3").bot("(Output) ของ M3 (กองคลัง)")
    room.says("นิด", OUTPUT).says("นิด", OUTCOME).bot("บันทึกผลของ M3 (กองคลัง)", "(Output) ของ M3 (กองช่าง)")
    room.says("นิด", "ตรวจถนน 12 สาย ครบทุกหมู่บ้าน").bot("(Outcome) ของ M3 (กองช่าง)")
    assert of(room, "กองช่าง", "M3").output == "ตรวจถนน 12 สาย ครบทุกหมู่บ้าน"


def enrol_both(room: Room, name: str, *divisions: str) -> None:
    with room.database.write() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        add_member(session, office, room.person(name), "head", *divisions, name=name)
