"""Typing made uniform."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding.text import arabic, clean, number_of, plain_spelling

THAI = st.text(st.sampled_from("กขคงจลสอเแโาิีุู้ัำํๆ๐๑๒๘๙ Oo0123\n\u200b"), max_size=40)  # one tone is enough


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("เเล้ว", "แล้ว"),
        ("ทํา", "ทำ"),
        ("นํ้า", "น้ำ"),
        ("กำลังงงงง", "กำลัง"),
        ("Ｏ８", "O8"),
        ("О8", "O8"),  # a Cyrillic letter
        ("O8\u200bเสร็จ", "O8เสร็จ"),
        ("O8 – เสร็จ", "O8 - เสร็จ"),
        ("  O8 \t เสร็จ  \r\n\n O9 ", "O8 เสร็จ\nO9"),
        ("ข้อ ๘", "ข้อ ๘"),
    ],
)
def test_clean_makes_typing_uniform(typed: str, meant: str) -> None:
    assert clean(typed) == meant


@given(THAI)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


def test_a_very_long_line_is_cut() -> None:
    assert len(clean("ก ข " * 5000)) <= 2000


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("O8 เสดแร้ว", "O8 เสร็จแล้ว"),
        ("ลงเวปแล้ว", "ลงเว็บแล้ว"),
        ("กะลังทำ", "กำลังทำ"),
        ("ไมได้ทำ", "ไม่ได้ทำ"),
        ("O8 เสร็จแล้วบ่", "O8 เสร็จแล้วไหม"),
        ("ยังบ่ได้เฮ็ด", "ยังไม่ได้ทำ"),
        ("กองใดรับผิดชอบ", "กองไหนรับผิดชอบ"),
        ("ไม่มีข้อใดๆ", "ไม่มีข้อใดๆ"),
    ],
)
def test_chat_spellings_are_read_as_a_careful_writer_would_type_them(typed: str, meant: str) -> None:
    assert plain_spelling(typed) == meant


@given(st.text())
def test_arabic_digits_keep_every_place_of_the_line(text: str) -> None:
    assert len(arabic(text)) == len(text)


@pytest.mark.parametrize(
    ("said", "number"), [("๑๐", 10), ("1O", 10), ("แรก", 1), ("สิบ", 10), ("สิบเอ็ด", 11), ("ยี่สิบสาม", 23)]
)
def test_numbers_are_read_in_digits_of_either_kind_and_in_words(said: str, number: int) -> None:
    assert number_of(said) == number


@given(st.integers(0, 999))
def test_thai_digits_say_the_same_number(number: int) -> None:
    thai = str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert number_of(thai) == number_of(str(number)) == number
