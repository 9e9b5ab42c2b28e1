"""`tamngan report`: every kind as a file, in agreement with `tamngan status`, and what was approved as it was."""

import json
import os
import select
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from bot import pdf
from bot.cli import cli
from documents import papers
from documents.reports.kinds import KINDS
from models.approvals import Approval, PaperKind
from models.clock import local_date, utc_now
from models.database import Database
from models.errors import DomainError
from models.queries import items_of_round, office_by_slug
from tests.support.clock import thai
from tests.support.offices import add_item, new_office

Run = Callable[..., Result]
SUBMITTED, APPROVED = thai("2027-02-10 09:00"), thai("2027-02-12 10:30")


@pytest.fixture
def database(tmp_path: Path, loaded_demo: Path) -> Iterator[Database]:
    shutil.copy(loaded_demo, tmp_path / "cli.db")
    opened = Database(f"sqlite:///{tmp_path}/cli.db")
    yield opened
    opened.close()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database) -> Run:
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path}/cli.db"

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, env={"DATABASE_URL": url})

    return call


def refused(result: Result) -> str:
    assert isinstance(result.exception, DomainError), result.output
    return str(result.exception)


def said(path: str) -> str:
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def approve(database: Database, paper: PaperKind) -> None:
    with database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        assert office.current_round_id is not None
        content = papers.content(session, office, paper, [], SUBMITTED)
        session.add(
            Approval(
                office_id=office.id, round_id=office.current_round_id, paper=paper, title=content["title"],
                content=content, digest=papers.digest(content), state="approved", submitted_at=SUBMITTED,
                ended_at=APPROVED,
            )
        )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_and_names_its_instant(kind: str, run: Run) -> None:
    result = run("report", kind, "--office", "demo", "--out", "out.docx")
    assert result.exit_code == 0, result.output
    assert "ข้อมูล ณ วันที่ " in said("out.docx")
    excel = run("report", kind, "--office", "demo", "--out", "out.xlsx")
    if kind == "memo":
        assert "Word และ PDF" in refused(excel)
        assert not Path("out.xlsx").exists()
    else:
        assert excel.exit_code == 0, excel.output
        sheet = openpyxl.load_workbook("out.xlsx").active
        assert sheet is not None
        assert any("ข้อมูล ณ วันที่ " in str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row)


def test_numbers_agree_with_status(run: Run) -> None:
    status = json.loads(run("status", "--office", "demo", "--json").stdout)
    for kind in ("followup", "progress", "summary"):
        assert run("report", kind, "--office", "demo", "--out", f"{kind}.docx", "--arabic").exit_code == 0
    webs = [item["web_status"] for item in status["items"] if item["kind"] == "o_item"]
    states = [item["status"] for item in status["items"] if item["kind"] == "measure"]
    assert (
        f"รวม {len(webs)} ข้อ: มี {webs.count('present')} · ไม่สมบูรณ์ {webs.count('incomplete')}"
        f" · ไม่มี {webs.count('missing')} · ยังไม่ได้ตรวจสอบ {webs.count('unchecked')}"
    ) in said("followup.docx")
    assert (
        f"ดำเนินการเรียบร้อยแล้ว {states.count('done')} · อยู่ระหว่างดำเนินการ {states.count('in_progress')}"
        f" · ยังไม่ดำเนินการ {states.count('not_started')} · ยังไม่ได้รายงาน {states.count('not_reported')}"
    ) in said("progress.docx")
    totals = status["totals"]
    assert (
        f"{totals['done']} จากทั้งหมด {totals['items']} รายการ (ร้อยละ {totals['percent']})"
        f" อยู่ระหว่างดำเนินการ {totals['in_progress']} ยังไม่ดำเนินการ {totals['not_started']}"
        f" ยังไม่ได้รายงาน {totals['not_reported']} เลยกำหนด {totals['overdue']}"
    ) in said("summary.docx")
    # Every row is there, with a tick for each that has a state.
    table = docx.Document("progress.docx").tables[0]
    assert sum(cell.text == "/" for row in table.rows for cell in row.cells) == len(states) - states.count(
        "not_reported"
    )
    assert len(docx.Document("followup.docx").tables[0].rows) == len(webs) + 2


def test_what_was_approved_stays_as_it_was(run: Run, database: Database) -> None:
    assert "ยังไม่มีตารางติดตาม" in refused(run("report", "followup", "--office", "demo", "--out", "a.docx", "--approved"))
    for paper in ("followup", "progress"):
        approve(database, paper)
    with database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        for item in items_of_round(session, office):
            item.title, item.web_status, item.output = "เปลี่ยนแล้ว", "missing", "ผลใหม่"
    for kind in ("followup", "results", "six-elements", "plan", "progress"):
        assert run("report", kind, "--office", "demo", "--out", "was.docx", "--approved").exit_code == 0
        assert "เปลี่ยนแล้ว" not in said("was.docx")
        assert "ฉบับที่ได้รับอนุมัติเมื่อวันที่ ๑๒ กุมภาพันธ์ ๒๕๗๐ เวลา ๑๐.๓๐ น." in said("was.docx")
        assert "ข้อมูล ณ วันที่ ๑๐ กุมภาพันธ์ ๒๕๗๐ เวลา ๐๙.๐๐ น." in said("was.docx")
    assert (
        run("report", "memo", "--of", "followup", "--office", "demo", "--out", "memo.docx", "--approved").exit_code == 0
    )
    assert "ไม่มี ๕ ข้อ" in said("memo.docx")
    assert run("report", "followup", "--office", "demo", "--out", "is.docx").exit_code == 0
    assert "ฉบับที่ได้รับอนุมัติ" not in said("is.docx")
    assert said("is.docx").count("เปลี่ยนแล้ว") == 35


