"""Lists inside a cell by every mark people and scanners use, and texts cut by a page break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.papers_in.texts import cell_text, entries, leading_number, rejoined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<ul style="x"> <li>- จัดให้มี</li> <li>- กำหนด</li> </ul>', ["จัดให้มี", "กำหนด"]),
        ("<p>๓. ประชา</p> <p>๔. เมื่อ</p>", ["ประชา", "เมื่อ"]),
        ("- เน้น งบ - เพิ่มช่องทาง - ผ่านระบบ e-service บน", ["เน้น งบ", "เพิ่มช่องทาง", "ผ่านระบบ e-service บน"]),
        ("-จัดทำ E- Service ใด - เพิ่ม -ประชุม", ["จัดทำ E- Service ใด", "เพิ่ม", "ประชุม"]),
        ("- No Gift policy - จัดกิจกรรม", ["No Gift policy", "จัดกิจกรรม"]),
        ("- No Gift Policy - One Stop Service", ["No Gift Policy", "One Stop Service"]),
        ("- ระบบ E - Service - สื่อ", ["ระบบ E - Service", "สื่อ"]),
        ("กิจกรรม E - Service", ["กิจกรรม E - Service"]),
        ("- ตุลาคม ๒๕๖๓ - มีนาคม ๒๕๖๔ - รายงาน", ["ตุลาคม ๒๕๖๓ - มีนาคม ๒๕๖๔", "รายงาน"]),
        ("๑.สร้าง พ.ศ. ๒๕๖๔ ๒.เปิด ๓.สร้าง", ["สร้าง พ.ศ. ๒๕๖๔", "เปิด", "สร้าง"]),
        ("๑) รายงาน ๒) จดหมาย", ["รายงาน", "จดหมาย"]),
        ("ภายใน 15 วัน ตาม พ.ร.บ. 2540", ["ภายใน 15 วัน ตาม พ.ร.บ. 2540"]),
        ("o แสดงข้อมูล o เป็นข้อมูล", ["แสดงข้อมูล", "เป็นข้อมูล"]),
        ("๐ แสดงการวิเคราะห์", ["แสดงการวิเคราะห์"]),
        ("โครงสร้าง ○ แสดง ○ ตำแหน่ง", ["โครงสร้าง", "แสดง", "ตำแหน่ง"]),
        ("จัดทำ\nเผยแพร่", ["จัดทำ", "เผยแพร่"]),
        ("- จัดทำ\nคู่มือ\n- เผยแพร่", ["จัดทำ คู่มือ", "เผยแพร่"]),
        ("ยืม-คืน ทรัพย์สิน", ["ยืม-คืน ทรัพย์สิน"]),
        ("", []),
        ("-", ["-"]),
    ],
)
def test_entries_of_a_cell(text: str, expected: list[str]) -> None:
    assert list(entries(cell_text(text))) == expected


@pytest.mark.parametrize(
    ("first", "second", "whole", "repeated"),
    [
        ("ของทางราชการ", "ราชการทางเว็บไซต์", "ของทางราชการทางเว็บไซต์", "ราชการ"),
        ("แสดงความคิดเห็น", "เพื่อปรับปรุง", "แสดงความคิดเห็น เพื่อปรับปรุง", ""),
        ("๑.ก ๒.ข", "๓. ค", "๑.ก ๒.ข\n๓. ค", ""),
        ("", "ข", "ข", ""),
        ("ก", "", "ก", ""),
        ("การ", "การบ้าน", "การ การบ้าน", ""),
    ],
)
def test_a_text_cut_by_a_page_break(first: str, second: str, whole: str, repeated: str) -> None:
    assert rejoined(first, second) == (whole, repeated)


@given(st.text(alphabet="กขคงมาี่้ -•○.๑๒1)", max_size=40), st.text(alphabet="กขคงมาี่้ -•○.๑๒1)", max_size=40))
def test_rejoining_loses_no_letter_but_the_repeated_ones(first: str, second: str) -> None:
    first, second = cell_text(first), cell_text(second)
    whole, repeated = rejoined(first, second)
    letters = sorted("".join((first + second).split()))
    assert sorted("".join((whole + repeated).split())) == letters


@given(st.text(alphabet="กขคงมาี่้ -•○.๑๒1)\n", max_size=60))
def test_entries_hold_every_letter_in_its_order(text: str) -> None:
    said = "".join(letter for letter in cell_text(text) if "ก" <= letter <= "๎")
    assert "".join(letter for entry in entries(cell_text(text)) for letter in entry if "ก" <= letter <= "๎") == said


def test_leading_numbers() -> None:
    assert leading_number("๑๐. การป้องกัน") == (10, "การป้องกัน")
    assert leading_number("๒๕๖๔ ปี") == (None, "๒๕๖๔ ปี")
