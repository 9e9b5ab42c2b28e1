"""Tables of measures as other offices print them: no measure lost, none glued to another without a word."""

import pytest

from documents.papers_in.reading import PaperReading
from tests.documents.papers import PLAN, RESULTS, STATES, Rows, Table, doubts, items, paper, progress, read

T = Table


def titles(reading: PaperReading) -> list[str]:
    return [item.title for item in items(reading).values()]


def owned(reading: PaperReading) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.title, item.divisions) for item in items(reading).values()]


def read_rows(rows: Rows, *merged: tuple[int, int, int, int]) -> PaperReading:
    return read(paper(T(rows, merged)))


def test_a_title_that_stands_alone_in_the_first_column_is_a_measure() -> None:
    rows = [RESULTS, ["๑. จัดทำคู่มือการปฏิบัติงาน", "๑.ร่าง", "แล้ว", "สำนักปลัด"], ["๒. จัดอบรมคุณธรรมบุคลากร", "", "", ""]]
    reading = read_rows([*rows, ["๓. เผยแพร่แผนจัดซื้อ", "เผยแพร่", "แล้ว", "กองคลัง"]])
    assert owned(reading) == [
        ("จัดทำคู่มือการปฏิบัติงาน", ("สำนักปลัด",)),
        ("จัดอบรมคุณธรรมบุคลากร", ()),
        ("เผยแพร่แผนจัดซื้อ", ("กองคลัง",)),
    ]
    assert {doubt.code for doubt in doubts(reading)} == {"M2"}
    assert {item.issue for item in items(reading).values()} == {""}


def test_a_title_alone_is_a_measure_in_a_table_of_ticks_and_in_one_of_owners() -> None:
    ticks = read_rows([["มาตรการ", *STATES], ["จัดทำคู่มือการให้บริการ", "", "", "✓"], ["อบรมเจ้าหน้าที่ทุกคน", "", "", ""]])
    assert [item.status for item in items(ticks).values()] == ["done", None]
    assert [doubt.code for doubt in doubts(ticks, "ไม่มีเครื่องหมาย")] == ["M2"]
    heads = ["มาตรการ", "หน่วยงาน", "หมายเหตุ"]
    owners = read_rows([heads, ["จัดทำคู่มือการให้บริการ", "กองคลัง", ""], ["อบรมเจ้าหน้าที่ทุกคน", "", ""]])
    assert owned(owners) == [("จัดทำคู่มือการให้บริการ", ("กองคลัง",)), ("อบรมเจ้าหน้าที่ทุกคน", ())]
    assert [doubt.code for doubt in doubts(owners, "ไม่มีผู้รับผิดชอบ")] == ["M2"]


@pytest.mark.parametrize("section", ["ด้านที่ ๑ การปฏิบัติหน้าที่", "ประเด็นที่ 1 การปฏิบัติหน้าที่", "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่"])
def test_a_section_that_stands_alone_is_no_measure(section: str) -> None:
    reading = read_rows([RESULTS, [section, "", "", ""], ["๑. จัดทำคู่มือ", "ร่าง", "แล้ว", "กองคลัง"]])
    assert [(item.title, item.issue) for item in items(reading).values()] == [("จัดทำคู่มือ", section)]


def test_a_numbered_title_alone_above_its_sub_numbers_is_a_section() -> None:
    rows = [RESULTS, ["๑. งานบริการ", "", "", ""], ["๑.๑ จัดทำคู่มือ", "ร่าง", "แล้ว", "กองคลัง"]]
    rows += [["๒. การใช้งบประมาณ", "", "", ""], ["๒.๑ เผยแพร่แผน", "ร่าง", "แล้ว", "กองช่าง"]]
    assert [(item.title, item.issue) for item in items(read_rows(rows)).values()] == [
        ("จัดทำคู่มือ", "๑. งานบริการ"),
        ("เผยแพร่แผน", "๒. การใช้งบประมาณ"),
    ]


