"""CSV and TSV as Excel and others write them: encodings, separators, several tables, cells of several lines."""

import pytest

from documents.papers_in.opening import open_paper
from documents.papers_in.parts import PaperError
from tests.documents.papers import doubts, items, read

HEAD = ["มาตรการ", "วิธีการดำเนินการ", "ผลการดำเนินการ", "ผู้รับผิดชอบ"]
ROW = ["๑.จัดทำคู่มือ", "๑.ร่าง ๒.ประกาศ", "มีคู่มือแล้ว", "กองคลัง"]


def csv(separator: str, *rows: list[str]) -> str:
    return "\r\n".join(separator.join(row) for row in rows)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"])
def test_every_separator_and_thai_encoding_is_read(separator: str, encoding: str) -> None:
    item = items(read(csv(separator, HEAD, ROW).encode(encoding), name="ผล.csv"))["M1"]
    assert (item.title, item.steps, item.output, item.divisions) == (
        "จัดทำคู่มือ", ("ร่าง", "ประกาศ"), "มีคู่มือแล้ว", ("กองคลัง",),
    )  # fmt: skip


def test_a_cell_of_several_lines_and_a_lone_quotation_mark() -> None:
    quoted = csv(",", HEAD, ["๑.จัดทำคู่มือ", '"๑.ร่าง\n๒.ประกาศ"', "แล้ว", '"กองคลัง\nกองช่าง"'])
    assert items(read(quoted.encode(), name="ผล.csv"))["M1"].divisions == ("กองคลัง", "กองช่าง")
    lone = csv("\t", HEAD, ["๑.โครงการ", '"ร่าง', "แล้ว", "กองคลัง"], ["๒.อบรม", "", "", "กองช่าง"])
    assert list(items(read(lone.encode(), name="ผล.tsv"))) == ["M1", "M2"]


def test_several_tables_stand_apart_by_blank_lines() -> None:
    calendar = [["ที่", "หัวข้อ", "ระยะเวลา", "ผู้รับผิดชอบ"], ["1", "แจ้งกอง", "1-18 กุมภาพันธ์ 2570", "ทุกกอง"]]
    text = csv(",", ["รายงานผล", "", "", ""], HEAD, ROW, ["", "", "", ""], ["กำหนดปฏิทิน", "", "", ""], *calendar)
    reading = read(text.encode(), name="รวม.csv")
    assert list(items(reading)) == ["M1", "S1"]
    assert doubts(reading) == []


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(PaperError, match="ไม่ใช่แฟ้มข้อความ"):
        open_paper(b"\x00\x01\x02\xff" * 40, "รูป.csv")
    with pytest.raises(PaperError, match="ไม่ใช่แฟ้มข้อความ"):
        open_paper(b"a,b\n\xff\xff\xfe,c", "ผล.csv")
    with pytest.raises(PaperError, match="ว่างเปล่า"):
        open_paper(b"", "ผล.csv")
