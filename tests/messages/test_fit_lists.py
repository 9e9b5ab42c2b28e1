"""Whatever an office loads, LINE accepts what we show: cards, lists, progress, history and the digest; none is lost."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import history, items, lists, progress, reminders
from messages.views import AssignmentView, DivisionProgress, HistoryEntry, ItemHistory, ItemView, Tally
from tests.messages.samples import AS_OF, OFFICE, TODAY, item, tally
from tests.messages.strategies import (
    COUNTS,
    DAYS,
    DIVISIONS,
    ITEMS,
    LONG,
    MANY,
    STATUS,
    TALLIES,
    TEXT,
    crowded,
    modest,
    sends,
)


@modest
@given(MANY)
def test_cards_and_owners_always_fit(shown: list[ItemView]) -> None:
    sends(items.item_cards(shown, can_report={1, 2, 3}, today=TODAY))
    sends(items.item_cards(shown, can_report=range(10), today=TODAY, can_decide=True))
    sends(lists.owners(shown))


@modest
@given(ITEMS)
def test_one_card_is_shown_whole_however_much_there_is_to_say(shown: ItemView) -> None:
    assert "ยังมีอีก" not in sends(items.item_card(shown, can_report={1, 2, 3}, today=TODAY, can_decide=True))


@modest
@given(TEXT, st.lists(st.tuples(st.none() | TEXT, MANY), max_size=4), COUNTS)
def test_what_is_missing_always_fits(scope: str, groups: list[tuple[str | None, list[ItemView]]], n: int) -> None:
    sends(lists.missing(scope=scope, groups=groups, as_of=AS_OF, counted=n))


@modest
@given(TEXT, MANY, DAYS, st.booleans())
def test_what_is_due_always_fits(scope: str, shown: list[ItemView], until: date | None, overdue: bool) -> None:
    sends(lists.due_list(scope=scope, items=shown, today=TODAY, until=until, overdue=overdue))


@modest
@given(TEXT, TEXT, TALLIES, TALLIES, DIVISIONS)
def test_progress_always_fits(
    office: str, scope: str, one: Tally, two: Tally, divisions: list[DivisionProgress]
) -> None:
    said = sends(
        progress.progress(
            office=office,
            scope=scope,
            as_of=AS_OF,
            overall=one,
            o_items=two,
            measures=two,
            divisions=divisions,
            year=2570,
            picture=f"https://ita.bangtuayang.example/{'x' * 960}",
        )
    )
    assert "ยังมีอีก" not in said


ENTRIES = st.builds(
    HistoryEntry,
    at=st.just(AS_OF),
    by=st.none() | TEXT,
    field=st.sampled_from(
        ["status", "web_status", "review", "due", "evidence", "problem", "chase", "extension", "declined", "other"]
    ),
    before=TEXT | STATUS,
    after=TEXT | STATUS | st.just("2027-03-31"),
    divisions=st.lists(TEXT, max_size=12).map(tuple),
    on_behalf=st.booleans(),
    undone=st.booleans(),
    undoes=st.booleans(),
    note=TEXT,
)
HISTORIES = st.builds(
    ItemHistory,
    code=st.text(min_size=1, max_size=12),
    title=TEXT,
    entries=st.lists(ENTRIES, max_size=10).map(tuple),
    more=st.integers(0, 500),
)


@modest
@given(st.lists(HISTORIES, min_size=1, max_size=3) | HISTORIES.map(lambda one: (one,) * 40))
def test_histories_always_fit(shown: list[ItemHistory]) -> None:
    sends(history.history(shown))


@pytest.mark.parametrize("count", [1, 14, 16, 17, 60, 300])
def test_no_missing_item_is_lost_however_long_the_list(count: int) -> None:
    shown = [item(f"O{n}", "กองคลัง", title=LONG) for n in range(1, count + 1)]
    half = count // 2
    messages = lists.missing(
        scope="ทุกส่วนราชการ", groups=[("กองคลัง", shown[:half]), ("กองช่าง", shown[half:])], as_of=AS_OF, counted=count
    )
    said = sends(messages)
    flexes = said.replace(str(messages[0]["altText"]), "")
    assert {f"O{n}" for n in range(1, count + 1)} <= set(re.findall(r"O\d+", flexes))
    if count <= 60:
        assert set(re.findall(r"O\d+", messages[0]["altText"])) == {one.code for one in shown}
        assert "ยังมีอีก" not in said


def test_missing_counts_an_item_of_two_divisions_once_and_shows_it_twice() -> None:
    shared = item("O8", "กองคลัง", "กองช่าง")
    said = sends(
        lists.missing(scope="ทุกส่วนราชการ", groups=[("กองคลัง", [shared]), ("กองช่าง", [shared])], as_of=AS_OF, counted=1)
    )
    assert "จำนวน 1 รายการ: O8)" in said
    assert said.count("\nO8 แผน") == 2


def test_a_division_that_goes_on_in_the_next_bubble_is_named_again() -> None:
    shown = [item(f"O{n}", "กองคลัง") for n in range(1, 31)]
    said = sends(lists.missing(scope="กองคลัง", groups=[("กองคลัง", shown)], as_of=AS_OF, counted=30))
    assert said.count("กองคลัง (30 รายการ)") == 1
    assert said.count("กองคลัง (ต่อ)") == 1


def test_an_item_open_in_one_division_is_shown_with_that_divisions_status() -> None:
    shared = ItemView(
        "O8",
        "o_item",
        "แผน",
        "in_progress",
        "unchecked",
        None,
        None,
        (AssignmentView(1, "กองคลัง", "done", None, None), AssignmentView(2, "กองช่าง", "not_started", None, None)),
    )
    said = sends(lists.missing(scope="กองช่าง", groups=[("กองช่าง", [shared])], as_of=AS_OF, counted=1))
    assert "ยังไม่ดำเนินการ" in said
    assert "อยู่ระหว่างดำเนินการ" not in said


def test_buttons_stand_on_a_card_for_each_assignment_up_to_four() -> None:
    divisions = [f"กอง{n}" for n in "กขคงจ"]
    shown = item("O8", *divisions)
    four = sends(items.item_card(shown, can_report={1, 2, 3, 4}, today=TODAY))
    five = sends(items.item_card(shown, can_report={1, 2, 3, 4, 5}, today=TODAY))
    none = sends(items.item_card(shown, can_report=(), today=TODAY))
    assert four.count("[ดำเนินการเรียบร้อยแล้ว]") == 4
    assert "[ดำเนินการเรียบร้อยแล้ว]" not in five + none
    assert "โปรดพิมพ์รหัส ส่วนราชการ และสถานะ เช่น “O8 กองก เรียบร้อยแล้ว”" in five


def test_a_tap_says_what_it_reports() -> None:
    said = str(items.item_card(item("O8", "กองคลัง"), can_report={1}, today=TODAY))
    assert "'displayText': 'O8 ดำเนินการเรียบร้อยแล้ว'" in said
    assert "'data': '1:s:1:d'" in said
    two = str(items.item_card(item("O8", "กองคลัง", "กองช่าง"), can_report={1, 2}, today=TODAY))
    assert "'displayText': 'O8 กองช่าง อยู่ระหว่างดำเนินการ'" in two


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_a_hundred_percent_means_everything_is_done(a: int, b: int, c: int, d: int) -> None:
    counted = Tally(a, b, c, d)
    assert 0 <= counted.percent <= 100
    assert (counted.percent == 100) == (counted.total > 0 and counted.open == 0)


def test_ninety_nine_point_nine_percent_is_not_a_hundred() -> None:
    assert Tally(999, 1, 0, 0).percent == 99
    assert Tally(0, 0, 0, 0).percent == 0


@pytest.mark.parametrize("owners", [1, 4, 5, 10, 30])
def test_the_fullest_card_is_one_bubble(owners: int) -> None:
    (shown,) = crowded(1, owners)
    for can_report in ((), range(100, 104), range(1000)):
        said = sends(items.item_card(shown, can_report=can_report, today=TODAY))
        assert "ยังมีอีก" not in said
        assert said.count("ผู้รับผิดชอบ") >= 1


@pytest.mark.parametrize("owners", [1, 30])
def test_three_hundred_of_the_fullest_items_fit_in_every_list(owners: int) -> None:
    shown = crowded(300, owners)
    names = [f"{n}{LONG}" for n in range(300)]
    divisions = [DivisionProgress(name, Tally(1, 1, 1, 1, 1), has_member=False) for name in names]
    sends(items.item_cards(shown, can_report=range(100_000), today=TODAY))
    sends(lists.owners(shown))
    sends(lists.due_list(scope=LONG, items=shown, today=TODAY, until=TODAY, overdue=False))
    sends(lists.missing(scope=LONG, groups=[(one.code + LONG, [one]) for one in shown], as_of=AS_OF, counted=300))
    sends(
        progress.progress(
            office=LONG,
            scope=LONG,
            as_of=AS_OF,
            overall=tally(),
            o_items=tally(),
            measures=tally(),
            divisions=divisions,
            year=2570,
            picture=f"https://ita.bangtuayang.example/{'x' * 960}",
        )
    )


def test_full_rows_are_spread_by_their_size_and_none_is_left_out() -> None:
    said = sends(lists.owners(crowded(16, 30)))
    assert "ยังมีอีก" not in said
    assert all(f"\nO{n} " in said for n in range(1, 17))


@modest
@given(TEXT, TEXT, MANY, MANY)
def test_a_digest_is_two_messages_at_most(
    salutation: str, office: str, soon: list[ItemView], late: list[ItemView]
) -> None:
    messages = reminders.digest(
        salutation=salutation,
        office=office,
        year=2570,
        today=TODAY,
        due_soon=soon,
        overdue=late,
        can_report={1, 2},
    )
    sends(messages)
    assert len(messages) <= 2


def test_the_digest_puts_the_most_urgent_first_and_always_begs_pardon() -> None:
    soon = [item(f"O{n}", "กองคลัง", due=TODAY + timedelta(days=n)) for n in range(1, 21)]
    late = [item("O30", "กองคลัง", due=TODAY - timedelta(days=1)), item("O31", "กองคลัง", due=TODAY - timedelta(days=9))]
    messages = reminders.digest(
        salutation="เรียน ผอ.กองคลัง",
        office=OFFICE,
        year=2027,
        today=TODAY,
        due_soon=soon,
        overdue=late,
        can_report={1},
    )
    said = sends(messages)
    cards = re.findall(r"^(O\d+) · ข้อ OIT$", said, re.MULTILINE)
    assert cards[:3] == ["O31", "O30", "O1"]
    assert "ประจำปีงบประมาณ พ.ศ. 2570" in said
    assert "หากดำเนินการแล้ว ขออภัยมา ณ ที่นี้" in messages[0]["text"]
    assert {f"O{n}" for n in range(1, 21)} <= set(re.findall(r"O\d+", said.rpartition("ยังมีอีก")[2])) | set(cards)


def test_a_digest_with_nothing_to_follow_up_says_so() -> None:
    said = sends(
        reminders.digest(
            salutation="เรียน ผอ.กองคลัง", office=OFFICE, year=2570, today=TODAY, due_soon=[], overdue=[], can_report=()
        )
    )
    assert "ขณะนี้ไม่มีรายการที่ใกล้ครบกำหนดหรือเลยกำหนด" in said
