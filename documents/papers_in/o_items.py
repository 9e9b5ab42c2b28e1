"""The follow-up table of O-items, page by page: a row an item, with every damage of print named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz import fuzz

from documents.data import catalogue
from documents.papers_in.desk import Desk
from documents.papers_in.kinds import KindRow, KindTable
from documents.papers_in.marks import MarkColumn, is_tick, ticked
from documents.papers_in.parts import Place
from documents.papers_in.texts import entries, rejoined
from documents.papers_in.titles import known_titles, leading_code, title_and_elements
from documents.plan import Asked, ItemPlan
from documents.text import key, one_line
from documents.workbook import cells
from documents.workbook.codes import read_numbers
from documents.workbook.items import misfit
from models.words import WebStatus

_TEXTS: Final = ("title", "elements", "presented", "owners", "due", "web_status", "url")
_NOT_IN_PAPERS: Final = frozenset({"issue", "period", "steps", "output", "outcome", "before", "status"})
_SAME_TITLE: Final = 75.0


@dataclass
class Draft:
    """One item as printed, perhaps over several rows."""

    numbers: tuple[int, ...]
    row: KindRow
    texts: dict[str, str]
    marks: list[tuple[MarkColumn, str]]
    raw: str
    reasons: list[str] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return self.row.source.place

    @property
    def code(self) -> str:
        return f"O{self.numbers[0]}"


def drafts_of(tables: Sequence[KindTable], desk: Desk) -> list[Draft]:
    found: list[Draft] = []
    for row in (row for table in tables for row in table.rows):
        said = row.text("number")
        numbers = read_numbers(said, "o_item")
        if row.section and not numbers and not row.is_joined("number"):
            continue  # ตัวชี้วัดย่อยที่ 9.1 …, over the items that belong to it
        if found and (row.is_joined("number") or (cells.is_blank(said) and not _answers(row))):
            _go_on(found[-1], row)
        elif not numbers:
            what = f'อ่านเลขข้อ "{one_line(said)}" ไม่ได้' if said else "ไม่มีเลขข้อ"
            desk.remarks.doubt(row.source.place, row.source.raw, f"{what} จึงยังไม่ได้นำเข้าแถวนี้")
        else:
            texts = {name: row.text(name) for name in _TEXTS}
            code, title = leading_code(texts["title"])
            if code == numbers[0]:
                texts["title"] = title
            found.append(Draft(numbers, row, texts, row.marks(), row.source.raw))
            if code and code not in numbers:
                found[-1].reasons.append(f"เลขข้อเป็น O{numbers[0]} แต่ชื่อข้อมูลขึ้นต้นด้วย O{code} โปรดตรวจสอบ")
    return found


def _answers(row: KindRow) -> bool:
    """Whether a row without a number is an item of its own that lost it: it has an owner or a tick."""
    own = row.text("owners") if not row.is_joined("owners") else ""
    return bool(row.text("title")) and (
        not cells.is_blank(own) or any(not cells.is_blank(text) for _, text in row.marks())
    )


def _go_on(draft: Draft, row: KindRow) -> None:
    """A row that continues the item above: its number is merged, or a page break cut the item in two."""
    repeated = []
    for name in _TEXTS:
        if row.text(name) and not row.is_joined(name):
            draft.texts[name], seam = rejoined(draft.texts[name], row.text(name))
            repeated += [seam] if seam else []
    if not ticked(draft.marks).column and any(text for _, text in row.marks()):
        draft.marks = row.marks()
    draft.raw = f"{draft.raw} ‖ {row.source.raw}"
    if not row.is_joined("number"):
        seam = f' คำว่า "{repeated[0]}" พิมพ์ไว้ทั้งสองหน้า ระบบคงไว้ครั้งเดียว' if repeated else ""
        draft.reasons.append(f"ข้อความขึ้นหน้าใหม่ ({row.source.place.where}) ระบบต่อเข้าด้วยกัน{seam} โปรดตรวจสอบ")


class OItemReader:
    """Makes items of drafts that hold one item each."""

    def __init__(self, tables: Sequence[KindTable], desk: Desk) -> None:
        self.desk = desk
        self.titles = known_titles(desk.year)
        self.catalogue = catalogue(desk.year)
        self.second = Counter(table.header.marks[1].mark.status for table in tables if len(table.header.marks) == 2)
        self.first_means_present = any(
            table.header.marks and table.header.marks[0].mark.status == "present" for table in tables
        )

    def read(self, drafts: Sequence[Draft]) -> tuple[ItemPlan, ...]:
        ticked_rows = sum(1 for draft in drafts if draft.marks and not ticked(draft.marks).blank)
        self.mostly_ticked = ticked_rows * 2 > sum(1 for draft in drafts if draft.marks)
        kept: dict[int, tuple[ItemPlan, Draft]] = {}
        for draft in drafts:
            number = draft.numbers[0]
            if number in kept:
                kept[number] = (self._again(*kept[number], draft), kept[number][1])
            else:
                kept[number] = (self._item(draft), draft)
        self._gaps(kept)
        return tuple(item for item, _ in kept.values())

    def _item(self, draft: Draft) -> ItemPlan:
        number, place, code = draft.numbers[0], draft.place, draft.code
        for reason in draft.reasons:
            self._doubt(draft, reason)
        title, elements = title_and_elements(draft.texts["title"], self.titles.get(code, ()))
        if draft.texts["elements"]:
            elements = entries(draft.texts["elements"])
        if not title:
            self._doubt(draft, "ไม่มีชื่อข้อมูล โปรดระบุ")
            title = self.catalogue.get(code, code)
        elif self.catalogue and (misread := misfit(self.catalogue, code, title)):
            self._doubt(draft, misread)
        shifted = is_tick(draft.texts["owners"])
        if shifted:
            self._doubt(
                draft, "มีเครื่องหมายในช่องผู้รับผิดชอบ ช่องในแถวนี้อาจเลื่อน โปรดระบุผู้รับผิดชอบและสถานะ", "owners", "web_status"
            )
            draft.texts["owners"] = ""
        divisions, _ = self.desk.owners(draft.texts["owners"], place, code)
        if cells.is_blank(draft.texts["owners"]) and not shifted:
            self.desk.no_owner(place, draft.raw, code, column_lost=not draft.row.has("owners"))
        web_status = None if shifted else self._web_status(draft)
        due = self.desk.period(draft.texts["due"], place, code, "กำหนดส่ง")
        url = cells.url(draft.texts["url"])
        if url.doubt:
            self._doubt(draft, url.doubt)
        said = {"presented", "elements", *(name for name in ("owners", "due", "url") if draft.row.has(name))}
        if not draft.row.has("presented"):
            said.discard("presented")
        return ItemPlan(
            kind="o_item",
            number=number,
            title=title,
            row=place.row,
            owners=one_line(draft.texts["owners"]),
            divisions=divisions,
            elements=elements,
            presented="\n".join(entries(draft.texts["presented"])),
            due=due.end if due else None,
            due_derived=bool(due and due.derived),
            web_status=web_status,
            url=url.value or "",
            unsaid=_NOT_IN_PAPERS | ({"presented", "elements", "owners", "due", "url"} - said),
        )

    def _web_status(self, draft: Draft) -> WebStatus | None:
        if not draft.marks:
            read = cells.web_status(draft.texts["web_status"])
            if read.doubt:
                self._doubt(draft, read.doubt, "web_status")
            return read.value
        found = ticked(draft.marks)
        if found.doubt:
            self._doubt(draft, f"{found.doubt} ระหว่างนี้ถือว่ายังไม่ได้ตรวจสอบ", "web_status")
        elif found.blank and self.mostly_ticked:
            self._doubt(draft, "ไม่มีเครื่องหมายในช่องใด ทั้งที่แถวส่วนใหญ่มี ระหว่างนี้ถือว่ายังไม่ได้ตรวจสอบ", "web_status")
        return self._meaning(draft, found.column) if found.column else None

    def _meaning(self, draft: Draft, column: MarkColumn) -> WebStatus | None:
        columns = [mark for mark, _ in draft.marks]
        status = column.mark.status
        if status is None and column == columns[0] and not column.mark.several and self.first_means_present:
            self._doubt(
                draft, f'หัวคอลัมน์ที่มีเครื่องหมายพิมพ์ว่า "{column.heading}" ระบบอ่านเป็น มี ตามหน้าอื่น โปรดตรวจสอบ', "web_status"
            )
            return "present"
        if status is None:
            self._doubt(
                draft, f'หัวคอลัมน์ "{column.heading}" ไม่บอกสถานะเดียว โปรดระบุสถานะ ระหว่างนี้ถือว่ายังไม่ได้ตรวจสอบ', "web_status"
            )
            return None
        rivals = [
            s for s, count in self.second.items() if s != status and s is not None and count >= self.second[status]
        ]
        if len(columns) == 2 and column == columns[1] and rivals:
            other = {"missing": "ไม่มี", "incomplete": "ไม่สมบูรณ์"}.get(str(rivals[0]), "อย่างอื่น")
            self._doubt(
                draft, f'หัวคอลัมน์ของหน้านี้พิมพ์ว่า "{column.heading}" แต่หน้าอื่นพิมพ์ว่า "{other}" โปรดยืนยันสถานะ', "web_status"
            )
        return status  # type: ignore[return-value]  # mark_of gives web words for this kind

    def _again(self, item: ItemPlan, first: Draft, draft: Draft) -> ItemPlan:
        """A number for the second time: a row printed twice, or two items under one number. The first one stays."""
        title, _ = title_and_elements(draft.texts["title"], self.titles.get(draft.code, ()))
        where = f"{first.place.where} แถว {first.place.row}"
        if fuzz.ratio(key(title), key(item.title)) < _SAME_TITLE:
            self._doubt(draft, f"เลขข้อซ้ำกับ {where} แต่ชื่อต่างกัน จึงยังไม่ได้นำเข้าแถวนี้ โปรดตรวจสอบเลขข้อ")
            return item
        second = ticked(draft.marks).column
        status = second.mark.status if second else cells.web_status(draft.texts["web_status"]).value
        if status and item.web_status and status != item.web_status:
            self._doubt(draft, f"พิมพ์ซ้ำกับ {where} แต่สถานะต่างกัน โปรดระบุสถานะ ระหว่างนี้ถือว่ายังไม่ได้ตรวจสอบ", "web_status")
            return replace(item, web_status=None)
        self._doubt(draft, f"พิมพ์ซ้ำกับ {where} ระบบใช้แถวแรก")
        return item

    def _gaps(self, kept: dict[int, tuple[ItemPlan, Draft]]) -> None:
        """Numbers missing between the first and the last: a row may have been lost in another. A table of chosen items
        leaves many out."""
        absent = sorted(set(range(min(kept, default=0), max(kept, default=0))) - set(kept))
        if len(absent) * 5 > len(kept):
            return
        for missing in absent:
            before = max(number for number in kept if number < missing)
            reason = f"ไม่พบ O{missing} ในตาราง อาจรวมอยู่ในแถวนี้ โปรดตรวจสอบ"
            self.desk.remarks.doubt(kept[before][1].place, kept[before][1].raw, reason, f"O{missing}")

    def _doubt(self, draft: Draft, reason: str, *asks: Asked) -> None:
        self.desk.remarks.doubt(draft.place, draft.raw, reason, draft.code, *asks)