def test_a_title_cut_by_a_page_break_is_whole_again_though_nothing_else_goes_on() -> None:
    first = T([RESULTS, ["๑. จัดทำคู่มือการปฏิบัติงานของทุก", "ร่าง", "แล้ว", "สำนักปลัด"]])
    second = T([RESULTS, ["ส่วนราชการและเผยแพร่บนเว็บไซต์", "", "", ""], ["๒. อบรม", "วางแผน", "แล้ว", "กองช่าง"]])
    reading = read(paper(first, second))
    assert titles(reading) == ["จัดทำคู่มือการปฏิบัติงานของทุก ส่วนราชการและเผยแพร่บนเว็บไซต์", "อบรม"]
    assert [doubt.code for doubt in doubts(reading, "ระบบต่อเข้าด้วยกัน")] == ["M1"]
    assert {item.issue for item in items(reading).values()} == {""}


def test_a_number_merged_over_rows_does_not_fuse_their_measures() -> None:
    rows = [["ที่", "ตัวชี้วัด", "มาตรการ", "หน่วยงานที่รับผิดชอบ"], ["๑", "การปฏิบัติหน้าที่", "จัดทำคู่มือการให้บริการ", "สำนักปลัด"]]
    reading = read_rows([*rows, ["", "", "ประเมินความพึงพอใจผู้รับบริการ", "กองคลัง"]], (1, 0, 2, 0), (1, 1, 2, 1))
    assert owned(reading) == [
        ("จัดทำคู่มือการให้บริการ", ("สำนักปลัด",)),
        ("ประเมินความพึงพอใจผู้รับบริการ", ("กองคลัง",)),
    ]
    assert {item.issue for item in items(reading).values()} == {"การปฏิบัติหน้าที่"}
    assert doubts(reading) == []


def test_rows_of_one_merged_measure_that_are_ticked_differently_tell_no_status() -> None:
    rows = [["มาตรการ", "ขั้นตอน", *STATES], ["จัดทำคู่มือ", "ร่าง", "", "", "✓"], ["", "ประกาศ", "✓", "", ""]]
    reading = read_rows(rows, (1, 0, 2, 0))
    (item,) = items(reading).values()
    assert (item.title, item.steps, item.status) == ("จัดทำคู่มือ", ("ร่าง", "ประกาศ"), None)
    assert [doubt.asks for doubt in doubts(reading, "บอกสถานะต่างกัน")] == [("status",)]
    same = read_rows([*rows[:2], ["", "ประกาศ", "", "", "✓"]], (1, 0, 2, 0))
    assert [item.status for item in items(same).values()] == ["done"]


@pytest.mark.parametrize("heading", ["ผลลัพธ์ที่คาดว่าจะได้รับ", "ผลที่คาดว่าจะได้รับ", "ผลการดำเนินการที่คาดหวัง"])
def test_an_expected_result_is_no_result(heading: str) -> None:
    rows = [[*PLAN, heading], ["๑. การปฏิบัติหน้าที่", "- จัดทำคู่มือ\n- อบรมเจ้าหน้าที่", "กองคลัง", "ประชาชนพึงพอใจ"]]
    reading = read_rows(rows)
    assert [(i.title, i.output, i.outcome, i.status) for i in items(reading).values()] == [
        ("จัดทำคู่มือ", "", "", None),
        ("อบรมเจ้าหน้าที่", "", "", None),
    ]
    assert doubts(reading) == []
    assert all({"output", "outcome"} <= item.unsaid for item in items(reading).values())


