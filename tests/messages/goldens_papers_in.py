"""What is said of plans and tables that were sent to be loaded, for the agreed readings of `goldens`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from messages import paper_doubts, papers_in
from messages.pack import Message
from messages.paper_doubts import DoubtView
from messages.papers_in import PaperInView, ReadItem
from tests.messages.samples import AS_OF

FILE = "ตารางติดตาม OIT.docx"
ITEMS = (
    ReadItem("O10", "แผนดำเนินงานประจำปี", ("กองคลัง",), date(2027, 3, 15), "มี"),
    ReadItem("O11", "รายงานผลการดำเนินงาน"),
    ReadItem("M1", "จัดทำคู่มือการให้บริการ", ("กองช่าง", "สำนักปลัด"), None, "อยู่ระหว่างดำเนินการ"),
)
READ = PaperInView(
    id=7,
    name=FILE,
    year=2570,
    counts={"o_items": 35, "measures": 7, "steps": 0, "divisions": 8, "scores": 0},
    outlook={"created": 40, "updated": 2, "unchanged": 0},
    doubtful=3,
    statuses=[("ดำเนินการเรียบร้อยแล้ว", 2), ("อยู่ระหว่างดำเนินการ", 5)],
    web=[("มี", 29), ("ไม่สมบูรณ์", 2), ("ไม่มี", 3)],
    items=ITEMS,
    renamed=1,
    notes=["ยังไม่มีกำหนดส่ง 35 รายการ จึงยังไม่มีการเตือน: O1–O35"],
)
WITHIN = (date(2026, 10, 1), date(2027, 9, 30))
DOUBTS = (
    DoubtView(
        0,
        f'แฟ้ม "{FILE}" ตารางที่ 1 แถว 4',
        "11 | รายงานผลการดำเนินงาน | กองสวัสดิการ | /",
        ['"กองสวัสดิการ" ไม่ตรงกับส่วนราชการใดของหน่วยงาน จึงยังไม่มีผู้รับผิดชอบ โปรดระบุส่วนราชการ'],
        WITHIN,
        ITEMS[1],
        ("owners", "web_status"),
    ),
    DoubtView(
        1,
        f'แฟ้ม "{FILE}" ตารางที่ 2 แถว 9',
        "จัดทำคู่มือการให้บริการ",
        ["ไม่มีเครื่องหมายในช่องใด จึงยังไม่ได้นำเข้าสถานะ"],
        WITHIN,
        ITEMS[2],
        ("status", "due"),
    ),
    DoubtView(2, f'แฟ้ม "{FILE}" ตารางที่ 1 แถว 9', "", ["ไม่มีเลขข้อ จึงยังไม่ได้นำเข้าแถวนี้"], WITHIN),
)

SAID: dict[str, Callable[[], list[Message]]] = {
    "paper in: read": lambda: papers_in.preview(READ),
    "paper in: read again": lambda: papers_in.preview(replace(READ, again=True, doubtful=0, items=(), notes=())),
    "paper in: loaded": lambda: papers_in.loaded(READ),
    "paper in: loaded before": lambda: papers_in.loaded_before(FILE, AS_OF),
    "paper in: put aside": lambda: papers_in.dropped(FILE),
    "paper in: still reading": lambda: papers_in.still_reading(FILE),
    "paper in: refused": lambda: papers_in.refused(7, FILE, "แฟ้มนี้มีรหัสผ่าน โปรดนำรหัสผ่านออกแล้วนำเข้าใหม่"),
    "paper in: evidence": lambda: papers_in.as_evidence(FILE),
    "paper in: for coordinators": papers_in.coordinators_only,
    "paper in: in private": papers_in.in_private,
    "paper in: doubtful rows": lambda: paper_doubts.rows(7, FILE, DOUBTS),
    "paper in: no doubtful rows": lambda: paper_doubts.rows(7, FILE, ()),
    "paper in: whose is it": lambda: paper_doubts.ask_owner(7, 0, ITEMS[1], ["สำนักปลัด", "กองคลัง"]),
    "paper in: an owner": lambda: paper_doubts.settled(
        paper_id=7, code="O11", how="owner", about="owners", value="กองคลัง", left=2, loaded=False
    ),
    "paper in: an owner after the load": lambda: paper_doubts.settled(
        paper_id=7, code="O11", how="owner", about="owners", value="กองคลัง", left=0, loaded=True
    ),
    "paper in: a day": lambda: paper_doubts.settled(
        paper_id=7, code="M1", how="due", about="due", value="31 มี.ค. 70", left=1, loaded=False
    ),
    "paper in: left out": lambda: paper_doubts.settled(
        paper_id=7, code="O11", how="skip", about=None, value="", left=0, loaded=False
    ),
    "paper in: kept": lambda: paper_doubts.settled(
        paper_id=7, code="", how="keep", about=None, value="", left=1, loaded=False
    ),
}
