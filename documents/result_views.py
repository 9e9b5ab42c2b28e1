"""A measure's results as plain values: one division's, or all divisions' folded into one text."""

import re
from typing import Final

from documents import results, views
from documents.results import Answer, Part
from messages.results import Topic
from messages.views import FoldedPart, ResultView
from models.register import Assignment, WorkItem

# What a measure is about, told by its words; the first that fits gives the examples.
_TOPICS: Final[tuple[tuple[Topic, re.Pattern[str]], ...]] = (
    ("complaint", re.compile("ร้องเรียน|ร้องทุกข์|เบาะแส")),
    ("money", re.compile("จัดซื้อ|จัดจ้าง|งบประมาณ|เบิกจ่าย|พัสดุ|e-?gp", re.IGNORECASE)),
    ("property", re.compile("ทรัพย์สิน|ครุภัณฑ์|รถยนต์ของ|รถราชการ")),
    ("service", re.compile("บริการ|e-?service|ลดขั้นตอน|อำนวยความสะดวก", re.IGNORECASE)),
    ("integrity", re.compile("ทุจริต|จริยธรรม|คุณธรรม|สินบน|ของขวัญ|no gift|ผลประโยชน์ทับซ้อน", re.IGNORECASE)),
    ("people", re.compile("บุคคล|บุคลากร|พนักงาน|เลื่อนขั้น|การใช้อำนาจ|มอบหมายงาน")),
    ("news", re.compile("ประชาสัมพันธ์|เผยแพร่|ข้อมูลข่าวสาร|สื่อสาร|เว็บไซต์|เปิดเผย")),
)


def topic_of(item: WorkItem) -> Topic:
    for words in (item.title, item.issue):
        for topic, told in _TOPICS:
            if told.search(words or ""):
                return topic
    return "other"


def result_view(assignment: Assignment) -> ResultView:
    item = assignment.item
    return ResultView(
        assignment_id=assignment.id,
        code=item.code,
        title=item.title,
        division=views.owner_name(assignment),
        steps=tuple(item.steps),
        done=tuple(assignment.steps_done or ()),
        output=assignment.output or "",
        outcome=assignment.outcome or "",
        doubts=views.doubts(assignment),
    )


def in_order(item: WorkItem) -> list[Assignment]:
    """In the office's order of divisions; named persons come last."""
    return sorted(item.assignments, key=lambda a: (a.division is None, a.division.position if a.division else 0, a.id))


def answers(item: WorkItem, part: Part) -> list[Answer]:
    return [Answer(views.owner_name(a) or "-", told) for a in in_order(item) if (told := getattr(a, part))]


def text_of(item: WorkItem, part: Part) -> str:
    """What a report prints: the coordinator's wording, else the divisions' answers as one text."""
    return getattr(item, part) or as_answered(item, part)


def folded_part(item: WorkItem, part: Part, *, outdated: bool) -> FoldedPart:
    waiting = [views.owner_name(a) or "-" for a in in_order(item) if not getattr(a, part)]
    doubts = [(views.owner_name(a) or "-", doubt) for a in in_order(item) for doubt in views.doubts(a)]
    edited = bool(getattr(item, part))
    return FoldedPart(
        part=part,
        text=text_of(item, part),
        answered=len(item.assignments) - len(waiting),
        waiting=tuple(waiting),
        edited=edited,
        outdated=edited and outdated,
        doubts=tuple((division, doubt) for division, doubt in doubts if doubt.part == part),
    )


def lacks(item: WorkItem, part: Part) -> bool:
    """Whether a measure that all its divisions have reported done still has no such text from one of them."""
    if item.kind != "measure" or not item.assignments or getattr(item, part):
        return False
    return all(a.status == "done" for a in item.assignments) and not all(getattr(a, part) for a in item.assignments)


def as_answered(item: WorkItem, part: Part) -> str:
    found = answers(item, part)
    return found[0].text if len(item.assignments) == 1 and found else results.folded_text(found)
