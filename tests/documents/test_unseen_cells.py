"""Cells of papers nobody had seen before: what they say, and what stays open because nobody can say."""

from datetime import date

import pytest

from documents.loading import load
from documents.papers_in.desk import read_owners
from documents.papers_in.known import plan_of, register_of
from documents.papers_in.opening import open_paper
from documents.papers_in.reading import PaperReading, read_papers
from documents.thai_dates import fiscal_year, read_period
from documents.workbook import cells
from documents.workbook.cells import UnreadableDate
from models.queries import office_by_slug
from tests.documents.books import book, item
from tests.documents.conftest import MORNING, Desk
from tests.documents.papers import CALENDAR, Table, doubts, followup, items, paper, progress, read
from tests.documents.test_owners import BOOK, NAMES

ROUND = fiscal_year(2570)
INDICATORS = ["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"]


@pytest.mark.parametrize(
    "text",
    [
        "ดำเนินการไม่แล้วเสร็จ",
        "ดำเนินการไม่เสร็จสิ้น",
        "ดำเนินการไม่เสร็จแล้ว",
        "ยังดำเนินการไม่เรียบร้อยแล้ว",
        "ยังไม่แล้วเสร็จ",
        "ไม่เรียบร้อย",
    ],
)
def test_not_finished_is_in_progress_and_never_done(text: str) -> None:
    assert cells.status_like(text) == "in_progress"
    assert cells.status(text) == cells.Read("in_progress")


@pytest.mark.parametrize("text", ["มิได้ดำเนินการแล้ว", "ดำเนินการไมแล้วเสร็จ", "ดำเนินการแล้วเสร็จไม่ครบ", "ดำเนินการมิแล้วเสร็จ"])
def test_a_negation_is_never_read_as_the_word_without_it(text: str) -> None:
    assert cells.status_like(text) is None
    assert cells.status(text).value is None
    assert cells.status(text).doubt


@pytest.mark.parametrize("text", ["มิได้มีข้อมูล", "มีไม่เรียบร้อย", "ไมมี", "มีข้อมูลมิได้", "ไม่ได้มี", "มีแล้วไม่ได้"])
def test_a_negated_publication_is_never_present(text: str) -> None:
    assert cells.web_status(text).value is None
    assert cells.web_status(text).doubt


def test_misspelt_headings_without_a_negation_are_still_known() -> None:
    assert cells.status_like("ดำเนินการเรียบรอยแล้ว") == "done"
    assert cells.status_like("ยังไม่ดำเนินกา") == "not_started"


def test_a_tick_under_not_finished_is_in_progress() -> None:
    table = progress(["๑. การปฏิบัติหน้าที่", "- จัดทำคู่มือ", "", "/", "", ""])
    rows = [list(row) for row in table.rows]
    rows[1][3] = "ดำเนินการไม่แล้วเสร็จ"
    assert items(read(paper(Table(rows, table.merged))))["M1"].status == "in_progress"


def without(*names: str) -> list[str]:
    return [name for name in NAMES if name not in names]


@pytest.mark.parametrize(
    ("text", "divisions"),
    [
        ("ทุกกอง ยกเว้นกองช่าง", without("กองช่าง")),
        ("ทุกกอง เว้นกองช่าง", without("กองช่าง")),
        ("ทุกกองนอกจากกองช่าง", without("กองช่าง")),
        ("ทุกสำนัก/กอง ยกเว้น กองช่าง และกองคลัง", without("กองช่าง", "กองคลัง")),
        ("ทุกส่วนราชการ ยกเว้น หน่วยตรวจสอบภายใน", without("หน่วยตรวจสอบภายใน")),
        ("ทุกส่วนราชการ\n(ยกเว้นกองช่าง)", without("กองช่าง")),
        ("ทุกกอง (กองช่างไม่เกี่ยวข้อง)", without("กองช่าง")),
        ("กองคลัง ไม่ใช่กองช่าง", ["กองคลัง"]),
        ("กองคลัง (ไม่ใช่กองช่าง)", ["กองคลัง"]),
    ],
)
def test_all_except_one_is_all_but_that_one(text: str, divisions: list[str]) -> None:
    owners = BOOK.read(text)
    assert (owners.divisions, owners.repaired, owners.unread) == (divisions, [], [])


