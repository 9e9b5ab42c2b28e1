"""A measure as a paper prints it, before it is joined with other tables and given its number."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from documents.grades import indicator_name
from documents.papers_in.parts import Place
from documents.papers_in.texts import leading_number
from documents.text import arabic, key, one_line
from models.words import Status

TEXTS: Final = ("title", "steps", "period", "due", "owners", "output", "outcome", "status")
# Our own paper prints the measure's number before its issue.
_SECTION: Final = re.compile(
    r"^\s*(?:•\s*)?(?:มาตรการที่\s*[0-9๐-๙]{1,2}\s*[:：]\s*)?"
    r"(?:ด้าน|ประเด็น|ตัวชี้วัด)\s*ที่\s*([0-9๐-๙]{1,2})\s*[:：.]?\s*(.*)$"
)
_SECTION_WORD: Final = re.compile(r"(?:ด้าน|ประเด็น|ตัวชี้วัด)")
_TOTAL: Final = re.compile(
    r"(?:ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด)?\s*:?\s*(?:จำนวน\s*)?[0-9๐-๙,.]*\s*(?:มาตรการ|โครงการ|กิจกรรม|รายการ|ข้อ|บาท)?"
)
_SIGNATURE: Final = re.compile(r"\(?\s*(?:ลงชื่อ|ลงนาม)\s*(?:$|[.…_:(-]|ผู้|นาย|นาง).*|\(\s*(?:นาย|นาง|ว่าที่)[^()]*\)")


@dataclass
class MeasureDraft:
    """`texts` holds only what the paper has a place for; an empty text is a place left empty."""

    place: Place
    raw: str
    texts: dict[str, str]
    issue: str = ""
    number: int | None = None  # as printed
    status: Status | None = None
    reasons: list[str] = field(default_factory=list)
    owners_lost: bool = False
    tells_status: bool = False  # the paper has a place for it

    @property
    def issue_key(self) -> str:
        """The number an indicator or issue bears, else its name."""
        section = read_section(self.issue)
        number = section[0] if section else leading_number(self.issue)[0]
        return str(number) if number is not None else key(self.issue)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")


def read_section(text: str) -> tuple[int, str] | None:
    """ประเด็นที่ 1 กระบวนการ…, ด้านที่ ๑: การปฏิบัติหน้าที่ → its number and name."""
    m = _SECTION.match(text)
    if m is None:
        return None
    name = re.split(r"\s*(?:แนวทางในการยกระดับ|รายละเอียดข้อ)", m[2])[0]
    return int(arabic(m[1])), one_line(name)


def section_in(text: str) -> tuple[int, str] | None:
    """The last section that the lines above a table name."""
    found = [section for line in text.split("\n") if (section := read_section(line))]
    return found[-1] if found else None


def heads_rows(text: str) -> bool:
    """Whether a text that stands alone in its row names a section (ด้านที่ ๑, ๑. ด้านการใช้งบประมาณ), not a measure."""
    rest = leading_number(text)[1].strip()
    return read_section(text) is not None or _SECTION_WORD.match(rest) is not None or key(rest) in _indicators()


@cache
def _indicators() -> frozenset[str]:
    return frozenset(key(indicator_name(str(number))) for number in range(1, 11))


def is_aside(text: str) -> bool:
    """A total or a signature beneath the measures."""
    said = one_line(text)
    return bool(_TOTAL.fullmatch(said) or _SIGNATURE.fullmatch(said))
