"""The chain of approval: one post under its many spellings, who holds it, and the sheet that says so."""

from typing import Any

import pytest

from documents import chain
from documents.workbook.reading import read_workbook
from models import approvals
from models.approvals import Level
from models.database import Database
from models.invites import issue
from models.office import Office
from models.people import Member
from models.words import Role
from tests.documents.books import saved, sheets, workbook
from tests.documents.conftest import MORNING, Desk
from tests.support.offices import add_member, new_office

HEADINGS = ["ลำดับ", "ตำแหน่ง", "ผู้รักษาการ/ปฏิบัติหน้าที่แทน"]
FOUR = [["1", "หัวหน้าสำนักปลัด", ""], ["2", "รองปลัด", "-"], ["๓", "ปลัด", ""], ["4", "นายก", "ปลัด"]]


def book(*rows: Any) -> bytes:
    return saved(workbook({**sheets(), "สายการเสนอ": [HEADINGS, *rows]}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ปลัด", "ปลัดเทศบาล"),
        ("ปลัด อบต.", "ปลัดองค์การบริหารส่วนตำบลบางตัวอย่าง"),
        ("นายกฯ", "นายกเทศมนตรี"),
        ("นายกองค์การบริหารส่วนจังหวัด", "นายก อบจ."),
        ("หัวหน้าสำนักงานปลัด", "หัวหน้าสำนักปลัดเทศบาล"),
        ("ผอ.กองคลัง", "ผู้อำนวยการกองคลัง"),
        ("ผอ.กองสาธารณสุขฯ", "ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม"),
        ("ท่านปลัด", "ปลัด"),
        ("ปฏิบัติหน้าที่นายก", "นายก"),
    ],
)
def test_two_spellings_are_one_post(one: str, other: str) -> None:
    assert chain.same_post(one, other)
    assert chain.same_post(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ปลัด", "รองปลัด"),
        ("นายก", "รองนายก"),
        ("ปลัด", "หัวหน้าสำนักปลัด"),
        ("ผอ.กองคลัง", "ผอ.กองช่าง"),
        ("", "ปลัด"),
        ("ฯ", "ปลัด"),
    ],
)
def test_two_posts_are_not_one(one: str, other: str) -> None:
    assert not chain.same_post(one, other)


def test_the_sheet_is_read_in_its_order(desk: Desk, database: Database) -> None:
    shuffled = [FOUR[3], FOUR[0], FOUR[2], FOUR[1]]
    plan = read_workbook(book(*shuffled))
    assert [(p.title, p.acting) for p in plan.chain] == [
        ("หัวหน้าสำนักปลัด", ""),
        ("รองปลัด", ""),
        ("ปลัด", ""),
        ("นายก", "ปลัด"),
    ]
    assert plan.doubts == ()
    desk.load(book(*FOUR))
    again = desk.load(book(*FOUR))
    assert not any("สายการเสนอ" in note for note in again.notes)
    assert kept(database) == [("หัวหน้าสำนักปลัด", ""), ("รองปลัด", ""), ("ปลัด", ""), ("นายก", "ปลัด")]
    changed = desk.load(book(*FOUR[2:]))
    assert "ปรับสายการเสนอตามแฟ้ม: ปลัด → นายก" in changed.notes
    assert kept(database) == [("ปลัด", ""), ("นายก", "ปลัด")]
    desk.load()  # a workbook without the sheet says nothing of it
    assert len(kept(database)) == 2


def kept(database: Database) -> list[tuple[str, str]]:
    with database.read() as session:
        office = session.query(Office).one()
        return [(post.title, post.acting_post) for post in approvals.chain_of(session, office.id)]