def test_an_exception_that_is_no_division_is_looked_at_by_a_human() -> None:
    owners = BOOK.read("ทุกกอง ยกเว้นกองบิน")
    assert (owners.divisions, owners.repaired) == (NAMES, ["ทุกกอง ยกเว้นกองบิน"])
    assert BOOK.read("กองคลัง ไม่ใช่กองช่าง\nสำนักปลัด").repaired  # perhaps only the first is excepted


@pytest.mark.parametrize("text", ["ยกเว้นกองช่าง", "ไม่ใช่กองช่าง", "ทุกกอง กองช่างไม่เกี่ยวข้อง", "กองช่างไม่เกี่ยวข้อง"])
def test_an_exception_alone_is_nobody(text: str) -> None:
    owners = BOOK.read(text)
    assert (owners.divisions, owners.unread) == ([], [text])


@pytest.mark.parametrize(
    ("text", "divisions"),
    [
        ("กองคลัง (ร่วมกับกองช่าง)", ["กองคลัง", "กองช่าง"]),
        ("กองช่าง (กองคลังร่วมสนับสนุน)", ["กองช่าง", "กองคลัง"]),
        ("งานพัสดุ กองคลัง (ร่วมกับกองช่าง)", ["กองคลัง", "กองช่าง"]),
    ],
)
def test_who_joins_in_between_brackets_is_an_owner_too(text: str, divisions: list[str]) -> None:
    owners = BOOK.read(text)
    assert (owners.divisions, owners.repaired, owners.unread) == (divisions, [], [])


def test_another_division_in_brackets_is_doubted() -> None:
    owners = BOOK.read("กองคลัง (เดิมกองช่าง)")
    assert (owners.divisions, owners.repaired) == (["กองคลัง"], ["กองคลัง (เดิมกองช่าง)"])
    assert BOOK.read("กองคลัง (ร่วมกับกองบิน)").unread == ["กองบิน"]


@pytest.mark.parametrize("text", ["กองบิน", "ฝ่ายอำนาจการ", "งานนิติการ", "หน่วยงานภายนอก"])
def test_a_unit_the_office_does_not_have_is_no_person(text: str) -> None:
    owners = read_owners(BOOK, text, persons=True)
    assert (owners.divisions, owners.persons, owners.unread) == ([], [], [text])


def test_an_unknown_unit_in_a_calendar_is_doubted() -> None:
    reading = read(paper(Table([CALENDAR, ["๑", "แจ้งกอง", "๑-๑๘ กุมภาพันธ์ ๒๕๗๐", "กองบิน"]])))
    assert (items(reading)["S1"].persons, len(doubts(reading, '"กองบิน" ไม่ตรงกับส่วนราชการใด'))) == ((), 1)
    assert read_owners(BOOK, "ปลัดเทศบาล", persons=True).persons == ["ปลัดเทศบาล"]


@pytest.mark.parametrize(
    "text",
    [
        "ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๙",
        "ตั้งแต่เดือนตุลาคม ๒๕๖๙",
        "ตั้งแต่ ๑ ตุลาคม ๒๕๖๙ เป็นต้นไป",
        "เริ่มไตรมาสที่ ๒",
        "ทุก ๖ เดือน",
        "ปีละ ๒ ครั้ง (ทุก ๖ เดือน)",
        "ก่อนไตรมาสที่ ๒",
        "๑-๑๕ ม.ค. ๗๐ และ ๑๕ ก.ค. ๗๐",
        "ไตรมาสที่ ๑/๒๕๖๙ และ ๓/๒๕๖๙",
        "ปีงบประมาณ ๒๕๖๙ ไตรมาสที่ ๒",
        "ม.ค.-ก.พ. ๗๐ ครั้งที่ ๒ ก.ค. ๗๐",
    ],
)
def test_what_names_no_sure_deadline_has_none(text: str) -> None:
    assert read_period(text, ROUND) is None
    with pytest.raises(UnreadableDate):
        cells.period(text, ROUND, strict=True)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๙ ถึงวันที่ ๓๑ มีนาคม ๒๕๗๐", date(2027, 3, 31)),
        ("ตั้งแต่เดือนตุลาคม ๒๕๖๙ - มีนาคม ๒๕๗๐", date(2027, 3, 31)),
        ("ตลอดปีงบประมาณ (ตั้งแต่ ๑ ต.ค. ๖๙)", date(2027, 9, 30)),
        ("ไตรมาสที่ ๑ และ ๓", date(2027, 6, 30)),
        ("ไตรมาสที่ ๑, ๓", date(2027, 6, 30)),
        ("ไตรมาสที่ ๑ และไตรมาสที่ ๓", date(2027, 6, 30)),
        ("ไตรมาสที่ ๑ (ต.ค.-ธ.ค. ๖๙) และไตรมาสที่ ๓ (เม.ย.-มิ.ย. ๗๐)", date(2027, 6, 30)),
        ("ม.ค.-ก.พ. ๗๐ และ ก.ค. ๗๐", date(2027, 7, 31)),
        ("ต.ค. และ มี.ค. ๗๐", date(2027, 3, 31)),
        ("ไตรมาสที่ ๒/๒๕๖๙", date(2026, 3, 31)),
        ("ภายในไตรมาสที่ ๒ (ไม่เกิน ๑๕ มี.ค. ๗๐)", date(2027, 3, 15)),
        ("ก่อนวันที่ ๓๐ เม.ย. ๗๐", date(2027, 4, 30)),
        ("ไม่เกินวันที่ ๓๐ เม.ย. ๗๐", date(2027, 4, 30)),
    ],
)
def test_a_period_ends_where_the_last_of_it_ends(text: str, end: date) -> None:
    found = read_period(text, ROUND)
    assert found is not None
    assert found.end == end


