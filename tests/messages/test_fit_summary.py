"""Whatever an office loads, LINE accepts its weekly summary, and its closing words are never cut off."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import summary
from messages.limits import utf16_len
from messages.views import BrokenLink, DivisionProgress, Tally
from messages.week_views import Behind, Unsent, Week
from messages.words import Role
from tests.messages.samples import AS_OF, OFFICE, TODAY, item, tally
from tests.messages.strategies import COUNTS, DAYS, DIVISIONS, ITEMS, LONG, TALLIES, TEXT, crowded, modest, sends

PICTURE = "https://www.example.go.th/week.png"
CODE = st.text(min_size=1, max_size=12)
SOME = st.lists(ITEMS, max_size=5).map(tuple) | ITEMS.map(lambda one: (one,) * 40)
CHANGE = st.none() | st.integers(-400, 400)
WEEKS = st.builds(
    Week,
    office=TEXT,
    year=st.just(2570),
    as_of=st.just(AS_OF),
    overall=TALLIES,
    divisions=DIVISIONS.map(tuple),
    change=CHANGE,
    last=st.none() | st.just(TODAY),
    has_earlier=st.booleans(),
    behind=st.lists(
        st.builds(
            Behind,
            st.none() | TEXT,
            st.none() | st.integers(1, 10**9),
            st.lists(CODE, min_size=1, max_size=40).map(tuple),
            COUNTS,
        ),
        max_size=40,
    ).map(tuple),
    overdue=SOME,
    due_soon=SOME,
    done=SOME,
    in_review=SOME,
    problems=SOME,
    asked=SOME,
    without_member=st.lists(TEXT, max_size=40).map(tuple),
    unowned=SOME,
    held_back=st.lists(CODE, max_size=60).map(tuple),
    broken=st.lists(st.builds(BrokenLink, TEXT, st.lists(CODE, min_size=1).map(tuple), DAYS, TEXT), max_size=40).map(
        tuple
    ),
    unsent=st.lists(st.builds(Unsent, st.none() | TEXT, COUNTS, COUNTS), max_size=40).map(tuple),
)


@modest
@given(WEEKS, TEXT, st.sampled_from([None, "chief", "coordinator", "head"]), st.none() | st.just(PICTURE))
def test_a_weekly_summary_always_fits_and_leaves_room_for_one_message(
    week: Week, salutation: str, role: Role | None, picture: str | None
) -> None:
    messages = summary.weekly_summary(week, salutation=salutation, role=role, picture=picture)
    sends(messages)
    sends(summary.earlier(messages, AS_OF))
    assert len(messages) <= 4
    assert "จึงเรียนมาเพื่อโปรดทราบ" in messages[0]["text"]


@pytest.mark.parametrize("owners", [1, 30])
def test_three_hundred_of_the_fullest_items_fit(owners: int) -> None:
    # Codes with gaps, so that none can be drawn together, and every item overdue by a number of days of its own.
    shown = tuple(
        replace(one, code=f"O{2 * n}", days_left=-n, due=date.fromordinal(TODAY.toordinal() - n))
        for n, one in enumerate(crowded(300, owners), start=1)
    )
    names = tuple(f"{n}{LONG}" for n in range(300))
    week = Week(
        LONG,
        2570,
        AS_OF,
        tally(),
        tuple(DivisionProgress(name, Tally(1, 1, 1, 1, 1), has_member=False, change=-1) for name in names),
        change=-300,
        last=TODAY,
        has_earlier=True,
        behind=tuple(Behind(name, n, tuple(one.code for one in shown), 300) for n, name in enumerate(names)),
        overdue=shown,
        due_soon=shown,
        done=shown,
        in_review=shown,
        problems=shown,
        asked=shown,
        without_member=names,
        unowned=shown,
        held_back=tuple(one.code for one in shown),
        unsent=tuple(Unsent(name, 300, 300) for name in names),
        broken=tuple(
            BrokenLink(f"https://{LONG}/{n}", tuple(one.code for one in shown), TODAY, LONG) for n in range(9)
        ),
    )
    messages = summary.weekly_summary(week, salutation=LONG, role="coordinator", picture=PICTURE)
    said = sends(messages)
    assert len(messages) == 4
    assert "ยังมีอีก" in said
    assert utf16_len(messages[0]["text"]) < 5_000
    assert messages[0]["text"].endswith("ให้รายงานผลรายการที่เลยกำหนด")


def of(**parts: object) -> Week:
    return replace(Week(OFFICE, 2570, AS_OF, tally()), **parts)  # type: ignore[arg-type]


def test_the_divisions_to_urge_are_named_only_when_something_is_late() -> None:
    late = (item("O1", "กองช่าง", due=date(2027, 3, 1)),)
    assert "เห็นควร" not in sends(summary.weekly_summary(of(), salutation="เรียน ท่านปลัด", role="chief"))
    said = sends(summary.weekly_summary(of(overdue=late), salutation="เรียน ท่านปลัด", role="chief"))
    assert "เห็นควรกำชับส่วนราชการที่เกี่ยวข้อง ได้แก่ กองช่าง" in said
    said = sends(summary.weekly_summary(of(overdue=late), salutation="เรียน ผู้ประสานงาน ITA", role="coordinator"))
    assert "เห็นควรติดตามส่วนราชการที่เกี่ยวข้อง ได้แก่ กองช่าง" in said


@pytest.mark.parametrize(("role", "button"), [("chief", "[กำชับกองช่าง]"), ("coordinator", "[ติดตามกองช่าง]")])
def test_what_is_long_overdue_comes_first_with_a_button_a_division(role: Role, button: str) -> None:
    behind = (Behind("กองช่าง", 2, ("O1", "O2"), 12), Behind("กองคลัง", None, ("O3",), 10))
    messages = summary.weekly_summary(of(behind=behind), salutation="เรียน", role=role)
    said = sends(messages[1:])
    assert said.index("เลยกำหนดตั้งแต่ 7 วันทำการขึ้นไป") < said.index(button) < said.index("ความก้าวหน้างาน ITA")
    assert said.count("[") == 1 + len(messages[-1]["quickReply"]["items"])
    assert "ยังไม่มีผู้ลงทะเบียนที่รับข้อความได้" in said
    assert messages[0]["text"].index("O1, O2 (เลยกำหนดสูงสุด 12 วัน)") < messages[0]["text"].index("ร้อยละ")


@pytest.mark.parametrize("role", [None, "head", "staff"])
def test_others_see_it_without_buttons(role: Role | None) -> None:
    behind = (Behind("กองช่าง", 2, ("O1",), 12),)
    said = sends(summary.weekly_summary(of(behind=behind), salutation="เรียน", role=role))
    assert "เลยกำหนด 12 วัน" in said
    assert "[กำชับ" not in said


@pytest.mark.parametrize(
    ("change", "words"), [(3, "เพิ่มขึ้น 3 รายการ"), (-1, "ลดลง 1 รายการ"), (0, "เท่าเดิม"), (None, None)]
)
def test_the_change_is_told_with_the_day_it_is_compared_with(change: int | None, words: str | None) -> None:
    last = date(2027, 3, 15) if words else None
    said = sends(summary.weekly_summary(of(change=change, last=last), salutation="เรียน"))
    if words:
        assert f"เรียบร้อยแล้ว{words} เทียบกับฉบับวันที่ 15 มี.ค. 70" in said
    else:
        assert "เทียบกับ" not in said


def test_a_picture_is_one_message_more_and_carries_the_quick_replies() -> None:
    *_, last = summary.weekly_summary(of(), salutation="เรียน", picture=PICTURE)
    assert last["type"] == "image"
    assert last["originalContentUrl"] == last["previewImageUrl"] == PICTURE
    assert last["quickReply"]["items"]
