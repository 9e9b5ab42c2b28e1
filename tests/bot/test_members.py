"""`tamngan member`: who is registered, and erasing somebody who asked for it on paper."""

import json
from contextlib import closing
from pathlib import Path

from models.database import Database
from models.queries import office_by_slug
from tests.bot.test_cli import Run, demo, refused, run
from tests.support.offices import add_member, division

__all__ = ["demo", "run"]  # fixtures


def test_a_person_is_listed_without_their_line_id_and_erased_by_number(demo: Run, tmp_path: Path) -> None:
    assert "ยังไม่มีผู้ลงทะเบียน" in demo("member", "list", "--office", "demo").stdout
    with closing(Database(f"sqlite:///{tmp_path}/cli.db")) as database, database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        som = add_member(session, office, "Usecret", "head", division(office, "กองคลัง").name, name="ส้มโอ").id
        add_member(session, office, "Ukoi", "coordinator", name="ก้อย")
    text = demo("member", "list", "--office", "demo").stdout
    assert "ส้มโอ\tหัวหน้าส่วนราชการ\tกองคลัง" in text
    assert "ยังไม่มีบันทึกความยินยอม" in text
    assert "Usecret" not in text
    call = ("member", "erase", "--office", "demo", "--id", str(som))
    assert "จะลบข้อมูลของ ส้มโอ" in demo(*call).stdout
    [listed, _] = json.loads(demo("member", "list", "--office", "demo", "--json").stdout)["members"]
    assert (listed["name"], listed["divisions"], listed["erased_at"]) == ("ส้มโอ", ["กองคลัง"], None)
    done = demo(*call, "--yes").stdout
    assert "ลบข้อมูลของ ส้มโอ แล้ว" in done
    assert "กองคลัง" in done
    assert "\tหัวหน้าส่วนราชการ\t" in demo("member", "list", "--office", "demo").stdout
    assert "ลบข้อมูลไปแล้ว" in refused(demo(*call, "--yes"))
    assert "ไม่พบผู้ลงทะเบียนหมายเลข 99" in refused(demo("member", "erase", "--office", "demo", "--id", "99"))
    only = str(som + 1)
    assert "ไม่มีผู้ประสานงาน ITA คนอื่น" in demo("member", "erase", "--office", "demo", "--id", only, "--yes").stdout