def scores(reading: PaperReading) -> list[tuple[int, str, str]]:
    return [(score.year, score.code, str(score.value)) for score in reading.plan.scores]


def test_a_score_table_is_of_the_year_named_last_above_it() -> None:
    table = Table([INDICATORS, ["๑", "การปฏิบัติหน้าที่", "๙๕.๑๐"]])
    heading = "สรุปผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"
    assert scores(read(paper("มาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐", heading, table))) == [(2569, "1", "95.10")]


@pytest.mark.parametrize("years", [("คะแนนปี ๒๕๖๘", "คะแนนปี ๒๕๖๙"), ("คะแนนปี ๖๘", "คะแนนปี ๖๙")])
def test_each_column_of_scores_is_of_its_own_year(years: tuple[str, str]) -> None:
    rows = [["๑", "การปฏิบัติหน้าที่", "๙๐.๐๐", "๙๕.๑๐", "+๕.๑๐"], ["๒", "การใช้งบประมาณ", "๙๑.๐๐", "", ""]]
    reading = read(paper("ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", Table([["ที่", "ตัวชี้วัด", *years, "ผลต่าง"], *rows])))
    assert scores(reading) == [(2568, "1", "90.00"), (2569, "1", "95.10"), (2568, "2", "91.00")]
    assert [doubt.code for doubt in doubts(reading, "อ่านคะแนนไม่ได้")] == ["2"]


def test_years_may_stand_in_a_second_line_of_the_header() -> None:
    heads = [["ที่", "ตัวชี้วัด", "คะแนน", "คะแนน"], ["ที่", "ตัวชี้วัด", "๒๕๖๘", "๒๕๖๙"]]
    reading = read(paper("ปีงบประมาณ พ.ศ. ๒๕๖๙", Table([*heads, ["๑", "การปฏิบัติหน้าที่", "๙๐.๐๐", "๙๕.๑๐"]])))
    assert scores(reading) == [(2568, "1", "90.00"), (2569, "1", "95.10")]
    assert doubts(reading) == []


def test_the_full_mark_is_never_the_score() -> None:
    row = ["๑", "การปฏิบัติหน้าที่", "๑๐๐", "๙๕.๑๐"]
    found = read(paper("ปีงบประมาณ พ.ศ. ๒๕๖๙", Table([["ที่", "ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้รับ"], row])))
    assert scores(found) == [(2569, "1", "95.10")]
    calendar = Table([CALENDAR, ["๑", "แจ้งกอง", "๑-๑๘ กุมภาพันธ์ ๒๕๗๐", "กองคลัง"]])
    lost = read(paper(Table([["ที่", "ตัวชี้วัด", "คะแนนเต็ม", "ร้อยละ"], row]), calendar))
    assert scores(lost) == []
    assert len(doubts(lost, "ไม่ทราบว่าคอลัมน์ใดเป็นคะแนนที่ได้")) == 1


