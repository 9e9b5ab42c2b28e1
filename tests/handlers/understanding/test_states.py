"""Words for states, and what several of them amount to."""

from itertools import pairwise

import pytest

from handlers.understanding import states
from handlers.understanding.patterns import ITEM


def told(text: str) -> list[str]:
    return [span.state for span in states.find(text)]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("เสร็จแล้ว", "done"),
        ("ดำเนินการเรียบร้อยแล้ว", "done"),
        ("ขึ้นเว็บแล้ว", "done"),
        ("100%", "done"),
        ("5 จาก 5", "done"),
        ("อยู่ระหว่างดำเนินการ", "in_progress"),
        ("ยังไม่เสร็จ", "in_progress"),
        ("เหลือแค่ลงนาม", "in_progress"),
        ("ได้ 3 จาก 5", "in_progress"),
        ("60%", "in_progress"),
        ("ยังไม่ได้เริ่ม", "not_started"),
        ("ยังไม่ดำเนินการ", "not_started"),
        ("0%", "not_started"),
        ("น่าจะเสร็จ", "maybe"),
        ("จะลงมือทำ", "maybe"),
    ],
)
def test_a_state_is_read_from_its_words(said: str, state: str) -> None:
    assert told(said) == [state]


def test_talk_without_a_state_has_none() -> None:
    assert told("ขอบคุณค่ะ") == []


def test_spans_come_in_order_and_do_not_overlap() -> None:
    spans = states.find(f"{ITEM} เสร็จแล้ว {ITEM} กำลังทำ {ITEM} ยังไม่เริ่ม")
    assert [span.state for span in spans] == ["done", "in_progress", "not_started"]
    assert all(one.end <= two.start for one, two in pairwise(spans))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("ยังไม่ได้เริ่มเลย รอเอกสารอยู่", "not_started"),  # what is awaited only explains it
        ("ลงเว็บแล้ว แต่ยังแก้อยู่", "in_progress"),
        ("ยังไม่เสร็จ เอ้ย เสร็จแล้ว", None),  # denied and then said
        ("ยังไม่ได้เริ่ม เสร็จแล้ว", None),
        ("น่าจะเสร็จ", None),
        ("", None),
    ],
)
def test_several_states_amount_to_one_status_or_to_none(said: str, status: str | None) -> None:
    assert states.together(states.find(said)) == status


def test_a_state_may_follow_an_item() -> None:
    line = "ข้อ 8 คือ เสร็จแล้ว"
    assert states.follows(line, len("ข้อ 8"))
    assert not states.follows("ข้อ 8 ใครดูแล", len("ข้อ 8"))
