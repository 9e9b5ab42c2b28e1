"""`tamngan office shift` and `tamngan audit --out`: dates moved by hand, the workbook loaded after it, the record."""

import json
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.bot.test_cli import Run, demo, refused, run

__all__ = ["demo", "run"]  # fixtures
SHIFT = ("office", "shift", "--office", "demo", "--reason", "ป.ป.ช. ขยายเวลา")
FAR = date.today() + timedelta(days=200)  # noqa: DTZ011  (the command reads the real clock)


def dues(demo: Run) -> dict[str, str | None]:
    items = json.loads(demo("status", "--office", "demo", "--json").stdout)["items"]
    return {item["code"]: item["due"] for item in items}


def test_dates_move_only_when_it_is_not_a_trial_and_a_workbook_loaded_again_leaves_them(
    demo: Run, tmp_path: Path
) -> None:
    before = dues(demo)
    trial = demo(*SHIFT, "--to", FAR.isoformat(), "--item", "O8", "--item", "o9", "--dry-run")
    assert trial.exit_code == 0, trial.output
    assert "เลื่อนกำหนดส่ง 2 รายการ" in trial.stdout
    assert "ยังไม่ได้บันทึก" in trial.stdout
    assert dues(demo) == before
    told = json.loads(demo(*SHIFT, "--to", FAR.isoformat(), "--item", "O8", "--item", "O9", "--json").stdout)
    assert (told["items"], told["dry_run"], [m["item"] for m in told["moved"]]) == (2, False, ["O8", "O9"])
    after = dues(demo)
    assert (after["O8"], after["O9"]) == (FAR.isoformat(), FAR.isoformat())
    assert {code for code in after if after[code] != before[code]} == {"O8", "O9"}
    assert demo("office", "load", str(tmp_path / "demo.xlsx")).exit_code == 0
    assert dues(demo) == after, "the workbook says nothing new, so the date stays"
    book = openpyxl.load_workbook(tmp_path / "demo.xlsx")
    rows = book["ข้อ OIT"]
    column = next(c.column for c in rows[1] if c.value == "กำหนดส่ง")
    for row in rows.iter_rows(min_row=2):
        if row[0].value in ("O9", 9, "9"):
            rows.cell(row[0].row, column).value = "15 ส.ค. 2570"
    book.save(tmp_path / "changed.xlsx")
    assert demo("office", "load", str(tmp_path / "changed.xlsx")).exit_code == 0
    assert dues(demo) == after | {"O9": "2027-08-15"}, "what the workbook changed counts"


def test_everything_open_moves_and_the_record_of_it_is_an_excel_file(demo: Run, tmp_path: Path) -> None:
    before = dues(demo)
    moved = json.loads(demo(*SHIFT, "--days", "300", "--json").stdout)
    assert moved["items"] > 30
    after = dues(demo)
    for move in moved["moved"]:
        if move["division"] is None:
            was = date.fromisoformat(before[move["item"]] or "")
            assert after[move["item"]] == (was + timedelta(days=300)).isoformat()
    swept = demo("audit", "--office", "demo", "--json")
    assert "record" not in {f["kind"] for f in json.loads(swept.stdout)["findings"]}
    written = demo("audit", "--office", "demo", "--out", str(tmp_path / "record.xlsx"))
    assert written.exit_code == 0, written.output
    sheet = openpyxl.load_workbook(tmp_path / "record.xlsx")["ประวัติ"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    shifted = [row for row in rows if row[15] == "ป.ป.ช. ขยายเวลา"]
    assert {row[7] for row in shifted} == {"กำหนดส่ง"}
    assert {row[13] for row in shifted} == {"คำสั่งของผู้ดูแลระบบ"}
    assert len(shifted) == len(moved["moved"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--days", "0"), "โปรดระบุจำนวนวัน"),
        (("--days", "-400"), "เกินกว่าหนึ่งปี"),
        (("--to", "1 ม.ค. 2560"), "ผ่านมาแล้ว"),
        (("--days", "3", "--item", "O99"), "O99"),
    ],
)
def test_what_cannot_move_is_one_sentence_and_changes_nothing(arguments: tuple[str, ...], says: str, demo: Run) -> None:
    before = dues(demo)
    assert says in refused(demo(*SHIFT, *arguments))
    assert dues(demo) == before


def test_options_that_do_not_go_together_exit_2(demo: Run, tmp_path: Path) -> None:
    assert demo(*SHIFT).exit_code == 2
    assert demo(*SHIFT, "--days", "3", "--to", "2027-01-01").exit_code == 2
    assert demo("office", "shift", "--office", "demo", "--days", "3").exit_code == 2
    assert demo("office", "shift", "--office", "demo", "--days", "3", "--reason", " ").exit_code == 2
    assert demo("audit", "--out", str(tmp_path / "a.xlsx")).exit_code == 2
    refused(demo("audit", "--office", "demo", "--out", str(tmp_path / "a.pdf")))
    refused(demo("audit", "--office", "demo", "--out", str(tmp_path / "nowhere" / "a.xlsx")))
