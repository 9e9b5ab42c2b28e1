"""Lines about what comes after a report, and answers in any words."""

from datetime import date

import pytest

from handlers import intents
from handlers import intents_checking as checking
from handlers.context import Context, ItemName, Pending
from handlers.intents import Intent
from handlers.naming import division_names
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
        ("มีเรื่องรออนุมัติไหมครับ", checking.ListPapers()),
        ("เรื่องเสนอ", checking.ListPapers()),
        ("ถอนเรื่อง", checking.WithdrawPaper()),
        ("ขอถอนเรื่องคืนครับ", checking.WithdrawPaper()),
        ("ลบข้อมูลของฉัน", checking.EraseMe()),
        ("ขอรายงาน O8", intents.ExportReport()),
        ("ขอไฟล์รายงานของข้อ ๘ ครับ", intents.ExportReport()),
        ("คะแนนต่ำสุด", checking.ShowScores(lowest=True)),
        ("ข้อไหนได้คะแนนน้อยที่สุดครับ", checking.ShowScores(lowest=True)),
        ("ข้อ E9", checking.ShowScores("E9")),
        ("ข้อ e๙ ได้เท่าไร", checking.ShowScores("E9")),
        ("/ข้อ i3", checking.ShowScores("I3")),
        ("คะแนนตัวชี้วัดที่ ๘", checking.ShowScores("8")),
        ("ขอคะแนนภาพรวม", checking.ShowScores()),
        ("/คะแนน", checking.ShowScores()),
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
        "ประชาชนทราบว่าติดต่อใครได้บ้าง",
    ],
)
def test_any_words_answer_a_question_that_takes_any(line: str) -> None:
    assert read(line, OUTPUT) == checking.Answer(line)


@pytest.mark.parametrize("line", ["ยกเลิก", "/status", "O8 เสร็จแล้ว", "ต้องกรอกอะไรบ้างครับ"])
def test_but_commands_new_reports_and_questions_back_are_no_answers(line: str) -> None:
    assert not isinstance(read(line, OUTPUT), checking.Answer)


@pytest.mark.parametrize("line", ["แจ้งผล M1 กองคลัง", "แจ้งผล M1 ของกองคลัง", "รายงานผล M1 แทนกองคลัง"])
def test_results_are_told_for_a_division_that_is_named(line: str) -> None:
    known = Context(date(2027, 1, 15), items=ITEMS, divisions=division_names([("กองคลัง", ())]), role="coordinator")
    assert understand(line, known) == checking.TellResults("M1", division="กองคลัง")


@pytest.mark.parametrize("line", ["O8 ยังไม่เสร็จ ให้ตรวจก่อน", "ทำไม O8 ยังไม่มี URL", "ไม่ครบ", "M1 เสร็จแล้วแต่ไม่มีรูป"])
def test_a_comment_on_a_paper_may_ask_and_name_items(line: str) -> None:
    assert read(line, Pending("comment")) == checking.Answer(line)


@pytest.mark.parametrize("line", ["ยกเลิก", "/papers"])
def test_but_no_and_commands_are_no_comment(line: str) -> None:
    assert not isinstance(read(line, Pending("comment")), checking.Answer)


@pytest.mark.parametrize("line", ["อนุมัติ", "เห็นชอบ เรียนเสนอ", "ไม่อนุมัติครับ", "ส่งคืนเรื่อง", "อนุมัติตามเสนอ"])
def test_a_decision_that_is_typed_shows_the_papers_and_decides_nothing(line: str) -> None:
    day = date(2027, 1, 15)
    assert understand(line, Context(day, items=ITEMS, role="chief")) == checking.ListPapers()
    others = (
        Context(day, items=ITEMS, role="coordinator"),
        Context(day, items=ITEMS, role="chief", in_group=True),
        Context(day, items=ITEMS, role="chief", pending=Pending("status", ("O8",))),
    )
    assert not any(isinstance(understand(line, other), checking.Checking) for other in others)


def with_task(line: str) -> Intent:
    items = (*ITEMS, ItemName("T1", "เผยแพร่ตารางติดตามข้อมูลสาธารณะ และแจ้ง URL"))
    return understand(line, Context(date(2027, 1, 15), items=items, role="coordinator"))


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("T1 เสร็จแล้ว", intents.UpdateStatus((intents.StatusChange("T1", "done"),))),
        ("t1 กำลังทำครับ", intents.UpdateStatus((intents.StatusChange("T1", "in_progress"),))),
        (
            "T1 เสร็จแล้ว https://a.example/oit",
            intents.UpdateStatus((intents.StatusChange("T1", "done"),), evidence=("https://a.example/oit",)),
        ),
        ("T1 https://a.example/oit", intents.AttachEvidence(("T1",), ("https://a.example/oit",))),
        ("/item T1", intents.ShowItem(("T1",))),
    ],
)
def test_tasks_have_codes_too(line: str, intent: Intent) -> None:
    assert with_task(line) == intent


def test_tasks_are_told_beside_items_and_only_those_that_are_there() -> None:
    both = with_task("O8 และ T1 เสร็จแล้ว")
    assert isinstance(both, intents.UpdateStatus)
    assert [(change.item, change.status) for change in both.changes] == [("O8", "done"), ("T1", "done")]
    assert with_task("T9 เสร็จแล้ว") == intents.Clarify(unknown_codes=("T9",))


@pytest.mark.parametrize("line", ["เผยแพร่แล้วครับ", "แจ้ง URL แล้ว", "LT1 เสร็จแล้ว", "ตารางติดตามทำถึงไหนแล้ว"])
def test_but_they_are_not_called_by_name(line: str) -> None:
    assert "T1" not in str(with_task(line))


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