@pytest.mark.parametrize(
    ("rows", "posts", "reason"),
    [
        ([FOUR[0], ["2", "", ""]], ["หัวหน้าสำนักปลัด"], "ไม่มีชื่อตำแหน่ง"),
        ([FOUR[2], ["4", "ปลัดเทศบาล", ""]], ["ปลัด"], "ซ้ำกับแถว 2"),
        ([["แรก", "ปลัด", ""], ["2", "นายก", ""]], ["ปลัด", "นายก"], "อ่านลำดับไม่ได้"),
        ([["1", "ปลัด", "ปลัด อบต."]], ["ปลัด"], "ปฏิบัติหน้าที่แทนตนเอง"),
        ([["1", "ปลัด", "นายก"], ["2", "นายก", "ปลัด"]], [], "วนกลับมาที่เดิม"),
        ([[str(n), f"ระดับ{n}", ""] for n in range(1, 13)], [], "ไม่เกิน 10 ระดับ"),
        ([["1", "ก" * 201, ""]], [], "ยาวเกิน"),
    ],
)
def test_a_row_that_cannot_be_read_is_doubted(rows: list[list[str]], posts: list[str], reason: str) -> None:
    plan = read_workbook(book(*rows))
    assert [post.title for post in plan.chain] == posts
    assert any(reason in doubt.reason and doubt.sheet == "สายการเสนอ" for doubt in plan.doubts)


def test_the_offices_own_word_outlasts_the_workbook(desk: Desk, database: Database) -> None:
    desk.load(book(*FOUR))
    with database.write() as session:
        chain.set_chain(session, session.query(Office).one().id, [("ปลัด", "")], "office")
    assert any("คงไว้ตามเดิม" in note for note in desk.load(book(*FOUR)).notes)
    assert kept(database) == [("ปลัด", "")]


@pytest.fixture
def office(database: Database) -> int:
    with database.write() as session:
        made = new_office(session, "demo", ("สำนักปลัด", "กองคลัง"))
        next(d for d in made.divisions if d.name == "กองคลัง").head_title = "ผู้อำนวยการกองคลัง"
        return made.id


def holders(database: Database, office_id: int, *posts: tuple[str, str]) -> list[tuple[str, str]]:
    with database.write() as session:
        chain.set_chain(session, office_id, posts, "office")
        levels: list[Level] = chain.levels_of(session, session.get_one(Office, office_id))
        return [(level.member.display_name if level.member else "", level.acting) for level in levels]


def join(database: Database, office_id: int, name: str, role: Role, *divisions: str, post: str = "") -> None:
    with database.write() as session:
        member = add_member(session, session.get_one(Office, office_id), name, role, *divisions, name=name)
        member.post = post


def test_a_post_is_held_by_who_registered_for_it_or_heads_the_division(database: Database, office: int) -> None:
    join(database, office, "หน่อย", "head", "สำนักปลัด")
    join(database, office, "เจ้าหน้าที่", "staff", "กองคลัง")
    join(database, office, "เก่า", "chief", post="ปลัด")
    join(database, office, "ใหม่", "chief", post="ปลัดเทศบาล")
    posts = [("หัวหน้าสำนักปลัดฯ", ""), ("ผอ.กองคลัง", ""), ("ปลัด", ""), ("นายก", "ปลัด")]
    assert holders(database, office, *posts) == [("หน่อย", ""), ("", ""), ("ใหม่", ""), ("ใหม่", "ปลัด")]
    join(database, office, "คลัง", "head", "กองคลัง")
    with database.write() as session:
        session.query(Member).filter_by(display_name="ใหม่").one().blocked_at = MORNING
    assert holders(database, office, *posts)[1:] == [("คลัง", ""), ("เก่า", ""), ("เก่า", "ปลัด")]


def test_who_acts_may_be_acted_for(database: Database, office: int) -> None:
    join(database, office, "หน่อย", "head", "สำนักปลัด")
    posts = [("หัวหน้าสำนักปลัด", ""), ("ปลัด", "หัวหน้าสำนักปลัด"), ("นายก", "ปลัด")]
    assert holders(database, office, *posts) == [
        ("หน่อย", ""),
        ("หน่อย", "หัวหน้าสำนักปลัด"),
        ("หน่อย", "หัวหน้าสำนักปลัด"),
    ]


def test_a_code_can_carry_a_post(database: Database, office: int) -> None:
    with database.write() as session:
        found = session.get_one(Office, office)
        assert chain.checked_post(session, found, " รองปลัด ") == "รองปลัด"
        assert issue(session, found, "chief", None, MORNING, "รองปลัด")
