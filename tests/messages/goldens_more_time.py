"""What is said of requests for more time, of moved dates and of the record, for the agreed readings of `goldens`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from messages import extensions, history, shifting
from messages.pack import Message
from messages.postbacks import AskExtension
from messages.shifting import Moved, ShiftView
from messages.views import DeadlineView, HistoryEntry, ItemHistory
from tests.messages.samples import AS_OF, TITLES, TODAY

MORE_TIME = DeadlineView("O8", TITLES["O8"], "กองคลัง", date(2027, 3, 31), date(2027, 4, 15))
UNDATED = replace(MORE_TIME, until=None)
OTHER = replace(MORE_TIME, until=date(2027, 4, 9), asked=date(2027, 4, 15))
FIRST, LAST = date(2027, 4, 1), date(2028, 4, 27)
MOVED = (
    Moved("O8", None, date(2027, 3, 31), date(2027, 4, 14)),
    Moved("O9", "กองช่าง", date(2027, 4, 5), date(2027, 4, 19)),
    Moved("S1", None, date(2027, 3, 15), date(2027, 3, 29)),
)
SHIFTED = ShiftView(
    count=3,
    days=14,
    to=None,
    kinds=(("o_item", ("O8", "O9")), ("step", ("S1",))),
    moved=MOVED,
    closed=((date(2027, 4, 14), ("O8",)),),
    done=("O1", "O2", "O3"),
    undated=("M1",),
    would_be_past=("O4",),
    later_already=("O9",),
)

RECORDED = (
    HistoryEntry(AS_OF, "ก้อย", "due", "2027-03-31", "2027-04-14", note="ป.ป.ช. ขยายเวลา"),
    HistoryEntry(AS_OF, "ก้อย", "declined", "", "", ("กองคลัง",), note="ใกล้วันประเมิน"),
    HistoryEntry(AS_OF, "ก้อย", "review", "pending", "returned", ("กองคลัง",), note="ขาดภาพประกอบ"),
    HistoryEntry(AS_OF, "ก้อย", "lacking", "", "ขาดภาพประกอบ", ("กองคลัง",)),
    HistoryEntry(AS_OF, "ก้อย", "self_reviewed", "", "yes", ("กองคลัง",)),
    HistoryEntry(AS_OF, "ส้ม", "steps", "[]", "[0, 2]", ("กองคลัง",)),
    HistoryEntry(AS_OF, "ส้ม", "output", "", "จัดอบรม 2 ครั้ง", ("กองคลัง",)),
    HistoryEntry(AS_OF, "ส้ม", "outcome", "", "ลดระยะเวลาได้ 3 วัน", ("กองคลัง",)),
    HistoryEntry(AS_OF, "ระบบ", "link", "good", "broken", note="https://www.example.go.th/o8"),
    HistoryEntry(AS_OF, None, "url", "", "https://www.example.go.th/o8"),
    HistoryEntry(AS_OF, None, "owners", "กองคลัง", "กองคลัง, กองช่าง"),
    HistoryEntry(AS_OF, None, "title", "ปรับปรุง", "ปรับปรุงขั้นตอน"),
    HistoryEntry(AS_OF, None, "title", "", "ปรับปรุง"),
)

SAID: dict[str, Callable[[], list[Message]]] = {
    "extension_asked": lambda: extensions.asked([MORE_TIME], reason="รอเอกสาร", withdraw="c1", told=True),
    "extension_asked_nobody": lambda: extensions.asked(
        [MORE_TIME], reason="", withdraw="c1", told=False, left_out=["O9"]
    ),
    "extension_asked_by_coordinator": lambda: extensions.asked(
        [MORE_TIME], reason="", withdraw="c1", told=True, decide=5, on_behalf="กองคลัง"
    ),
    "extension_ask_date": lambda: extensions.ask_date([UNDATED], picks=AskExtension(("O8",)), first=FIRST, last=LAST),
    "extension_past": lambda: extensions.bad_date(
        "past", [replace(MORE_TIME, until=date(2027, 3, 20))], picks=AskExtension(("O8",)), first=FIRST, last=LAST
    ),
    "extension_not_later": lambda: extensions.bad_date(
        "not_later", [replace(MORE_TIME, until=date(2027, 3, 25))], picks=AskExtension(("O8",)), first=FIRST, last=LAST
    ),
    "extension_too_far": lambda: extensions.bad_date(
        "too_far", [replace(MORE_TIME, until=date(2029, 1, 1))], picks=AskExtension(("O8",)), first=FIRST, last=LAST
    ),
    "extension_to_decide": lambda: extensions.to_decide(
        [MORE_TIME, UNDATED],
        salutation="เรียน ผู้ประสานงาน ITA",
        asker="สมชาย ใจดี (กองคลัง)",
        reason="รอเอกสาร",
        decide=5,
        picks=(FIRST, LAST),
    ),
    "extension_approved": lambda: extensions.decided([MORE_TIME], approved=True, take_back="c1", told=True),
    "extension_declined": lambda: extensions.decided([MORE_TIME], approved=False),
    "extension_ordered": lambda: extensions.ordered([MORE_TIME], take_back="c1"),
    "extension_told_approved": lambda: extensions.told_asker(
        [MORE_TIME], salutation="เรียน ผอ.กองคลัง", outcome="approved", by="สมหญิง รักงาน (ผู้ประสานงาน ITA)"
    ),
    "extension_told_declined": lambda: extensions.told_asker(
        [MORE_TIME], salutation="เรียน ผอ.กองคลัง", outcome="declined", by="สมหญิง รักงาน (ผู้ประสานงาน ITA)"
    ),
    "extension_told_reopened": lambda: extensions.told_asker(
        [MORE_TIME], salutation="เรียน ผอ.กองคลัง", outcome="reopened", by="สมหญิง รักงาน (ผู้ประสานงาน ITA)"
    ),
    "extension_already_approved": lambda: extensions.already_decided(
        "approved", by="สมหญิง รักงาน (ผู้ประสานงาน ITA)", on=TODAY, until=date(2027, 4, 15)
    ),
    "extension_already_declined": lambda: extensions.already_decided("declined", by="", on=TODAY, until=None),
    "extension_already_withdrawn": lambda: extensions.already_decided("withdrawn", by="", on=TODAY, until=None),
    "extension_date_wanted": lambda: extensions.date_wanted([UNDATED], extension_id=5, first=FIRST, last=LAST),
    "extension_withdrawn": lambda: extensions.withdrawn([MORE_TIME]),
    "extension_taken_back": lambda: extensions.taken_back(
        [replace(MORE_TIME, due=date(2027, 4, 15), until=date(2027, 3, 31))], waits=True
    ),
    "extension_already_done": lambda: extensions.already_done(["O8"]),
    "extension_cannot_decide": extensions.cannot_decide,
    "extension_asks_reason": lambda: extensions.asked([MORE_TIME], reason="", withdraw="c1", told=True),
    "extension_reason_kept": lambda: extensions.reason_kept([MORE_TIME], "รอเอกสารจากผู้รับจ้าง"),
    "extension_other_date": lambda: extensions.decided([OTHER], approved=True, take_back="c1", told=True),
    "extension_told_other_date": lambda: extensions.told_asker(
        [OTHER], salutation="เรียน ผอ.กองคลัง", outcome="approved", by="สมหญิง รักงาน (ผู้ประสานงาน ITA)"
    ),
    "extension_declined_says_why": lambda: extensions.decided([MORE_TIME], approved=False, told=True),
    "extension_refusal_reason_kept": lambda: extensions.refusal_reason_kept([MORE_TIME], "ใกล้วันประเมิน", told=True),
    "extension_told_declined_why": lambda: extensions.told_asker(
        [MORE_TIME], salutation="เรียน ผอ.กองคลัง", outcome="declined", by="สมหญิง รักงาน", reason="ใกล้วันประเมิน"
    ),
    "shift_ask_reason": lambda: shifting.ask_reason(SHIFTED),
    "shift_confirm": lambda: shifting.confirm(SHIFTED, reason="สำนักงาน ป.ป.ช. ขยายเวลา", token="t1"),
    "shift_confirm_to": lambda: shifting.confirm(
        replace(SHIFTED, days=None, to=date(2027, 4, 30)), reason="สำนักงาน ป.ป.ช. ขยายเวลา", token="t1"
    ),
    "shift_moved": lambda: shifting.moved(SHIFTED, reason="สำนักงาน ป.ป.ช. ขยายเวลา", take_back="c1"),
    "shift_taken_back": lambda: shifting.taken_back(["O8", "O9", "S1"]),
    "shift_nothing_said": lambda: shifting.cannot("nothing_said"),
    "shift_past": lambda: shifting.cannot("past"),
    "shift_too_far": lambda: shifting.cannot("too_far"),
    "shift_nothing_moves": lambda: shifting.cannot("nothing_moves", replace(SHIFTED, count=0, moved=(), kinds=())),
    "shift_refused": shifting.refused,
    "shift_in_private": shifting.in_private,
    "history_of_all_fields": lambda: history.history([ItemHistory("M1", "ปรับปรุงขั้นตอน", RECORDED)]),
}
