"""What is said of papers on their way up, for the agreed readings of `goldens`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from messages import papers
from messages.pack import Message
from messages.paper_cards import PaperView, StepView
from tests.messages.samples import AS_OF, OFFICE, TODAY

TITLE = "ตารางติดตามการเผยแพร่ข้อมูลสาธารณะ (OIT) ประกอบการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2570"
STEPS = (
    StepView("หัวหน้าสำนักปลัด", "สมชาย ใจดี"),
    StepView("ปลัด", "สมศรี มีสุข"),
    StepView("นายก", "สมศรี มีสุข", acting="ปลัด", last=True),
)
ASKED = (
    replace(STEPS[0], state="approved", on=TODAY),
    replace(STEPS[1], state="asked", on=TODAY),
    STEPS[2],
)
DRAFT = PaperView(
    kind="followup",
    name="ตารางติดตามข้อมูลสาธารณะ",
    title=TITLE,
    office=OFFICE,
    as_of=AS_OF,
    digest="",
    totals={"total": 35, "present": 29, "incomplete": 2, "missing": 3, "unchecked": 1},
    lacking={"incomplete": ["O18", "O19"], "missing": ["O2", "O11", "O13"], "unchecked": ["O8"], "no_url": ["O1"]},
    steps=STEPS,
    state="draft",
    page="https://www.example.go.th/paper/x",
)
PENDING = replace(
    DRAFT, state="pending", steps=ASKED, digest="0123456789abcdef" * 4, id=7, by="สมหญิง รักงาน (ผู้ประสานงาน ITA)"
)
MEASURES = replace(
    PENDING,
    kind="progress",
    name="รายงานผลการดำเนินการตามมาตรการ",
    totals={"total": 7, "done": 5, "in_progress": 1, "not_started": 1, "not_reported": 0},
    lacking={"not_done": ["M3", "M6"], "no_output": ["M6"], "no_outcome": ["M3", "M6"]},
)
RETURNED = replace(
    PENDING,
    state="returned",
    steps=(ASKED[0], replace(ASKED[1], state="returned", comment="ขอให้ระบุ URL ของ O1"), STEPS[2]),
)
APPROVED = replace(
    PENDING, state="approved", steps=tuple(replace(s, state="approved", on=TODAY) for s in STEPS), task="T1"
)
PUBLISHED = replace(APPROVED, address="https://www.example.go.th/oit")
NOBODY = replace(PENDING, steps=(ASKED[0], replace(ASKED[1], name="", reachable=False), STEPS[2]))
ONE_CHIEF = replace(DRAFT, steps=(StepView("ผู้บริหาร", "สมศรี มีสุข", last=True),), lacking={})

SAID: dict[str, Callable[[], list[Message]]] = {
    "paper_preview": lambda: papers.preview(DRAFT, "t1"),
    "paper_preview_one_chief": lambda: papers.preview(ONE_CHIEF, "t1"),
    "paper_submitted": lambda: papers.submitted(PENDING),
    "paper_to_decide": lambda: papers.to_decide(MEASURES, 5, salutation="เรียน ท่านปลัด"),
    "paper_to_decide_two": lambda: papers.to_decide(
        PENDING, 5, salutation="เรียน ท่านปลัด", acts_for=["นายก"], again=True
    ),
    "paper_reminder": lambda: papers.reminder(
        [(replace(PENDING, page=None), 5), (replace(MEASURES, page=None), 8)], salutation="เรียน ท่านปลัด"
    ),
    "paper_stuck": lambda: papers.stuck(
        [(PENDING, "late"), (NOBODY, "nobody")], days=7, salutation="เรียน ผู้ประสานงาน ITA"
    ),
    "paper_ask_comment": lambda: papers.ask_comment(PENDING),
    "paper_comment_wanted": lambda: papers.comment_wanted(PENDING),
    "paper_approved": lambda: papers.approved(PENDING, ["หัวหน้าสำนักปลัด"], told=False),
    "paper_approved_nobody_next": lambda: papers.approved(NOBODY, ["หัวหน้าสำนักปลัด"], told=False),
    "paper_approved_at_the_end": lambda: papers.approved(APPROVED, ["ปลัด", "นายก"], told=True),
    "paper_sent_back": lambda: papers.sent_back(RETURNED, "ขอให้ระบุ URL ของ O1", told=True),
    "paper_told_ended": lambda: papers.told_ended(APPROVED, salutation="เรียน ผู้ประสานงาน ITA", due=date(2027, 3, 31)),
    "paper_told_returned": lambda: papers.told_returned(
        RETURNED,
        salutation="เรียน ผู้ประสานงาน ITA",
        post="ปลัด",
        by="สมศรี มีสุข (ผู้บริหาร)",
        comment="ขอให้ระบุ URL ของ O1",
    ),
    "paper_told_nobody": lambda: papers.told_nobody(NOBODY, salutation="เรียน ผู้ประสานงาน ITA"),
    "paper_withdrawn": lambda: papers.withdrawn(replace(PENDING, state="withdrawn")),
    "paper_asked_again": lambda: papers.asked_again(PENDING, told=True),
    "paper_told_today": lambda: papers.asked_again(PENDING, told=False),
    "paper_as_it_stands": lambda: papers.as_it_stands(RETURNED),
    "paper_not_your_turn": lambda: papers.not_your_turn(PENDING),
    "paper_pending_already": lambda: papers.pending_already(PENDING, may_withdraw=True),
    "paper_nobody_holds": lambda: papers.nobody_holds(
        [StepView("รองปลัด", reachable=False), StepView("นายก", "สมศรี มีสุข", reachable=False), STEPS[0]],
        kind="followup",
    ),
    "paper_no_chain": lambda: papers.no_chain(0),
    "paper_no_chain_two_chiefs": lambda: papers.no_chain(2),
    "paper_nothing_in_it": lambda: papers.nothing_in_it("รายงานผลการดำเนินการตามมาตรการ"),
    "paper_listing": lambda: papers.listing(
        [PENDING, replace(PUBLISHED, id=6), replace(APPROVED, id=5), replace(NOBODY, id=4)],
        {7: papers.footer_of(PENDING, step_id=5), 4: papers.footer_of(NOBODY, coordinator=True)},
        may_submit=True,
    ),
    "paper_listing_none": lambda: papers.listing([], {}, may_submit=False),
    "paper_coordinators_only": papers.coordinators_only,
    "paper_in_private": papers.in_private,
}
