"""What is submitted: complete, plain, the same under any order of its keys, and without anybody's name."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import papers
from models.approvals import Level, PaperKind
from models.database import Database
from models.evidence import Evidence
from models.office import Office
from models.register import WorkItem
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office

NOW = thai("2026-11-09 09:00")


@pytest.fixture
def office(database: Database) -> int:
    """O1 is published without an address, O2 is not there; M1 is answered by one of two divisions."""
    with database.write() as session:
        made = new_office(session, "demo", ("สำนักปลัด", "กองคลัง"))
        member = add_member(session, made, "U1", "head", "กองคลัง", name="สมชาย ใจดี")
        o1 = add_item(session, made, "O1", ("กองคลัง",), date(2026, 12, 15))
        o2 = add_item(session, made, "O2", ("สำนักปลัด", "กองคลัง"), None)
        o1.web_status, o2.web_status, o2.url = "present", "missing", "https://www.bangtuayang.example/o2"
        m1 = add_item(session, made, "M1", ("สำนักปลัด", "กองคลัง"), date(2027, 9, 30))
        m1.steps, m1.period, m1.issue = ["อบรม", "ประกาศ"], "ตลอดปีงบประมาณ", "ตัวชี้วัดที่ 8"
        m1.assignments[0].steps_done = [0, 1]
        m1.assignments[1].steps_done, m1.assignments[1].output = [0], "อบรมแล้ว 2 ครั้ง"
        m1.assignments[1].reported_by = member.id
        m2 = add_item(session, made, "M2", ("กองคลัง",), None)
        m2.assignments[0].status, m2.assignments[0].output, m2.assignments[0].outcome = "done", "ทำแล้ว", "เร็วขึ้น"
        return made.id


def content(database: Database, office: int, kind: PaperKind) -> papers.Content:
    with database.read() as session:
        return papers.content(session, session.get_one(Office, office), kind, [Level("ปลัด", None, "รองปลัด")], NOW)


def test_the_follow_up_table_shows_every_item_and_what_is_lacking(database: Database, office: int) -> None:
    paper = content(database, office, "followup")
    assert (paper["kind"], paper["as_of"]) == ("followup", "2026-11-09T02:00:00+00:00")
    assert paper["round"] == {"assessment_year": 2570, "starts_on": "2026-10-01", "ends_on": "2027-09-30"}
    assert paper["chain"] == [{"post": "ปลัด", "acting": "รองปลัด"}]
    assert [d["name"] for d in paper["divisions"]] == ["สำนักปลัด", "กองคลัง"]
    assert paper["totals"] == {"total": 2, "present": 1, "incomplete": 0, "missing": 1, "unchecked": 0}
    assert [(r["code"], r["web_status"], r["owners"]) for r in paper["rows"]] == [
        ("O1", "present", ["กองคลัง"]),
        ("O2", "missing", ["สำนักปลัด", "กองคลัง"]),
    ]
    assert papers.lacking(paper) == {"missing": ["O2"], "no_url": ["O1"]}


def test_an_items_address_is_the_last_link_that_stands_unless_the_office_names_one(
    database: Database, office: int
) -> None:
    with database.write() as session:
        for number, (code, url, gone) in enumerate((("O1", "a", 0), ("O1", "b", 0), ("O1", "c", 1), ("O2", "d", 0))):
            item = session.query(WorkItem).filter_by(code=code).one()
            row = Evidence(office_id=office, item_id=item.id, kind="link", state="kept", url=f"https://x.example/{url}")
            row.added_at, row.change_set = NOW + timedelta(minutes=number), f"c{number}"
            row.removed_at = NOW if gone else None
            session.add(row)
    paper = content(database, office, "followup")
    assert [row["url"] for row in paper["rows"]] == ["https://x.example/b", "https://www.bangtuayang.example/o2"]
    assert papers.lacking(paper) == {"missing": ["O2"]}


def test_the_report_on_measures_shows_steps_and_folds_the_answers(database: Database, office: int) -> None:
    paper = content(database, office, "progress")
    assert paper["totals"] == {"total": 2, "done": 1, "in_progress": 0, "not_started": 0, "not_reported": 1}
    first, second = paper["rows"]
    assert (first["steps"], first["steps_done"]) == (["อบรม", "ประกาศ"], [0])
    assert (first["output"], first["outcome"]) == ("๑. กองคลัง: อบรมแล้ว 2 ครั้ง", "")
    assert (second["output"], second["outcome"]) == ("ทำแล้ว", "เร็วขึ้น")
    assert papers.lacking(paper) == {"not_done": ["M1"], "no_outcome": ["M1"]}


@pytest.mark.parametrize("kind", ["followup", "progress"])
def test_nobody_is_named_in_it(database: Database, office: int, kind: PaperKind) -> None:
    assert "สมชาย" not in json.dumps(content(database, office, kind), ensure_ascii=False)


def test_what_the_database_gives_back_has_the_same_digest(database: Database, office: int) -> None:
    paper = content(database, office, "progress")
    assert papers.digest(json.loads(json.dumps(paper))) == papers.digest(paper)
    assert papers.digest({**paper, "title": paper["title"] + " "}) != papers.digest(paper)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=4), JSONS, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(paper: dict[str, Any], shuffle: Any) -> None:
    keys = list(paper)
    shuffle.shuffle(keys)
    assert papers.digest({name: paper[name] for name in keys}) == papers.digest(paper)