FIRST = (
    "(๑) มาตรการ จัดทำคู่มือ",
    "(๒) ขั้นตอน: ๑. ร่าง ๒. ประกาศ",
    "(๓) ระยะเวลาดำเนินการ: ตลอดปีงบประมาณ",
    "(๔) ผู้รับผิดชอบ กองคลัง",
    "(๕) ผลการดำเนินการ: แล้ว",
    "(๖) ผลลัพธ์ ดีขึ้น",
)
SECOND = (
    "(๑) มาตรการ: เผยแพร่แผน",
    "(๒) วิธีดำเนินการ: ร่าง",
    "(๓) ระยะเวลาในการดำเนินงาน: ตลอดปีงบประมาณ",
    "(๔) หน่วยงานผู้รับผิดชอบ: กองช่าง",
    "(๕) ผลการปฏิบัติงาน: เผยแพร่แล้ว",
    "(๖) ผลลัพธ์ที่ได้: โปร่งใส",
)


def test_six_elements_in_plain_words_with_and_without_colons_under_plain_headings() -> None:
    reading = read(paper("๑. ด้านการปฏิบัติหน้าที่", *FIRST, "๒. ด้านการใช้งบประมาณ", *SECOND))
    assert [
        (i.code, i.title, i.issue, i.steps, i.due, i.divisions, i.output, i.outcome) for i in items(reading).values()
    ] == [
        ("M1", "จัดทำคู่มือ", "๑. ด้านการปฏิบัติหน้าที่", ("ร่าง", "ประกาศ"), ROUND[1], ("กองคลัง",), "แล้ว", "ดีขึ้น"),
        ("M2", "เผยแพร่แผน", "๒. ด้านการใช้งบประมาณ", ("ร่าง",), ROUND[1], ("กองช่าง",), "เผยแพร่แล้ว", "โปร่งใส"),
    ]
    assert doubts(reading) == []


def test_a_step_that_begins_like_a_label_stays_a_step() -> None:
    steps = ("(๒) ขั้นตอน:", "๑. มาตรการ ควบคุมเอกสาร", "๒. ผลการดำเนินการ รายงานทุกเดือน")
    reading = read(paper("ด้านที่ ๑ การปฏิบัติหน้าที่", FIRST[0], *steps, *FIRST[2:]))
    assert items(reading)["M1"].steps == ("มาตรการ ควบคุมเอกสาร", "ผลการดำเนินการ รายงานทุกเดือน")


@pytest.mark.parametrize(
    "signed",
    [
        ("(นางสาวดาว สมมติ)", "หัวหน้าสำนักปลัด"),
        ("ลงชื่อ ....................", "(นายเพียร สมมติ)", "นายกเทศมนตรี"),
        ("ผู้จัดทำรายงาน นางสาวดาว สมมติ", "นักวิเคราะห์นโยบายและแผน"),
    ],
)
def test_a_signature_is_no_part_of_the_last_outcome(signed: tuple[str, ...]) -> None:
    outcome = (*FIRST[:5], "(๖) ผลลัพธ์: ดีขึ้น", "ประชาชนเชื่อมั่น")
    reading = read(paper("ด้านที่ ๑ การปฏิบัติหน้าที่", *outcome, *signed))
    assert items(reading)["M1"].outcome == "ดีขึ้น\nประชาชนเชื่อมั่น"


def test_an_item_that_keeps_its_deadline_is_not_said_to_have_none(desk: Desk) -> None:
    desk.load(book(items=[item(), item("O2", "ข้อมูลผู้บริหาร", due=None)]))
    rows = followup(["O1", "โครงสร้าง", "", "กองคลัง", "✓", ""], ["O2", "ข้อมูลผู้บริหาร", "", "กองคลัง", "✓", ""])
    with desk.database.write() as session:
        office = office_by_slug(session, "bangtuayang")
        assert office is not None
        base = plan_of(session, office)
        reading = read_papers([open_paper(paper(rows), "ก.docx")], base, register_of(session, base.office))
        notes = load(session, reading.plan, MORNING).notes
    assert desk.items()["O1"].due == date(2027, 3, 31)
    assert [note for note in notes if "ยังไม่มีกำหนดส่ง" in note] == ["ยังไม่มีกำหนดส่ง 1 รายการ จึงยังไม่มีการเตือน: O2"]
