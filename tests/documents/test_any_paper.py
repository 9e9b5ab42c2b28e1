"""A clean paper of any kind, printed from a generated plan, reads back to that plan; a damaged one never crashes."""

import csv
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.data import catalogue
from documents.grades import indicator_name
from documents.papers_in.parts import PaperError
from documents.papers_in.reading import PaperReading
from documents.plan import Doubt
from messages.thai import thai_date
from models.words import Status, WebStatus
from tests.documents import papers
from tests.documents.papers import DIVISIONS, SIX, STATES, Table, items, office, paper, progress, read

WORDS = ("จัดทำคู่มือ", "เผยแพร่ข้อมูล", "อบรมเจ้าหน้าที่", "ติดตามผล", "รับฟังความคิดเห็น", "ปรับปรุงเว็บไซต์", "No Gift Policy")
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
LISTS = st.lists(TITLES, max_size=4)
OWNERS = st.lists(st.sampled_from(DIVISIONS), min_size=1, max_size=3, unique=True)
STATUSES: tuple[Status, ...] = ("not_started", "in_progress", "done")
WEB: tuple[WebStatus | None, ...] = ("present", "missing", None)
DAYS = st.dates(date(2026, 10, 1), date(2027, 9, 20))
QUIET = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Measure:
    title: str
    steps: list[str]
    owners: list[str]
    start: date
    status: Status
    output: list[str]

    @property
    def due(self) -> date:
        return self.start + timedelta(days=9)

    @property
    def period(self) -> str:
        return f"{thai_date(self.start, 'long')} - {thai_date(self.due, 'long')}"


ONE = st.builds(Measure, TITLES, LISTS, OWNERS, DAYS, st.sampled_from(STATUSES), LISTS)
MEASURES = st.lists(ONE, min_size=1, max_size=5)
JOINERS = st.sampled_from(["\n", ", ", " / ", " และ ", " ", "\n- "])
BULLETS = st.sampled_from(["- {}", "• {}", "○ {}", "{n}. {}", "({n}) {}"])


def listed(entries: list[str], bullet: str, between: str = "\n") -> str:
    return between.join(bullet.format(entry, n=number) for number, entry in enumerate(entries, start=1))


def as_csv(*tables: Table) -> bytes:
    stream = StringIO()
    for table in tables:
        csv.writer(stream).writerows([*table.rows, []])
    return stream.getvalue().encode("utf-8-sig")


def told(reading: PaperReading) -> list[Doubt]:
    return list(reading.plan.doubts)


@QUIET
@given(MEASURES, JOINERS, BULLETS)
def test_measures_with_steps_period_and_owners(measures: list[Measure], joiner: str, bullet: str) -> None:
    rows = [["ประเด็น", m.title, listed(m.steps, bullet), m.period, joiner.join(m.owners)] for m in measures]
    reading = read(as_csv(Table([papers.MEASURES, *rows])), name="แผน.csv")
    assert [(i.title, list(i.steps), i.start, i.due, sorted(i.divisions)) for i in items(reading).values()] == [
        (m.title, m.steps, m.start, m.due, sorted(m.owners)) for m in measures
    ]
    assert told(reading) == []


@QUIET
@given(MEASURES, BULLETS)
def test_a_report_in_four_columns(measures: list[Measure], bullet: str) -> None:
    rows = [
        [f"{number}. {m.title}", listed(m.steps, bullet), listed(m.output, bullet, " "), " ".join(m.owners)]
        for number, m in enumerate(measures, start=1)
    ]
    reading = read(as_csv(*(Table([papers.RESULTS, row]) for row in rows)), name="ผล.csv")
    assert [(i.title, list(i.steps), i.output, sorted(i.divisions)) for i in items(reading).values()] == [
        (m.title, m.steps, "\n".join(m.output), sorted(m.owners)) for m in measures
    ]
    assert told(reading) == []


@settings(QUIET, max_examples=8)
@given(st.lists(MEASURES, min_size=1, max_size=3), st.booleans())
def test_a_plan_and_its_three_state_follow_up(groups: list[list[Measure]], on_one_page: bool) -> None:
    plan, pages = [], []
    for at, group in enumerate(groups, start=1):
        issue = f"{at}. {indicator_name(str(at))}"
        plan.append([issue, listed([m.title for m in group], "- {}"), "\n".join(group[0].owners)])
        rows = []
        for place, m in enumerate(group):
            ticks = ["/" if STATUSES[column] == m.status else "" for column in range(len(STATES))]
            rows.append([issue if place == 0 else "", f"- {m.title}", *ticks, listed(m.output, "- {}")])
        pages.append(rows)
    pages = [[row for rows in pages for row in rows]] if on_one_page else pages
    reading = read(paper(Table([papers.PLAN, *plan]), *(progress(*rows) for rows in pages)))
    assert [(i.title, i.status, i.output, i.divisions, i.issue[0]) for i in items(reading).values()] == [
        (m.title, m.status, "\n".join(m.output), tuple(group[0].owners), str(at))
        for at, group in enumerate(groups, start=1)
        for m in group
    ]
    assert told(reading) == []


