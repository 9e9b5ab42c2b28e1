"""Reports, calendars and scores as offices print them; what a paper adds to a workbook or to a bare office."""

from datetime import date
from decimal import Decimal

from tests.documents.papers import (
    CALENDAR,
    DIVISIONS,
    QUESTIONS,
    RESULTS,
    SIX,
    Table,
    codes,
    doubts,
    items,
    office,
    paper,
    read,
)


def test_the_calendar_names_divisions_and_people() -> None:
    rows = [
        CALENDAR,
        ["๑", "แจ้งทุกกอง", "๑-๑๘ กุมภาพันธ์ ๒๕๗๐", "ทุกหน่วยงาน"],
        ["๒", "ตอบแบบ OIT", "๑ มีนาคม - ๒๐ เมษายน ๒๕๗๐", "นายตั้งใจ สมมติ นางเพียร สมมติ"],
    ]
    found = items(read(paper(Table(rows))))
    assert (found["S1"].divisions, found["S1"].due) == (DIVISIONS, date(2027, 2, 18))
    assert (found["S2"].persons, found["S2"].start) == (("นายตั้งใจ สมมติ", "นางเพียร สมมติ"), date(2027, 3, 1))


def six(number: str, *texts: str) -> list[str]:
    return [
        f"ด้านที่ {number}: การใช้งบประมาณ (ผลคะแนนประเมิน ๙๑.๕๐ คะแนน)",
        *(f"{label}: {text}" for label, text in zip(SIX, texts, strict=False)),
    ]


def test_a_six_element_report_says_what_is_missing_of_which_measure() -> None:
    first = six("๑", "เผยแพร่แผน", "๑. จัดทำ ๒. เผยแพร่", "ตลอดปีงบประมาณ", "กองคลัง", "เผยแพร่แล้ว", "ประชาชนเชื่อมั่น")
    second = six("๒", "อบรม", "", "ตุลาคม ๒๕๖๙ – มีนาคม ๒๕๗๐", "กองช่าง (งานโยธา)", "อบรมแล้ว ๒ รุ่น")
    reading = read(
        paper(
            "(๑) มาตรการ (๒) ขั้นตอน ในบันทึก",
            *first,
            *second[:2],
            second[2],
            "๑. วางแผน",
            "๒. อบรม",
            *second[3:],
            "บทสรุป: ครบถ้วน",
        )
    )
    found = items(reading)
    assert [(i.code, i.steps, i.divisions, i.due) for i in found.values()] == [
        ("M1", ("จัดทำ", "เผยแพร่"), ("กองคลัง",), date(2027, 9, 30)),
        ("M2", ("วางแผน", "อบรม"), ("กองช่าง",), date(2027, 3, 31)),
    ]
    assert (found["M1"].output, found["M1"].outcome) == ("เผยแพร่แล้ว", "ประชาชนเชื่อมั่น")
    assert codes(reading, "ขาด 1 ใน 6 องค์ประกอบ: ผลลัพธ์") == ["M2"]
    assert [(s.code, s.value) for s in reading.plan.scores] == [("1", Decimal("91.50")), ("2", Decimal("91.50"))]


def test_a_six_element_report_may_be_a_table_of_labels() -> None:
    rows = [
        [label, text]
        for label, text in zip(SIX, ("เผยแพร่แผน", "๑. ก ๒. ข", "ตลอดปีงบประมาณ", "กองคลัง", "แล้ว", "ดี"), strict=True)
    ]
    item = items(read(paper("ด้านที่ ๒: การใช้งบประมาณ", Table(rows))))["M2"]
    assert (item.title, item.steps, item.divisions, item.outcome) == ("เผยแพร่แผน", ("ก", "ข"), ("กองคลัง",), "ดี")


def test_scores_by_indicator_and_question_with_codes_as_scanned() -> None:
    indicators = Table(
        [["ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"], ["1", "การปฏิรูปหน้าที่", "99.83"], ["๘", "การปรับปรุงการทำงาน", "๗๕.๐๘"]]
    )
    questions = [
        ["I1 ขั้นตอน", "99.49", ""],
        ["17 ธุระส่วนตัว", "98.00", ""],
        ["๐10 คู่มือ", "100.00", ""],
        ["○15 ประกาศ", "ร้อย", ""],
        ["e9 E-Service", "28.57", ""],
    ]
    reading = read(paper("ปีงบประมาณ พ.ศ. 2569", indicators, "ประเด็นที่ 2 การให้บริการ", Table([QUESTIONS, *questions])))
    assert {s.code: str(s.value) for s in reading.plan.scores} == {
        "1": "99.83", "8": "75.08", "I1": "99.49", "I7": "98.00", "O10": "100.00", "E9": "28.57",
    }  # fmt: skip
    assert {s.year for s in reading.plan.scores} == {2569}
    assert codes(reading, "อ่านรหัส 17 เป็น I7") == ["I7"]
    assert codes(reading, "อ่านคะแนนไม่ได้") == ["O15"]


