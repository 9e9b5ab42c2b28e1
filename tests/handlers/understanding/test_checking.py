"""Lines about what comes after a report, and answers in any words."""

from datetime import date

import pytest

from handlers import intents
from handlers import intents_checking as checking
from handlers.context import Context, ItemName, Pending
from handlers.intents import Intent
from handlers.understanding import understand

ITEMS = (ItemName("O8", "แผนยุทธศาสตร์"), ItemName("O9", "รายงานผล"), ItemName("M1", "มาตรการส่งเสริมความโปร่งใส"))


def read(line: str, pending: Pending | None = None) -> Intent:
    return understand(line, Context(date(2027, 1, 15), items=ITEMS, pending=pending, role="coordinator"))


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("/review", checking.ListReview()),
        ("/ตรวจ", checking.ListReview()),
        ("รายการรอตรวจ", checking.ListReview()),
        ("ขอดูรายการที่รอตรวจสอบหน่อยครับ", checking.ListReview()),
        ("มีอะไรรอตรวจบ้างคะ", checking.ListReview()),
        ("แจ้งผล M1", checking.TellResults("M1")),
        ("รายงานผลมาตรการที่ ๑ ครับ", checking.TellResults("M1")),
        ("/results M1", checking.ShowResults("M1")),
        ("รวมผล M1", checking.ShowResults("M1")),
        ("ขอดูรวมผลการดำเนินการของ M1 หน่อย", checking.ShowResults("M1")),
        ("/submit followup", checking.SubmitPaper("followup")),
        ("เสนอตารางติดตาม", checking.SubmitPaper("followup")),
        ("ขอเสนอตารางติดตามข้อมูล OIT ตามลำดับชั้นครับ", checking.SubmitPaper("followup")),
        ("เสนอรายงานผลการดำเนินการตามมาตรการ", checking.SubmitPaper("progress")),
        ("/papers", checking.ListPapers()),
        ("แฟ้มที่เสนอ", checking.ListPapers()),
        ("ลบข้อมูลของฉัน", checking.EraseMe()),
        ("ขอลบข้อมูลส่วนตัวของผมออกจากระบบหน่อยครับ", checking.EraseMe()),
        ("/เลื่อนกำหนด 14 วัน", checking.ShiftDates(days=14)),
        ("เลื่อนกำหนดทุกข้อ ๑๔ วัน เพราะ ป.ป.ช. ขยายเวลา", checking.ShiftDates(days=14, reason="ป.ป.ช. ขยายเวลา")),
        ("เลื่อนกำหนดทั้งหมดสองสัปดาห์ เนื่องจาก ปรับปฏิทิน", checking.ShiftDates(days=14, reason="ปรับปฏิทิน")),
        ("/shift O8 O9 7 วัน", checking.ShiftDates(("O8", "O9"), days=7)),
        ("/shift O8 ถึง 30 เม.ย. 2570", checking.ShiftDates(("O8",), to=date(2027, 4, 30))),
    ],
)
def test_a_whole_line_says_what_is_wanted(line: str, intent: Intent) -> None:
    assert read(line) == intent


@pytest.mark.parametrize(
    "line",
    ["ตรวจ O8 แล้วเรียบร้อยดี", "O8 รอตรวจสอบอยู่", "เสนอ O8 ให้ปลัดลงนามแล้ว", "ลบข้อมูล O8", "ขอเลื่อนกำหนด O8", "แจ้งผล O8"],
)
def test_lines_about_the_work_itself_stay_with_it(line: str) -> None:
    assert not isinstance(read(line), checking.Checking)


def test_a_code_the_office_does_not_have_is_asked_about() -> None:
    assert read("แจ้งผล M7") == intents.Clarify(unknown_codes=("M7",))
    assert read("/shift O77 7 วัน") == intents.Clarify(unknown_codes=("O77",))


OUTPUT = Pending("output", ("M1",))


@pytest.mark.parametrize(
    "line",
    [
        "จัดอบรม 2 ครั้ง มีผู้เข้าร่วม 45 คน เสร็จแล้ว",
        "ดำเนินการครบถ้วนแล้ว",
        "ข้าม",
        "ประชาชนพึงพอใจร้อยละ ๙๕ สูงกว่าปีก่อน\nและไม่มีเรื่องร้องเรียน",
        "เผยแพร่แล้วที่ https://a.example/x",
    ],
)
def test_any_words_answer_a_question_that_takes_any(line: str) -> None:
    assert read(line, OUTPUT) == checking.Answer(line)


@pytest.mark.parametrize("line", ["ยกเลิก", "/status", "O8 เสร็จแล้ว", "ต้องกรอกอะไรบ้างครับ"])
def test_but_commands_new_reports_and_questions_back_are_no_answers(line: str) -> None:
    assert not isinstance(read(line, OUTPUT), checking.Answer)


WHERE = Pending("evidence", (), "t1")


@pytest.mark.parametrize("line", ["O8", "o8 ค่ะ", "ของข้อ 8 ครับ", "เป็นหลักฐานของ O8", "แนบกับ O8 ค่ะ", "ไฟล์นี้ของข้อ ๘ นะครับ"])
def test_the_item_of_what_was_sent_is_told_in_a_few_words(line: str) -> None:
    assert read(line, WHERE) == intents.AttachEvidence(("O8",), ())


def test_several_items_may_share_what_was_sent() -> None:
    assert read("O8 และ O9", WHERE) == intents.AttachEvidence(("O8", "O9"), ())


def test_to_attach_may_be_said_long_after() -> None:
    assert read("แนบ O8") == intents.AttachEvidence(("O8",), ())


@pytest.mark.parametrize("line", ["O8 เสร็จแล้ว", "O8 ถึงไหนแล้ว", "ใครรับผิดชอบ O8", "/item O8", "O8 ไม่ใช่", "O77"])
def test_anything_else_said_of_an_item_places_nothing(line: str) -> None:
    assert not isinstance(read(line, WHERE), intents.AttachEvidence)


@pytest.mark.parametrize("line", ["O8", "ของข้อ 8 ครับ", "หลักฐานของ O8"])
def test_unasked_a_bare_code_places_nothing(line: str) -> None:
    assert not isinstance(read(line), intents.AttachEvidence)
