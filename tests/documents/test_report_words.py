"""What a report says: one tick where it belongs, the instant it shows, one kind of numerals, what is not there yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reports import completeness, contexts
from messages import thai
from tests.documents.report_papers import DIVISIONS, measure, o_item, paper

WEB = ("present", "incomplete", "missing", "unchecked")


@pytest.mark.parametrize("status", WEB)
def test_a_website_s_state_is_one_tick(status: str) -> None:
    (row,) = contexts.context("followup", paper(o_item(8, status)))["rows"]
    assert {word: row[word] for word in WEB} == {word: "✓" if word == status else "" for word in WEB}


def test_a_measure_nobody_reported_has_no_tick_and_says_so() -> None:
    rows = contexts.context("progress", paper(measure(1, "not_reported"), measure(2, "not_started")))["rows"]
    ticks = [[row[word] for word in ("not_started", "in_progress", "done")] for row in rows]
    assert ticks == [["", "", ""], ["/", "", ""]]
    assert [row["output"] for row in rows] == ["ยังไม่ได้รายงาน", ""]


def test_an_indicator_stands_once_for_its_measures() -> None:
    rows = [measure(1), measure(2), measure(3, issue=""), measure(4, issue="")]
    assert [r["issue"] for r in contexts.context("progress", paper(*rows))["rows"]] == ["การใช้งบประมาณ", "", "-", ""]


def test_all_divisions_are_named_as_one_and_nobody_is_said() -> None:
    rows = [o_item(1, owners=list(DIVISIONS)), o_item(2, owners=[]), o_item(3, owners=["กองช่าง", "กองคลัง"])]
    owners = [row["owners"] for row in contexts.context("followup", paper(*rows))["rows"]]
    assert owners == ["ทุกส่วนราชการ", "ยังไม่กำหนดผู้รับผิดชอบ", "กองช่าง, กองคลัง"]


def test_thai_numerals_are_everywhere_but_in_addresses() -> None:
    row = o_item(
        8, url="https://www.bangtuayang.example/2570/8", presented="แผน 2 ฉบับ ดู www.a1.go.th/9 หรือ b2.go.th ข้อ 3"
    )
    told = contexts.context("followup", paper(row))
    assert told["rows"][0]["number"] == "๘"
    assert told["rows"][0]["url"] == "https://www.bangtuayang.example/2570/8"
    assert told["rows"][0]["presented"] == "แผน ๒ ฉบับ ดู www.a1.go.th/9 หรือ b2.go.th ข้อ ๓"
    assert told["as_of"] == "ข้อมูล ณ วันที่ ๑๐ กุมภาพันธ์ ๒๕๗๐ เวลา ๐๙.๐๐ น."
    assert contexts.context("followup", paper(row), thai_numerals=False)["as_of"].endswith(
        "10 กุมภาพันธ์ 2570 เวลา 09.00 น."
    )


@given(
    st.text(alphabet="ก0๑ 9/x.\n", max_size=30),
    st.from_regex(r"https://[a-z0-9]{1,9}\.th/[a-z0-9]{0,9}", fullmatch=True),
)
def test_an_address_survives_whatever_stands_around_it(text: str, url: str) -> None:
    for turn in (thai.thai_numerals, thai.arabic_numerals):
        told = contexts.numerals(f"{text} {url}\n{text}", turn)
        assert url in told
        assert turn(told) == turn(f"{text} {url}\n{text}")


def test_a_folded_result_is_printed_as_it_is() -> None:
    folded = "๑. กองคลัง: อบรม 2 ครั้ง\n๒. กองช่าง: จัดทำคู่มือ"
    (row,) = contexts.context("results", paper(measure(1, output=folded)))["rows"]
    assert row["output"] == "๑. กองคลัง: อบรม ๒ ครั้ง\n๒. กองช่าง: จัดทำคู่มือ"
    assert row["steps"] == "๑. สำรวจ\n๒. ประกาศ"


def test_completeness_names_which_of_the_six_is_missing_for_which_measure() -> None:
    whole = measure(1, output="อบรมแล้ว 2 ครั้ง", outcome="ข้อร้องเรียนลดลง")
    bare = measure(2, steps=[], period="", due="", owners=[])
    assert completeness.missing(paper(whole, bare)) == [
        (2, ["(2) ขั้นตอน", "(3) ระยะเวลา", "(4) ผู้รับผิดชอบ", "(5) ผลการดำเนินการ", "(6) ผลลัพธ์"])
    ]
    assert completeness.missing(paper(whole)) == []


def test_completeness_names_the_divisions_that_are_silent_unless_the_coordinator_worded_it() -> None:
    answers = [
        {"owner": "กองคลัง", "output": "อบรมแล้ว", "outcome": "เร็วขึ้น"},
        {"owner": "กองช่าง", "output": "", "outcome": ""},
    ]
    folded = measure(1, output="๑. กองคลัง: อบรมแล้ว", outcome="ทุกงานเร็วขึ้น", answers=answers)
    assert completeness.sentences(paper(folded)) == ["มาตรการที่ 1 ยังไม่มี (5) ผลการดำเนินการของ กองช่าง"]


def test_a_memo_begins_where_the_chain_begins_and_acting_posts_sign_as_such() -> None:
    told = contexts.context("memo", paper(o_item(1, "missing"), o_item(2, "missing")), of="followup")
    assert (told["division"], told["to"], told["date"]) == ("สำนักปลัด", "นายกเทศมนตรี", "๑๐ กุมภาพันธ์ ๒๕๗๐")
    assert [level["signs"] for level in told["chain"]] == ["หัวหน้าสำนักปลัด", "ปลัดเทศบาล ปฏิบัติหน้าที่นายกเทศมนตรี"]
    assert told["numbers"]["missing"] == "๑, ๒"


def test_the_approved_one_says_when_it_was_approved() -> None:
    told = contexts.context("progress", paper(measure(1), approved_at="2027-02-12T03:30:00+00:00"))
    assert told["approved"] == "ฉบับที่ได้รับอนุมัติเมื่อวันที่ ๑๒ กุมภาพันธ์ ๒๕๗๐ เวลา ๑๐.๓๐ น."
