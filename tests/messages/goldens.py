"""Every message the bot has, once, with ordinary values."""

import importlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from messages import (
    asking,
    chasing,
    evidence,
    export,
    history,
    items,
    lists,
    people,
    problems,
    progress,
    readings,
    receipts,
    reminders,
    summary,
    talk,
)
from messages.pack import Message
from messages.postbacks import Confirm, SetItemsStatus, Show, Undo
from messages.views import AskedView, ChangeView, DivisionProgress, HistoryEntry, ItemHistory, Tally
from messages.week_views import Behind, Unsent, Week
from messages.words import PAPER_LABELS
from tests.messages.goldens_answering import ANSWERED
from tests.messages.goldens_evidence import TAKEN_OFF
from tests.messages.goldens_results import TOLD
from tests.messages.samples import AS_OF, OFFICE, TITLES, TODAY, item, progress_of, tally

O8 = replace(
    item("O8", "กองคลัง", "กองช่าง"),
    elements=("แผนดำเนินงาน", "งบประมาณ", "ช่วงเวลา", "ความก้าวหน้า", "ตาราง"),
    presented="แผนดำเนินงานประจำปี 2570",
    url="https://www.example.go.th/o8",
    period="ต.ค. 2569 – มี.ค. 2570",
)
LATE = item("O14", "กองช่าง", due=date(2027, 3, 15), first_id=7)
NOW = item("O11", "กองคลัง", due=TODAY, status="in_progress", first_id=8)
WAITS = replace(
    O8,
    assignments=(
        replace(O8.assignments[0], asked=AskedView(5, date(2027, 4, 15)), problem="ผู้รับจ้างยังไม่ส่งมอบงาน"),
        replace(O8.assignments[1], asked=AskedView(6, None, picks=(TODAY, date(2028, 4, 27)))),
    ),
)
WEEK = Week(
    OFFICE,
    2570,
    AS_OF,
    tally(overdue=1),
    (DivisionProgress("กองคลัง", tally(4), change=2), DivisionProgress("กองช่าง", tally(1), change=-1)),
    change=3,
    last=date(2027, 3, 15),
    has_earlier=True,
    behind=(
        Behind("กองช่าง", 2, ("O14", "M2"), 23),
        Behind("สำนักปลัด", None, ("O3",), 12),
        Behind(None, None, ("O20",), 11),
    ),
    overdue=(LATE,),
    due_soon=(O8,),
    done=(item("O9", "กองคลัง", status="done"),),
    in_review=(replace(item("O9", "กองคลัง", status="in_progress")),),
    without_member=("สำนักปลัด",),
    unowned=(item("O20", None, due=date(2027, 3, 12)),),
    held_back=("O21", "O22"),
    no_output=("M1",),
    no_outcome=("M1", "M2"),
)
CHANGE = ChangeView("O8", TITLES["O8"], "กองคลัง", "not_reported", "done")
LATE_FINANCE = chasing.Chased("กองคลัง", ("O1", "O2", "O3", "M1"), late=True, names=("ส้ม", "แดง"))
LATE_WORKS = chasing.Chased("กองช่าง", ("O8",), late=True)
TOLD_BEFORE = chasing.Chased("สำนักปลัด", ("O5",), late=True, names=("ฟ้า",), last=AS_OF)
DONE_READING = readings.of_report([("O8", "done")], SetItemsStatus(("O8",), "done", None), 1)
MIXED_READING = readings.of_report([("O1", "done"), ("O2", "in_progress")], Confirm("t1.1"), 1)
SHOW_READING = readings.of_item(["O8"], Show("item", "O8"))
RECORD = ItemHistory(
    "O8",
    TITLES["O8"],
    (
        HistoryEntry(AS_OF, "ส้ม", "status", "done", "not_reported", ("กองคลัง",), undoes=True),
        HistoryEntry(AS_OF, "ส้ม", "status", "not_reported", "done", ("กองคลัง",), undone=True),
        HistoryEntry(AS_OF, "ก้อย", "status", "not_reported", "in_progress", ("กองช่าง",), on_behalf=True),
        HistoryEntry(AS_OF, "ก้อย", "chase", "", "กองช่าง"),
        HistoryEntry(AS_OF, "ก้อย", "due", "2027-04-15", "2027-03-31", ("กองช่าง",), undoes=True),
        HistoryEntry(AS_OF, "ก้อย", "due", "2027-03-31", "2027-04-15", ("กองช่าง",), undone=True),
        HistoryEntry(AS_OF, "ก้อย", "declined", "", "", ("กองคลัง",)),
        *ANSWERED,
        *TAKEN_OFF,
        *TOLD,
        HistoryEntry(AS_OF, "ส้ม", "extension", "", "2027-05-15", ("กองคลัง",), note="รอเอกสาร"),
        HistoryEntry(AS_OF, "นก", "problem", "", "ผู้รับจ้างยังไม่ส่งมอบงาน", ("กองช่าง",)),
        HistoryEntry(AS_OF, "ส้ม", "evidence", "", "https://www.example.go.th/o8.pdf", ("กองคลัง",)),
        HistoryEntry(AS_OF, None, "web_status", "unchecked", "present"),
        HistoryEntry(AS_OF, None, "due", "", "2027-03-31"),
    ),
    more=3,
)

