"""The six-element report: under each ด้านที่ six labelled fields, in paragraphs or in a table of labels and texts."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from rapidfuzz import fuzz

from documents.grades import indicator_name
from documents.papers_in.drafts import MeasureDraft, read_section
from documents.papers_in.measures import lacking
from documents.papers_in.parts import Paper, PaperTable, Paragraph
from documents.text import arabic, key, one_line
from messages.thai import join_thai

_LABELS: Final = (
    ("title", r"(?:ชื่อ)?มาตรการ(?:\s*[,/ ]?\s*โครงการ)?(?:\s*[,/ ]?\s*(?:หรือ)?\s*กิจกรรม)?"),
    (
        "steps",
        r"(?:ขั้นตอน|วิธีการ|วิธี|แนวทาง)(?:\s*การดำเนินการ|\s*การดำเนินงาน|การปฏิบัติ(?:งาน)?|ดำเนิน(?:การ|งาน)|ปฏิบัติ)?"
        r"(?:\s*(?:หรือ|/|และ)?\s*วิธี(?:การ)?(?:ปฏิบัติ|ดำเนินการ|ดำเนินงาน))?",
    ),
    ("period", r"(?:ช่วง|กำหนด)?ระยะเวลา(?:\s*(?:ใน|ของ|ที่)?\s*(?:การ)?\s*(?:ดำเนิน(?:การ|งาน)|ปฏิบัติ(?:งาน)?))?"),
    ("owners", r"(?:ผู้|หน่วยงาน|ส่วนราชการ)(?:ที่|ผู้)?รับผิดชอบ(?:หลัก)?"),
    (
        "outcome",
        r"(?:ผลลัพธ์|ผลสัมฤทธิ์)(?:\s*(?:หรือ|/|และ)\s*ผลสัมฤทธิ์)?"
        r"(?:\s*(?:ใน|ของ|จาก|ที่เกิดจาก)?\s*การดำเนิน(?:การ|งาน)|ที่(?:ได้(?:รับ)?|เกิดขึ้น))?",
    ),
    ("output", r"(?:ผลการ(?:ดำเนิน(?:การ|งาน)|ปฏิบัติ(?:งาน)?)|ผลผลิต)(?:\s*(?:หรือ|/)\s*ผลผลิต)?(?:ตามมาตรการ|ที่ได้(?:รับ)?)?"),
)
_ORDER: Final = ("title", "steps", "period", "owners", "output", "outcome")  # as the report numbers them
_START: Final = r"^\s*(?:[•▪●○-]\s*)?(?P<number>\(?\s*[1-6๑-๖]\s*[).]+)?\s*"
_END: Final = r"\s*(?:\([^()]{0,40}\))?\s*(?P<colon>[:：])?\s*(?P<rest>.*)$"
_PATTERNS: Final = tuple((name, re.compile(f"{_START}(?:{label}){_END}", re.DOTALL)) for name, label in _LABELS)
_CLOSING: Final = re.compile(
    r"^\s*(?:บทสรุป|สรุปผล|จึงเรียน|\(?\s*ลงชื่อ|\(?\s*ลงนาม|ปัญหา(?:และ)?\s*อุปสรรค|ข้อเสนอแนะ|เอกสารแนบ|ภาคผนวก|ขอแสดงความนับถือ"
    r"|ผู้(?:จัดทำ|รายงาน|ตรวจสอบ|ตรวจทาน|รับรอง|เห็นชอบ|อนุมัติ)(?:รายงาน|ข้อมูล|เอกสาร)?(?=$|[\s:：.…_(])"
    r"|\(\s*(?:นาย|นาง|น\.\s?ส\.|ว่าที่|ดร\.|[จส]\.\s?[สอตท]\.|พ\.\s?จ\.|ร\.\s?[ตทอ]\.|[.…_]{5,})[^()]*\)\s*$|[.…_]{6,})"
)
_PLAIN_SECTION: Final = re.compile(r"^\s*([0-9๐-๙]{1,2})\s*[.)]\s*ด้าน\s*(?!ที่)(\S[^:：\n]{1,60})$")
_LIKE_AN_INDICATOR: Final = 75.0
_ONE_TEXT: Final = ("title", "period", "owners")
_FEWEST_LABELS: Final = 3


def read_six_elements(paper: Paper, unread: Sequence[PaperTable]) -> list[MeasureDraft]:
    """The measures told in labelled fields; none when the paper only mentions such words. `unread` are the tables that
    are of no other kind."""
    reader = _Reader()
    flow = list(_flow(paper, unread))
    for paragraph, following in zip_longest(flow, flow[1:]):
        reader.take(paragraph, following.text if following else "")
    told = [draft for draft in reader.drafts if len(draft.texts) >= _FEWEST_LABELS]
    for draft in told:
        if missing := lacking(draft):
            draft.reasons.append(f"ขาด {len(missing)} ใน 6 องค์ประกอบ: {join_thai(missing)} โปรดเพิ่มเติม")
    return told


def _flow(paper: Paper, unread: Sequence[PaperTable]) -> Iterator[Paragraph]:
    """Paragraphs as they stand, with the rows of label tables among them."""
    seen = 0
    for table in paper.tables:
        yield from table.before
        seen += len(table.before)
        if table in unread:
            for row in table.rows:
                texts = list(dict.fromkeys(text for text in row.cells if text))
                label = one_line(texts[0]) if texts else ""
                if len(texts) > 1 and _label(f"{label}:"):
                    yield Paragraph(f"{label.rstrip(':')}: {texts[1]}", row.place)
                elif texts:
                    yield Paragraph("\n".join(texts), row.place)
    yield from paper.paragraphs[seen:]


class _Reader:
    def __init__(self) -> None:
        self.drafts: list[MeasureDraft] = []
        self._field = ""
        self._section = ""
        self._number: int | None = None
        self._last = ""  # the label above, and whether it bears a number
        self._numbered = False

    def take(self, paragraph: Paragraph, following: str) -> None:
        text = paragraph.text
        if section := read_section(text) or self._plain_section(text, following):
            self._number = section[0]
            self._section = one_line(text)
            self._field = ""
            self._begin(paragraph)
        elif label := _label(text) or self._label_without_colon(text):
            self._labelled(paragraph, *label)
        elif _CLOSING.match(text):
            self._field = ""
        elif self._field:
            self._more(paragraph)

    def _plain_section(self, text: str, following: str) -> tuple[int, str] | None:
        """๒. ด้านการใช้งบประมาณ: a heading where a measure begins below it, or where the measure above is told."""
        m = _PLAIN_SECTION.match(text)
        if m is None:
            return None
        name = re.sub(r"\s*\(.*", "", m[2])
        begins = any(match["number"] or match["colon"] for match in _matches(following, "title"))
        told = self._field in ("", "outcome") and any(
            fuzz.ratio(key(name), key(indicator_name(str(n)))) >= _LIKE_AN_INDICATOR for n in range(1, 11)
        )
        return (int(arabic(m[1])), one_line(name)) if begins or told else None

    def _label_without_colon(self, text: str) -> tuple[str, str] | None:
        """(๔) ผู้รับผิดชอบ กองคลัง: only as the next of the six, numbered as the one above or by its own number."""
        for name in _ORDER:
            for m in _matches(text, name):
                if not m["rest"] or not text[m.start("rest") - 1].isspace():
                    continue
                place = _ORDER.index(name) + 1
                number = arabic(re.sub(r"[\s().]", "", m["number"] or ""))
                follows = place > 1 and self._last == _ORDER[place - 2] and self._field != ""
                if number == str(place) and (follows or (place == 1 and self._may_begin())):
                    return name, m["rest"]
                if not number and follows and not self._numbered:
                    return name, m["rest"]
        return None

    def _may_begin(self) -> bool:
        return self._last in ("", "outcome") or (bool(self.drafts) and not self.drafts[-1].texts)

    def _begin(self, paragraph: Paragraph) -> None:
        self.drafts.append(MeasureDraft(paragraph.place, paragraph.text, {}, self._section, self._number))

    def _labelled(self, paragraph: Paragraph, name: str, rest: str) -> None:
        if not self.drafts or (name in self.drafts[-1].texts and name == "title"):
            self._begin(paragraph)
        draft = self.drafts[-1]
        if name in draft.texts:
            draft.reasons.append(f'หัวข้อ "{one_line(paragraph.text)[:40]}" พิมพ์ซ้ำ ระบบต่อข้อความเข้าด้วยกัน')
        draft.texts[name] = "\n".join(filter(None, (draft.text(name), rest.strip())))
        draft.raw = f"{draft.raw} ‖ {paragraph.text}"
        self._field = self._last = name
        self._numbered = any(m["number"] for m in _matches(paragraph.text, name))

    def _more(self, paragraph: Paragraph) -> None:
        """A paragraph without a label belongs to the field above it, unless that is complete in one."""
        draft = self.drafts[-1]
        if self._field in _ONE_TEXT and draft.text(self._field):
            self._field = ""
            return
        draft.texts[self._field] = "\n".join(filter(None, (draft.text(self._field), paragraph.text)))
        draft.raw = f"{draft.raw} ‖ {paragraph.text}"


def _matches(text: str, name: str) -> list[re.Match[str]]:
    return [m for known, pattern in _PATTERNS if known == name and (m := pattern.match(text))]


def _label(text: str) -> tuple[str, str] | None:
    """Which field a paragraph begins. A number or a colon makes a label of the words."""
    for name, pattern in _PATTERNS:
        if (m := pattern.match(text)) and (m["colon"] or (m["number"] and not m["rest"])):
            return name, m["rest"]
    return None
