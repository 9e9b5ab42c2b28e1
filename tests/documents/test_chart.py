"""The picture of the divisions: its figures and names, Thai shaped rightly, and within what LINE and a phone take."""

import re
from datetime import UTC, date, datetime
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents import chart
from documents.chart import Chart
from documents.figures import Figures, office_figures
from messages import flex
from messages.limits import graphemes
from messages.views import Tally
from models.database import Database
from tests.support import png
from tests.support.clock import thai
from tests.support.offices import add_item, new_office

AS_OF = datetime(2027, 3, 24, 2, 30, tzinfo=UTC)
LONG = "กองส่งเสริมการศึกษา ศาสนา วัฒนธรรมและการท่องเที่ยวสร้างสรรค์"  # sixty letters
COUNTS = st.integers(0, 400)
TALLIES = st.builds(Tally, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)


def drawn(*divisions: tuple[str, Tally], office: str = "อบต.ตัวอย่าง", overall: Tally | None = None) -> Chart:
    return Chart(office, 2570, AS_OF, overall or Tally(9, 2, 3, 4, 5), divisions)


def texts(shown: Chart) -> list[str]:
    """What is written, in the order of drawing."""
    root = ElementTree.fromstring(chart.svg(shown))  # noqa: S314  # our own drawing
    found = ("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text"))
    return [" ".join(one.split()) for one in found]


