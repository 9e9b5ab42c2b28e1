"""`tamngan office load` with papers: alone, beside a workbook, refused with a sentence, and always all or nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from models.errors import DomainError
from tests.documents.books import book
from tests.documents.papers import RESULTS, Table, followup, paper

Run = Callable[..., Result]
REPORT = paper(Table([RESULTS, ["๑.จัดทำคู่มือ", "๑.ร่าง ๒.ประกาศ", "๑.มีคู่มือ", "ทุกกอง"], ["๒.อบรม", "", "", "กองวิเทศ"]]))
FOLLOWUP = paper(followup(["O1", "โครงสร้าง", "แผนผัง", "กองคลัง", "✓", "-"], ["O2", "ผู้บริหาร", "", "สป.", "-", "✓"]))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "office.xlsx").write_bytes(book())
    (tmp_path / "report.docx").write_bytes(REPORT)
    (tmp_path / "followup.docx").write_bytes(FOLLOWUP)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, env={"DATABASE_URL": f"sqlite:///{tmp_path}/cli.db"})

    assert call("db", "upgrade").exit_code == 0
    return call


def refused(result: Result) -> str:
    assert isinstance(result.exception, DomainError), result.output
    assert result.stdout == ""
    return str(result.exception)


def codes(run: Run) -> dict[str, str]:
    items = json.loads(run("status", "--office", "bangtuayang", "--json").stdout)["items"]
    return {item["code"]: item["web_status"] for item in items}


def test_a_paper_beside_the_workbook_and_another_alone(run: Run) -> None:
    both = run("office", "load", "office.xlsx", "report.docx", "--json")
    assert both.exit_code == 0, both.output
    told = json.loads(both.stdout)
    assert (told["created"], told["read"]["measures"], told["dry_run"]) == (2, 2, False)
    assert [(d["file"], d["sheet"], d["row"], d["code"]) for d in told["doubts"] if d["code"] == "M2"] == [
        ("report.docx", "ตารางที่ 1", 3, "M2")
    ]
    alone = run("office", "load", "followup.docx", "--office", "bangtuayang")
    assert alone.exit_code == 0, alone.output
    assert alone.stdout.startswith("อ่านได้ 2 ข้อ, 2 ส่วนราชการ\n")
    assert codes(run) == {"O1": "present", "O2": "missing", "M1": "unchecked", "M2": "unchecked"}


def test_a_dry_run_of_several_papers_writes_nothing(run: Run) -> None:
    assert run("office", "load", "office.xlsx").exit_code == 0
    result = run("office", "load", "report.docx", "followup.docx", "--office", "bangtuayang", "--dry-run", "--json")
    assert json.loads(result.stdout)["created"] == 4
    assert codes(run) == {}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("report.docx",), "--office"),
        (("report.docx", "--office", "nobody"), "ไม่พบหน่วยงานรหัส nobody"),
        (("report.docx", "none.docx", "--office", "bangtuayang"), "ไม่พบไฟล์ none.docx"),
        (("office.xlsx", "office.xlsx"), "ครั้งละหนึ่งแฟ้ม"),
        (("office.xlsx", "report.docx", "--office", "other"), "ไม่ใช่ other"),
        (("office.xlsx", "--year", "2569"), "ไม่ใช่ 2569"),
        (("report.docx", "--office", "bangtuayang", "--year", "70"), "ปีประเมิน 70 ใช้ไม่ได้"),
        (("report.docx", "bad.docx", "--office", "bangtuayang"), "ไม่ใช่แฟ้ม Word"),
    ],
)
def test_what_cannot_be_loaded_is_said_and_nothing_of_it_is(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "bad.docx").write_bytes(b"<html></html>")
    assert run("office", "load", "office.xlsx").exit_code == 0
    assert sentence in refused(run("office", "load", *arguments))
    assert codes(run) == {}


def test_load_without_a_file_is_called_wrongly(run: Run) -> None:
    assert run("office", "load").exit_code == 2