def test_the_plan_says_whose_a_measure_is_and_a_report_that_differs_is_doubted() -> None:
    plan = T([PLAN, ["๑. การปฏิบัติหน้าที่", "จัดทำคู่มือการให้บริการ", "สำนักปลัด"]])
    reading = read(paper(plan, T([RESULTS, ["จัดทำคู่มือการให้บริการ", "ร่าง", "แล้ว", "กองคลัง"]])))
    assert owned(reading) == [("จัดทำคู่มือการให้บริการ", ("สำนักปลัด",))]
    (doubt,) = doubts(reading, "ผู้รับผิดชอบในแผนคือ")
    assert "กองคลัง" in doubt.reason
    blank = read(paper(plan, T([RESULTS, ["จัดทำคู่มือการให้บริการ", "ร่าง", "แล้ว", "-"]])))
    assert owned(blank) == [("จัดทำคู่มือการให้บริการ", ("สำนักปลัด",))]
    same = read(paper(plan, T([RESULTS, ["จัดทำคู่มือการให้บริการ", "ร่าง", "แล้ว", "- สำนักปลัด"]])))
    assert doubts(same, "ผู้รับผิดชอบในแผน") == []


def test_sub_numbers_tell_a_plans_measures_apart() -> None:
    reading = read_rows([PLAN, ["๑. การปฏิบัติหน้าที่", "๑.๑ จัดทำคู่มือ\n๑.๒ อบรมเจ้าหน้าที่", "สำนักปลัด"]])
    assert owned(reading) == [("จัดทำคู่มือ", ("สำนักปลัด",)), ("อบรมเจ้าหน้าที่", ("สำนักปลัด",))]
    assert doubts(reading) == []
    rows = [PLAN, ["๑. การปฏิบัติหน้าที่", "๑.๑ จัดทำคู่มือ", "สำนักปลัด"], ["", "๑.๒ อบรมเจ้าหน้าที่", "กองคลัง"]]
    assert titles(read_rows(rows)) == ["จัดทำคู่มือ", "อบรมเจ้าหน้าที่"]
    assert titles(read_rows([PLAN, ["๑. ก", "1.5 ล้านบาทเพื่อซ่อมถนน", "กองช่าง"]])) == ["1.5 ล้านบาทเพื่อซ่อมถนน"]


def test_several_measures_in_one_cell_of_a_report_are_told_apart_and_doubted() -> None:
    ticks = read(paper(progress(["๑. การปฏิบัติหน้าที่", "- จัดทำคู่มือ\n- อบรมเจ้าหน้าที่", "", "✓", "", "แล้ว"])))
    assert [(i.title, i.status) for i in items(ticks).values()] == [
        ("จัดทำคู่มือ", "in_progress"),
        ("อบรมเจ้าหน้าที่", "in_progress"),
    ]
    assert [doubt.code for doubt in doubts(ticks, "2 รายการ")] == ["M1", "M2"]
    for cell in ("- จัดทำคู่มือ\n- อบรมเจ้าหน้าที่", "๑. จัดทำคู่มือ\n๒. อบรมเจ้าหน้าที่", "๑.๑ จัดทำคู่มือ\n๑.๒ อบรมเจ้าหน้าที่"):
        results = read_rows([RESULTS, [cell, "ร่าง", "แล้ว", "กองคลัง"]])
        assert titles(results) == ["จัดทำคู่มือ", "อบรมเจ้าหน้าที่"]
        assert [doubt.code for doubt in doubts(results, "2 รายการ")] == ["M1", "M2"]


def test_a_list_behind_one_printed_number_stays_one_measure_and_is_doubted() -> None:
    heads = ["ที่", "มาตรการ", "ผลการดำเนินการ", "ผู้รับผิดชอบ"]
    reading = read_rows([heads, ["๑", "- จัดทำคู่มือ\n- อบรมเจ้าหน้าที่", "แล้ว", "กองคลัง"]])
    assert titles(reading) == ["จัดทำคู่มือ อบรมเจ้าหน้าที่"]
    assert [doubt.code for doubt in doubts(reading, "ระบบอ่านเป็นมาตรการเดียว")] == ["M1"]


