"""A file that was sent, between the reading and the tap: kept as JSON, put right row by row, nothing else touched."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.papers_in import sent
from documents.papers_in.files import read_sent
from documents.papers_in.numbering import Register
from documents.papers_in.sent import Known, SentReading
from documents.plan import Asked, Doubt, ItemPlan, OfficePlan
from tests.documents.papers import followup, office, paper
from tests.support.demo import demo_plan, demo_workbook

KNOWN = Known(office(), Register({3: "จัดทำคู่มือ"}, frozenset(("O1", "M3"))))
DOUBTS = st.lists(
    st.builds(
        Doubt,
        st.sampled_from(["ตารางที่ 1", "ตารางที่ 2"]),
        st.integers(1, 3),
        st.text(max_size=5),
        st.text(max_size=5),
        st.sampled_from([None, "O1", "O2", "O9"]),
        st.just("ตาราง.docx"),
        st.sampled_from([(), ("owners",), ("due", "status")]),
    )
)


def through_json(value: Known | SentReading | OfficePlan) -> object:
    return json.loads(json.dumps(sent.to_json(value)))


def test_what_is_kept_as_json_comes_back_the_same() -> None:
    plan = demo_plan()
    assert sent.plan_of(through_json(plan)) == plan  # type: ignore[arg-type]
    assert sent.known_of(through_json(KNOWN)) == KNOWN  # type: ignore[arg-type]
    reading = read_sent(paper(followup(["1", "โครงสร้าง", "ผัง", "กองช่าง", "/", ""])), "ตาราง.docx", KNOWN)
    assert reading.plan is not None
    assert sent.reading_of(through_json(reading)) == reading  # type: ignore[arg-type]


def test_a_register_that_would_be_read_in_another_way_has_another_digest() -> None:
    other = [
        Known(office(("สำนักปลัด", "กองคลัง")), KNOWN.register),
        Known(office(year=2571), KNOWN.register),
        Known(KNOWN.base, Register({3: "จัดทำแผน"}, KNOWN.register.owned)),
        Known(KNOWN.base, Register(KNOWN.register.measures, frozenset(("O1",)))),
    ]
    assert len({known.digest for known in (KNOWN, *other)}) == 5
    assert sent.known_of(through_json(KNOWN)).digest == KNOWN.digest  # type: ignore[arg-type]


@given(DOUBTS)
def test_no_doubt_is_lost_among_the_rows_and_only_what_was_read_is_asked(doubts: list[Doubt]) -> None:
    plan = replace(office(), items=(ItemPlan("o_item", 1, "ก"), ItemPlan("o_item", 2, "ข")), doubts=tuple(doubts))
    rows = sent.doubtful_rows(plan)
    assert sorted(r for row in rows for r in row.reasons) == sorted(doubt.reason for doubt in doubts)
    assert len({(row.place, row.code) for row in rows}) == len(rows)
    assert all(row.code in ("O1", "O2") for row in rows if row.asks)


@pytest.mark.parametrize(
    ("about", "value", "changed"),
    [
        ("owners", "กองช่าง", {"divisions": ("กองช่าง",), "owners": "กองช่าง"}),
        ("web_status", "missing", {"web_status": "missing"}),
        ("status", "done", {"status": "done"}),
        ("due", date(2027, 3, 1), {"due": date(2027, 3, 1)}),
    ],
)
def test_what_is_told_of_an_item_changes_that_alone(
    about: Asked, value: str | date, changed: dict[str, object]
) -> None:
    items = (ItemPlan("o_item", 1, "ก", unsaid=frozenset({about, "url"})), ItemPlan("o_item", 2, "ข"))
    plan = replace(office(), items=items)
    told = sent.told(plan, "O1", about, value)
    assert told.items == (replace(items[0], **changed, unsaid=frozenset({"url"})), items[1])  # type: ignore[arg-type]
    assert sent.without(told, "O1").items == items[1:]
    alone = sent.only(plan, items[0], about, value)
    assert alone.partial
    assert [item.code for item in alone.items] == ["O1"]
    assert about not in alone.items[0].unsaid
    assert {"title", "elements", "steps", "url"} <= alone.items[0].unsaid


def test_a_workbook_is_read_with_all_its_counts() -> None:
    base = demo_plan()
    reading = read_sent(demo_workbook(), "แฟ้ม.xlsx", Known(replace(base, items=()), Register()))
    assert reading.plan == base
    assert reading.counts["divisions"] == len(base.divisions)
    assert reading.counts["o_items"] == sum(item.kind == "o_item" for item in base.items)


@pytest.mark.parametrize(
    ("content", "name", "is_known"),
    [
        (paper("ประกาศ"), "ประกาศ.docx", False),
        (b"a,b\n1,2\n", "a.csv", False),
        (b"", "a.csv", True),
        (b"PK\x03\x04broken", "a.docx", True),
        (demo_workbook()[:2000], "a.xlsx", True),
        (BytesIO(b"x").getvalue(), "a.xlsx", True),
    ],
)
def test_what_is_no_plan_is_told_from_what_is_broken(content: bytes, name: str, is_known: bool) -> None:
    reading = read_sent(content, name, KNOWN)
    assert (reading.plan, reading.is_known) == (None, is_known)
    assert reading.refusal
