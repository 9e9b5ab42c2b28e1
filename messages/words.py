"""The fixed Thai words of the field: statuses, roles, kinds of items, and the short labels on buttons."""

from typing import Literal, get_args

Status = Literal["not_reported", "not_started", "in_progress", "done"]
Review = Literal["pending", "accepted", "returned"]
WebStatus = Literal["unchecked", "present", "incomplete", "missing"]
# failing: could not be opened, and is tried again before anybody is told it is broken
LinkState = Literal["unchecked", "good", "failing", "broken"]
Kind = Literal["o_item", "measure", "step", "task"]
Role = Literal["head", "staff", "coordinator", "chief"]
EvidenceKind = Literal["link", "picture", "file"]
EvidenceState = Literal["expected", "kept", "gone", "refused"]

STATUSES: tuple[Status, ...] = get_args(Status)
# What a person can choose on a button; nobody reports "not reported".
REPORTABLE: tuple[Status, ...] = ("done", "in_progress", "not_started")

STATUS_WORDS: dict[Status, str] = {
    "not_reported": "ยังไม่ได้รายงาน",
    "not_started": "ยังไม่ดำเนินการ",
    "in_progress": "อยู่ระหว่างดำเนินการ",
    "done": "ดำเนินการเรียบร้อยแล้ว",
}
# For buttons that stand three in a row: two short lines each.
BUTTON_STATUS_WORDS: dict[Status, str] = {
    "not_reported": "ยังไม่ได้\nรายงาน",
    "not_started": "ยังไม่\nดำเนินการ",
    "in_progress": "อยู่ระหว่าง\nดำเนินการ",
    "done": "เรียบร้อย\nแล้ว",
}
# For quick replies of twenty letters, a code included.
SHORT_STATUS_WORDS: dict[Status, str] = {
    "not_reported": "ยังไม่รายงาน",
    "not_started": "ยังไม่ดำเนินการ",
    "in_progress": "กำลังดำเนินการ",
    "done": "เสร็จแล้ว",
}
REVIEW_WORDS: dict[Review, str] = {
    "pending": "รอตรวจสอบ",
    "accepted": "ตรวจสอบแล้ว",
    "returned": "ขอให้แก้ไขเพิ่มเติม",
}
WEB_WORDS: dict[WebStatus, str] = {
    "unchecked": "ยังไม่ได้ตรวจสอบ",
    "present": "มี",
    "incomplete": "ไม่สมบูรณ์",
    "missing": "ไม่มี",
}
EVIDENCE_WORDS: dict[EvidenceKind, str] = {
    "link": "ลิงก์",
    "picture": "ภาพถ่าย",
    "file": "ไฟล์",
}
KIND_WORDS: dict[Kind, str] = {
    "o_item": "ข้อ OIT",
    "measure": "มาตรการ",
    "step": "ขั้นตอนปฏิทิน",
    "task": "งานที่ได้รับมอบหมาย",
}
ROLE_WORDS: dict[Role, str] = {
    "head": "หัวหน้าส่วนราชการ",
    "staff": "เจ้าหน้าที่",
    "coordinator": "ผู้ประสานงาน ITA",
    "chief": "ผู้บริหาร",
}

