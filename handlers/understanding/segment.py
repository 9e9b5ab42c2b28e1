"""Thai words of a line: PyThaiNLP's newmm with its dictionary loaded once, enlarged by the words offices use."""

import os
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pythainlp.util import Trie

# Words the general dictionary lacks or would cut; it never sees codes, dates and names, which are marked before.
OFFICE_WORDS: Final = (
    "ลงเว็บ ขึ้นเว็บ เวบ เว็บ เว็บไซต์ อัปเดต อัพเดต อัพเดท อัปโหลด อัพโหลด อัพ อัป คลิป ลิงก์ ลิ้งค์ ไฟล์ เสร็จ เสร็จสิ้น แล้วเสร็จ เรียบร้อย "
    "มั้ย ปะ ป่ะ ป่าว รึยัง รึเปล่า เหรอ หรอ ครับ คับ ค่ะ คะ นะคะ นะครับ จ้า จ้ะ แผนที่ ช่างแอร์ ช่างไฟ ช่างไม้ ช่างประปา ช่างภาพ ตัวชี้วัด "
    "สรุปรายสัปดาห์ ไตรมาส จริยธรรม ประมวลจริยธรรม ธรรมจรรยา สินบน จัดซื้อจัดจ้าง ผู้รับบริการ เจ้าหน้าที่ จนท. ร้องเรียน ธุรการ"
).split()
LONGEST: Final = 600


@cache
def _dictionary() -> "Trie":
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")  # else its import writes to the home folder
    from pythainlp.corpus import thai_words
    from pythainlp.util import Trie

    return Trie({*thai_words(), *OFFICE_WORDS})


@cache
def _newmm() -> "object":
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    from pythainlp.tokenize.newmm import segment

    return segment


def words(text: str) -> list[str]:
    """The words of the text, joined they are the text again."""
    cut = _newmm()
    found: list[str] = []
    for at in range(0, len(text), LONGEST):
        found += cut(text[at : at + LONGEST], _dictionary())  # type: ignore[operator]
    return found


def word_starts(text: str) -> frozenset[int]:
    """The places where a word begins, and the end of the text."""
    starts, at = {0}, 0
    for word in words(text):
        at += len(word)
        starts.add(at)
    return frozenset(starts)
