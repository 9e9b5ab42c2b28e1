"""The sheets หน่วยงาน, ส่วนราชการ and วันหยุด: the office itself, its divisions and its closed days."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from documents.plan import ClosedDayPlan, DivisionPlan, OfficeFacts
from documents.text import key, one_line
from documents.thai_dates import fiscal_year
from documents.workbook.cells import (
    Read,
    UnreadableDate,
    day,
    kept_days,
    names,
    numerals,
    remind_at,
    rungs,
    switch,
    website,
)
from documents.workbook.errors import WorkbookError
from documents.workbook.headers import Cell, Grid, Row, match_columns
from documents.workbook.rows import Findings, without_formula
from documents.workbook.sheets import EXAMPLE, OFFICE
from messages.thai import thai_date

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR: Final = re.compile(r"(?:ปี)?(?:งบประมาณ)?(?:พศ)?(25\d\d|26\d\d)")
_LONGEST: Final[Mapping[str, int]] = {"channel_token": 1_000, "slug": 60, "name": 200, "kind": 40, "province": 80}
_WORKS: Final = re.compile(r"(?<!ไม่)(?<!งด)(?:ทำ(?:งาน|การ)(?:ตาม)?ปกติ|เปิดทำการ)|ไม่หยุด")
HOW_TO_DATE: Final = "พิมพ์เป็นวัน เดือน ปี เช่น 31 มี.ค. 2570"


def read_office(title: str, grid: Grid, findings: Findings) -> OfficeFacts | None:
    """The office's facts; None when a problem leaves them unknown."""
    return _OfficeSheet(title, grid, findings).read()


class _OfficeSheet:
    """A key and its value a row: the value stands right of the key."""

    def __init__(self, title: str, grid: Grid, findings: Findings) -> None:
        self.title, self.findings = title, findings
        self.rows: dict[str, Row] = {}
        for number, cells in enumerate(grid, start=1):
            at = next((at for at, cell in enumerate(cells) if isinstance(cell.value, str) and cell.value.strip()), None)
            match = match_columns(OFFICE, [str(cells[at].value)], longer=False) if at is not None else {}
            if at is None or not match:
                continue
            value = cells[at + 1] if at + 1 < len(cells) else Cell(None)
            name = next(iter(match))
            if not self.text(name):
                self.rows[name] = Row(number, {name: without_formula(value, title, number, findings)})
        self._forget_examples()

    def _forget_examples(self) -> None:
        examples = [name for name in self.rows if self.text(name).startswith(EXAMPLE)]
        if {"slug", "name", "year"} <= set(examples):
            raise WorkbookError(
                f'ชีต "{self.title}": แฟ้มนี้ยังเป็นแบบฟอร์มเปล่า โปรดกรอกข้อมูลจริงแทนข้อมูลที่ขึ้นต้นด้วย "{EXAMPLE}" ในทุกชีตก่อนนำเข้า'
            )
        for name in examples:
            row = self.rows[name]
            self.findings.doubt(self.title, row.number, self.text(name), "ยังเป็นข้อมูลตัวอย่าง จึงไม่ได้นำเข้า")
            self.rows[name] = Row(row.number, {})

    def text(self, name: str) -> str:
        return one_line(self.rows[name].text(name)) if name in self.rows else ""

    def refuse(self, name: str, what: str, do: str) -> None:
        self.findings.refuse(self.title, self.rows[name].number if name in self.rows else None, what, do)

    def read(self) -> OfficeFacts | None:
        for column in OFFICE.columns:
            if column.needed and not self.text(column.field):
                self.refuse(column.field, f'ยังไม่มี "{column.heading}"', f'กรอก "{column.heading}"')
            elif len(self.text(column.field)) > _LONGEST.get(column.field, 200):
                self.refuse(column.field, f'"{column.heading}" ยาวเกินไป', "ย่อให้สั้นลง")
        slug = self.text("slug")
        if slug and not _SLUG.fullmatch(slug):
            self.refuse(
                "slug",
                f'รหัส "{slug}" ใช้ไม่ได้',
                "ใช้เฉพาะอักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลาง เช่น bangtuayang-sao",
            )
        year = self._year()
        if year is None:
            return None
        starts_on, ends_on = self._span(year)
        before = rungs(self.text("before"))
        site = website(self.text("website"))
        clock = remind_at(self.rows["remind_at"].value("remind_at")) if "remind_at" in self.rows else Read(None)
        review = switch(self.text("review"))
        kept = kept_days(self.text("keep_days"))
        digits = numerals(self.text("numerals"))
        return OfficeFacts(
            slug,
            self.text("name"),
            self.text("kind"),
            self.text("province"),
            year,
            starts_on,
            ends_on,
            before=before.value,
            remind_at=clock.value,
            website=site.value or "",
            review_on=review.value,
            keep_days=kept.value,
            thai_numerals=digits.value,
            channel=self._channel(),
            unsaid=self._unsaid(
                before=before.doubt,
                remind_at=clock.doubt,
                website=site.doubt,
                review=review.doubt,
                keep_days=kept.doubt,
                numerals=digits.doubt,
            ),
        )

    def _channel(self) -> tuple[str, str] | None:
        """Both, or none; neither ever stands in a message of ours."""
        secret, token = self.text("channel_secret"), self.text("channel_token")
        if not secret and not token:
            return None
        if not secret or not token:
            missing = "channel_secret" if not secret else "channel_token"
            self.refuse(missing, "ช่องทาง LINE ไม่ครบ", "กรอกทั้ง Channel secret และ Channel access token")
        return secret, token

    def _unsaid(self, **doubts: str) -> frozenset[str]:
        """Of these keys the ones the sheet lacks or that cannot be read; the latter are doubted."""
        for name, doubt in doubts.items():
            if doubt:
                self.findings.doubt(self.title, self.rows[name].number, self.text(name), doubt)
        return frozenset(name for name, doubt in doubts.items() if doubt or name not in self.rows)

    def _year(self) -> int | None:
        text = self.text("year")
        if found := _YEAR.fullmatch(key(text)):
            return int(found[1])
        if text:
            self.refuse("year", f'อ่านปีประเมิน "{text}" ไม่ได้', "ระบุเป็นปี พ.ศ. สี่หลัก เช่น 2570")
        return None

    def _span(self, year: int) -> tuple[date, date]:
        """When the work runs: as written, else the fiscal year of the assessment year, and that is said."""
        default_start, default_end = fiscal_year(year)
        starts_on, ends_on = self._day("starts_on"), self._day("ends_on")
        start, end = starts_on or default_start, ends_on or default_end
        if start > end:
            self.refuse("ends_on", "วันสิ้นสุดดำเนินการมาก่อนวันเริ่มดำเนินการ", "แก้ไขวันให้ถูกต้อง")
        if starts_on is None or ends_on is None:
            self.findings.notes.append(
                f"ไม่ได้ระบุช่วงเวลาดำเนินการครบ ระบบใช้ {thai_date(start, 'long')} - {thai_date(end, 'long')}"
            )
        return start, end

    def _day(self, name: str) -> date | None:
        try:
            return day(self.rows[name].value(name)) if name in self.rows else None
        except UnreadableDate:
            self.refuse(name, f'อ่านวันที่ "{self.text(name)}" ไม่ได้', HOW_TO_DATE)
            return None