HERE: Final = Path(__file__).parent


def elsewhere() -> dict[str, Callable[[], list[Message]]]:
    """What the modules beside this one agree on."""
    found: dict[str, Callable[[], list[Message]]] = {}
    for path in sorted(HERE.glob("goldens_*.py")):
        said = importlib.import_module(f"tests.messages.{path.stem}").SAID
        assert not found.keys() & said.keys(), f"{path.stem} says again what another module says"
        found |= said
    return found


SAID: dict[str, Callable[[], list[Message]]] = elsewhere() | {
    "item_card": lambda: items.item_card(O8, can_report={1}, today=TODAY),
    "item_cards": lambda: items.item_cards([O8, LATE], can_report=(), today=TODAY),
    "item_card_decides": lambda: items.item_card(WAITS, can_report={1, 2}, today=TODAY, can_decide=True),
    "progress": lambda: progress.progress(
        office=OFFICE,
        scope="ทุกส่วนราชการ",
        as_of=AS_OF,
        overall=tally(overdue=1),
        o_items=Tally(7, 0, 3, 0),
        measures=Tally(2, 0, 0, 0),
        divisions=progress_of("กองคลัง", "กองช่าง", None),
        year=2570,
        picture="https://ita.bangtuayang.example/picture/x.png",
    ),
    "missing": lambda: lists.missing(
        scope="ทุกส่วนราชการ", groups=[("กองคลัง", [O8, NOW]), (None, [item("O9")])], as_of=AS_OF, counted=3
    ),
    "missing_waits": lambda: lists.missing(scope="กองคลัง", groups=[("กองคลัง", [WAITS])], as_of=AS_OF, counted=1),
    "missing_nothing": lambda: lists.missing(scope="กองคลัง", groups=[], as_of=AS_OF, counted=0),
    "due_list": lambda: lists.due_list(
        scope="กองช่าง", items=[O8, LATE, item("M2", "กองช่าง", due=None)], today=TODAY, until=None, overdue=False
    ),
    "due_ahead": lambda: lists.due_list(
        scope="กองช่าง",
        items=[LATE, O8],
        today=TODAY,
        until=None,
        overdue=False,
        days=30,
        later=[item("O9", due=date(2027, 6, 30))],
        undated=[item("M2", due=None)],
    ),
    "due_until": lambda: lists.due_list(
        scope="กองช่าง", items=[LATE, O8], today=TODAY, until=date(2027, 3, 31), overdue=False
    ),
    "due_nothing_ahead": lambda: lists.due_list(
        scope="กองช่าง",
        items=[],
        today=TODAY,
        until=None,
        overdue=False,
        days=30,
        later=[item("O9", due=date(2027, 6, 30))],
    ),
    "due_nothing": lambda: lists.due_list(scope="กองช่าง", items=[], today=TODAY, until=None, overdue=True),
    "history": lambda: history.history([RECORD]),
    "history_nothing": lambda: history.history([ItemHistory("O9", "รายงานผล", ())]),
    "history_which": history.which_item,
    "owners": lambda: lists.owners([O8, item("O9")]),
    "receipt": lambda: receipts.receipt([CHANGE], undo="c1", on_behalf=None, review_follows=True, remaining=2),
    "receipt_on_behalf": lambda: receipts.receipt(
        [CHANGE], undo="c1", on_behalf="กองคลัง", review_follows=False, remaining=0
    ),
    "receipt_unchanged": lambda: receipts.receipt(
        [], undo="c1", on_behalf=None, review_follows=True, remaining=1, unchanged=[CHANGE]
    ),
    "not_yours": lambda: receipts.not_yours(items=[O8], own=["กองสวัสดิการสังคม"]),
    "undone": lambda: receipts.undone([ChangeView("O8", TITLES["O8"], "กองคลัง", "done", "not_reported")]),
    "nothing_to_undo": receipts.nothing_to_undo,
    "undo_changed_since": lambda: receipts.undo_refused("changed_since"),
    "undo_due_changed_since": lambda: receipts.undo_refused("due_changed_since"),
    "undo_not_yours": lambda: receipts.undo_refused("not_yours"),
    "undo_already": lambda: receipts.undo_refused("already"),
    "ask_status": lambda: asking.ask_status([O8]),
    "ask_status_brief": lambda: asking.ask_status([O8], brief=True),
    "ask_item_brief": lambda: asking.ask_item(status=None, candidates=[O8, NOW], brief=True),
    "ask_reading": lambda: readings.ask_reading(["O8"], [DONE_READING, SHOW_READING]),
    "ask_reading_one": lambda: readings.ask_reading(["O1", "O2"], [MIXED_READING]),
    "ask_reading_brief": lambda: readings.ask_reading(["O8"], [DONE_READING, SHOW_READING], brief=True),
    "ask_reading_requests": lambda: readings.ask_reading(
        ["O8"],
        [
            readings.of_extension(["O8"], date(2027, 4, 15), Confirm("t1.1")),
            readings.of_problem(["O8"], Confirm("t1.2")),
            readings.of_evidence(["O8"], Confirm("t1.3")),
        ],
    ),
    "ask_reading_chase": lambda: readings.ask_reading(
        [],
        [
            readings.of_chase(["กองช่าง"], Confirm("t1.1")),
            readings.of_chase(["กองสาธารณสุขและสิ่งแวดล้อม", "กองคลัง"], Confirm("t1.2")),
            readings.of_chase([], Confirm("t1.3")),
        ],
    ),
    "ask_reading_back": lambda: readings.ask_reading(
        ["O8"],
        [
            readings.of_history(["O8"], Show("history", "O8")),
            readings.of_undo(Undo("c1")),
            readings.of_list("summary", "", Show("summary")),
        ],
    ),
    "ask_item": lambda: asking.ask_item(status="done", candidates=[O8, NOW]),
    "ask_where_evidence": lambda: asking.ask_where("evidence", "t1", candidates=[O8, NOW]),
    "ask_where_brief": lambda: asking.ask_where("evidence", "t1", candidates=[O8, NOW], brief=True),
    "ask_where_problem": lambda: asking.ask_where("problem", "t1", candidates=[O8]),
    "ask_where_extension": lambda: asking.ask_where("extension", "t1", candidates=[]),
    "evidence": lambda: evidence.recorded([O8], urls=["https://www.example.go.th/o8"], ask=["O8"], on_behalf=None),
    "evidence_done": lambda: evidence.recorded(
        [item("O9", "กองคลัง", status="done")], urls=["https://www.example.go.th/o9"], ask=[], on_behalf="กองคลัง"
    ),
    "evidence_too_long": lambda: evidence.too_long(2000),
    "evidence_lost": evidence.lost,
    "problem": lambda: problems.recorded([O8], problem="O8 ผู้รับจ้างยังไม่ส่งมอบงาน", on_behalf="กองช่าง"),
    "ask_division": lambda: asking.ask_division(codes=["O8"], status="done", divisions=[(1, "กองคลัง"), (2, "กองช่าง")]),
    "confirm": lambda: asking.confirm(lines=["O1–O5 ดำเนินการเรียบร้อยแล้ว"], token="t1"),
    "unknown_item": lambda: asking.unknown_item(["O99"], first="O1", last="O35"),
    "unknown_division": lambda: asking.unknown_division("กองเรือ", known=["กองคลัง", "กองช่าง"]),
    "unknown_division_brief": lambda: asking.unknown_division("กองเรือ", known=["กองคลัง"], brief=True),
    "chase_confirm": lambda: chasing.confirm(
        [LATE_FINANCE, LATE_WORKS], people=2, now=AS_OF, after_hours=True, token="t1"
    ),
    "chase_answer": lambda: chasing.answer(
        [LATE_FINANCE, LATE_WORKS, TOLD_BEFORE],
        people=2,
        now=AS_OF,
        after_hours=True,
        hours=4,
        days=14,
        clear=["กองการศึกษา"],
        unowned=["O33"],
    ),
    "chase_in_group": lambda: chasing.answer(
        [LATE_FINANCE], people=2, now=AS_OF, after_hours=False, hours=4, days=14, names=False
    ),
    "chase_nothing": lambda: chasing.answer(
        [], people=0, now=AS_OF, after_hours=False, hours=4, days=14, clear=["กองคลัง"]
    ),
    "chase_waiting": lambda: chasing.answer(
        [], people=0, now=AS_OF, after_hours=False, hours=4, days=14, waiting=["O8", "O9"]
    ),
    "chase_refused": chasing.refused,
    "papers_not_given": lambda: export.not_given("head"),
    "papers_in_private": export.in_private,
    "papers_given": lambda: export.papers(
        [(name, "https://ita.bangtuayang.example/report/x") for name in PAPER_LABELS.values()], office=OFFICE, year=2570
    ),
    "members_only": talk.members_only,
    "help_head": lambda: talk.help_message(role="head", in_group=False),
    "help_coordinator": lambda: talk.help_message(role="coordinator", in_group=True),
    "help_chief": lambda: talk.help_message(role="chief", in_group=False),
    "help_stranger": lambda: talk.help_message(role=None, in_group=False),
    "not_understood": talk.not_understood,
    "thanks": talk.thanks,
    "chief_cannot_report": lambda: talk.cannot_report("chief"),
    "cannot_report": lambda: talk.cannot_report("staff"),
    "read_only_stranger": talk.read_only_stranger,
    "apology": lambda: talk.apology("7F3A"),
    "welcome": lambda: people.welcome(office=OFFICE, days=30),
    "group_greeting": people.group_greeting,
    "must_register": lambda: people.must_register(days=30),
    "registered": lambda: people.registered(
        name="สมชาย ใจดี", role="head", divisions=["กองคลัง"], office=OFFICE, days=30
    ),
    "who_am_i": lambda: people.who_am_i(name="สมชาย ใจดี", role="head", divisions=["กองคลัง"], office=OFFICE, days=30),
    "bad_code_unknown": lambda: people.bad_code("unknown"),
    "bad_code_used": lambda: people.bad_code("used"),
    "bad_code_expired": lambda: people.bad_code("expired"),
    "bad_code_throttled": lambda: people.bad_code("throttled"),
    "bad_code_other_office": lambda: people.bad_code("other_office"),
    "register_in_private": people.register_in_private,
    "bound": lambda: people.bound(office=OFFICE),
    "already_bound": people.already_bound,
    "bind_refused": people.bind_refused,
    "bind_in_group": people.bind_in_group,
    "digest": lambda: reminders.digest(
        salutation="เรียน ผอ.กองคลัง",
        office=OFFICE,
        year=2570,
        today=TODAY,
        due_soon=[O8, NOW],
        overdue=[LATE],
        can_report={1, 7, 8},
        day=TODAY,
    ),
    "digest_chased": lambda: reminders.digest(
        salutation="เรียน ผอ.กองช่าง",
        office=OFFICE,
        year=2570,
        today=TODAY,
        due_soon=[],
        overdue=[LATE],
        can_report={7},
        asked_by="chief",
    ),
    "weekly_summary": lambda: summary.weekly_summary(WEEK, salutation="เรียน ท่านปลัด", role="chief"),
    "weekly_summary_coordinator": lambda: summary.weekly_summary(
        replace(WEEK, unsent=(Unsent("ส้ม (กองคลัง)", 2, 0), Unsent("แดง (กองช่าง)", 1, 1), Unsent(None, 0, 1))),
        salutation="เรียน ผู้ประสานงาน ITA",
        role="coordinator",
        picture="https://www.example.go.th/week.png",
    ),
    "weekly_summary_waits": lambda: summary.weekly_summary(
        Week(OFFICE, 2570, AS_OF, tally(), tuple(progress_of("กองคลัง")), problems=(WAITS,), asked=(WAITS,)),
        salutation="เรียน ท่านปลัด",
    ),
    "weekly_summary_earlier": lambda: summary.earlier(
        summary.weekly_summary(Week(OFFICE, 2570, AS_OF, tally()), salutation="เรียน ท่านปลัด"), AS_OF
    ),
    "weekly_summary_no_earlier": summary.no_earlier,
}
