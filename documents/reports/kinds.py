"""The kinds of paper that an office prints, and which content each is printed from."""

from importlib.resources import files
from typing import Final, Literal, get_args

from models.approvals import PaperKind

Kind = Literal["followup", "progress", "six-elements", "plan", "results", "calendar", "memo", "summary"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

NAMES: Final[dict[Kind, str]] = {
    "followup": "ตารางติดตามข้อมูลสาธารณะ",
    "progress": "รายงานสถานะการดำเนินการตามมาตรการ",
    "six-elements": "รายงานผลการดำเนินการตามมาตรการ 6 องค์ประกอบ",
    "plan": "แผนการดำเนินการตามมาตรการ",
    "results": "รายงานผลการดำเนินการตามมาตรการ",
    "calendar": "ปฏิทินการดำเนินการ",
    "memo": "บันทึกข้อความ",
    "summary": "สรุปความก้าวหน้ารายสัปดาห์",
}
# The reports on measures say different things of one content: what is approved as the one is approved for all.
PAPER: Final[dict[Kind, PaperKind]] = {
    "followup": "followup",
    "progress": "progress",
    "six-elements": "progress",
    "plan": "progress",
    "results": "progress",
}


def template(kind: Kind) -> bytes:
    """Our own Word template of the kind."""
    return files("documents.data").joinpath("templates", f"{kind}.docx").read_bytes()
