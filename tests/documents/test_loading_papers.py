"""Papers loaded into an office's register: beside its workbook and alone, again, and over reports given in chat."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from documents.loading import LoadResult, load
from documents.papers_in.known import plan_of, register_of
from documents.papers_in.opening import open_paper
from documents.papers_in.reading import read_papers
from models.database import Database
from models.queries import office_by_slug
from models.scores import Score, lowest, scores_of
from tests.documents import seed_papers as seeds
from tests.documents.books import book, item, measure
from tests.documents.conftest import MORNING, Desk
from tests.documents.papers import MEASURES, PLAN, QUESTIONS, RESULTS, Table, followup, paper, progress

SCORES = "ประเด็นที่ 2 การให้บริการ"


class Papers:
    """The desk's office, into which papers are loaded as the command line does it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def load(self, *contents: bytes, year: int | None = None) -> LoadResult:
        with self.desk.database.write() as session:
            office = office_by_slug(session, "bangtuayang")
            assert office is not None
            base = plan_of(session, office, year)
            read = [open_paper(content, "รายงาน.docx") for content in contents]
            reading = read_papers(read, base, register_of(session, base.office))
            return load(session, reading.plan, MORNING)


@pytest.fixture
def papers(desk: Desk) -> Papers:
    desk.load(book())
    return Papers(desk)


def two_tables(state: str = "done", output: str = "- มีคู่มือ") -> bytes:
    ticks = {"not_started": ["/", "", ""], "in_progress": ["", "/", ""], "done": ["", "", "/"]}[state]
    plan = Table([PLAN, ["๑. การปฏิบัติหน้าที่", "- จัดทำคู่มือ", "- กองคลัง\n- กองช่าง"]])
    return paper(plan, progress(["๑. การปฏิบัติหน้าที่", "- จัดทำคู่มือ", *ticks, output]))


def test_a_report_makes_the_register_and_loading_it_again_changes_nothing(papers: Papers) -> None:
    first = papers.load(two_tables())
    assert (first.created, first.updated, len(first.doubts)) == (1, 0, 0)
    assert papers.desk.statuses("M1") == {"กองคลัง": "done", "กองช่าง": "done"}
    assert [a.output for a in papers.desk.items()["M1"].assignments] == ["มีคู่มือ", "มีคู่มือ"]
    again = papers.load(two_tables())
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    told = [(c.field, c.after) for c in papers.desk.changes() if c.source == "load"]
    assert [field for field, _ in told] == ["title", "owners", "status", "status", "output", "output"]
    assert told.count(("status", "done")) == told.count(("output", "มีคู่มือ")) == 2


def test_a_report_given_in_chat_outlasts_the_same_paper_loaded_again(papers: Papers) -> None:
    papers.load(two_tables("not_started", ""))
    papers.desk.report("M1", "done", "กองคลัง")
    papers.load(two_tables("not_started", ""))
    assert papers.desk.statuses("M1") == {"กองคลัง": "done", "กองช่าง": "not_started"}


def test_a_paper_leaves_alone_what_it_does_not_tell_of(desk: Desk) -> None:
    desk.load(book(items=[item("O1", due="31 มี.ค. 2570")], measures=[measure("1", steps="ร่าง", output="ร่างแล้ว")]))
    papers = Papers(desk)
    titles = ["ปรับปรุงขั้นตอนการให้บริการ", "กองคลัง"]
    result = papers.load(paper(Table([[PLAN[1], PLAN[2]], titles])))
    assert (result.created, result.updated, result.unchanged) == (0, 0, 1)
    papers.load(paper(followup(["O1", "โครงสร้าง", "แผนผัง", "", "✓", "-"])))
    kept = desk.items()
    assert (kept["M1"].steps, kept["M1"].due, kept["M1"].assignments[0].output) == (
        ["ร่าง"],
        date(2027, 3, 31),
        "ร่างแล้ว",
    )
    assert (kept["O1"].web_status, kept["O1"].due, desk.statuses("O1")) == (
        "present",
        date(2027, 3, 31),
        {"กองคลัง": "done"},
    )


def test_a_page_that_lost_its_owners_takes_nobodys_work_away(papers: Papers) -> None:
    papers.load(paper(Table([RESULTS, ["๑.จัดทำคู่มือ", "", "", "กองคลัง"]])))
    papers.load(paper(Table([RESULTS[:3], ["๑.จัดทำคู่มือ", "", "มีคู่มือ"]])))
    assert papers.desk.statuses("M1") == {"กองคลัง": "not_reported"}
    assert papers.desk.items()["M1"].owners == "กองคลัง"


