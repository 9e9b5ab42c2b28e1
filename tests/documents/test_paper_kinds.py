"""Invented papers of the offices' five shapes, damaged the ways real ones are: each is read, every doubt is named."""

from datetime import date
from typing import Any

import pytest
from docx import Document

from tests.documents import papers
from tests.documents.papers import (
    DIVISIONS,
    MEASURES,
    PLAN,
    RESULTS,
    Table,
    codes,
    doubts,
    fill,
    followup,
    items,
    office,
    paper,
    progress,
    read,
    saved,
    symbol,
)

WEB = ["ข้อ", "ชื่อข้อมูล", "ข้อมูลที่นำเสนอ", "หน่วยงาน", "มี", "ไม่สมบูรณ์", "ไม่มี"]


def o_row(number: str, title: str = "โครงสร้าง", owner: str = "กองคลัง", *ticks: str) -> list[str]:
    return [number, title, "แผนผัง", owner, *(ticks or ("✓", "-"))]


def test_a_plan_and_its_follow_up_are_joined_by_indicator_and_likeness() -> None:
    reading = read(
        paper(
            Table(
                [
                    PLAN,
                    ["๑. การปฏิบัติหน้าที่", "- เปิดเผยขั้นตอน\n- ประเมินผู้ให้บริการ", "กองคลัง"],
                    ["๒. การใช้งบประมาณ", "เผยแพร่แผน", "กองช่าง"],
                ]
            ),
            progress(
                ["๑.การปฏิบัติหน้าที่", "- ประเมินผู้ให้ บริการ", "", "", "/", "- มีแบบประเมิน\n- มีผลประเมิน"],
                ["", "- เปิดเผยขั้นตอน", "✓", "", "", ""],
                ["๒. การใช้งบประมาณ", "- เผยแพร่แผน", "", "/", "", ""],
            ),
        )
    )
    found = items(reading)
    assert [(i.title, i.status, i.divisions) for i in found.values()] == [
        ("ประเมินผู้ให้ บริการ", "done", ("กองคลัง",)),
        ("เปิดเผยขั้นตอน", "not_started", ("กองคลัง",)),
        ("เผยแพร่แผน", "in_progress", ("กองช่าง",)),
    ]
    assert found["M1"].output == "มีแบบประเมิน\nมีผลประเมิน"
    assert doubts(reading) == []


def test_what_stands_in_the_plan_or_the_follow_up_only_is_kept_and_doubted() -> None:
    reading = read(
        paper(
            Table([PLAN, ["๑. ก", "จัดทำคู่มือการให้บริการ", "กองคลัง"], ["๑. ก", "อบรมเจ้าหน้าที่ใหม่", "กองช่าง"]]),
            progress(["๑. ก", "จัดทำคู่มือการให้บริการ", "", "", "/", ""], ["๒. ข", "เผยแพร่งบการเงิน", "/", "", "", ""]),
        )
    )
    found = items(reading)
    assert [(i.title, i.status, i.divisions) for i in found.values()] == [
        ("จัดทำคู่มือการให้บริการ", "done", ("กองคลัง",)),
        ("อบรมเจ้าหน้าที่ใหม่", None, ("กองช่าง",)),
        ("เผยแพร่งบการเงิน", "not_started", ()),
    ]
    assert codes(reading, "ไม่มีในตารางรายงานผล") == ["M2"]
    assert codes(reading, "ไม่มีในตารางแผน") == ["M3"]


def test_measures_a_plan_lists_without_marks_are_told_apart_by_whole_lines_and_doubted() -> None:
    first, second = "เปิดเผยข้อมูลขั้นตอนและระยะเวลาการให้บริการ", "กำหนดมาตรการบริหารงานบุคคลตามหลักคุณธรรม"
    plan = Table([PLAN, ["๑. ก", f"{first}\n{second}", "กองคลัง"], ["๒. ข", "ปรับปรุงสื่อ\nประชาสัมพันธ์", "กองช่าง"]])
    assert [i.title for i in items(read(paper(plan))).values()] == [first, second, "ปรับปรุงสื่อ ประชาสัมพันธ์"]
    assert codes(read(paper(plan)), "หลายบรรทัด") == ["M1", "M2"]


