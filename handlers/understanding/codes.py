"""Item codes as people type them: O8, ข้อ ๘, ๐10, โอแปด, M3, มาตรการที่ ๓, ม.3, lists and ranges."""

import re
from dataclasses import dataclass
from typing import Final

from handlers.understanding.text import NUMBER_WORD, arabic, number_of

_D: Final = "[0-9๐-๙]"
_NUM: Final = rf"(?:{_D}[Oo](?![A-Za-z])|{_D}{{1,3}}(?!{_D})|{NUMBER_WORD})"
_DIGITS: Final = rf"{_D}{{1,3}}(?!{_D})"
_SEP: Final = r"\s?[-._#:]?\s?"
# A number that counts something, or is part of a larger figure, is no code.
_COUNTED: Final = (
    r"(?!\s*(?:%|เปอร์|รายการ|รายงาน|บาท|คน|ครั้ง|วัน(?!ที่)|เดือน|แห่ง|โครงการ|ชุด|ฉบับ|เรื่อง|กอง(?!\S)|หน้า|ปี|โมง|ทุ่ม|นาที|ชั่วโมง|ชม|สัปดาห์|อาทิตย์|"
    r"ไฟล์|ใน\s?\d|จาก\s?\d|มาตรการ(?!\s*(?:ที่)?\s*[0-9๐-๙])|ตัว(?!ไหน|ใด|เดียวกัน|เลข)|อัน(?!ไหน|ใด|เดียวกัน)|ช่อง|กิจกรรม|สัญญา|ล้าน|แสน|หมื่น|พัน|ร้อย|ราย(?!ละเอียด|งาน|การ)|หมู่|ตำบล|บ้าน|ท่าน|น\.|คะแนน|เท่า|รอบ|ด้าน|ประการ|ขั้น|ภาพ|รูป|แผ่น|เล่ม)"
    rf"|\s*ข้อ(?!มูล|ความ|เสนอ|ตกลง|บังคับ|\s*(?:ที่)?\s*[OoMm]?\s*{_D})|[.:]{_D}|,{_D}{{3}}(?!{_D})|-{_D}+-)"
)
_O_LETTER: Final = r"(?:(?<![A-Za-z])(?:OIT|[Oo])(?![A-Za-z])|[○◯〇]|(?<![ก-ฮ])โอ)"
_WORDS: Final = {
    "O": r"(?:โอ\s?)?ข้อ(?:ที่)?|(?<![ก-๎])ขอ(?=\s?\d{1,2}\s?(?:ลง|เสร็จ|เรียบ|กำลัง|ยัง))|รายการที่|ตัวชี้วัดข้อ(?:ที่)?",
    "M": r"มาตรการ(?:ข้อ)?(?:ที่)?|มาตราการ(?:ที่)?|ประเด็น(?:ข้อ)?(?:ที่)?",
    "S": r"ขั้นตอนที่|ขั้นที่",
}
# After a letter or ข้อ little else can be meant; a count of items («มาตรการ 7 ข้อ», «OIT 35 ข้อ») is no code.
_WHOLE: Final = rf"(?!\s*(?:%|เปอร์)|[.:]{_D}|,{_D}{{3}}(?!{_D})|-{_D}+-)"
_OF_MANY: Final = rf"(?!\s*(?:รายการ|ตัว(?=\s|$|ที่|ยัง|แล้ว|มี|เหลือ)|อัน(?!ไหน))|\s*ข้อ(?!เดียว|นี้|นั้น|มูล|ความ|เสนอ|ตกลง|บังคับ|สังเกต|\s*(?:ที่)?\s*[OoMm]?\s*(?:{_D}|{NUMBER_WORD}))){_WHOLE}"
_HEAD: Final = re.compile(
    rf"(?P<O>(?:{_WORDS['O']})\s*[.(]?\s?(?:(?:[OoＯ○◯〇]|โอ){_SEP})?|{_O_LETTER}{_SEP}(?:ข้อ(?:ที่)?\s?|ที่\s?)?)(?P<O_num>{_NUM}){_OF_MANY}"
    rf"|(?P<M>(?:{_WORDS['M']})\s*(?:(?<![A-Za-z])[Mm]{_SEP})?)(?P<M_num>{_NUM}|แรก(?!ๆ)){_OF_MANY}"
    rf"|(?P<M2>(?<![A-Za-z0-9๐-๙])[Mm]{_SEP}|เอ็ม\s?|(?<![ก-๎.])ม\s?\.?\s?)(?P<M2_num>{_DIGITS}){_OF_MANY}"
    rf"|(?P<S>(?:{_WORDS['S']})\s*)(?P<S_num>{_NUM}){_WHOLE}"
    rf"|(?<![0-9๐-๙.,:/\-A-Za-z])(?P<Z>[0๐]-?)(?P<Z_num>[1-9๐-๙]{_D}?)(?!{_D}|[.,:/]{_D}|-{_D}{{3}}(?:-|{_D})|\s?%|\s?น\.|\s?โมง){_COUNTED}"
)
_JOINT: Final = (
    r"\s*(?:,|และ|กับ|กะ(?!ว่า)|&|\+|/|รวมถึง|แล้วก็)\s*|\s*(?P<range>-|~|(?:ไป)?(?:จน)?ถึง|ยัน|to\b)\s*|(?P<blank>\s+)"
)
_NEXT: Final = re.compile(
    rf"(?:{_JOINT})(?:(?P<word>ข้อ(?:ที่)?|{_WORDS['M']})\s*)?(?P<letter>(?:(?<![A-Za-z])[OoMm]|[○◯〇]|โอ){_SEP})?(?P<num>{_NUM})(?P<plain>{_COUNTED})?{_WHOLE}"
)
_VILLAGE_BEFORE: Final = re.compile(
    r"(?:หมู่(?:ที่|บ้าน)?|บ้าน\S{0,20}|เลขที่|ถนน|ซอย|เรียน|ชั้น|เด็ก|จบ|[\d๐-๙]/[\d๐-๙]{1,4}|ลูก\S{0,10}|ต\.\S{1,20}|ตำบล\S{1,20}|ห้อง|NET|ชิป)\s*$"
)
_VILLAGE_TALK: Final = re.compile(r"หมู่(?!ที่\s*คณะ)|หมู่บ้าน|ประชาคม|ชาวบ้าน|ผู้ใหญ่บ้าน|มัธยม|โรงเรียน|นักเรียน|ชั้นเรียน|น็อต|สกรู|โบลต์|ราวสะพาน|หลาน|คอนกรีต|วัคซีน|หมาแมว|ลอกท่อ|ท่อระบาย|ถนน|ขยะ|ยุง|ไฟทาง|ไฟถนน|ประปา|เบี้ยยังชีพ|บ่อ|ฝาย|ขุด|ลาดยาง|ฉีดพ่น|น้ำท่วม|รถน้ำ")
# «ม.3» is the measure where a report or request can name it, after a noun it is a village.
_MEASURE_BEFORE: Final = re.compile(
    r"(?:^|(?:^|\n)\s*[-*]|[\n,|/(:;+&•·>✅✔❌🔄\ue001-\ue00f\d๐-๙]|ครับ|ค่ะ|คะ|คับ|จ้า|นะ|แล้ว|ส่วน|แต่|และ|กับ|กะ|หรือ|ว่า|ของ|ที่|เรื่อง|ขอ|เลื่อน|ขยาย|เวลา|ระยะเวลา|แก้|ปรับ|อัปเดต|อัพเดต|อัพเดท|แจ้ง|รายงาน|เสร็จ|หลักฐาน|ลิงก์|ลิ้งค์|ดู|เช็ค|เช็ก|"
    r"สถานะ|ประวัติ|ทำ|ให้|เป็น|ตั้ง|เปลี่ยน|ตัว|ข้อ|ไหน|ใคร|ปัญหา|เหลือ|ค้าง|ยกเว้น|เว้น|อนุมัติ|ภาพ|รูป|ไฟล์|เอกสาร|มาตรการ|บันทึก|ยกเลิก|แนบ|ส่ง|ต่อ|กำหนด|ถาม|ตาม|ใน|ครบ|ที|หน่อย|เออ|เอ้ย|เอ๊ย|ไม่ใช่|คือ|ทั้ง|ใช่|สำหรับ|ถึง|ตอนนี้|ล่าสุด|ด้วย|ต่างหาก|เลย|ปิด|ลง|ขึ้น|จบ|ผม|หนู|โอเค|วันนี้|กำลัง|ผล|history|who|item|status|update|done|extend|problem|evidence)\s*(?:ม\.?\s?[\d๐-๙]+\s?)*\s*$"
)
_MEDICAL: Final = re.compile(r"คนไข้|ผู้ป่วย|ออกซิเจน|ปลายนิ้ว|หายใจ|โรงพยาบาล|รพ\.(?!สต)|เลือด|โอโซน|PM\s?2|ก๊าซ")
_VILLAGE_AFTER: Final = re.compile(r"/[\d๐-๙]|\s*(?:ต\.|ตำบล|อ\.|บ้าน|หมู่|ซ\.|ซอย|ถ\.|ถนน|จ\.|เทอม|ห้อง)")
# The articles of a regulation, the questions of an exam, oxygen and blood groups.
_PUBLIC_BEFORE: Final = re.compile(
    r"(?:ใบลา|ใบเบิก|แบบฟอร์ม|ระเบียบ|กฎหมาย|กฎกระทรวง|หนังสือสั่งการ|คำสั่งที่|พ\.?ร\.?บ\.?|ข้อสอบ|แบบฝึกหัด|แบบทดสอบ|ควิซ|การบ้าน|ออกซิเจน|กรุ๊ป|ปลายนิ้ว|เลขท้าย|หวย|งวด)[^\n,]{0,30}$"
)
PUBLIC: Final = re.compile(r"ข้อสอบ|แบบฝึกหัด|แบบทดสอบ|ควิซ|(?<!ส่ง)การบ้าน|ระเบียบ|กฎกระทรวง|เฉลย")
_LATER: Final = re.compile(r"เลื่อน|ขยาย|extend|ขอเวลา", re.IGNORECASE)
_LARGEST_RANGE: Final = 60


