"""What is said of requests for more time, for the agreed readings of `goldens`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from messages import extensions
from messages.pack import Message
from messages.postbacks import AskExtension
from messages.views import DeadlineView
from tests.messages.samples import TITLES, TODAY

MORE_TIME = DeadlineView("O8", TITLES["O8"], "กองคลัง", date(2027, 3, 31), date(2027, 4, 15))
UNDATED = replace(MORE_TIME, until=None)
FIRST, LAST = date(2027, 4, 1), date(2028, 4, 27)

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
}