def test_a_measure_the_plan_words_otherwise_has_the_owners_of_its_indicator() -> None:
    plan = Table([PLAN, ["๑. ก", "- จัดทำคู่มือ\n- ติดตามผลการดำเนินงาน", "กองคลัง"], ["๒. ข", "- อบรม", "กองช่าง"]])
    told = progress(["๑. ก", "- รับฟังความเห็นประชาชน", "/", "", "", ""], ["๒. ข", "- อบรม", "", "", "/", ""])
    reading = read(paper(plan, told))
    by_title = {item.title: item.divisions for item in items(reading).values()}
    assert by_title["รับฟังความเห็นประชาชน"] == ("กองคลัง",)
    assert len(codes(reading, "ผู้รับผิดชอบของตัวชี้วัดเดียวกัน")) == 1


@pytest.mark.parametrize(
    ("ticks", "doubt"),
    [
        (("/", "", "/"), "มากกว่าหนึ่งช่อง"),
        (("", "", ""), "ไม่มีเครื่องหมาย"),
        (("", "x", ""), "อ่านเครื่องหมาย"),
        (("", "", "ดำเนินการเรียบร้อยแล้ว"), "ช่องเครื่องหมายเป็นคำ"),
    ],
)
def test_a_tick_that_says_two_things_or_nothing_is_no_status(ticks: tuple[str, str, str], doubt: str) -> None:
    reading = read(paper(progress(["๑. ก", "- จัดทำคู่มือ", *ticks, ""])))
    assert items(reading)["M1"].status is None
    assert "M1" in codes(reading, doubt)


def test_a_measure_cut_by_a_page_break_is_one_measure_again() -> None:
    reading = read(
        paper(
            Table([RESULTS, ["๑. จัดทำคู่มือ", "๑.ร่างคู่มือ ๒.ประกาศ", "๑.มีคู่มือการใช้ทรัพย์สินของทางราชการ", "ทุกกอง"]]),
            Table([RESULTS, ["และเผยแพร่", "๓. ติดตาม", "ราชการแล้ว", ""], ["๒.อบรม", "๑.อบรมปีละครั้ง", "", "กองคลัง"]]),
        )
    )
    found = items(reading)
    assert [(i.title, i.steps, i.divisions) for i in found.values()] == [
        ("จัดทำคู่มือ และเผยแพร่", ("ร่างคู่มือ", "ประกาศ", "ติดตาม"), DIVISIONS),
        ("อบรม", ("อบรมปีละครั้ง",), ("กองคลัง",)),
    ]
    assert found["M1"].output == "มีคู่มือการใช้ทรัพย์สินของทางราชการแล้ว"
    (doubt,) = doubts(reading)
    assert doubt.code == "M1"
    assert "ตารางที่ 2 แถว 2" in doubt.reason
    assert '"ราชการ"' in doubt.reason
    assert "และเผยแพร่" in doubt.raw


def test_measures_with_steps_and_period_have_their_issue_from_the_heading() -> None:
    rows = [
        MEASURES,
        [
            "การให้บริการ และระบบ E- Service",
            "เผยแพร่ ช่องทาง",
            "-จัดทำสื่อ E- Service -เผยแพร่",
            "1 ตุลาคม 2569- 31 มีนาคม 2570",
            "สำนักปลัด กองคลัง",
        ],
    ]
    reading = read(paper("ประเด็นที่ 2 การให้บริการและระบบ E-Service", Table(rows)))
    item = items(reading)["M1"]
    assert item.issue == "ประเด็นที่ 2 การให้บริการและระบบ E-Service"
    assert item.steps == ("จัดทำสื่อ E- Service", "เผยแพร่")
    assert (item.start, item.due, item.divisions) == (date(2026, 10, 1), date(2027, 3, 31), ("สำนักปลัด", "กองคลัง"))


def test_a_division_the_office_does_not_have_is_doubted_and_not_guessed() -> None:
    reading = read(paper(Table([RESULTS, ["๑.ก้าวหน้า", "", "", "กองคลัง และกองวิเทศสัมพันธ์"], ["๒.ข", "", "", "งานนิติการ"]])))
    assert [i.divisions for i in items(reading).values()] == [("กองคลัง",), ()]
    assert codes(reading, "ไม่ตรงกับส่วนราชการใด") == ["M1", "M2"]


