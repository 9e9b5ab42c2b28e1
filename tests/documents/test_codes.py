"""Item numbers in every spelling seen, and cells that hold none or several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.workbook.codes import read_numbers
from messages.thai import thai_numerals
from models.words import Kind

WORDS = st.sampled_from(["", "ข้อ ", "ข้อ", "ข้อที่ ", "รายการที่ "])
LETTERS = st.sampled_from(["", "O", "o", "O ", "O-", "O.", "โอ", "0", "๐", "○", "О"])
CODES = st.integers(1, 99)


@given(WORDS, LETTERS, CODES, st.booleans(), st.booleans())
def test_every_spelling_of_a_code_is_read_back(word: str, letter: str, number: int, thai: bool, padded: bool) -> None:
    digits = f"{number:02}" if padded else str(number)
    text = word + letter + (thai_numerals(digits) if thai else digits)
    assert read_numbers(text, "o_item") == (number,), text


@given(
    st.lists(CODES, min_size=2, max_size=4, unique=True), LETTERS, st.sampled_from([", ", " ", "/", " และ ", "\n", "-"])
)
def test_a_merged_row_gives_all_its_codes(numbers: list[int], letter: str, joint: str) -> None:
    text = joint.join(f"{letter}{number}" for number in numbers)
    assert read_numbers(text, "o_item") == tuple(numbers), text


@pytest.mark.parametrize(
    ("text", "number"),
    [("ข้อ ๐๓๖", 36), ("๐10", 10), ("o6", 6), ("○15", 15), ("O๑", 1), ("010", 10), ("10", 10), ("(8)", 8), ("8.", 8)],
)
def test_a_zero_before_the_number_is_the_letter(text: str, number: int) -> None:
    assert read_numbers(text, "o_item") == (number,)


@pytest.mark.parametrize(
    ("text", "kind"), [("M3", "measure"), ("มาตรการที่ ๓", "measure"), ("ม.3", "measure"), ("3", "step")]
)
def test_measures_and_steps_have_their_own_letters(text: str, kind: Kind) -> None:
    assert read_numbers(text, kind) == (3,)


@pytest.mark.parametrize(
    "text", ["", "-", "O", "O0", "00", "8.9", "100", "O100", "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "M3", "๑๒๓"]
)
def test_what_is_no_code_is_not_guessed(text: str) -> None:
    assert read_numbers(text, "o_item") == ()
