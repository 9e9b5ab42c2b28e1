"""`tamngan office holidays | policy`: what an office does with its calendar and its reminders by hand."""

import json
from typing import Any

import pytest

from tests.bot.test_cli import Run, demo, refused, run

__all__ = ["demo", "run"]  # fixtures


def days(demo: Run, *arguments: str) -> dict[str, dict[str, Any]]:
    result = demo("office", "holidays", "--office", "demo", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return {day["day"]: day for day in json.loads(result.stdout)["days"]}


def shown(demo: Run, *arguments: str) -> dict[str, Any]:
    result = demo("office", "policy", "--office", "demo", *arguments, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_the_days_are_listed_with_whose_word_they_are(demo: Run) -> None:
    found = days(demo)
    assert found["2027-02-22"] == {"day": "2027-02-22", "name": "ชดเชยวันมาฆบูชา", "source": "holidays", "works": False}
    assert found["2027-04-06"]["source"] == "workbook"
    text = demo("office", "holidays", "--office", "demo").stdout
    assert "22 ก.พ. 70\tวันหยุด\tชดเชยวันมาฆบูชา\tวันหยุดราชการ" in text
    assert "วันพืชมงคล 2570 ยังไม่มีประกาศ" in text


def test_days_are_added_opened_and_forgotten_however_the_date_is_written(demo: Run) -> None:
    before = days(demo)
    added = days(demo, "--add", "10 พ.ค. 2570", "วันพืชมงคล", "--works", "2027-02-22")
    assert added["2027-05-10"] == {"day": "2027-05-10", "name": "วันพืชมงคล", "source": "office", "works": False}
    assert (added["2027-02-22"]["source"], added["2027-02-22"]["works"]) == ("office", True)
    assert "ยังไม่มีประกาศ" not in demo("office", "holidays", "--office", "demo").stdout
    assert days(demo, "--forget", "10/5/70", "--forget", "๒๒ กุมภาพันธ์ ๒๕๗๐") == before


def test_the_ploughing_day_is_known_also_without_its_first_word(demo: Run) -> None:
    days(demo, "--add", "10 พ.ค. 2570", "พืชมงคล")
    assert "ยังไม่มีประกาศ" not in demo("office", "holidays", "--office", "demo").stdout


def test_what_cannot_be_done_to_a_day_changes_nothing(demo: Run) -> None:
    before = days(demo)
    call = ("office", "holidays", "--office", "demo")
    assert "ไม่ได้กำหนด" in refused(demo(*call, "--works", "2027-02-22", "--forget", "2027-04-06"))
    assert "วันอาทิตย์" in refused(demo(*call, "--works", "2027-02-21"))
    assert demo(*call, "--add", "31 ก.พ. 2570", "ไม่มีจริง").exit_code == 2
    assert days(demo) == before


def test_the_usual_policy_is_shown(demo: Run) -> None:
    assert shown(demo) == {
        "office": "demo",
        "item": None,
        "own": False,
        "before": [30, 14, 7, 3, 1, 0],
        "overdue_first": 1,
        "overdue_every": 3,
        "coordinator_after": 3,
        "chief_after": 7,
        "remind_at": "08:30",
        "review": False,
        "keep_chat_days": 30,
        "numerals": "thai",
    }
    assert "30, 14, 7, 3, 1, 0 วัน" in demo("office", "policy", "--office", "demo").stdout


def test_an_office_sets_its_policy_and_goes_back(demo: Run) -> None:
    usual = shown(demo)
    told = shown(demo, "--before", "0,๗,14", "--overdue-every", "5", "--chief-after", "10", "--remind-at", "09.00 น.")
    changed = {"before": [14, 7, 0], "overdue_every": 5, "chief_after": 10, "remind_at": "09:00", "own": True}
    assert told == usual | changed
    assert shown(demo, "--overdue-first", "2") == told | {"overdue_first": 2}
    assert shown(demo, "--keep-chat-days", "90")["keep_chat_days"] == 90
    assert shown(demo, "--default") == usual
    for days in ("6", "366"):
        assert demo("office", "policy", "--office", "demo", "--keep-chat-days", days).exit_code == 2
    assert demo("office", "policy", "--office", "demo", "--item", "O8", "--keep-chat-days", "9").exit_code == 2
    assert shown(demo) == usual


def test_an_office_reviews_before_it_counts_or_not(demo: Run) -> None:
    assert shown(demo, "--review", "on")["review"] is True
    assert "ตรวจสอบก่อนนับ\tเปิด" in demo("office", "policy", "--office", "demo").stdout
    assert shown(demo, "--default")["review"] is True  # it is no reminder
    assert shown(demo, "--review", "off")["review"] is False
    assert demo("office", "policy", "--office", "demo", "--review", "on", "--item", "O8").exit_code == 2


def test_an_item_differs_from_its_office_only_in_what_was_said_of_it(demo: Run) -> None:
    shown(demo, "--item", "o๘", "--before", "7,0")
    shown(demo, "--overdue-every", "4")
    told = shown(demo, "--item", "O8")
    assert (told["item"], told["before"], told["overdue_every"], told["own"]) == ("O8", [7, 0], 4, True)
    assert shown(demo, "--item", "O9")["before"] == [30, 14, 7, 3, 1, 0]
    back = shown(demo, "--item", "O8", "--default")
    assert (back["before"], back["overdue_every"], back["own"]) == ([30, 14, 7, 3, 1, 0], 4, False)


def test_an_items_steps_of_escalation_stay_in_order_when_the_offices_change(demo: Run) -> None:
    shown(demo, "--item", "O8", "--coordinator-after", "6")
    shown(demo, "--chief-after", "4")
    told = shown(demo, "--item", "O8")
    assert (told["coordinator_after"], told["chief_after"]) == (6, 7)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--before", "30,14"), "มี 0"),
        (("--before", "บ่อย ๆ"), "--before"),
        (("--before", ""), "--before"),
        (("--overdue-first", "0"), "1 ถึง 30"),
        (("--chief-after", "2"), "ผู้ประสานงาน"),
        (("--remind-at", "22:00"), "เวลาราชการ"),
        (("--item", "O99"), "O99"),
    ],
)
def test_a_policy_that_cannot_be_is_one_sentence_and_changes_nothing(
    arguments: tuple[str, ...], says: str, demo: Run
) -> None:
    before = shown(demo)
    assert says in refused(demo("office", "policy", "--office", "demo", *arguments))
    assert shown(demo) == before


@pytest.mark.parametrize(
    "arguments", [("--item", "O8", "--remind-at", "09:00"), ("--default", "--before", "7,0"), ("--overdue-first", "x")]
)
def test_options_that_do_not_go_together_exit_2(arguments: tuple[str, ...], demo: Run) -> None:
    assert demo("office", "policy", "--office", "demo", *arguments).exit_code == 2
