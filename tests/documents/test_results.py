"""Texts of a measure: what only repeats or says too little; many answers as one. All texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from documents.results import Answer, flag, fold, folded_text, repeats, tidy, too_short
from messages.thai import thai_numerals
from models.changes import Actor, Change
from models.database import Database
from models.register import Assignment, WorkItem
from models.results import kept_steps, mark_step, set_steps, still_stands, take_back, tell
from tests.documents.books import measure
from tests.documents.conftest import Desk
from tests.support.clock import thai

STEPS = (
    "จัดทำแผนผังแสดงขั้นตอนการขออนุญาตก่อสร้างและติดประกาศ ณ ที่ทำการ",
    "อบรมเจ้าหน้าที่ผู้ให้บริการเรื่องการสื่อสารกับผู้สูงอายุและผู้พิการ",
    "เปิดช่องทางนัดหมายล่วงหน้าผ่านไลน์ของเทศบาล",
    "ทบทวนระยะเวลาการให้บริการและรายงานผู้บริหารทุกไตรมาส",
)
OUTPUT = "ติดประกาศแผนผัง 9 แห่ง อบรมเจ้าหน้าที่ 34 คน และมีผู้นัดหมายผ่านไลน์ 410 ราย"
OUTCOME = "ผู้ขออนุญาตได้รับใบอนุญาตเร็วขึ้นเฉลี่ย 6 วัน และไม่มีผู้ต้องกลับมายื่นเอกสารซ้ำ"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(STEPS),
        "\n".join(f"({number}) {step}" for number, step in enumerate(STEPS, start=1)),
        " ".join(thai_numerals(f"{number}. ") + step for number, step in enumerate(STEPS, start=7)),
        "\n".join(f"- ได้{step}เรียบร้อยแล้ว" for step in STEPS),
        "\n".join(reversed(STEPS)),
        STEPS[1],
        f"มีการ{STEPS[0]}แล้ว",
        STEPS[3].replace("ทุกไตรมาส", "ทุกเดือน"),
        STEPS[0].replace("แผนผัง", "ผัง"),
        f"{STEPS[0]}\n{STEPS[2]}",
        f"{STEPS[1]} และ{STEPS[2]} ดำเนินการเรียบร้อยแล้ว",
    ],
)
def test_the_steps_over_again_are_seen_for_what_they_are(text: str) -> None:
    assert repeats(text, STEPS) == "steps"
    assert flag(text, STEPS, OUTPUT) == "steps"


@pytest.mark.parametrize("text", [OUTPUT, f"๑. {OUTPUT}", OUTPUT.replace("410", "411"), f"ได้ดำเนินการ{OUTPUT}แล้ว"])
def test_the_output_over_again_is_no_outcome(text: str) -> None:
    assert repeats(text, STEPS, OUTPUT) == "output"


@pytest.mark.parametrize(
    "text",
    [
        OUTPUT,
        "ออกใบอนุญาตก่อสร้าง 52 ฉบับ ภายในเวลาที่ประกาศไว้ร้อยละ 98",
        "แผนผังขั้นตอนเผยแพร่แล้วทั้งที่ทำการและเว็บไซต์ ผู้รับบริการสแกนอ่าน 1,240 ครั้ง",
        "มีเจ้าหน้าที่ผ่านการอบรม 34 คน คิดเป็นร้อยละ 97 ของผู้ให้บริการทั้งหมด คะแนนทดสอบเฉลี่ยเพิ่มจาก 61 เป็น 84",
    ],
)
def test_an_output_of_its_own_is_left_in_peace(text: str) -> None:
    assert flag(text, STEPS) is None
    assert flag(OUTCOME, STEPS, text) is None


THIN = ("-", "เสร็จแล้ว", "ดำเนินการแล้ว", "ดำเนินการเรียบร้อยแล้วครับ", "ได้ดำเนินการครบถ้วนแล้ว", "เรียบร้อย ๆ")


@pytest.mark.parametrize("text", THIN)
def test_words_that_no_report_could_print_are_too_short(text: str) -> None:
    assert too_short(text)
    assert flag(text, ()) == "short"


@pytest.mark.parametrize("text", ["ไม่มีเรื่องร้องเรียน", "รอคิวสั้นลง 10 นาที", "ประชาชนพึงพอใจ"])
def test_a_short_text_may_say_enough(text: str) -> None:
    assert flag(text, STEPS) is None


def test_a_text_is_kept_as_written_but_for_what_nobody_sees() -> None:
    assert tidy(" ก\x00ข\u200b  ค\r\nง\t๑ ") == "ก ข ค\nง ๑"


@given(st.text(max_size=400), st.lists(st.text(max_size=80), max_size=6), st.text(max_size=200))
def test_any_text_can_be_judged(text: str, steps: list[str], output: str) -> None:
    assert flag(text, steps, output) in (None, "short", "steps", "output")
    assert tidy(tidy(text)) == tidy(text)


@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.sampled_from(["ก1", "ข 2", "ข2", "ค", "ง\nจ", "ฉ", " "])),
        unique_by=lambda pair: pair[0],
        max_size=12,
    )
)
def test_every_answer_stands_in_exactly_one_point_and_points_are_counted_from_one(told: list[tuple[int, str]]) -> None:
    answers = [Answer(f"กอง{number}", text) for number, text in told]
    points = fold(answers)
    assert [point.number for point in points] == list(range(1, len(points) + 1))
    spoken = [answer for answer in answers if answer.text.strip()]
    assert sorted(name for point in points for name in point.divisions) == sorted(a.division for a in spoken)
    said = {name: point.text for point in points for name in point.divisions}
    assert all("".join(said[a.division].split()) == "".join(a.text.split()) for a in spoken)
    assert len({point.text.replace(" ", "") for point in points}) == len(points)
    assert len(folded_text(answers).splitlines()) == len(points)


def test_divisions_that_say_the_same_share_a_point_in_their_order() -> None:
    told = [Answer("กองคลัง", "จัดประชุม 2 ครั้ง"), Answer("กองช่าง", "ตรวจ 3 แห่ง"), Answer("สำนักปลัด", "จัดประชุม ๒ ครั้ง ")]
    assert folded_text(told) == "๑. กองคลัง และ สำนักปลัด: จัดประชุม 2 ครั้ง\n๒. กองช่าง: ตรวจ 3 แห่ง"


NOW = thai("2026-11-02 09:00")
ACTOR = Actor(member_id=None, role="head", source="chat", change_set="c1")


@given(st.integers(1, 12), st.data())
def test_a_step_turned_twice_is_as_it_was(count: int, data: st.DataObject) -> None:
    assignment = _with_steps(count)
    before = sorted(data.draw(st.sets(st.integers(0, count - 1))))
    assignment.steps_done = before
    step = data.draw(st.integers(-3, count + 3))
    first, second = (mark_step(assignment, step, ACTOR, NOW) for _ in range(2))
    assert assignment.steps_done == before
    assert (first is None) == (second is None) == (not 0 <= step < count)


@given(st.lists(st.sampled_from("กขคง"), max_size=6), st.lists(st.sampled_from("กขคง"), max_size=6), st.data())
def test_ticks_stay_within_the_steps_and_by_their_words(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    done = data.draw(st.lists(st.integers(-2, 8)))
    kept = kept_steps(before, after, done)
    assert all(0 <= place < len(after) and before[place] == after[place] and place in done for place in kept)
    assert kept_steps(before, before, done) == sorted({place for place in done if 0 <= place < len(before)})


def test_a_change_can_be_taken_back_while_the_register_still_says_it() -> None:
    assignment = _with_steps(3)
    ticked = set_steps(assignment, [2, 0, 9], ACTOR, NOW)
    told = tell(assignment, "output", "ก", ACTOR, NOW)
    assert ticked is not None
    assert told is not None
    assert (ticked.before, ticked.after, tell(assignment, "output", "ก", ACTOR, NOW)) == ("[]", "[0, 2]", None)
    tell(assignment, "output", "ข", ACTOR, NOW)
    assert (still_stands(ticked), still_stands(told)) == (True, False)
    assert (take_back(ticked, ACTOR, NOW) is not None, assignment.steps_done) == (True, [])


def _with_steps(count: int) -> Assignment:
    item = WorkItem(office_id=1, kind="measure", code="M1", number=1, title="ก", steps=[str(n) for n in range(count)])
    return Assignment(office_id=1, item=item, division_id=1, status="done", created_at=NOW)


def test_a_workbook_writes_results_on_the_record_and_keeps_the_ticks_of_steps_that_stay(
    desk: Desk, database: Database
) -> None:
    desk.load(measures=[measure(steps="1. ทำแผน\n2. ประกาศ\n3. รายงาน", output="ผลเดิม")])
    with database.write() as session:
        assignment = session.scalars(select(Assignment)).one()
        set_steps(assignment, [0, 1, 2], ACTOR, NOW)
        rows = session.scalars(select(Change).where(Change.field == "output")).all()
        assert [(c.before, c.after, c.source, c.member_id) for c in rows] == [("", "ผลเดิม", "load", None)]
    desk.load(measures=[measure(steps="(1) ทำแผน\n(2) ปิดประกาศทุกแห่ง", output="ผลใหม่")])
    with database.read() as session:
        assignment = session.scalars(select(Assignment)).one()
        rows = session.scalars(select(Change).where(Change.field.in_(("steps", "output"))).order_by(Change.id)).all()
        assert (assignment.steps_done, assignment.output) == ([0], "ผลใหม่")
        assert [(c.field, c.before, c.after) for c in rows[-2:]] == [
            ("steps", "[0, 1, 2]", "[0]"),
            ("output", "ผลเดิม", "ผลใหม่"),
        ]
