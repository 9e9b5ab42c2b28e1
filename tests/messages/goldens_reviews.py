"""What is said of reviews, for the agreed readings of `goldens`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from messages import coordinator, items, returning, reviews
from messages.pack import Message
from messages.postbacks import SetStatus
from messages.reviews import Answered, Line, ToReview
from messages.views import EvidenceView, LinkView
from tests.messages.samples import OFFICE, TITLES, TODAY, item

LINE = Line("O8", TITLES["O8"], "กองคลัง")
MEASURE = Line("M2", TITLES["M2"], "กองช่าง", "measure")
UNTIL, LAST = date(2027, 3, 31), date(2028, 4, 27)
ELEMENTS = ("แผนดำเนินงาน", "งบประมาณ", "ช่วงเวลา")
ANSWER = Answered(
    1,
    "กองคลัง",
    1_800_000_000,
    TODAY,
    "สมหญิง",
    (
        EvidenceView(
            "link",
            "kept",
            "https://www.example.go.th/o8",
            "https://www.example.go.th/o8",
            link=LinkView("https://www.example.go.th/o8", "good", TODAY, TODAY, flags=("เปิดได้เฉพาะผู้ที่เข้าสู่ระบบ",)),
        ),
        EvidenceView("file", "expected", "แผนดำเนินงาน.pdf", None),
    ),
    lacked="งบประมาณ",
)
OTHER = replace(ANSWER, id=2, division="กองช่าง", evidence=(), left_to=("สมชาย",))
TOLD = replace(ANSWER, id=3, evidence=(), steps_done=1, output="จัดทำสื่อแล้ว 2 เรื่อง", lacked="")
TO_REVIEW = ToReview("O8", "o_item", TITLES["O8"], (ANSWER, OTHER), ELEMENTS, owners=3, answered=2)
MEASURED = ToReview("M2", "measure", TITLES["M2"], (TOLD,), steps=2)
FIRST = item("O8", "กองคลัง").assignments[0]
REPORT = [("ดำเนินการเรียบร้อยแล้ว", SetStatus(1, "done")), ("อยู่ระหว่างดำเนินการ", SetStatus(1, "in_progress"))]

SAID: dict[str, Callable[[], list[Message]]] = {
    "review_queue": lambda: reviews.queue([TO_REVIEW, MEASURED]),
    "review_nothing": lambda: reviews.queue([]),
    "review_only_reviewers": lambda: reviews.only_reviewers(["สมชาย", "สมหญิง"]),
    "review_in_private": reviews.in_private,
    "review_accepted": lambda: reviews.accepted(
        LINE, web="present", parts_left=0, left=4, take_back="c1", self_reviewed=False
    ),
    "review_accepted_in_part": lambda: reviews.accepted(
        LINE, web="unchecked", parts_left=2, left=0, take_back="c1", self_reviewed=True
    ),
    "review_passed": lambda: reviews.accepted(
        MEASURE, web="unchecked", parts_left=0, left=0, take_back="c1", self_reviewed=False
    ),
    "review_left_to": lambda: reviews.left_to(LINE, ["สมชาย"]),
    "review_settled_accepted": lambda: [reviews.settled(LINE, "accepted", by="สมชาย (ผู้ประสานงาน ITA)", on=TODAY)],
    "review_settled_returned": lambda: [reviews.settled(LINE, "returned", by="", on=None)],
    "review_settled_gone": lambda: [reviews.settled(LINE, None, by="", on=None)],
    "review_reported_anew": lambda: [reviews.reported_anew(LINE)],
    "review_ask_lacking": lambda: returning.ask_lacking(LINE, elements=ELEMENTS, until=UNTIL, example=date(2027, 4, 7)),
    "review_ask_lacking_of_measure": lambda: returning.ask_lacking(
        MEASURE, elements=(), until=UNTIL, example=date(2027, 4, 7)
    ),
    "review_bad_number": lambda: returning.bad_number(7, ELEMENTS),
    "review_too_long": lambda: returning.too_long(1_000, ELEMENTS),
    "review_past": lambda: returning.bad_date("past", date(2027, 3, 1)),
    "review_too_far": lambda: returning.bad_date("too_far", date(2029, 3, 1)),
    "review_returned": lambda: returning.returned(
        LINE,
        lacking="แผนดำเนินงาน และ ช่วงเวลา",
        until=UNTIL,
        told=["สมหญิง (กองคลัง)"],
        minutes=5,
        picks=1,
        last=LAST,
        today=TODAY,
        take_back="c1",
    ),
    "review_returned_to_nobody": lambda: returning.returned(
        LINE,
        lacking=returning.nothing_found(),
        until=UNTIL,
        told=[],
        minutes=5,
        picks=1,
        last=LAST,
        today=TODAY,
        take_back="c1",
    ),
    "review_date_set": lambda: returning.date_set(
        LINE, until=UNTIL, told=["สมหญิง (กองคลัง)"], minutes=5, picks=1, last=LAST, today=TODAY, changed=True
    ),
    "review_date_same": lambda: returning.date_set(
        LINE, until=UNTIL, told=[], minutes=5, picks=1, last=LAST, today=TODAY, changed=False
    ),
    "review_put_right": lambda: returning.put_right(
        LINE,
        salutation="เรียน ผอ.กองคลัง",
        lacking="แผนดำเนินงาน และ ช่วงเวลา",
        until=UNTIL,
        report=REPORT,
    ),
    "review_put_right_absent": lambda: returning.put_right(
        LINE, salutation="เรียน ผอ.กองคลัง", lacking=returning.nothing_found(), until=UNTIL, report=REPORT
    ),
    "review_new_date": lambda: returning.new_date(LINE, salutation="เรียน ผอ.กองคลัง", lacking="งบประมาณ", until=UNTIL),
    "review_told_taken_back": lambda: returning.told_taken_back(LINE, salutation="เรียน ผอ.กองคลัง"),
    "review_taken_back": lambda: returning.taken_back(LINE, UNTIL),
    "coordinator_reviews": lambda: coordinator.digest(
        salutation="เรียน ผู้ประสานงาน ITA",
        office=OFFICE,
        today=TODAY,
        late=[],
        late_days=3,
        unreached=[],
        quota=None,
        to_review=("O8", "O9", "O10", "M2"),
        to_review_since=date(2027, 3, 17),
    ),
    "item_to_review": lambda: items.item_card(
        replace(
            item("O8", "กองคลัง", status="done"),
            assignments=(replace(FIRST, status="done", review="pending", seen=1_800_000_000),),
        ),
        can_report={1},
        today=TODAY,
        can_review=True,
    ),
    "item_returned": lambda: items.item_card(
        replace(
            item("O8", "กองคลัง", status="in_progress", web="incomplete"),
            assignments=(replace(FIRST, status="in_progress", review="returned", lacking="งบประมาณ"),),
        ),
        can_report={1},
        today=TODAY,
    ),
}
