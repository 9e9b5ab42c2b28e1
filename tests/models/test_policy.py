"""The ladder as a policy: kept as JSON, partial over another one, and refused when it cannot be one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import DomainError
from models.ladder import Ladder

rungs = st.sets(st.integers(1, 366), max_size=8).map(lambda days: tuple(sorted({0, *days}, reverse=True)))
few = st.integers(1, 30)


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    coordinator, chief = sorted((draw(few), draw(few)))
    return Ladder(draw(rungs), draw(few), draw(few), coordinator, chief)


@given(ladder=ladders(), other=ladders())
def test_a_policy_survives_being_kept(ladder: Ladder, other: Ladder) -> None:
    assert Ladder.of(ladder.to_json()) == ladder
    assert Ladder.of(ladder.to_json(), other) == ladder
    assert Ladder.of(None, other) == Ladder.of({}, other) == other


@given(office=ladders(), before=rungs)
def test_what_an_item_does_not_say_is_its_offices(office: Ladder, before: tuple[int, ...]) -> None:
    item = Ladder.of({"before": list(before)}, office)
    assert item.before == before
    assert item.to_json() | {"before": None} == office.to_json() | {"before": None}


def test_what_is_no_part_of_a_policy_is_read_past() -> None:
    assert Ladder.of({"workbook": {"before": [7, 0]}}) == Ladder()


@pytest.mark.parametrize(
    ("stored", "says"),
    [
        ({"before": [30, 7]}, "มี 0"),
        ({"before": []}, "มี 0"),
        ({"before": [0, 7]}, "วันเตือนล่วงหน้า"),
        ({"before": [7, 7, 0]}, "ไม่ซ้ำกัน"),
        ({"before": [367, 0]}, "366"),
        ({"before": [7, -1, 0]}, "366"),
        ({"before": [7.5, 0]}, "จำนวนเต็ม"),
        ({"overdue_first": 0}, "1 ถึง 30"),
        ({"overdue_every": 31}, "1 ถึง 30"),
        ({"coordinator_after": 0}, "ผู้ประสานงาน"),
        ({"coordinator_after": 8}, "ผู้ประสานงาน"),
        ({"chief_after": 2}, "ผู้ประสานงาน"),
    ],
)
def test_what_cannot_be_a_policy_is_refused_with_a_sentence(stored: dict[str, Any], says: str) -> None:
    with pytest.raises(DomainError, match=says):
        Ladder.of(stored)