def test_the_follow_up_is_found_by_misspelt_and_two_line_headers() -> None:
    first = followup(
        o_row("๑", "โครงสร้าง\n○ แสดงผังสายงาน\n○ แสดงตำแหน่ง", "กองคลัง"), o_row("O๒", "ข้อมูลผู้บริหาร", "กองช่าง", "-", "✓")
    )
    second = followup(o_row("๐๓", "อำนาจหน้าที่", "ทุกกอง"))
    heads = ["ชื่อ", "สรุปข้อมูลและองค์ประกอบ", "ข้อมูลที่น่าสนใจ", "หน่วยงานที่รับผิดชอบ", *["การติดตามการประกาศในเว็ปไซด์"] * 2]
    second = Table([heads, *second.rows[1:]], second.merged)
    reading = read(paper(first, second), base=office(year=2564))
    found = items(reading)
    assert [(i.code, i.title, i.elements, i.divisions, i.web_status) for i in found.values()] == [
        ("O1", "โครงสร้าง", ("แสดงผังสายงาน", "แสดงตำแหน่ง"), ("กองคลัง",), "present"),
        ("O2", "ข้อมูลผู้บริหาร", (), ("กองช่าง",), "missing"),
        ("O3", "อำนาจหน้าที่", (), DIVISIONS, "present"),
    ]
    assert doubts(reading) == []


def test_a_header_printed_again_inside_a_table_may_read_differently() -> None:
    first = followup(o_row("1", "โครงสร้าง", "กองคลัง", "-", "✓"), o_row("2", "ข้อมูลผู้บริหาร", "กองคลัง", "-", "✓"))
    again = [*papers.FOLLOWUP[:1], [*papers.FOLLOWUP[1][:5], "ไม่สมบูรณ์"], o_row("3", "อำนาจหน้าที่", "กองคลัง", "", "✓")]
    reading = read(paper(Table([*first.rows, *again], first.merged), followup(o_row("4"))))
    assert [i.web_status for i in items(reading).values()] == ["missing", "missing", "incomplete", "present"]
    assert codes(reading, "หัวคอลัมน์ของหน้านี้") == ["O3"]


def test_a_page_without_a_header_goes_on_from_the_page_before() -> None:
    reading = read(paper(followup(o_row("1"), o_row("2")), Table([o_row("3", "ข้อมูลการติดต่อ", "กองช่าง", "-", "✓")])))
    assert items(reading)["O3"].web_status == "missing"
    assert len(doubts(reading, "ไม่มีหัวตาราง")) == 1


def test_two_items_in_one_row_are_told_apart_by_their_ticks_and_doubted() -> None:
    row = o_row("๘", "Q&A กระดานถามตอบ Social Network แสดงช่องทางออนไลน์", "กองคลัง กองช่าง", "- ✓", "- -")
    rows = [o_row("7", "ข่าวประชาสัมพันธ์"), row, o_row("10", "แผนดำเนินงานประจำปี")]
    reading = read(paper(followup(*rows)), base=office(year=2564))
    found = items(reading)
    assert [(i.code, i.web_status, i.divisions) for i in found.values()][1:3] == [
        ("O8", None, ("กองคลัง",)),
        ("O9", "present", ("กองช่าง",)),
    ]
    assert (found["O8"].title, found["O9"].title) == ("Q&A", "Social Network")
    assert codes(reading, "รวมกัน") == ["O8", "O9"]


def test_a_number_missing_between_others_is_asked_for() -> None:
    rows = [o_row(str(number), f"รายการที่ {number}") for number in range(1, 12) if number != 6]
    assert codes(read(paper(followup(*rows))), "อาจรวมอยู่ในแถวนี้") == ["O6"]


def test_a_row_printed_twice_counts_once_and_a_contradiction_has_no_status() -> None:
    twice = [
        o_row("1", "โครงสร้าง"),
        o_row("2", "ข้อมูลผู้บริหาร"),
        o_row("1", "โครง สร้าง"),
        o_row("2", "ข้อมูลผู้บริหาร", "กองคลัง", "-", "✓"),
    ]
    reading = read(paper(followup(*twice, o_row("2", "แผนการจัดซื้อจัดจ้างประจำปี"))))
    assert [(i.code, i.web_status) for i in items(reading).values()] == [("O1", "present"), ("O2", None)]
    assert codes(reading, "ระบบใช้แถวแรก") == ["O1"]
    assert codes(reading, "สถานะต่างกัน") == ["O2"]
    assert codes(reading, "ชื่อต่างกัน") == ["O2"]