LABELS: dict[str, str] = {
    "undo": "ยกเลิกการรายงานนี้",
    "confirm": "ยืนยัน",
    "erase": "ยืนยันการลบ",
    "cancel": "ยกเลิก",
    "status": "ความก้าวหน้า",
    "missing": "รายการคงค้าง",
    "due": "ใกล้ครบกำหนด",
    "summary": "สรุปผู้บริหาร",
    "earlier": "ฉบับสัปดาห์ก่อน",
    "help": "วิธีใช้งาน",
    "open_web": "เปิดหน้าเว็บไซต์",
    "open_evidence": "เปิดหลักฐาน",
    "history": "ดูประวัติ",
    "take_off": "ยกเลิกการแนบนี้",
    "picture": "ดูแผนภูมิ",
    "see_more": "ดูรายการคงค้าง",
    "details": "ดูรายละเอียด",
    "approve": "อนุมัติ",
    "decline": "ไม่อนุมัติ",
    "pick_date": "เลือกวันที่",
    "ask_extension": "ขอขยายเวลา",
    "withdraw": "ยกเลิกคำขอนี้",
    "other_date": "กำหนดวันอื่น",
    "take_back_shift": "ยกเลิกการเลื่อนนี้",
    "take_back": "ยกเลิกการพิจารณานี้",
    "review": "รายการรอตรวจสอบ",
    "next_review": "ตรวจรายการถัดไป",
    "pass": "ผ่าน",
    "give_back": "ขอให้แก้ไข",
    "return_by": "เปลี่ยนวันที่",
    "take_back_review": "ยกเลิกผลการตรวจสอบ",
    "nothing_more": "ไม่มีเพิ่มเติม",
    "acknowledge": "รับทราบ",
    "take_back_acknowledge": "ยกเลิกการรับทราบ",
    "take_back_snooze": "ยกเลิกการเลื่อนเตือน",
    "tell_results": "แจ้งผลการดำเนินการ",
    "change_results": "แก้ไขผลที่แจ้งไว้",
    "take_back_results": "ยกเลิกข้อความล่าสุด",
    "show_results": "รวมผลทุกส่วนราชการ",
    "all_steps": "ครบทุกขั้นตอน",
    "next": "ต่อไป",
    "skip": "ข้าม",
    "keep_text": "ใช้ข้อความนี้",
    "edit_output": "แก้ไขถ้อยคำผลการดำเนินการ",
    "edit_outcome": "แก้ไขถ้อยคำผลลัพธ์",
    "as_answered": "ใช้ตามที่ตอบมา",
    "submit": "ยืนยันเสนอเรื่อง",
    "submit_followup": "เสนอตารางติดตาม",
    "submit_progress": "เสนอรายงานผล",
    "papers": "เรื่องเสนอ",
    "read_all": "เปิดอ่านทั้งฉบับ",
    "agree": "เห็นชอบ เรียนเสนอ",
    "send_back": "ส่งคืน",
    "withdraw_paper": "ถอนเรื่อง",
    "ask_again": "แจ้งผู้พิจารณาอีกครั้ง",
    "load_paper": "นำเข้าทะเบียน",
    "doubtful_rows": "ดูแถวที่สงสัย",
    "as_evidence": "แนบเป็นหลักฐานแทน",
    "drop_paper": "ไม่นำเข้า",
    "name_owner": "ระบุผู้รับผิดชอบ",
    "keep_row": "ตรวจแล้ว ใช้ตามที่อ่าน",
    "row_seen": "ตรวจแล้ว",
    "skip_row": "ไม่นำเข้าข้อนี้",
}


def status_words(status: str) -> str:
    """A status key in Thai; what is not a key is taken as words already."""
    return next((words for key, words in STATUS_WORDS.items() if key == status), status)


def role_words(role: str) -> str:
    return next((words for key, words in ROLE_WORDS.items() if key == role), role)


# What each paper is called on a button, by kind and format; "memo" is the one that covers it.
PAPER_LABELS: dict[tuple[str, str], str] = {
    ("followup", "docx"): "ตารางติดตาม OIT (Word)",
    ("followup", "xlsx"): "ตารางติดตาม OIT (Excel)",
    ("progress", "docx"): "สถานะตามมาตรการ",
    ("six-elements", "docx"): "รายงาน 6 องค์ประกอบ",
    ("results", "docx"): "ผลตามมาตรการ",
    ("plan", "docx"): "แผนตามมาตรการ",
    ("calendar", "docx"): "ปฏิทินการดำเนินการ",
    ("followup", "memo"): "บันทึกนำส่งตารางติดตาม OIT",
    ("six-elements", "memo"): "บันทึกนำส่งรายงานผล",
    ("summary", "docx"): "สรุปประจำสัปดาห์",
}
APPROVED_LABELS: dict[str, str] = {
    "followup": "ตารางติดตาม OIT ฉบับอนุมัติ",
    "progress": "สถานะตามมาตรการ ฉบับอนุมัติ",
    "six-elements": "รายงาน 6 องค์ประกอบ ฉบับอนุมัติ",
    "results": "ผลตามมาตรการ ฉบับอนุมัติ",
}
