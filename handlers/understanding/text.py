"""Typing made uniform: composed vowels, invisible characters, full-width forms, blanks, letters held down, number words."""

import re

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LIKENESSES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": " ", "，": ",", "、": ",", "\u039f": "O", "\u041e": "O", "\u03bf": "o", "\u043e": "o"} | _FULL_WIDTH)
_HELD_DOWN = re.compile(r"([ก-ฮะ-ูเ-๎])\1{2,}")
_MARKS_TWICE = re.compile(r"([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\1+")
LONGEST = 1000  # a longer line is read so far, and writes nothing

_ONES = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
_ONE = "|".join(_ONES)
NUMBER_WORD = rf"(?:(?:ยี่|{_ONE})?สิบ(?:{_ONE})?|{_ONE})"


def clean(text: str) -> str:
    """Composed ำ, plain blanks, ASCII punctuation; line breaks stay, and Thai digits too (๐ may be a letter O)."""
    text = _INVISIBLE.sub("", text[:LONGEST]).translate(_LIKENESSES)
    text = text.replace("ํา", "ำ").replace("ํ่า", "่ำ").replace("ํ้า", "้ำ").replace("เเ", "แ").replace("\r", "\n")
    text = _MARKS_TWICE.sub(r"\1", _HELD_DOWN.sub(r"\1", text))
    text = re.sub(r"([่-๋])([ัิ-ู])", r"\2\1", text)  # the tone typed before the vowel
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", text)).strip()


