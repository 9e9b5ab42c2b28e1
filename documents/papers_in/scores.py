"""Scores in a paper: tables by indicator and by question, the overall score in the text, those of section titles."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from rapidfuzz import fuzz

from documents.grades import indicator_name
from documents.papers_in.drafts import read_section, section_in
from documents.papers_in.kinds import KindRow, KindTable
from documents.papers_in.parts import Paper, Paragraph, Place, Remarks
from documents.papers_in.score_columns import YEAR, ScoreColumns, columns_of, years_over_tables
from documents.papers_in.texts import rejoined
from documents.plan import ScorePlan
from documents.text import arabic, clean, key, one_line
from models.scores import OVERALL

_FIGURE: Final = re.compile(r"(?<![\d.,])(\d{1,3}\.\d{1,2}|100)(?![\d.])")
_OVERALL: Final = re.compile(
    r"(?:ภาพรวม(?:อยู่)?(?:ที่)?|คะแนน(?:รวม|เฉลี่ย|เท่ากับ)?|ค่าคะแนนเท่ากับ)\s*(?:อยู่ที่|เท่ากับ|ที่)?\s*(\d{2,3}\.\d{2})(?!\d)"
)
_ABOUT_ITA: Final = re.compile(r"ITA|คุณธรรมและความโปร่งใส|ภาพรวม", re.IGNORECASE)
_OF_A_PART: Final = re.compile(r"IIT|EIT|OIT|ตัวชี้วัด|รายเครื่องมือ|ด้านที่")
_TARGET: Final = re.compile(r"\s*(?:คะแนน)?\s*ขึ้นไป")
_NEAR: Final = 40  # letters before a figure that tell what it is of
_OF_SECTION: Final = re.compile(r"คะแนน[^()\d]{0,20}(\d{1,3}\.\d{1,2})")
# A question's code as printed: I is read as 1 or l, O as a zero of either script or a circle.
_CODE: Final = re.compile(
    r"^\s*(?P<letter>[IiEeOol|○◯๐0])\s*[.-]?\s*(?P<number>[0-9]{1,2})(?![0-9])\s*(?P<rest>.*)$", re.DOTALL
)
_ONE_FOR_I: Final = re.compile(r"^\s*1(?P<number>[0-9])(?![0-9])\s+(?P<rest>.*)$", re.DOTALL)
_LETTERS: Final = {"i": "I", "l": "I", "|": "I", "e": "E", "o": "O", "○": "O", "◯": "O", "0": "O"}
_INSTRUMENT: Final = re.compile(r"\b(IIT|EIT|OIT)\b(?:\D*(?:ส่วนที่|part)\s*([12]))?", re.IGNORECASE)
_SURE_NAME: Final = 85.0
_SAME_NAME: Final = 60.0


class ScoreReader:
    """Reads one set of papers' scores. `year` is the round's, used where the papers name no assessed year."""

    def __init__(self, papers: Sequence[Paper], year: int, remarks: Remarks) -> None:
        self.remarks = remarks
        self.year = assessed_year(papers) or year
        self.found: dict[tuple[int, str], ScorePlan] = {}
        self.places: dict[tuple[int, str], Place] = {}
        self._years = years_over_tables(papers, self.year)
        self._columns: dict[int, ScoreColumns] = {}

    def read(self, tables: Sequence[KindTable], papers: Sequence[Paper]) -> tuple[ScorePlan, ...]:
        before: ScoreColumns | None = None
        for table in tables:
            before = self._columns[id(table)] = columns_of(table, before)
            if not before.years and table.rows:
                row = table.rows[0].source
                reason = "ไม่ทราบว่าคอลัมน์ใดเป็นคะแนนที่ได้ จึงยังไม่ได้นำเข้าคะแนนของตารางนี้ โปรดระบุ"
                self.remarks.doubt(row.place, row.raw, reason)
        tables = [table for table in tables if self._columns[id(table)].years]
        for table in tables:
            if table.header.kind == "indicator_scores":
                self._indicators(table)
        questions = [table for table in tables if table.header.kind == "question_scores"]
        printed = {code for table in questions for row in table.rows if (code := _code(row.text("question"))[0])}
        for table in questions:
            self._questions(table, printed)
        self._same_words()
        for paper in papers:
            for paragraph in paper.paragraphs:
                self._in_text(paragraph)
        return tuple(self.found.values())

    def _year_of(self, table: KindTable) -> int:
        return self._years.get(id(table.source), self.year)

    def _indicators(self, table: KindTable) -> None:
        columns, over = self._columns[id(table)], self._year_of(table)
        for row in table.rows:
            if row is columns.sub_header:
                continue
            said = _figure(row.text("indicator"), row.text("name"))
            values = [(year or over, value) for year, text in columns.texts(row) if (value := _value(text)) is not None]
            if not said:
                reason = "ไม่ทราบว่าเป็นคะแนนของตัวชี้วัดหรือเครื่องมือใด จึงยังไม่ได้นำเข้าคะแนน"
                self.remarks.doubt(row.source.place, row.source.raw, reason)
                continue
            if len(values) < len(columns.years):
                self.remarks.doubt(row.source.place, row.source.raw, "อ่านคะแนนไม่ได้ จึงยังไม่ได้นำเข้าคะแนน", said)
            name = self._name(said, row) if values else ""
            for year, value in values:
                self._keep(said, value, name, "", row.source.place, year)

    def _name(self, code: str, row: KindRow) -> str:
        known, said = indicator_name(code), one_line(row.text("name"))
        if known and said and fuzz.ratio(key(known), key(said)) < _SAME_NAME:
            self.remarks.doubt(row.source.place, row.source.raw, f'ชื่อไม่ตรงกับตัวชี้วัดที่ {code} "{known}" โปรดตรวจสอบ', code)
            return said
        return known or said

    def _questions(self, table: KindTable, printed: set[str]) -> None:
        """A line without a code goes on with the question above; when such a line bears a figure, the column of scores
        has slipped and no figure can be trusted to stand beside its own question."""
        columns, over = self._columns[id(table)], self._year_of(table)
        section = section_in(table.above)
        issue = f"ประเด็นที่ {section[0]} {section[1]}" if section else ""
        questions: list[tuple[str, str, str, KindRow, list[Decimal | None]]] = []
        year = over
        for row in table.rows:
            if row is columns.sub_header:
                continue
            of_year, score = columns.text_of_year(row, over)
            year = of_year or over
            code, rest, repaired = _repaired(row.text("question"), printed)
            if code:
                questions.append((code, rest, repaired, row, [_value(score)]))
            elif questions:
                text = rejoined(questions[-1][1], row.text("question"))[0]
                questions[-1] = (questions[-1][0], text, *questions[-1][2:])
                if score:
                    questions[-1][4].append(_value(score))
            elif score:
                self.remarks.doubt(row.source.place, row.source.raw, "มีคะแนนแต่ไม่มีรหัสข้อคำถาม จึงยังไม่ได้นำเข้า")
        if slipped := [code for code, _, _, _, values in questions if len(values) > 1]:
            place, raw = table.rows[0].source.place, table.rows[0].source.raw
            reason = f"คอลัมน์คะแนนของตารางนี้เลื่อนบรรทัด ({', '.join(slipped)}) โปรดตรวจสอบคะแนนทั้งตาราง"
            self.remarks.doubt(place, raw, reason)
        for code, text, repaired, row, values in questions:
            place, raw = row.source.place, row.source.raw
            if repaired:
                self.remarks.doubt(place, raw, repaired, code)
            if len(values) > 1:
                figures = " ".join(str(value) for value in values)
                reason = f"คอลัมน์คะแนนเลื่อนบรรทัด ข้อนี้มีหลายค่า ({figures}) จึงยังไม่ได้นำเข้าคะแนน โปรดระบุ"
                self.remarks.doubt(place, raw, reason, code)
            elif values[0] is None:
                self.remarks.doubt(place, raw, "ไม่มีคะแนนหรืออ่านคะแนนไม่ได้ จึงยังไม่ได้นำเข้า", code)
            else:
                self._keep(code, values[0], one_line(text), issue, place, year)

    def _keep(self, code: str, value: Decimal, title: str, issue: str, place: Place, year: int | None = None) -> None:
        at = (year or self.year, code)
        if at not in self.found:
            self.found[at] = ScorePlan(at[0], code, value, title, issue)
            self.places[at] = place
        elif self.found[at].value != value:
            where = f"{self.places[at].where} แถว {self.places[at].row}"
            reason = f"คะแนน {value} ต่างจาก {self.found[at].value} ที่ {where} ระบบใช้ค่าแรก โปรดตรวจสอบ"
            self.remarks.doubt(place, title or code, reason, code)

    def _same_words(self) -> None:
        """Two questions cannot ask the same: one of them is misprinted."""
        texts = Counter(key(score.title) for score in self.found.values() if score.title)
        for text, count in texts.items():
            same = [score for score in self.found.values() if key(score.title) == text]
            if count > 1 and len({score.year for score in same}) == 1:
                codes = " และ ".join(score.code for score in same)
                last = same[-1]
                reason = f"{codes} พิมพ์ข้อความเดียวกัน โปรดตรวจสอบข้อความ คะแนนนำเข้าตามที่พิมพ์"
                self.remarks.doubt(self.places[last.year, last.code], last.title, reason, last.code)

    def _in_text(self, paragraph: Paragraph) -> None:
        text = arabic(clean(paragraph.text))
        section = read_section(paragraph.text)
        if section and (m := _OF_SECTION.search(text)):
            value = _value(m[1])
            name = one_line(re.sub(r"\(.*", "", section[1]))
            if value is not None and indicator_name(str(section[0])):
                self._keep(str(section[0]), value, name, "", paragraph.place)
        elif _ABOUT_ITA.search(text):
            for m in _OVERALL.finditer(text):
                of_a_part = _OF_A_PART.search(text[max(m.start() - _NEAR, 0) : m.start()])
                if _TARGET.match(text[m.end() :]) or (of_a_part and "ภาพรวม" not in m[0]):
                    continue
                years = YEAR.findall(text[: m.start()])
                value = _value(m[1])
                if value is not None:
                    self._keep(OVERALL, value, "คะแนนภาพรวม", "", paragraph.place, int(years[-1]) if years else None)


def assessed_year(papers: Sequence[Paper]) -> int | None:
    """The year the papers speak of most; of two the later."""
    years = Counter(
        int(year)
        for paper in papers
        for text in (*(p.text for p in paper.paragraphs),)
        for year in YEAR.findall(arabic(clean(text)))
    )
    return max(years, key=lambda year: (years[year], year)) if years else None


def _figure(number: str, name: str) -> str:
    """What a line of scores is of: an instrument, the whole, or an indicator by its number or its name."""
    if m := _INSTRUMENT.search(arabic(name) or number):
        return f"{m[1].upper()}{m[2] or ''}" if m[1].upper() == "EIT" else m[1].upper()
    said = arabic(one_line(number)).rstrip(".")
    if indicator_name(said):
        return said
    if re.search(r"ภาพรวม|คะแนนรวม|เฉลี่ย|^รวม", one_line(name)):
        return OVERALL
    alike = {str(n): fuzz.ratio(key(name), key(indicator_name(str(n)))) for n in range(1, 11)}
    best = max(alike, key=lambda code: alike[code])
    return best if not said and alike[best] >= _SURE_NAME else ""


def _value(text: str) -> Decimal | None:
    """A figure from 0 to 100 that stands alone in its cell."""
    said = arabic(one_line(text)).replace(",", ".").removesuffix("คะแนน").removesuffix("%").strip()
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,4})?", said):
        return None
    try:
        value = Decimal(said).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return value if 0 <= value <= 100 else None


def _code(text: str) -> tuple[str, str]:
    m = _CODE.match(arabic(clean(text)))
    if m is None or int(m["number"]) == 0:
        return "", text
    return f"{_LETTERS[m['letter'].casefold()]}{int(m['number'])}", m["rest"]


def _repaired(text: str, printed: set[str]) -> tuple[str, str, str]:
    """The question's code and text; 17 is I7 where the list of I has a gap there, and that is said."""
    code, rest = _code(text)
    if code:
        return code, rest, ""
    m = _ONE_FOR_I.match(arabic(clean(text)))
    if m is None or m["number"] == "0" or f"I{m['number']}" in printed:
        return "", text, ""
    if not any(known.startswith("I") for known in printed):
        return "", text, ""
    said = f"1{m['number']}"
    return f"I{m['number']}", m["rest"], f"อ่านรหัส {said} เป็น I{m['number']} โปรดตรวจสอบ"