@pytest.mark.parametrize("heading", ["ไม่มี หรือ ไม่สมบูรณ์", "มี / ไม่สมบูรณ์ / ไม่มี", "หมายเหตุ"])
def test_a_tick_under_a_heading_of_several_words_is_a_humans_to_judge(heading: str) -> None:
    reading = read(paper(followup(o_row("1"), o_row("2", "ข้อมูลผู้บริหาร", "กองช่าง", "-", "✓"), second=heading)))
    assert [i.web_status for i in items(reading).values()] == ["present", None]
    assert codes(reading, "ไม่บอกสถานะเดียว") == ["O2"]


def test_three_clear_columns_and_a_line_that_heads_a_group() -> None:
    rows = [
        WEB,
        ["ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน"] * 7,
        ["O1", "โครงสร้าง", "", "คลัง", "", "/", ""],
        ["O2", "ผู้บริหาร", "", "ช่าง", "", "", "/"],
    ]
    reading = read(paper(Table(rows, [(1, 0, 1, 6)])))
    assert [(i.web_status, i.divisions) for i in items(reading).values()] == [
        ("incomplete", ("กองคลัง",)),
        ("missing", ("กองช่าง",)),
    ]
    assert codes(reading, "เลขข้อ") == []


def test_a_lost_owner_column_and_a_lost_number_are_doubted() -> None:
    head = ["ข้อ", "สรุปข้อมูลและองค์ประกอบ", "ข้อมูลที่นำเสนอ", "มี", "ไม่มี"]
    reading = read(
        paper(followup(o_row("1"), o_row("2")), Table([head, ["3", "ติดต่อ", "", "✓", ""], ["", "กฎหมาย", "", "", "✓"]]))
    )
    assert items(reading)["O3"].divisions == ()
    assert "owners" in items(reading)["O3"].unsaid
    assert codes(reading, "ไม่มีคอลัมน์ผู้รับผิดชอบ") == ["O3"]
    assert [doubt.raw for doubt in doubts(reading, "ไม่มีเลขข้อ")] == ["กฎหมาย | ✓"]


def test_cells_that_slid_into_their_neighbours_are_doubted_and_not_loaded() -> None:
    reading = read(paper(followup(o_row("1"), ["2", "ข้อมูลผู้บริหาร", "กองช่าง", "✓", "-", ""])))
    assert (items(reading)["O2"].web_status, items(reading)["O2"].divisions) == (None, ())
    assert codes(reading, "อาจเลื่อน") == ["O2"]
    reading = read(
        paper(Table([RESULTS, ["๑.จัดทำคู่มือ", "๑.ร่าง", "ทุกกอง", ""], ["๒.อบรม", "๑.วางแผน", "อบรมแล้ว", "กองช่าง"]]))
    )
    assert (items(reading)["M1"].output, items(reading)["M1"].divisions) == ("", ())
    assert "output" in items(reading)["M1"].unsaid
    assert codes(reading, "อาจเลื่อน") == ["M1"]


def test_words_own_ticks_lists_and_controls_are_read() -> None:
    document: Any = Document()
    table = document.add_table(rows=3, cols=6)
    for row, texts in enumerate(
        [papers.FOLLOWUP[0], papers.FOLLOWUP[1], o_row("๑", "โครงสร้าง\n• แสดงผัง\n• แสดงตำแหน่ง")]
    ):
        for at, text in enumerate(texts):
            fill(table.cell(row, at), text)
    fill(table.cell(2, 4), "")
    fill(table.cell(2, 5), "")
    symbol(table.cell(2, 5), "Wingdings", "F0FC")
    item = items(read(saved(document), base=office(year=2564)))["O1"]
    assert (item.web_status, item.title, item.elements) == ("missing", "โครงสร้าง", ("แสดงผัง", "แสดงตำแหน่ง"))