@dataclass(frozen=True)
class CodeSpan:
    """Where codes stand in the line, and which: a list or a range is one span."""

    start: int
    end: int
    codes: tuple[str, ...]


def find(line: str) -> list[CodeSpan]:
    spans: list[CodeSpan] = []
    at = 0
    while head := _HEAD.search(line, at):
        at = head.end()
        kind = _kind(head)
        if kind == "M" and head["M2"] and _is_village(line, head):
            continue
        if (head["O"] or head["Z"]) and _PUBLIC_BEFORE.search(line[: head.start()]):
            continue
        number = _number(head)
        if kind == "O" and number in (2, 3, 4) and _MEDICAL.search(line) and head["O"] is not None and head["O"].strip().casefold() == "o":
            continue
        if not 0 < number < 100:
            continue
        codes, end = _rest(line, head.end(), kind, number)
        spans.append(CodeSpan(head.start(), end, codes))
        at = end
    return spans


def bare(line: str, taken: list[CodeSpan], kinds: tuple[str, ...], among: frozenset[str], states: re.Pattern[str], *, sure: bool, words: bool = False) -> list[CodeSpan]:
    """Numbers without a letter that a state follows, where codes have been spoken of: «ข้อ 14 เสร็จ 15 ยัง».

    Only codes `among` these count. When not `sure` that items are meant, there must be two of them, or a list."""
    found: list[CodeSpan] = []
    at = 0
    while match := (_BARE_WORD if words else _BARE).search(line, at):
        at = match.end()
        if any(s.start < match.end() and match.start() < s.end for s in taken):
            continue
        if _NUMBERED.search(line[: match.start("num")]):
            continue
        number = number_of(match["num"])
        kind = next((kind for kind in kinds if f"{kind}{number}" in among), None)
        if kind is None:
            continue
        codes, end = _rest(line, match.end(), kind, number)
        excepted = re.search(r"(?:ยกเว้น|เว้น|เหลือ|ขาด|ส่วน|ตัด|เอ้ย|เอ๊ย|เดี๋ยว|ไม่ใช่)(?:แค่|แต่|ตัวเดียวคือ|ข้อ|\s)*$", line[: match.start("num")])
        if not set(codes) <= among or not (excepted or states.match(line, end) or _ENDS_LINE.match(line, end) and _STATE_BEFORE.search(line[: match.start("num")])):
            continue
        found.append(CodeSpan(match.start("num"), end, codes))
        at = end
    return found if sure or sum(len(span.codes) for span in found) > 1 else []


