"""What is said of pictures, files and links given as evidence, for the agreed readings of `goldens`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from messages import asking, evidence, files, items
from messages.pack import Message
from messages.views import EvidenceView, HistoryEntry, LinkView
from tests.messages.samples import AS_OF, TODAY, item

O8 = item("O8", "กองคลัง", "กองช่าง")
DAY = date(2027, 3, 20)
FILE = "https://ita.bangtuayang.example/file/x"
GIVEN = (
    EvidenceView("file", "kept", "แผนดำเนินงาน 2570.pdf", FILE, "ส้ม", "กองคลัง", DAY),
    EvidenceView("picture", "expected", "ภาพถ่าย", None, "ส้ม", "กองคลัง", DAY),
    EvidenceView("file", "refused", "รวมเอกสาร.zip", None, "นก", "กองช่าง", DAY),
    EvidenceView("picture", "gone", "ภาพถ่าย", None, None, "กองช่าง", DAY),
    EvidenceView(
        "link",
        "kept",
        "https://www.example.go.th/o8",
        "https://www.example.go.th/o8",
        "ก้อย",
        None,
        DAY,
        LinkView("https://www.example.go.th/o8", "broken", DAY, date(2027, 3, 18), "ไม่พบหน้านี้บนเว็บไซต์"),
    ),
    EvidenceView(
        "link",
        "kept",
        "https://www.example.go.th/o8-1",
        "https://www.example.go.th/o8-1",
        None,
        None,
        DAY,
        LinkView("https://www.example.go.th/o8-1", "good", DAY, DAY, flags=("อาจเป็นข้อมูลของปีอื่น",)),
    ),
)
TAKEN_OFF = (
    HistoryEntry(AS_OF, "ส้ม", "evidence", "แผน.pdf", "", ("กองคลัง",), undoes=True),
    HistoryEntry(AS_OF, "ระบบ", "evidence", "รวม.zip", "", ("กองคลัง",), undoes=True, note="archive"),
)


def not_kept(why: str) -> Callable[[], list[Message]]:
    return lambda: files.not_kept(
        why, salutation="เรียน ผอ.กองคลัง", name="รายงาน.pdf", code="O8", limit=25 * 1024 * 1024
    )


SAID: dict[str, Callable[[], list[Message]]] = {
    "item_card_evidence": lambda: items.item_card(replace(O8, evidence=GIVEN), can_report=(), today=TODAY),
    "ask_where_pictures": lambda: asking.ask_where(
        "evidence", "t1", candidates=[O8], what=files.what(pictures=3, names=[], links=0), for_days=7
    ),
    "ask_where_file": lambda: asking.ask_where(
        "evidence", "t1", candidates=[O8], what=files.what(pictures=0, names=["รายงาน.pdf"], links=0), for_days=7
    ),
    "ask_where_mixed": lambda: asking.ask_where(
        "evidence", "t1", candidates=[], what=files.what(pictures=1, names=["ก.pdf", "ข.pdf"], links=1), for_days=7
    ),
    "ask_where_else": lambda: asking.ask_where(
        "evidence", "t1", candidates=[O8], what=files.what(pictures=0, names=["รายงาน.pdf"], links=0), elsewhere=True
    ),
    "evidence_files": lambda: evidence.recorded(
        [O8], urls=[], files=["ภาพถ่าย 3 ภาพ", "รายงาน.pdf"], ask=["O8"], on_behalf=None, take_off="c1"
    ),
    "evidence_known": lambda: evidence.recorded(
        [O8], urls=[], known=["https://www.example.go.th/o8"], ask=["O8"], on_behalf=None
    ),
    "evidence_with_report": lambda: evidence.with_report("O8", ["ภาพถ่าย 3 ภาพ"]),
    "evidence_taken_off": lambda: evidence.taken_off(["O8", "O9"]),
    "file_not_taken": files.not_taken,
    "file_too_large": lambda: files.too_large(25 * 1024 * 1024),
    "picture_not_kept": lambda: files.not_kept("gone", salutation="เรียน ผอ.กองคลัง", name="", code=None, limit=1),
    **{f"file_not_kept_{why}": not_kept(why) for why in files.REASONS},
}