def read_divisions(title: str, rows: Sequence[Row], findings: Findings) -> tuple[DivisionPlan, ...]:
    found: dict[str, tuple[DivisionPlan, int]] = {}
    for row in rows:
        name, head_title = one_line(row.text("name")), one_line(row.text("head_title"))
        if not name:
            findings.doubt(title, row.number, row.raw, "ไม่มีชื่อส่วนราชการ จึงยังไม่ได้นำเข้าแถวนี้")
            continue
        if len(name) > 200 or len(head_title) > 200:
            findings.refuse(title, row.number, "ชื่อหรือตำแหน่งยาวเกิน 200 ตัวอักษร", "ย่อให้สั้นลง")
        if key(name) in found:
            findings.refuse(title, row.number, f'ส่วนราชการ "{name}" ซ้ำกับแถว {found[key(name)][1]}', "ลบแถวที่ซ้ำหรือแก้ชื่อ")
            continue
        aliases = tuple(alias for alias in names(row.text("aliases")) if key(alias) != key(name))
        found[key(name)] = (DivisionPlan(name, aliases, head_title), row.number)
    if not found and not findings.problems:
        findings.refuse(title, None, "ยังไม่มีส่วนราชการ", "กรอกส่วนราชการอย่างน้อยหนึ่งแถว")
    _doubt_shared_names(title, list(found.values()), findings)
    return tuple(division for division, _ in found.values())


def _doubt_shared_names(title: str, found: Sequence[tuple[DivisionPlan, int]], findings: Findings) -> None:
    """A name two divisions are called by means neither of them."""
    users: dict[str, list[str]] = {}
    for division, _ in found:
        for spelling in {key(division.name), *map(key, division.aliases)}:
            users.setdefault(spelling, []).append(division.name)
    for division, number in found:
        for alias in division.aliases:
            others = [name for name in users[key(alias)] if name != division.name]
            if others:
                findings.doubt(title, number, alias, f"ชื่อเรียกนี้ใช้กับ {others[0]} ด้วย ระบบจึงไม่ใช้ชื่อนี้ระบุส่วนราชการนี้")


def read_closed_days(title: str, rows: Sequence[Row], findings: Findings) -> tuple[ClosedDayPlan, ...]:
    found: dict[date, ClosedDayPlan] = {}
    for row in rows:
        text, name = row.text("day"), one_line(row.text("name"))
        try:
            closed = day(row.value("day"))
        except UnreadableDate:
            findings.refuse(title, row.number, f'อ่านวันที่ "{one_line(text)}" ไม่ได้', HOW_TO_DATE)
            continue
        if closed is None:
            findings.doubt(title, row.number, row.raw, "ไม่มีวันที่ จึงยังไม่ได้นำเข้าแถวนี้")
        elif len(name) > 200:
            findings.refuse(title, row.number, "ชื่อวันหยุดยาวเกิน 200 ตัวอักษร", "ย่อให้สั้นลง")
        elif closed in found:
            findings.doubt(title, row.number, row.raw, f"ซ้ำกับวันหยุด {found[closed].name} ระบบใช้แถวแรก")
        elif (works := _WORKS.search(key(name)) is not None) and closed.weekday() >= 5:
            findings.doubt(title, row.number, row.raw, "ตรงกับวันเสาร์หรือวันอาทิตย์ ระบบเตือนเฉพาะวันจันทร์ถึงวันศุกร์")
        else:
            found[closed] = ClosedDayPlan(closed, name, works)
    return tuple(found.values())