def letters(text: str) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """The ink of a text, drawn as the chart draws its letters."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200" font-family="Sarabun">'
        f'<rect width="300" height="200" fill="#fff"/><text x="60" y="140" font-size="80">{text}</text></svg>'
    )
    return png.ink(chart.rendered(drawing))


def test_it_says_whose_figures_of_which_day_and_how_to_read_them() -> None:
    said = texts(drawn(("กองคลัง", Tally(3, 2, 1, 0, 2)), ("กองช่าง", Tally(0, 0, 0, 4))))
    assert said[:6] == [
        "ความก้าวหน้างาน ITA รายส่วนราชการ",
        "อบต.ตัวอย่าง",
        "ประจำปีงบประมาณ พ.ศ. 2570",
        "ณ วันที่ 24 มีนาคม 2570 เวลา 09.30 น.",
        "ร้อยละ 50",
        "ดำเนินการเรียบร้อยแล้ว 9 จาก 18 รายการ",
    ]
    legend = ["ดำเนินการเรียบร้อยแล้ว 9", "อยู่ระหว่างดำเนินการ 2", "ยังไม่ดำเนินการ 3", "ยังไม่ได้รายงาน 4"]
    assert said[10:15] == [*legend, "เลยกำหนด 5 รายการ (นับรวมอยู่ในรายการที่ยังไม่แล้วเสร็จ)"]
    assert said[17:24] == ["กองคลัง", "เลยกำหนด 2 3 / 6", "3", "2", "1", "กองช่าง", "0 / 4"]


def test_nothing_is_said_of_overdue_where_nothing_is() -> None:
    said = texts(drawn(("กองคลัง", Tally(1, 0, 0, 0)), overall=Tally(1, 0, 0, 0)))
    assert not [line for line in said if "เลยกำหนด" in line]


def test_the_same_chart_is_the_same_file_and_another_one_is_not() -> None:
    shown, other = (drawn(("กองคลัง", Tally(done, 2, 3, 4))) for done in (1, 2))
    assert chart.png(shown) == chart.png(shown)
    assert chart.png(shown) != chart.png(other)


def test_twenty_five_long_names_stay_within_lines_preview_and_a_phones_shape() -> None:
    picture = chart.png(drawn(*[(LONG, Tally(12, 3, 4, 5, 6))] * 25, office=LONG * 3))
    width, height = png.size(picture)
    assert len(picture) <= 1_000_000
    assert width == chart.PIXELS
    assert height <= 4 * width


def test_a_name_of_sixty_letters_is_there_whole_in_two_lines() -> None:
    for many in (2, 25):
        said = texts(drawn(*[(LONG, Tally(12, 3, 4, 5, 66))] * many))
        assert sum("".join(pair).replace(" ", "") == LONG.replace(" ", "") for pair in pairwise(said)) == many


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("กองคลัง", ["กองคลัง"]),
        ("กองการศึกษา ศาสนาวัฒนธรรม", ["กองการศึกษา", "ศาสนาวัฒนธรรม"]),
        ("กองสาธารณสุขและสิ่งแวดล้อม", ["กองสาธารณสุข", "และสิ่งแวดล้อม"]),
        ("ที่ปี่ที่ปี่ที่ปี่ที่ปี่", ["ที่ปี่ที่ปี่ที่ปี่ที่ปี่"]),
        ("ที่" * 15, ["ที่" * 12, "ที่" * 3]),
        ("ที่" * 40, ["ที่" * 12, "ที่" * 11 + "…"]),
    ],
)
def test_a_name_is_broken_where_a_reader_would_and_never_within_a_letter(name: str, lines: list[str]) -> None:
    assert chart._lines(name, 12) == lines


@given(st.text(max_size=300), st.integers(5, 60))
def test_a_name_never_takes_more_than_its_two_lines(name: str, room: int) -> None:
    lines = chart._lines(name, room)
    assert len(lines) <= 2
    assert max(map(graphemes, lines)) <= room


@given(TALLIES, st.floats(300, 1000))
def test_a_bar_is_exactly_full_and_every_number_has_its_room(tally: Tally, width: float) -> None:
    segments = chart.bar(tally, width, 28)
    assert [one.count for one in segments] == [n for n in (getattr(tally, s) for s in chart.SHOWN) if n]
    ends = [0.0, *(one.x + one.width for one in segments)]
    assert [one.x for one in segments] == pytest.approx(ends[:-1])
    assert all(one.width >= 28 * chart.LETTER * len(str(one.count)) for one in segments)
    if segments:
        assert ends[-1] == pytest.approx(width)


@given(TALLIES)
def test_more_work_never_has_the_shorter_segment(tally: Tally) -> None:
    segments = sorted(chart.bar(tally, chart.INSIDE, 28), key=lambda one: (one.count, one.width))
    widths = [one.width for one in segments]
    assert widths == pytest.approx(sorted(widths))


@settings(max_examples=30, deadline=None)
@example("\x00\x0b\ufffe\uffff\ud800", [("\U0001f600\u202e", Tally(0, 0, 0, 0))])
@given(st.text(max_size=80), st.lists(st.tuples(st.text(max_size=60), TALLIES), max_size=4))
def test_any_name_can_be_drawn(office: str, divisions: list[tuple[str, Tally]]) -> None:
    assert chart.png(drawn(*divisions, office=office)).startswith(b"\x89PNG")


def test_a_name_is_written_and_never_becomes_part_of_the_drawing() -> None:
    evil = '<script href="file:///etc/passwd">&amp;</text>"\''
    shown = drawn((evil, Tally(1, 0, 0, 0)), office=evil)
    assert evil in " ".join(texts(shown)[1:3])
    assert "<script" not in chart.svg(shown)
    assert chart.png(shown) != chart.png(drawn(("", Tally(1, 0, 0, 0)), office=""))


@pytest.mark.parametrize(("with_tone", "without"), [("กี่", "กี"), ("ที่", "ที"), ("น้ำ", "นำ"), ("ป้ำ", "ปำ"), ("ผึ้ง", "ผึง")])
def test_a_tone_mark_stands_above_the_vowel_and_does_not_touch_it(with_tone: str, without: str) -> None:
    """Unshaped, the mark is drawn into the vowel: no row of pixels would part them."""
    marked, plain = letters(with_tone), letters(without)
    assert (marked & plain).sum() == plain.sum(), "the mark changes nothing else"
    mark_rows = np.flatnonzero((marked & ~plain).any(axis=1))
    top = np.flatnonzero(plain.any(axis=1))[0]
    assert len(mark_rows) > 0
    assert mark_rows[-1] < top


def test_a_tone_mark_comes_down_where_there_is_no_vowel_below_it() -> None:
    tops = [np.flatnonzero(letters(text).any(axis=1))[0] for text in ("ก", "ก่", "กี่")]
    assert tops[0] > tops[1] > tops[2]


def test_a_mark_above_makes_room_for_the_tall_stroke_of_its_letter() -> None:
    """ปี: over ป the vowel moves to the left, away from the stroke; over ก it does not."""
    bare, vowelled = letters("ป"), letters("ปี")
    vowel = vowelled & ~bare
    assert (vowelled & bare).sum() == bare.sum()
    assert np.flatnonzero(vowel.any(axis=0))[-1] < np.flatnonzero(bare.any(axis=0))[-1] - 3


def test_a_vowel_below_makes_the_foot_of_its_letter_give_way() -> None:
    """ญู is written without the foot of ญ."""
    assert (letters("ญ") & ~letters("ญู")).any()


def test_numbers_stand_out_from_their_segments() -> None:
    for status, ground in chart.BAR_COLORS.items():
        lights = [
            sum(part * int(color[at : at + 2], 16) for at, part in ((1, 0.2), (3, 0.7), (5, 0.1)))
            for color in (ground, chart.NUMBER_INK.get(status, flex.INK))
        ]
        assert abs(lights[0] - lights[1]) > 100


def test_the_figures_are_the_offices_in_its_order_with_what_nobody_answers_for_last(database: Database) -> None:
    with database.write() as session:
        office = new_office(session, "demo", ("สำนักปลัด", "กองคลัง", "กองช่าง"))
        add_item(session, office, "O1", ("กองช่าง", "กองคลัง"), date(2027, 3, 1))
        add_item(session, office, "O2", ("กองคลัง",), None).assignments[0].status = "done"
        add_item(session, office, "O3", (), None)
        figures = office_figures(session, office, thai("2027-03-24 09:30"))
        shown = chart.named(session, figures)
    assert shown is not None
    assert shown.overall == Tally(1, 0, 0, 2, 1)
    assert shown.divisions == (
        ("กองคลัง", Tally(1, 0, 0, 1, 1)),
        ("กองช่าง", Tally(0, 0, 0, 1, 1)),
        ("ยังไม่กำหนดผู้รับผิดชอบ", Tally(0, 0, 0, 1)),
    )


def test_a_division_that_is_gone_or_anothers_has_no_name_and_an_office_that_is_gone_no_picture(
    database: Database,
) -> None:
    with database.write() as session:
        office, other = new_office(session, "demo"), new_office(session, "other", ("กองลับ",))
        rows = tuple((division.id, Tally(1, 0, 0, 0)) for division in (*office.divisions, *other.divisions))
        shown = chart.named(session, Figures(office.id, 2570, AS_OF, Tally(1, 0, 0, 0), rows))
        gone = chart.named(session, Figures(999, 2570, AS_OF, Tally(1, 0, 0, 0), rows))
    assert shown is not None
    assert [name for name, _ in shown.divisions] == ["กองคลัง", "กองช่าง", "ส่วนราชการเดิม"]
    assert gone is None


def test_every_length_of_the_drawing_is_a_plain_number() -> None:
    """An exponent or a NaN would be another shape."""
    found = re.findall(r' (?:x|y|width|height|font-size)="([^"]*)"', chart.svg(drawn(("ก", Tally(1, 0, 0, 399)))))
    assert [one for one in found if not re.fullmatch(r"-?\d+(\.\d+)?", one)] == []
