"""A whole week of the demo office, told as it would happen, against the stand-in over HTTP with signatures."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from bot.cli import cli
from models.changes import Change
from models.outbox import OutboxMessage
from models.register import Assignment, WorkItem
from models.words import Status
from tests.support.room import Room

GROUP = "กลุ่มหัวหน้าส่วนราชการ"
HEADS = {
    "หัวหน้าปลา": "สำนักปลัด",
    "ผอ.ส้ม": "กองคลัง",
    "ผอ.ช้าง": "กองช่าง",
    "ผอ.นก": "กองสาธารณสุขและสิ่งแวดล้อม",
    "ผอ.ฟ้า": "กองการศึกษา ศาสนาและวัฒนธรรม",
    "ผอ.แก้ว": "กองสวัสดิการสังคม",
    "ผอ.ดาว": "กองยุทธศาสตร์และงบประมาณ",
    "หัวหน้าแมว": "หน่วยตรวจสอบภายใน",
}

Invite = Callable[..., str]


@pytest.fixture
def invite(demo: Room, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Invite:
    """`tamngan invite …`, as an administrator types it, on the day the story has reached."""
    monkeypatch.setattr("bot.cli.offices.utc_now", demo.clock)

    def call(*arguments: str) -> str:
        result = CliRunner().invoke(
            cli, ["invite", "--office", "demo", *arguments], env={"DATABASE_URL": database_url}, catch_exceptions=False
        )
        assert result.exit_code == 0, result.stderr
        return result.stdout.strip()

    return call


def statuses(room: Room, code: str) -> dict[str, Status]:
    with room.database.read() as session:
        found = session.query(Assignment).join(WorkItem).filter(WorkItem.code == code)
        return {a.division.name: a.status for a in found if a.division}


def status_json(database_url: str) -> dict[str, object]:
    result = CliRunner().invoke(
        cli, ["status", "--office", "demo", "--json"], env={"DATABASE_URL": database_url}, catch_exceptions=False
    )
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_a_week(demo: Room, invite: Invite, database_url: str) -> None:
    # Friday afternoon: everyone registers with the code that was handed out.
    demo.at("2027-02-19 15:00")
    for who, division in HEADS.items():
        code = invite("--role", "head", "--division", division)
        demo.says(who, f"ลงทะเบียน {code}").bot("ลงทะเบียนเรียบร้อยแล้ว", "หัวหน้าส่วนราชการ", division)
    demo.says("ก้อย", f"ลงทะเบียน {invite('--role', 'coordinator')}").bot("ผู้ประสานงาน ITA")
    demo.says("ท่านปลัด", f"ลงทะเบียน {invite('--role', 'chief')}").bot("ผู้บริหาร")
    demo.says("คนนอก", "/status").bot("ลงทะเบียน", without=("O1", "กองคลัง"))

    # The coordinator binds the group; nobody else could.
    demo.group(GROUP, *HEADS, "ก้อย", "ท่านปลัด")
    demo.says("ผอ.ส้ม", "/bind", to=GROUP).bot("ผู้ประสานงาน ITA")
    demo.says("ก้อย", "/bind", to=GROUP).bot("ผูกกลุ่มนี้", "บางตัวอย่าง")

    # Monday, half past eight: the chief reads the summary, every head with something near gets one digest.
    demo.at("2027-02-22 08:30").ticks()
    [summary] = demo.pushes("ท่านปลัด")
    assert "สรุปความก้าวหน้าการดำเนินการ ITA" in summary
    assert "22 ก.พ. 70" in summary
    [digest] = demo.pushes("ผอ.ส้ม")
    for part in ("เรียน ผอ.กองคลัง", "M5", "24 ก.พ. 70", "O10", "26 ก.พ. 70", "ขออภัยมา ณ ที่นี้"):
        assert part in digest
    [of_palad] = demo.pushes("หัวหน้าปลา")
    assert "เรียน หัวหน้าสำนักปลัด" in of_palad
    assert "ผอ.สำนักปลัด" not in of_palad
    [for_coordinator] = demo.pushes("ก้อย")
    assert "สรุปความก้าวหน้าการดำเนินการ ITA" in for_coordinator
    assert "เลยกำหนดตั้งแต่ 3 วันทำการขึ้นไป" in for_coordinator

    # Reports, in the group and in private; a wrong person's is refused.
    demo.at("2027-02-22 09:10")
    demo.says("ผอ.นก", "O11 เสร็จแล้ว", to=GROUP).silent()
    demo.says("ผอ.นก", "O11 เสร็จแล้วค่ะ", to=GROUP, mention=True).bot("ได้รับรายงานผล", "O11")
    demo.says("ผอ.ช้าง", "O34 เสร็จแล้ว").bot("ยังไม่ได้บันทึก", "สำนักปลัด")
    assert statuses(demo, "O34") == {"สำนักปลัด": "not_reported"}
    demo.says("ผอ.ช้าง", "ข้อ ๑๐ กำลังทำ").bot("อยู่ระหว่างดำเนินการ", "O10")
    assert statuses(demo, "O10")["กองช่าง"] == "in_progress"
    assert statuses(demo, "O10")["กองคลัง"] == "not_reported"

    # A slip, taken back by the button under the receipt.
    demo.says("หัวหน้าแมว", "O31 เสร็จแล้ว").bot("O31").presses("หัวหน้าแมว", "ยกเลิกการรายงานนี้")
    assert statuses(demo, "O31") == {"หน่วยตรวจสอบภายใน": "not_reported"}
    demo.says("หัวหน้าแมว", "O30 เสร็จแล้ว").bot("ได้รับรายงานผล")

    # Anyone in the group asks; the answer is free.
    demo.says("ก้อย", "/missing", to=GROUP).bot("O34", "O10", without=("O11", "O30"))
    demo.says("ผอ.ดาว", "/ค้าง").bot("O9", "O33", without=("O34", "O11"))
    assert all(line.cost == 0 for line in demo.answer)

    # Tuesday: three days before the 26th, one before the 24th; still one digest each, and none for who is done.
    demo.at("2027-02-23 08:30").ticks()
    assert len(demo.pushes("ผอ.ส้ม")) == 2
    assert "O11" not in demo.pushes("ผอ.นก")[-1]

    # Wednesday: who writes before half past eight hears the day's reminder with the answer, and gets no push.
    demo.at("2027-02-24 08:05").says("ผอ.ส้ม", "มาตรการที่ ๕ เสร็จแล้ว")
    demo.bot("ได้รับรายงานผล", "M5", "ขออนุญาตติดตามข้อมูล", "M4")
    assert all(line.cost == 0 for line in demo.answer)
    demo.at("2027-02-24 08:30").ticks()
    assert len(demo.pushes("ผอ.ส้ม")) == 2

    # Thursday: LINE is down when the digests go out, and takes some without saying so.
    before = {who: len(demo.pushes(who)) for who in HEADS}
    demo.platform.fault("server_error_after", on="push", times=2)
    demo.platform.fault("server_error", on="push", times=None)
    demo.at("2027-02-25 08:30").ticks()
    assert "queued" in demo.outbox_states()
    demo.platform.clear_faults()
    demo.at("2027-02-25 09:30").ticks()
    assert set(demo.outbox_states()) == {"accepted"}
    for who in HEADS:
        assert len(demo.pushes(who)) - before[who] in (0, 1)
    assert len(demo.pushes("หัวหน้าปลา")) == before["หัวหน้าปลา"] + 1

    # A report comes twice: LINE redelivers it. It counts once and is answered once.
    demo.platform.fault("twice")
    demo.at("2027-02-25 10:00").says("ผอ.นก", "O10 เสร็จแล้ว").bot("ได้รับรายงานผล", "O10")
    assert len(demo.answer) == 1
    with demo.database.read() as session:
        [change] = session.query(Change).join(WorkItem).filter(WorkItem.code == "O10", Change.after == "done")
        assert change.source == "chat"

    # Friday is the day; on Monday the summary says what became of the week.
    demo.at("2027-02-26 08:30").ticks()
    assert "ครบกำหนดวันนี้" in demo.pushes("หัวหน้าปลา")[-1]
    demo.at("2027-03-01 08:30").ticks()
    assert "เลยกำหนด" in demo.pushes("หัวหน้าปลา")[-1]
    [_, second] = demo.pushes("ท่านปลัด")
    for part in ("1 มี.ค. 70", "O11", "O30", "M5", "O34"):
        assert part in second

    # The clock running again over the whole week changes nothing.
    rows = len(demo.outbox_states())
    for day in range(22, 27):
        demo.at(f"2027-02-{day} 16:00").ticks()
    assert len(demo.outbox_states()) == rows

    # Nobody had two pushes on one day, and the register agrees with what was said.
    with demo.database.read() as session:
        pushes = [
            (row.to, row.created_at.date())
            for row in session.query(OutboxMessage).filter_by(kind="push").order_by(OutboxMessage.created_at)
        ]
    assert len(pushes) == len(set(pushes))
    items = {item["code"]: item for item in status_json(database_url)["items"]}  # type: ignore[attr-defined]
    assert items["O11"]["status"] == "done"
    assert items["O10"]["status"] == "in_progress"
    assert items["O34"]["status"] == "not_reported"