def test_what_is_missing_is_told_on_stderr(run: Run) -> None:
    result = run("report", "six-elements", "--office", "demo", "--out", "six.docx")
    assert result.stderr.splitlines()[0] == "มาตรการที่ 1 ยังไม่มี (5) ผลการดำเนินการ (6) ผลลัพธ์"
    assert len(result.stderr.splitlines()) == 6  # the third has both
    assert "six.docx" in result.stdout


@pytest.mark.parametrize("of", [kind for kind in KINDS if kind != "memo"])
def test_a_memo_covers_any_of_them(of: str, run: Run) -> None:
    assert run("report", "memo", "--of", of, "--office", "demo", "--out", "memo.docx").exit_code == 0
    text = said("memo.docx")
    assert "จึงเรียนมาเพื่อโปรด" in text
    assert "ปลัดเทศบาล ปฏิบัติหน้าที่นายกเทศมนตรี" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("followup", "--office", "nobody", "--out", "a.docx"), "nobody"),
        (("followup", "--office", "demo", "--out", "a.odt"), ".docx .xlsx หรือ .pdf"),
        (("followup", "--office", "demo", "--out", "no/such/a.docx"), "no/such"),
        (("calendar", "--office", "demo", "--out", "a.docx", "--approved"), "ไม่มีฉบับที่ได้รับอนุมัติ"),
        (("plan", "--office", "demo", "--out", "a.docx", "--templates", "nowhere"), "ไม่พบโฟลเดอร์แม่แบบ"),
    ],
)
def test_what_cannot_be_printed_is_one_sentence_and_no_file(arguments: tuple[str, ...], says: str, run: Run) -> None:
    before = sorted(Path().iterdir())
    assert says in refused(run("report", *arguments))
    assert sorted(Path().iterdir()) == before


def test_the_templates_can_be_taken_out_changed_and_used(run: Run) -> None:
    assert run("office", "report-templates", "ours").exit_code == 0
    changed = docx.Document("ours/plan.docx")
    changed.add_paragraph("รับรองโดย {{ office }}")
    changed.save("ours/plan.docx")
    assert "มีไฟล์ .docx อยู่แล้ว" in refused(run("office", "report-templates", "ours"))
    assert run("report", "plan", "--office", "demo", "--out", "a.docx", "--templates", "ours").exit_code == 0
    assert "รับรองโดย เทศบาลตำบลบางตัวอย่าง" in said("a.docx")


def test_a_wrong_call_exits_2(run: Run) -> None:
    for arguments in (("poem",), ("plan", "--of", "followup"), ("memo", "--of", "memo")):
        assert run("report", *arguments, "--office", "demo", "--out", "a.docx").exit_code == 2


def test_an_office_without_measures_is_told_so(run: Run, database: Database) -> None:
    with database.write() as session:
        new_office(session, "bare")
    for kind in KINDS:
        assert "ยังไม่มีข้อมูล" in refused(run("report", kind, "--office", "bare", "--out", "a.docx"))


def test_without_libreoffice_a_pdf_is_refused_and_an_older_one_stays(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("old.pdf").write_bytes(b"old")
    monkeypatch.setenv("PATH", "")
    assert "LibreOffice" in refused(run("report", "plan", "--office", "demo", "--out", "old.pdf"))
    assert Path("old.pdf").read_bytes() == b"old"


def program(folder: Path, script: str) -> str:
    made = folder / "soffice"
    made.write_text(f"#!/bin/sh\n{script}\n")
    made.chmod(0o755)
    return str(made)


def test_a_libreoffice_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "held")
    listening = os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK)
    script = f"exec 3>{tmp_path / 'held'}; echo up >&3; sleep 60 & wait"
    with pytest.raises(DomainError, match="ใช้เวลาเกิน"):
        pdf.to_pdf(_plan(), program=program(tmp_path, script), longest=0.5)
    with os.fdopen(listening, "rb") as held:
        assert held.read(3) == b"up\n"
        assert select.select([held], [], [], 5)[0]  # whoever held it has gone
        assert held.read() == b""


def test_a_libreoffice_that_makes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="ไม่สำเร็จ"):
        pdf.to_pdf(_plan(), program=program(tmp_path, "exit 0"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_pdf_is_made_by_libreoffice(run: Run) -> None:
    assert run("report", "calendar", "--office", "demo", "--out", "calendar.pdf").exit_code == 0
    assert Path("calendar.pdf").read_bytes().startswith(b"%PDF-")


def _plan() -> bytes:
    from documents.reports import making

    return (making.FOLDER / "plan.docx").read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_summary_of_a_large_office_is_one_page(run: Run, database: Database) -> None:
    divisions = tuple(f"กองส่งเสริมคุณภาพชีวิตและสวัสดิการสังคมที่ {n}" for n in range(25))
    with database.write() as session:
        office = new_office(session, "large", divisions)
        today = local_date(utc_now())
        for number in range(1, 61):
            due = today + timedelta(days=number % 20 - 10)
            item = add_item(session, office, f"O{number}", divisions[number % 20 : number % 20 + 4], due)
            item.title = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานประจำปี"
        for number in range(1, 10):
            for assignment in add_item(session, office, f"M{number}", divisions[:3], today).assignments:
                assignment.status = "done"
    assert run("report", "summary", "--office", "large", "--out", "large.pdf").exit_code == 0
    assert len(PdfReader("large.pdf").pages) == 1