@QUIET
@given(st.lists(st.tuples(LISTS, OWNERS, st.sampled_from(WEB[:2])), min_size=1, max_size=8), st.booleans())
def test_a_follow_up_of_o_items(rows: list[tuple[list[str], list[str], WebStatus]], by_lines: bool) -> None:
    titles = catalogue(2564)
    printed = []
    for number, (elements, owners, status) in enumerate(rows, start=1):
        whole = "\n".join([titles[f"O{number}"], *(f"○ {element}" for element in elements)])
        ticks = ["✓", "-"] if status == "present" else ["-", "✓"]
        printed.append([f"O{number}", whole if by_lines else whole.replace("\n", " "), "", " ".join(owners), *ticks])
    reading = read(as_csv(papers.followup(*printed)), base=office(year=2564), name="ติดตาม.csv")
    assert [
        (i.code, i.title, list(i.elements), sorted(i.divisions), i.web_status) for i in items(reading).values()
    ] == [
        (f"O{number}", titles[f"O{number}"], elements, sorted(owners), status)
        for number, (elements, owners, status) in enumerate(rows, start=1)
    ]
    assert told(reading) == []


@QUIET
@given(MEASURES)
def test_a_calendar(steps: list[Measure]) -> None:
    rows = [[str(number), s.title, s.period, "\n".join(s.owners)] for number, s in enumerate(steps, start=1)]
    reading = read(as_csv(Table([papers.CALENDAR, *rows])), name="ปฏิทิน.csv")
    assert [(i.code, i.title, i.start, i.due, list(i.divisions)) for i in items(reading).values()] == [
        (f"S{number}", s.title, s.start, s.due, s.owners) for number, s in enumerate(steps, start=1)
    ]
    assert told(reading) == []


@settings(QUIET, max_examples=8)
@given(MEASURES, BULLETS)
def test_a_report_of_six_elements(measures: list[Measure], bullet: str) -> None:
    lines: list[str] = []
    for number, m in enumerate(measures, start=1):
        steps, output = m.steps or ["เผยแพร่"], m.output or ["ดำเนินการแล้ว"]
        texts = [
            m.title,
            listed(steps, bullet),
            m.period,
            " และ ".join(m.owners),
            listed(output, bullet),
            "ประชาชนเชื่อมั่น",
        ]
        fields = [f"{label}: {text}" for label, text in zip(SIX, texts, strict=True)]
        lines += [f"ด้านที่ {number}: {indicator_name(str(number))}", *"\n".join(fields).split("\n")]
    reading = read(paper(*lines))
    assert [(i.code, i.title, i.steps, i.due, sorted(i.divisions)) for i in items(reading).values()] == [
        (f"M{number}", m.title, tuple(m.steps or ["เผยแพร่"]), m.due, sorted(m.owners))
        for number, m in enumerate(measures, start=1)
    ]
    assert told(reading) == []


@QUIET
@given(
    st.dictionaries(
        st.sampled_from([f"{k}{n}" for k in "IEO" for n in range(1, 16)]), st.integers(0, 10_000), min_size=1
    )
)
def test_scores_by_question(said: dict[str, int]) -> None:
    rows = [[f"{code} คำถามของ {code}", f"{value / 100:.2f}", ""] for code, value in said.items()]
    reading = read(as_csv(Table([papers.QUESTIONS, *rows])), name="คะแนน.csv")
    assert {score.code: int(score.value * 100) for score in reading.plan.scores} == said
    assert told(reading) == []


ODD = ("", "-", "✓", "/", "- ✓", "๘", "ข้อ ๘", "มี", "ไม่มี", "กองคลัง", "ทุกกอง", "=1+1", "๑. ก ๒. ข", "○", "•", "(๑)")
ODDER = ("31 ก.พ. 2570", "ตลอดปีงบประมาณ", "ด้านที่ ๑: ก", "I1 ถาม", "99.99", "<li>", "\n\n", "ผู้รับผิดชอบ: กองช่าง")
CELLS = st.sampled_from([*ODD, *ODDER, *WORDS])
LINES = st.lists(st.lists(CELLS, max_size=7), max_size=8)
TABLES_HEADS = (papers.PLAN, papers.RESULTS, papers.MEASURES, papers.CALENDAR, papers.QUESTIONS, papers.PROGRESS[0])
HEADS = st.sampled_from([*TABLES_HEADS, *papers.FOLLOWUP])


@settings(QUIET, max_examples=80)
@given(HEADS, LINES, LINES)
def test_whatever_stands_in_a_paper_reading_ends_in_a_plan_or_a_refusal(
    head: list[str], first: list[list[str]], second: list[list[str]]
) -> None:
    with suppress(PaperError):
        reading = read(as_csv(Table([head, *first]), Table(second), Table([head, *second])), name="ใด.csv")
        found = [item.code for item in reading.plan.items]
        assert len(set(found)) == len(found)
        assert all(set(item.divisions) <= set(DIVISIONS) for item in reading.plan.items)
        assert all(doubt.sentence() and doubt.file == "ใด.csv" for doubt in reading.plan.doubts)