_NUMBERED: Final = re.compile(r"(?:หมู่|หมู่ที่|บ้านเลขที่|ต่อ|เบอร์|โทร\.?|เลข|เลขที่|ชั้น|ห้อง|หน้า|ครั้งที่|ปี|เวลา|เหลืออีก|รออีก|จาก|ไปแล้ว|แค่|ได้|ราคา|งบ|คะแนน|ที่)\s*$")
_ENDS_LINE: Final = re.compile(r"\s*(?:ครับ|ค่ะ|คะ)?\s*(?:$|\n)")
_STATE_BEFORE: Final = re.compile(r"(?:เสร็จ|แล้ว|กำลังทำ|เริ่ม|ระหว่างดำเนินการ|เรียบร้อย|ยังไม่ทำ|ไม่ได้ทำ)\s*[:=]?\s*$")
_BARE: Final = re.compile(rf"(?:^|(?<=[\n|,/])|(?<!อีก)(?<!รอ)(?<!หมู่)(?<!ครบ)(?<!แค่)(?<!จาก)(?<!ไป)(?<!ได้)(?<=\s)|(?<=ยกเว้น)|(?<=เว้น)|(?<=เหลือ)|(?<=ส่วน)|(?<=ตัด)|(?<=คับ)|(?<=ครับ)|(?<=ค่ะ))(?P<num>{_D}{{1,2}})(?!{_D}|\s*[.):]|\s?(?:กอง|ขั้นตอน)){_COUNTED}")