def test_scores_of_instruments_and_of_indicators_without_numbers() -> None:
    rows = [["เครื่องมือ", "คะแนน"], ["IIT", "99.10"], ["EIT ส่วนที่ ๑", "97.20"], ["EIT ส่วนที่ 2", "95.20"], ["OIT", "100"]]
    more = [["ตัวชี้วัด", "คะแนน"], ["การปฏิบัติหน้าที่", "99.00"], ["การใช้จ่าย", "1.00"], ["คะแนนภาพรวม", "98.12"]]
    reading = read(paper("ปีงบประมาณ พ.ศ. 2567", Table(rows), Table(more)))
    assert {s.code: str(s.value) for s in reading.plan.scores} == {
        "IIT": "99.10", "EIT1": "97.20", "EIT2": "95.20", "OIT": "100.00", "1": "99.00", "OVERALL": "98.12",
    }  # fmt: skip
    assert [doubt.raw for doubt in doubts(reading)] == ["การใช้จ่าย | 1.00"]


def test_another_years_paper_is_doubted() -> None:
    report = Table([RESULTS, ["๑.จัดทำคู่มือ", "", "", "กองคลัง"]])
    assert doubts(read(paper("รายงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", report))) == []  # told in the year after
    (doubt,) = doubts(read(paper("รายงาน", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๔", report)))
    assert (doubt.sheet, doubt.row) == ("ย่อหน้า", 2)
    assert "ย่อหน้าที่ 2" in doubt.sentence()


def test_only_the_overall_score_is_taken_from_the_text() -> None:
    said = "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๗ OIT ๘๕ คะแนนขึ้นไป คะแนนในภาพรวมอยู่ที่ ๙๗.๐๐ คะแนน"
    said += " แบบวัด OIT ได้คะแนน ๑๐๐.๐๐ คะแนน"
    reading = read(paper(said, "เป้าหมาย ITA ในภาพรวม 85.00 คะแนนขึ้นไป"))
    assert [(s.year, s.code, str(s.value)) for s in reading.plan.scores] == [(2567, "OVERALL", "97.00")]
    assert doubts(reading) == []


def test_results_without_a_status_column_leave_the_status_open_and_say_so() -> None:
    reading = read(paper(Table([RESULTS, ["๑.จัดทำคู่มือ", "", "มีคู่มือเรียบร้อยแล้ว", "กองคลัง"]])))
    assert items(reading)["M1"].status is None
    assert any("M1 มีผลการดำเนินการแต่ไม่บอกสถานะ" in note for note in reading.plan.notes)


def test_an_office_without_divisions_gets_them_proposed_from_the_paper() -> None:
    reading = read(
        paper(Table([RESULTS, ["๑.ก", "", "", "กองคลัง"], ["๒.ข", "", "", "กองแผนและงบประมาณ / สำนักฯ"]])),
        base=office(()),
    )
    assert [d.name for d in reading.plan.divisions] == ["สำนักปลัด", "กองคลัง", "กองแผนและงบประมาณ"]
    assert any("เสนอจากเอกสาร" in note for note in reading.plan.notes)


def test_a_workbooks_word_stands_and_the_paper_fills_what_it_leaves_open() -> None:
    told = read(paper(Table([RESULTS, ["๑.จัดทำคู่มือ", "๑.ร่าง", "มีคู่มือแล้ว", "กองคลัง"]]))).plan
    mine = office()
    base = type(mine)(
        mine.office,
        mine.divisions,
        tuple(read(paper(Table([RESULTS[:2] + RESULTS[3:], ["๑.จัดทำคู่มือบริการ", "", "กองช่าง"]]))).plan.items),
    )
    both = items(read(paper(Table([RESULTS, ["๑.จัดทำคู่มือ", "๑.ร่าง", "มีคู่มือแล้ว", "กองคลัง"]])), base=base))["M1"]
    assert (both.title, both.divisions, both.steps, both.output) == ("จัดทำคู่มือบริการ", ("กองช่าง",), ("ร่าง",), "มีคู่มือแล้ว")
    assert "output" not in both.unsaid
    assert told.items[0].divisions == ("กองคลัง",)
