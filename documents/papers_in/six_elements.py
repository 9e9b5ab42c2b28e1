"""The six-element report: under each ด้านที่ six labelled fields, in paragraphs or in a table of labels and texts."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from documents.papers_in.drafts import MeasureDraft, read_section
from documents.papers_in.measures import lacking
from documents.papers_in.parts import Paper, PaperTable, Paragraph
from documents.text import one_line
from messages.thai import join_thai

_LABELS: Final = (
    ("title", r"(?:ชื่อ)?มาตรการ(?:\s*[,/ ]?\s*โครงการ)?(?:\s*[,/ ]?\s*(?:หรือ)?\s*กิจกรรม)?"),
    ("steps", r"ขั้นตอน(?:การดำเนินการ|การดำเนินงาน)?(?:\s*(?:หรือ|/|และ)?\s*วิธี(?:การ)?(?:ปฏิบัติ|ดำเนินการ))?"),
    ("period", r"(?:ช่วง)?ระยะเวลา(?:\s*(?:ใน)?\s*การ?\s*ดำเนิน(?:การ|งาน))?"),
    ("owners", r"(?:ผู้|หน่วยงาน|ส่วนราชการ)(?:ที่)?รับผิดชอบ"),
    ("outcome", r"(?:ผลลัพธ์|ผลสัมฤทธิ์)(?:\s*(?:หรือ|/)\s*ผลสัมฤทธิ์)?(?:\s*(?:ใน|ของ)?การดำเนิน(?:การ|งาน))?"),
    ("output", r"ผลการดำเนิน(?:การ|งาน)|ผลผลิต"),
)
_START: Final = r"^\s*(?:[•▪●○-]\s*)?(?P<number>\(?\s*[1-6๑-๖]\s*[).]+)?\s*"
_END: Final = r"\s*(?:\([^()]{0,40}\))?\s*(?P<colon>[:：])?\s*(?P<rest>.*)$"
_PATTERNS: Final = tuple((name, re.compile(f"{_START}(?:{label}){_END}", re.DOTALL)) for name, label in _LABELS)
_CLOSING: Final = re.compile(r"^\s*(?:บทสรุป|สรุปผล|จึงเรียน|\(?ลงชื่อ|ปัญหา(?:และ)?\s*อุปสรรค|ข้อเสนอแนะ|เอกสารแนบ|ภาคผนวก)")
_ONE_TEXT: Final = ("title", "period", "owners")
_FEWEST_LABELS: Final = 3


def read_six_elements(paper: Paper, unread: Sequence[PaperTable]) -> list[MeasureDraft]:
    """The measures told in labelled fields; none when the paper only mentions such words. `unread` are the tables that
    are of no other kind."""
    reader = _Reader()
    for paragraph in _flow(paper, unread):
        reader.take(paragraph)
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

    def take(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if section := read_section(text):
            self._number = section[0]
            self._section = one_line(text)
            self._field = ""
            self._begin(paragraph)
        elif label := _label(text):
            self._labelled(paragraph, *label)
        elif _CLOSING.match(text):
            self._field = ""
        elif self._field:
            self._more(paragraph)

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
        self._field = name

    def _more(self, paragraph: Paragraph) -> None:
        """A paragraph without a label belongs to the field above it, unless that is complete in one."""
        draft = self.drafts[-1]
        if self._field in _ONE_TEXT and draft.text(self._field):
            self._field = ""
            return
        draft.texts[self._field] = "\n".join(filter(None, (draft.text(self._field), paragraph.text)))
        draft.raw = f"{draft.raw} ‖ {paragraph.text}"


def _label(text: str) -> tuple[str, str] | None:
    """Which field a paragraph begins. A number or a colon makes a label of the words."""
    for name, pattern in _PATTERNS:
        if (m := pattern.match(text)) and (m["colon"] or (m["number"] and not m["rest"])):
            return name, m["rest"]
    return None