@pytest.mark.parametrize("between", ["rows", "lines"])
def test_measures_called_by_their_number_keep_it(between: str) -> None:
    if between == "rows":
        rows = [["มาตรการที่ ๓ จัดทำคู่มือ", "ร่าง", "", "กองคลัง"], ["มาตรการที่ ๕ อบรม", "วางแผน", "", "กองคลัง"]]
    else:
        rows = [["มาตรการที่ ๓ จัดทำคู่มือ\nมาตรการที่ ๕ อบรม", "ร่าง", "", "กองคลัง"]]
    found = items(read_rows([RESULTS, *rows]))
    assert {code: item.title for code, item in found.items()} == {"M3": "จัดทำคู่มือ", "M5": "อบรม"}


def test_totals_and_signatures_are_no_measures() -> None:
    rows = [RESULTS, ["๑. จัดทำคู่มือ", "ร่าง", "แล้ว", "กองคลัง"], ["๒. รวมกลุ่มจิตอาสา", "รวม", "แล้ว", "กองช่าง"]]
    asides = [["รวม", "", "๒", ""], ["รวมทั้งสิ้น ๒ มาตรการ", "", "", ""], ["ลงชื่อ....................ผู้รายงาน", "", "", ""]]
    asides += [["(นายตั้งใจ สมมติ)"] * 4, ["", "", "ลงชื่อ", ""]]
    reading = read_rows([*rows, *asides])
    assert titles(reading) == ["จัดทำคู่มือ", "รวมกลุ่มจิตอาสา"]
    assert doubts(reading) == []


def test_a_row_with_neither_number_nor_owner_below_a_whole_measure_is_a_measure_in_doubt() -> None:
    heads = ["ที่", "ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ"]
    rows = [heads, ["๑", "การปฏิบัติหน้าที่", "จัดทำคู่มือ", "กองคลัง"], ["", "", "อบรมเจ้าหน้าที่", ""]]
    reading = read_rows(rows)
    assert owned(reading) == [("จัดทำคู่มือ", ("กองคลัง",)), ("อบรมเจ้าหน้าที่", ())]
    assert [doubt.code for doubt in doubts(reading, "แถวนี้มีเพียงข้อความมาตรการ")] == ["M2"]
    numbered = [
        RESULTS,
        ["๑. จัดทำคู่มือ", "ร่าง", "แล้ว", "กองคลัง"],
        ["อบรมเจ้าหน้าที่", "", "", ""],
        ["๒. ก", "ข", "ค", "กองช่าง"],
    ]
    assert titles(read_rows(numbered)) == ["จัดทำคู่มือ", "อบรมเจ้าหน้าที่", "ก"]


def test_printed_numbers_stand_beside_a_measure_that_has_none() -> None:
    first = [["๑. จัดทำคู่มือ", "ร่าง", "", "กองคลัง"], ["อบรมเจ้าหน้าที่", "วางแผน", "", "กองช่าง"]]
    second = [["๒. เผยแพร่แผน", "ร่าง", "", "กองคลัง"], ["๕. ติดตามผล", "ร่าง", "", "กองคลัง"]]
    reading = read_rows([RESULTS, *first, *second])
    assert {code: item.title for code, item in items(reading).items()} == {
        "M1": "จัดทำคู่มือ", "M6": "อบรมเจ้าหน้าที่", "M2": "เผยแพร่แผน", "M5": "ติดตามผล",
    }  # fmt: skip
    assert [doubt.code for doubt in doubts(reading, "ไม่มีเลขลำดับ")] == ["M6"]


def test_measures_that_are_numbered_anew_in_every_issue_are_numbered_through() -> None:
    rows = [PLAN, ["๑. ก", "๑. จัดทำคู่มือ\n๒. อบรม", "กองคลัง"], ["๒. ข", "๑. ติดตามผล\n๒. ประเมินผล", "กองช่าง"]]
    reading = read_rows(rows)
    assert [(item.code, item.title) for item in items(reading).values()] == [
        ("M1", "จัดทำคู่มือ"),
        ("M2", "อบรม"),
        ("M3", "ติดตามผล"),
        ("M4", "ประเมินผล"),
    ]
    assert doubts(reading) == []