# Chat spellings of the few words that decide what a report says.
_SLANG = (
    (re.compile(r"แร้ว|แย้ว|แว้ว|แร่ว|แล้ว้|แล่ว|แล้วว(?![ัาิีแ])|แล้ง(?=ค่ะ|ครับ|นะ)"), "แล้ว"),
    (re.compile(r"เสด(?=แล้ว|ละ|หมด|เรียบ|ครบ|ตั้ง|\s|ค|น|จ|$)|เส็ด|เสร็ด|เส็จ|เสร๊จ|เส็ร็จ|เสรจ|เสร้จ|เส้ด"), "เสร็จ"),
    (re.compile(r"ม่าย|หม่าย(?=ได้|ด้าย|เสร็จ)"), "ไม่"),
    (re.compile(r"ด้าย(?!าย)"), "ได้"),
    (re.compile(r"กะลัง|กำลัง้|กําลัง|กำลงั|กำลัว"), "กำลัง"),
    (re.compile(r"อับ(?=เดต|เดท|โหลด|เว็บ)"), "อัป"),
    (re.compile(r"เว[ปฟ]|เว็ป|เวบ|เว็ฟ"), "เว็บ"),
    (re.compile(r"หั้ย|ไห้"), "ให้"),
    (re.compile(r"ทาม(?=อยู|แล้ว|เสร็จ|ไป)"), "ทำ"),
    (re.compile(r"อยุ่|อยุ้"), "อยู่"),
    (re.compile(r"(?<![ก-ฮ])ก้อ(?=เสร็จ|ยัง|ทำ|\s)"), "ก็"),
    (re.compile(r"ร้อยเปอร์(?:เซ็นต์|เซ็น|เซนต์)?"), "100%"),
    (re.compile(r"หย่อย"), "หน่อย"),
    (re.compile(r"พิม(?!พ)(?=ว|ต|ย|แ|อ|ไ|ผ|\s)"), "พิมพ์"),
    (re.compile(r"ใหน|ไหน๋"), "ไหน"),
    (re.compile(r"ใว้"), "ไว้"),
    (re.compile(r"ไม(?=เอา|ได้|เสร็จ|มี|ครบ|ทำ|ลง|ขึ้น|ทัน)"), "ไม่"),
    (re.compile(r"แต(?=ยัง)"), "แต่"),
    (re.compile(r"มาตร(?:กาน|ก่าร)|มาตราการ|มาตการ"), "มาตรการ"),
    # the North, the North-East and the South
    (re.compile(r"บ่แม่น"), "ไม่ใช่"),
    (re.compile(r"แม่นบ่|แม่นก่อ"), "ใช่ไหม"),
    (re.compile(r"(?<![ก-ฮ])(?:บ่|บ่อ)(?=\s*$|\s*(?:ครับ|ค่ะ|คะ|จ้า|เจ้า|น้อ))"), "ไหม"),
    (re.compile(r"(?<=[งวดบ็จ้])บ่(?=\s*$|ครับ|ค่ะ|คะ|จ้า|เจ้า|น้อ)"), "ไหม"),
    (re.compile(r"(?<!น)บ่(?![อา])(?=[ก-ฮเ-ไ])"), "ไม่"),
    (re.compile(r"เฮ็ด"), "ทำ"),
    (re.compile(r"(?<![ก-ฮ])ยะ(?=แล้ว|อยู่|ไป|เสร็จ|\s)"), "ทำ"),
    (re.compile(r"(?<=ไม่ได้)ยะ"), "ทำ"),
    (re.compile(r"เฮา"), "เรา"),
    (re.compile(r"อิหยัง|(?<![ก-ฮ])หยัง|อีหยัง|ไอ้ไหร|ไหรมั่ง|ไหร(?=บ้าง|มั่ง|\s)"), "อะไร"),
    (re.compile(r"พ่อง|(?<![ก-๎])แหน่(?![บง])|(?<![ก-ฮ])มั่ง(?!คั่ง|มี)"), "บ้าง"),
    (re.compile(r"(?<![ก-๎])ไผ(?!่)"), "ใคร"),
    (re.compile(r"ฮอดไ[สห]|ฮอดใส|ถึงไส|ฮอดไหน|พรือแล้ว"), "ถึงไหน"),
    (re.compile(r"มื้ออื่น"), "พรุ่งนี้"),
    (re.compile(r"ตะวา(?![น])"), "เมื่อวาน"),
    (re.compile(r"เหมิด|เบิ้ด"), "หมด"),
    (re.compile(r"แล้วๆ"), "แล้ว"),
    (re.compile(r"(?<![ก-ฮ])ตี้(?=ยัง|กอง|เรา|เสร็จ)"), "ที่"),
    # the written language asks with ใด
    (re.compile(r"ผู้ใด(?!ๆ)"), "ใคร"),
    (re.compile(r"เท่าใด"), "เท่าไร"),
    (re.compile(r"เมื่อใด"), "เมื่อไร"),
    (re.compile(r"(?<=ข้อ|กอง)ใด(?!ๆ)|(?<=เรื่อง)ใด(?!ๆ)|(?<=ตัว)ใด(?!ๆ)|(?<=เอกสาร)ใด(?!ๆ)|(?<=รายการ)ใด(?!ๆ)|(?<=วัน)ใด(?!ๆ)|(?<=อย่าง)ใด(?!ๆ)|(?<=มาตรการ)ใด(?!ๆ)|(?<=หน่วยงาน)ใด(?!ๆ)"), "ไหน"),
)


def plain_spelling(text: str) -> str:
    """The line as a careful writer would have typed it, where chat has its own spelling."""
    for pattern, word in _SLANG:
        text = pattern.sub(word, text)
    return text


def arabic(text: str) -> str:
    """Thai digits as Arabic ones; the length stays, so that places in the line do too."""
    return text.translate(_THAI_DIGITS)


def number_of(text: str) -> int:
    """The number that digits of either kind or a Thai number word up to ninety-nine say."""
    digits = re.sub("[Oo]", "0", arabic(text))
    if digits.isascii() and digits.isdigit():
        return int(digits)
    if text == "แรก":
        return 1
    tens, found, ones = text.partition("สิบ")
    if not found:
        return _ONES[text]
    return 10 * (2 if tens == "ยี่" else _ONES.get(tens, 1)) + _ONES.get(ones, 0)