_BARE_WORD: Final = re.compile(rf"(?:^|(?<=[\s,]))(?P<num>{_D}{{1,2}}(?!{_D})|{NUMBER_WORD})")


def _kind(head: re.Match[str]) -> str:
    if head["M"] is not None or head["M2"] is not None:
        return "M"
    return "S" if head["S"] is not None else "O"


def _number(head: re.Match[str]) -> int:
    text: str = head["O_num"] or head["M_num"] or head["M2_num"] or head["S_num"] or head["Z_num"]
    return number_of(text)


def _rest(line: str, end: int, kind: str, number: int) -> tuple[tuple[str, ...], int]:
    """The further numbers of a list or range that begins with `number`."""
    codes, last = [f"{kind}{number}"], number
    while more := _NEXT.match(line, end):
        if more["plain"] is None and not (more["letter"] or more["word"]):
            break  # a number that counts something
        if more["range"] and not (more["letter"] or more["word"]) and _LATER.search(line):
            break  # «ขอเลื่อน O13 ถึง 31»: a day, no range
        letter = (more["letter"] or "").strip(" -._#:").casefold() or more["word"] or ""
        if letter and ("M" if letter.startswith(("m", "มา", "ประ")) else "O") != kind:
            break  # another kind of code begins a group of its own
        following = number_of(more["num"])
        if not 0 < following < 100:
            break
        if more["range"]:
            if not last < following <= last + _LARGEST_RANGE:
                break
            codes += [f"{kind}{n}" for n in range(last + 1, following + 1)]
        elif not more["num"][0].isdigit() and not letter:
            break  # a bare number word joins nothing: «ข้อ 8 สองวัน»
        elif more["blank"] and not letter and not _stands_alone(line, more.end()):
            break
        else:
            codes.append(f"{kind}{following}")
        last, end = following, more.end()
    return tuple(dict.fromkeys(codes)), end


def _stands_alone(line: str, end: int) -> bool:
    """After a blank alone, only a number that is followed by another, a blank or the end belongs to the list."""
    return re.match(r"\s|$|[,/]|เสร็จ|และ|กับ", line[end:]) is not None


def _is_village(line: str, head: re.Match[str]) -> bool:
    if not line[: head.start()].strip():
        return bool(_VILLAGE_AFTER.match(line[head.end() :]))
    if _VILLAGE_TALK.search(line) or (head["M2"].startswith("ม") and "\ue005" not in line and not _MEASURE_BEFORE.search(line[: head.start()])):
        return True
    return bool(_VILLAGE_BEFORE.search(line[: head.start()]) or _VILLAGE_AFTER.match(line[head.end() :]))
