"""The command line's contract: exit codes, what goes to stdout and what to stderr."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from models.database import Database
from models.errors import DomainError
from models.outbox import push
from models.queries import office_by_slug
from tests.support.clock import thai
from tests.support.demo import demo_workbook

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    shutil.copy(migrated_sqlite, tmp_path / "cli.db")
    url = f"sqlite:///{tmp_path}/cli.db"

    def call(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, env={"DATABASE_URL": url}, input=stdin)

    return call


@pytest.fixture
def demo(run: Run, tmp_path: Path, loaded_demo: Path) -> Run:
    (tmp_path / "demo.xlsx").write_bytes(demo_workbook())
    shutil.copy(loaded_demo, tmp_path / "cli.db")
    return run


def refused(result: Result) -> str:
    """The sentence of a refusal; `main` prints it on stderr and exits 1."""
    assert isinstance(result.exception, DomainError), result.output
    assert result.stdout == ""
    return str(result.exception)


def test_upgrade_makes_the_tables_and_may_be_repeated(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cli.db").unlink()
    for _ in range(2):
        assert run("db", "upgrade").exit_code == 0
        assert "nobody" in refused(run("status", "--office", "nobody"))


def test_a_command_before_the_tables_are_there_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["status", "--office", "x"], env={"DATABASE_URL": f"sqlite:///{tmp_path}/no.db"})
    assert "tamngan db upgrade" in refused(result)


def test_invite_prints_the_code_alone(demo: Run) -> None:
    result = demo("invite", "--office", "demo", "--role", "head", "--division", "กองคลัง")
    assert result.exit_code == 0
    assert result.stdout.strip().isalnum()
    assert len(result.stdout.strip()) == 10


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("invite", "--office", "demo", "--role", "head"), "--division"),
        (("invite", "--office", "demo", "--role", "head", "--division", "กองทัพ"), "กองทัพ"),
        (("invite", "--office", "nobody", "--role", "chief"), "nobody"),
        (("status", "--office", "nobody"), "nobody"),
        (("office", "load", "no-such-file.xlsx"), "no-such-file.xlsx"),
        (("invite", "--office", "demo", "--role", "chief", "--post", "รองปลัด"), "รองปลัด"),
        (("office", "chain", "--office", "demo", "--acting", "นายก"), "นายก=ปลัด"),
        (("office", "chain", "--office", "demo", "--acting", "รองปลัด=ปลัด"), "รองปลัด"),
        (("office", "chain", "--office", "demo", "--acting", "ปลัด=นายก"), "วนกลับมาที่เดิม"),
        (("office", "chain", "--office", "demo", "--set", "ปลัด", "--set", "ปลัดเทศบาล"), "ซ้ำกัน"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], says: str, demo: Run) -> None:
    assert says in refused(demo(*arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("invite", "--office", "demo", "--role", "king"),
        ("tick", "--at", "yesterday"),
        ("office", "chain", "--office", "demo", "--default", "--set", "ปลัด"),
        ("tick", "--from", "2027-01-01T00:00"),
        ("tick", "--from", "2027-02-01T00:00", "--to", "2027-01-01T00:00"),
    ],
)
def test_a_wrong_call_exits_2(arguments: tuple[str, ...], demo: Run) -> None:
    assert demo(*arguments).exit_code == 2


def test_status_as_json_is_the_register(demo: Run) -> None:
    report = json.loads(demo("status", "--office", "demo", "--json").stdout)
    assert report["office"] == "demo"
    items = {item["code"]: item for item in report["items"]}
    assert {f"O{n}" for n in range(1, 36)} | {f"M{n}" for n in range(1, 8)} <= items.keys()
    assert set(items["O10"]) >= {"code", "kind", "title", "due", "status", "web_status", "assignments"}
    assert len(items["O10"]["assignments"]) == 8
    assert set(items["O10"]["assignments"][0]) == {"division", "status", "due", "last_report"}
    assert report["totals"]["items"] == 42
    assert report["totals"]["missing"] == 42 - report["totals"]["done"]


def test_loading_again_changes_nothing(demo: Run, tmp_path: Path) -> None:
    before = demo("status", "--office", "demo", "--json").stdout
    result = demo("office", "load", str(tmp_path / "demo.xlsx"), "--json")
    loaded = json.loads(result.stdout)
    assert (loaded["created"], loaded["updated"]) == (0, 0)
    assert demo("status", "--office", "demo", "--json").stdout == before


def test_a_dry_run_says_what_would_be_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "demo.xlsx").write_bytes(demo_workbook())
    result = run("office", "load", str(tmp_path / "demo.xlsx"), "--dry-run", "--json")
    assert json.loads(result.stdout)["created"] == 52
    assert "demo" in refused(run("status", "--office", "demo"))


def test_the_template_is_a_workbook_with_the_contracts_sheets(run: Run, tmp_path: Path) -> None:
    assert run("office", "template", str(tmp_path / "new.xlsx")).exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    assert {"หน่วยงาน", "ส่วนราชการ", "ข้อ OIT", "มาตรการ", "ปฏิทิน", "วันหยุด"} <= set(book.sheetnames)
    refused(run("office", "load", str(tmp_path / "new.xlsx")))


def test_tick_and_outbox_show_what_the_clock_owes(demo: Run) -> None:
    assert demo("tick", "--at", "2027-02-22T08:30:00+07:00").stdout.strip() == "0"  # nobody has registered
    assert json.loads(demo("outbox", "--json").stdout) == []


def test_outbox_says_what_the_months_quota_held_back(demo: Run, tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path}/cli.db")) as database, database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        for to in ("Usom", "Uchang"):
            row = push(
                session,
                office_id=office.id,
                to=to,
                member_id=None,
                messages=[{"type": "text", "text": "ขออนุญาตติดตาม"}],
                purpose="digest",
                now=thai("2027-02-22 08:30"),
            )
            row.held_back = to == "Usom"
            row.state = "cancelled" if row.held_back else "queued"
    shown = [(row["to"], row["state"], row["held_back"]) for row in json.loads(demo("outbox", "--json").stdout)]
    assert sorted(shown) == [("Uchang", "queued", False), ("Usom", "cancelled", True)]
    held_back = demo("outbox", "--state", "held_back", "--office", "demo").stdout
    assert "digest held back: the month's quota → Usom" in held_back
    assert "Uchang" not in held_back
    assert [row["to"] for row in json.loads(demo("outbox", "--state", "queued", "--json").stdout)] == ["Uchang"]
    assert "nobody" in refused(demo("outbox", "--office", "nobody"))
    assert demo("outbox", "--state", "lost").exit_code == 2


def test_understand_reads_json_lines(run: Run) -> None:
    given = {
        "id": "x1",
        "text": "ข้อ ๘ เสร็จแล้วครับ",
        "chat": "user",
        "role": "head",
        "division": "กองคลัง",
        "now": "2027-02-10T11:25:12+07:00",
        "pending": None,
    }
    result = run("understand", stdin=json.dumps(given, ensure_ascii=False) + "\n\n")
    assert json.loads(result.stdout) == {
        "id": "x1",
        "intent": "update_status",
        "changes": [{"item": "O8", "status": "done"}],
        "evidence": [],
    }


def test_audit_shows_what_lies_ahead_and_exits_1_for_what_is_broken(demo: Run) -> None:
    result = demo("audit", "--office", "demo", "--at", "2026-11-02T09:00:00+07:00", "--json")
    report = json.loads(result.stdout)
    assert report["office"] == "demo"
    ahead = {(each["item"], each["division"]): each for each in report["open"]}
    assert ahead["O16", "กองคลัง"]["next"] >= "2026-11-03"
    assert {each["hears"] for each in report["open"]} == {"nobody"}  # nobody has registered
    assert {f["kind"] for f in report["findings"] if f["fault"]} == {"unheard"}
    assert result.exit_code == 1


def test_audit_of_an_office_in_order_exits_0(run: Run) -> None:
    result = run("audit")
    assert (result.exit_code, result.output) == (0, "")


def test_audit_looks_at_every_office_unless_one_is_named(demo: Run) -> None:
    assert demo("audit").stdout.startswith("demo: ")
    assert "nobody" in refused(demo("audit", "--office", "nobody"))


def test_the_chain_is_shown_set_and_forgotten(demo: Run, tmp_path: Path) -> None:
    def posts(*options: str) -> list[tuple[str, str]]:
        shown = json.loads(demo("office", "chain", "--office", "demo", *options, "--json").stdout)
        return [(post["title"], post["acting_post"]) for post in shown["posts"]]

    assert posts() == [("หัวหน้าสำนักปลัด", ""), ("ปลัดเทศบาล", ""), ("นายกเทศมนตรี", "ปลัดเทศบาล")]
    assert posts("--clear-acting", "นายก")[2] == ("นายกเทศมนตรี", "")
    assert posts("--set", "หัวหน้าสำนักปลัด", "--set", "รองปลัด", "--set", "นายก", "--acting", "นายก=รองปลัด") == [
        ("หัวหน้าสำนักปลัด", ""),
        ("รองปลัด", ""),
        ("นายก", "รองปลัด"),
    ]
    demo("office", "load", str(tmp_path / "demo.xlsx"))
    assert len(posts()) == 3
    assert posts()[1] == ("รองปลัด", "")  # the office's own word stays
    shown = demo("office", "chain", "--office", "demo").stdout
    assert "2. รองปลัด: ยังไม่มีผู้ลงทะเบียน" in shown
    assert demo("invite", "--office", "demo", "--role", "chief", "--post", "รองปลัด").exit_code == 0
    assert posts("--default") == []
    demo("office", "load", str(tmp_path / "demo.xlsx"))
    assert posts()[1] == ("ปลัดเทศบาล", "")
