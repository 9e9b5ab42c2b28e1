"""Whatever an office loads, LINE accepts what we say: receipts, questions and requests."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import (
    asking,
    chasing,
    erasing,
    evidence,
    export,
    extensions,
    files,
    people,
    readings,
    receipts,
    reminders,
    scores,
    shifting,
    talk,
)
from messages import problems as obstacles
from messages.limits import graphemes
from messages.postbacks import AskExtension, Confirm
from messages.scores import ScoreLine
from messages.shifting import Moved, ShiftView
from messages.views import ChangeView, DeadlineView, ItemView
from messages.words import STATUSES, Kind, Status
from tests.messages.samples import AS_OF, TODAY
from tests.messages.strategies import (
    CHANGES,
    COUNTS,
    DEADLINES,
    LONG,
    MANY,
    NAMES,
    STATUS,
    TEXT,
    crowded,
    modest,
    sends,
)

LAST = date(2028, 4, 27)


@modest
@given(CHANGES, CHANGES, TEXT, st.none() | TEXT, st.booleans(), COUNTS)
def test_receipts_always_fit(
    changes: list[ChangeView], same: list[ChangeView], undo: str, behalf: str | None, review: bool, left: int
) -> None:
    said = sends(
        receipts.receipt(changes, undo=undo, on_behalf=behalf, review_follows=review, remaining=left, unchanged=same)
    )
    assert "ยังมีอีก" not in said
    sends(receipts.undone(changes))


@modest
@given(MANY, NAMES, STATUS, st.lists(st.tuples(st.integers(1, 99), TEXT), max_size=20))
def test_questions_always_fit(
    shown: list[ItemView], names: list[str], status: str, divisions: list[tuple[int, str]]
) -> None:
    codes = [one.code for one in shown] or ["O1"]
    chosen = next(one for one in STATUSES if one == status)
    sends(receipts.not_yours(items=shown, own=names))
    sends(asking.ask_status(shown))
    sends(asking.ask_item(status=chosen, candidates=shown))
    sends(asking.ask_item(status=None, candidates=shown))
    sends(asking.ask_division(codes=codes, status=chosen, divisions=divisions))
    assert "ยังมีอีก" not in sends(asking.confirm(lines=names, token="t"))
    sends(asking.unknown_item(names, first=codes[0], last=codes[-1]))
    sends(asking.unknown_division(LONG, known=names))


@modest
@given(DEADLINES, TEXT, TEXT, st.lists(st.text(min_size=1, max_size=12), max_size=40))
def test_requests_for_more_time_always_fit(lines: list[DeadlineView], said: str, other: str, codes: list[str]) -> None:
    days = {"first": date(2027, 4, 1), "last": date(2028, 4, 1)}
    picks = AskExtension(tuple(codes))
    sends(extensions.asked(lines, reason=said, withdraw=other, told=True, decide=5, on_behalf=other, left_out=codes))
    sends(extensions.ask_date(lines, picks=picks, left_out=codes, **days))
    named = [replace(line, until=TODAY) for line in lines]
    sends(extensions.bad_date("too_far", named, picks=picks, **days))
    sends(extensions.to_decide(lines, salutation=other, asker=other, reason=said, decide=10**12))
    sends(extensions.to_decide(lines, salutation=other, asker=other, reason="", decide=1, picks=(TODAY, LAST)))
    sends(extensions.asked(lines, reason="", withdraw=other, told=True, decide=5, picks=(TODAY, LAST)))
    sends(extensions.reason_kept(lines, said))
    sends(extensions.refusal_reason_kept(lines, said, told=True))
    sends(extensions.told_asker(lines, salutation=said, outcome="declined", by=other, reason=said))
    sends(extensions.decided(lines, approved=False, told=True))
    sends(extensions.decided(lines, approved=True, take_back=other))
    sends(extensions.ordered(lines, take_back=other, left_out=codes))
    sends(extensions.told_asker(lines, salutation=said, outcome="approved", by=other))
    sends(extensions.already_decided("approved", by=said, on=TODAY, until=TODAY))
    sends(extensions.date_wanted(lines, extension_id=10**12, **days))
    sends(extensions.taken_back(lines, waits=True))


@modest
@given(MANY, TEXT, st.lists(TEXT, max_size=20), st.none() | TEXT)
def test_obstacles_and_links_always_fit(shown: list[ItemView], said: str, urls: list[str], behalf: str | None) -> None:
    sends(obstacles.recorded(shown, problem=said, on_behalf=behalf))
    sends(evidence.recorded(shown, urls=urls, ask=[item.code for item in shown], on_behalf=behalf))
    sends(asking.ask_where("evidence", said[:40], candidates=shown))
    sends(asking.ask_where("evidence", "t1", candidates=shown, what=said, for_days=7, elsewhere=len(urls) % 2 == 0))
    sends(evidence.recorded(shown, urls=urls, files=urls, ask=[], on_behalf=behalf, take_off="c1"))
    sends(evidence.recorded(shown, urls=[], known=urls, ask=[], on_behalf=behalf))
    sends(evidence.with_report("O8", urls))
    sends(evidence.taken_off([item.code for item in shown]))
    sends(files.not_kept(said, salutation=said, name=said, code=behalf, limit=1))
    sends(asking.ask_where("evidence", "t1", candidates=[], what=files.what(pictures=2, names=urls, links=1)))


CHASED = st.builds(
    chasing.Chased,
    division=TEXT,
    codes=st.lists(st.builds("O{}".format, st.integers(1, 60)), min_size=1, max_size=40).map(tuple),
    late=st.booleans(),
    names=st.lists(TEXT, max_size=9).map(tuple),
    last=st.none() | st.just(AS_OF),
)


@modest
@given(st.lists(CHASED, max_size=40), NAMES, st.booleans())
def test_what_was_chased_always_fits(chased: list[chasing.Chased], clear: list[str], names: bool) -> None:
    sends(
        chasing.answer(
            chased,
            people=3,
            now=AS_OF,
            after_hours=True,
            hours=4,
            days=14,
            clear=clear,
            unowned=["O1"] * 40,
            waiting=["O2"] * 40,
            names=names,
        )
    )
    sends(chasing.confirm(chased, people=3, now=AS_OF, after_hours=True, token="t"))


@modest
@given(st.lists(st.tuples(st.builds("M{}".format, st.integers(1, 99)), STATUS), min_size=1, max_size=60))
def test_a_readings_button_is_never_cut(changes: list[tuple[str, Status]]) -> None:
    reading = readings.of_report(changes, Confirm("t.1"), 1)
    assert graphemes(reading.label) <= 20
    sends(readings.ask_reading([code for code, _ in changes], [reading] * 3))
    sends(readings.ask_reading([], [reading], brief=True))


@modest
@given(st.lists(st.builds("O{}".format, st.integers(1, 99)), min_size=1, max_size=60), st.lists(TEXT, max_size=9))
def test_other_readings_have_buttons_that_are_not_cut_either(codes: list[str], divisions: list[str]) -> None:
    button = Confirm("t.1")
    offered = [
        readings.of_extension(codes, TODAY, button),
        readings.of_problem(codes, button),
        readings.of_evidence(codes, button),
        readings.of_history(codes, button),
        readings.of_item(codes, button),
        readings.of_owner(codes, button),
        readings.of_chase(divisions, button),
        readings.of_undo(button),
    ]
    assert [one.label for one in offered if graphemes(one.label) > 20] == []
    sends(readings.ask_reading(codes, offered))
    sends(readings.ask_reading(codes, offered, brief=True))


@modest
@given(TEXT, NAMES)
def test_the_question_before_erasing_always_fits(name: str, divisions: list[str]) -> None:
    sends(erasing.confirm(name=name, role="เจ้าหน้าที่", token="c1", unanswered=divisions, last_coordinator=True))


@modest
@given(TEXT, TEXT, NAMES)
def test_registration_always_fits(name: str, office: str, divisions: list[str]) -> None:
    sends(people.welcome(office=office, days=365))
    sends(people.bound(office=office))
    for role in ("head", "staff", "coordinator", "chief"):
        sends(people.registered(name=name, role=role, divisions=divisions, office=office, days=365))
        sends(people.who_am_i(name=name, role=role, divisions=divisions, office=office, days=365))
        sends(talk.help_message(role=role, in_group=True))
        sends(talk.cannot_report(role))
    sends(talk.apology(name))


@pytest.mark.parametrize("owners", [1, 30])
def test_three_hundred_of_the_fullest_items_fit_the_digest(owners: int) -> None:
    shown = crowded(300, owners)
    digest = reminders.digest(
        salutation=LONG,
        office=LONG,
        year=2570,
        today=TODAY,
        due_soon=shown,
        overdue=[],
        can_report=range(100_000),
    )
    assert "ยังมีอีก" in sends(digest)
    assert len(digest) == 2


def test_a_receipt_for_three_hundred_changes_is_one_bubble_that_counts_the_rest() -> None:
    changes = [ChangeView(f"O{n}", LONG, f"{n}{LONG}", "in_progress", "done") for n in range(1, 301)]
    messages = receipts.receipt(
        changes, undo="u" * 60, on_behalf=LONG, review_follows=True, remaining=9, unchanged=changes
    )
    said = sends(messages)
    assert "ยังมีอีก 1 รายการ" not in said
    assert "และอีก 285 รายการ: O16–O300" in said
    assert "[ยกเลิกการรายงานนี้]" in said


def test_a_confirmation_of_three_hundred_lines_keeps_its_buttons() -> None:
    said = sends(asking.confirm(lines=[LONG] * 300, token="t" * 60))
    assert "และอีก 275 รายการ" in said
    assert said.endswith("[ยืนยัน]\n[ยกเลิก]")


@modest
@given(DEADLINES, TEXT, TEXT, st.lists(st.dates(), max_size=20, unique=True), st.booleans())
def test_moved_dates_always_fit(
    lines: list[DeadlineView], said: str, other: str, closed: list[date], to_a_day: bool
) -> None:
    codes = tuple(line.code for line in lines)
    view = ShiftView(
        count=len(lines),
        days=None if to_a_day else 14,
        to=TODAY if to_a_day else None,
        kinds=tuple((kind, codes) for kind in get_args(Kind)),
        moved=tuple(Moved(line.code, line.division, line.due, line.until or TODAY) for line in lines),
        closed=tuple((day, codes) for day in closed),
        done=codes,
        undated=codes,
        would_be_past=codes,
        later_already=codes,
    )
    sends(shifting.confirm(view, reason=said, token="t" * 24))
    sends(shifting.moved(view, reason=said, take_back=other))
    sends(shifting.ask_reason(view))
    sends(shifting.taken_back(codes))
    sends(shifting.cannot("nothing_moves", view))


def test_scores_of_every_indicator_with_long_names_fit() -> None:
    lines = [ScoreLine(f"E{n}", "28.57", LONG, LONG) for n in range(1, 100)]
    said = sends(scores.overall(year=2567, overall="97.00", grade=LONG[:40], lines=lines, lowest=lines))
    assert "และอีก 83 รายการ" in said
    assert "และอีก 94 รายการ" in sends(scores.lowest(lines, 2567))
    sends(scores.one(lines[0], 2567))
    sends(export.papers([(LONG, "https://a.example/" + "x" * 900)] * 9, office=LONG, year=2570))