def test_a_follow_up_loaded_months_after_its_plan_finds_each_measure_by_its_words(papers: Papers) -> None:
    plan = [PLAN, ["๑. ก", "- จัดทำคู่มือการให้บริการ", "กองคลัง"], ["๒. ข", "- อบรมเจ้าหน้าที่ทุกคน", "กองช่าง"]]
    papers.load(paper(Table(plan)))
    told = progress(
        ["๒. ข", "- อบรม เจ้าหน้าที่ทุกคน", "", "/", "", ""],
        ["๓. ค", "- เผยแพร่แผนการจัดซื้อ", "/", "", "", ""],
        ["๑. ก", "- จัดทำคู่มือให้บริการ", "", "", "/", "- มีคู่มือ"],
    )
    result = papers.load(paper(told))
    assert papers.desk.statuses("M1") == {"กองคลัง": "done"}
    assert papers.desk.statuses("M2") == {"กองช่าง": "in_progress"}
    assert papers.desk.items()["M3"].title == "เผยแพร่แผนการจัดซื้อ"
    assert [(doubt.code, doubt.reason[:20]) for doubt in result.doubts] == [
        ("M3", "ไม่ตรงกับมาตรการใดที"),
        ("M3", "ตารางนี้ไม่มีคอลัมน์"),
    ]


def test_a_printed_number_that_bears_another_measure_is_doubted(papers: Papers) -> None:
    papers.load(paper(Table([RESULTS, ["๑.จัดทำคู่มือการให้บริการ", "", "", "กองคลัง"]])))
    result = papers.load(paper(Table([RESULTS, ["๑.เผยแพร่งบการเงิน", "", "แล้ว", "กองคลัง"]])))
    assert [doubt.code for doubt in result.doubts if "ข้อความต่างกันมาก" in doubt.reason] == ["M1"]


def test_the_deadline_is_the_end_of_the_period_and_is_marked_as_derived(papers: Papers) -> None:
    row = ["ประเด็น", "อบรม", "-วางแผน -อบรม", "ตลอดปีงบประมาณ", "ทุกกอง"]
    result = papers.load(paper(Table([MEASURES, row])))
    item = papers.desk.items()["M1"]
    assert (item.steps, item.due, len(item.assignments)) == (["วางแผน", "อบรม"], date(2027, 9, 30), 3)
    assert any("กำหนดที่คำนวณจากช่วงเวลา: M1" in note for note in result.notes)


def test_scores_are_kept_once_and_a_new_figure_replaces_the_old_one(papers: Papers) -> None:
    def scored(value: str) -> bytes:
        rows = [QUESTIONS, ["E8 การปรับปรุง", "96.19", ""], ["E9 เคยใช้ E-Service", value, ""]]
        return paper("ปีงบประมาณ พ.ศ. 2569", SCORES, Table(rows))

    first = papers.load(scored("28.57"))
    assert (first.scores, first.to_json()["scores"]) == (2, 2)
    papers.load(scored("28.57"))
    result = papers.load(scored("30.00"))
    assert "คะแนน E9 ปี 2569 เปลี่ยนจาก 28.57 เป็น 30.00" in result.notes
    with papers.desk.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Score)) == 2
        office = office_by_slug(session, "bangtuayang")
        assert office is not None
        (score,) = lowest(session, office)
        assert (score.code, score.value, score.assessment_year, score.issue) == ("E9", Decimal("30.00"), 2569, SCORES)
        assert list(scores_of(session, office)) == ["E8", "E9"]


def test_the_overall_score_in_the_text_is_graded_by_its_own_year(papers: Papers) -> None:
    said = "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๓ มีค่าคะแนนเท่ากับ ๗๗.๑๘ คะแนน เป้าหมายในภาพรวม 85 คะแนนขึ้นไป"
    result = papers.load(paper(said))
    assert (result.scores, result.created) == (1, 0)
    assert "คะแนนภาพรวมปี 2563 77.18 อยู่ในระดับ B ตามเกณฑ์ของปีนั้น" in result.notes


def test_another_year_is_another_round_and_only_a_later_one_becomes_the_current(papers: Papers) -> None:
    papers.load(two_tables())
    result = papers.load(two_tables("not_started", ""), year=2569)
    assert (result.assessment_year, result.created) == (2569, 1)
    assert "เก็บไว้ในรอบปี 2569 รอบการประเมินปัจจุบันยังเป็นปี 2570" in result.notes
    result = papers.load(two_tables("not_started", ""), year=2571)
    assert "รอบการประเมินปัจจุบันเปลี่ยนจากปี 2570 เป็นปี 2571" in result.notes


def test_a_refused_paper_loads_nothing(papers: Papers) -> None:
    with pytest.raises(Exception, match="ไม่พบตารางหรือรายงาน"):
        papers.load(paper("บันทึกข้อความ"))
    assert papers.desk.items() == {}


@pytest.mark.skipif(not seeds.is_here(), reason=seeds.WHY_SKIPPED)
def test_a_real_offices_paper_fills_its_register(database: Database) -> None:
    with database.write() as session:
        reading = read_papers([open_paper(seeds.seed_002(), "002.docx")], seeds.office_of("002"))
        result = load(session, reading.plan, MORNING)
        again = load(session, reading.plan, MORNING)
    assert (result.created, again.created, again.updated, again.unchanged) == (53, 0, 0, 53)
    items = Desk(database).items()
    open_items = [code for code, item in items.items() if item.kind == "o_item" and item.is_missing()]
    assert len(open_items) == 14
    assert [code for code, item in items.items() if item.kind == "o_item" and not item.assignments] == [
        "O31", "O32", "O33", "O34", "O41", "O42", "O43",
    ]  # fmt: skip
