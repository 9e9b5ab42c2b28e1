"""What an office workbook says, read and resolved but not yet loaded; every doubtful row is named."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, Final, Literal

from models.words import KIND_LETTER, Kind, Status, WebStatus

PARAGRAPHS: Final = "ย่อหน้า"  # what stands in a paper outside its tables
Asked = Literal["owners", "web_status", "status", "due"]  # what of an item a human can tell by a tap
NO_OWNER: Final = "ยังไม่กำหนดผู้รับผิดชอบ"  # what our papers print where nobody answers for an item

LOWEST: Final = "คะแนนต่ำสุดของปี"  # begins the line that our papers print below an issue


@dataclass(frozen=True)
class Doubt:
    """A row a human should look at: what it says and why it is doubtful. It is never dropped in silence."""

    sheet: str
    row: int
    raw: str
    reason: str
    code: str | None = None
    file: str = ""  # the Word or CSV file it stands in, whose `sheet` is a table or its paragraphs; empty: the workbook
    asks: tuple[Asked, ...] = ()

    @property
    def place(self) -> str:
        if not self.file:
            return f'ชีต "{self.sheet}" แถว {self.row}'
        where = f"ย่อหน้าที่ {self.row}" if self.sheet == PARAGRAPHS else f"{self.sheet} แถว {self.row}"
        return f'แฟ้ม "{self.file}" {where}'

    def to_json(self) -> dict[str, Any]:
        said = {"sheet": self.sheet, "row": self.row, "raw": self.raw, "reason": self.reason, "code": self.code}
        return {"file": self.file, **said} if self.file else said

    def sentence(self) -> str:
        raw = self.raw if len(self.raw) <= 80 else f"{self.raw[:79]}…"
        code = f" ({self.code})" if self.code else ""
        said = f' "{raw}"' if raw else ""
        return f"{self.place}{code}{said}: {self.reason}"


@dataclass(frozen=True)
class OfficeFacts:
    slug: str
    name: str
    kind: str
    province: str
    assessment_year: int  # B.E.
    starts_on: date
    ends_on: date
    before: tuple[int, ...] | None = None  # days before a deadline on which it is spoken of
    remind_at: time | None = None
    website: str = ""  # the host of the office's own site
    review_on: bool | None = None  # a report counts for the office once it is accepted
    keep_days: int | None = None  # how long what people typed is kept
    thai_numerals: bool | None = None  # in what is printed
    channel: tuple[str, str] | None = field(default=None, repr=False)  # the secret and token of its own LINE channel
    unsaid: frozenset[str] = frozenset()  # of these six, what the sheet has no readable word on


@dataclass(frozen=True)
class DivisionPlan:
    name: str
    aliases: tuple[str, ...] = ()
    head_title: str = ""


@dataclass(frozen=True)
class ItemPlan:
    """A row of ข้อ OIT, มาตรการ or ปฏิทิน. None means that the workbook does not say."""

    kind: Kind
    number: int
    title: str
    row: int = 0
    owners: str = ""  # as written
    divisions: tuple[str, ...] = ()  # names as in the sheet ส่วนราชการ; ทุกกอง is all of them
    persons: tuple[str, ...] = ()
    issue: str = ""
    elements: tuple[str, ...] = ()
    presented: str = ""
    steps: tuple[str, ...] = ()
    period: str = ""  # as written
    start: date | None = None
    due: date | None = None
    due_derived: bool = False  # worked out from the period (ตลอดปีงบประมาณ, a month, a quarter), not written as a day
    web_status: WebStatus | None = None
    status: Status | None = None
    url: str = ""
    output: str = ""
    outcome: str = ""
    before: tuple[int, ...] | None = None  # the item's own days of reminding before its deadline
    unsaid: frozenset[str] = frozenset()  # fields whose column the workbook does not have, or that cannot be read

    @property
    def code(self) -> str:
        return f"{KIND_LETTER[self.kind]}{self.number}"


@dataclass(frozen=True)
class ClosedDayPlan:
    day: date
    name: str = ""
    works: bool = False  # the office works on it although it is a public holiday


@dataclass(frozen=True)
class ChainPlan:
    """A post of the office's chain of approval; `acting`: the post that acts for it."""

    title: str
    acting: str = ""


@dataclass(frozen=True)
class ScorePlan:
    """A figure of an assessed year: OVERALL, an instrument, an indicator (1…10) or a question (I1, E9, O12)."""

    year: int  # B.E., the year assessed
    code: str
    value: Decimal
    title: str = ""
    issue: str = ""


@dataclass(frozen=True)
class OfficePlan:
    office: OfficeFacts
    divisions: tuple[DivisionPlan, ...]
    items: tuple[ItemPlan, ...]
    closed_days: tuple[ClosedDayPlan, ...] = ()
    chain: tuple[ChainPlan, ...] = ()  # lowest first; empty: the workbook does not say
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()  # what was derived or assumed while reading
    scores: tuple[ScorePlan, ...] = ()
    partial: bool = False  # papers alone: what they do not tell of is not missing
