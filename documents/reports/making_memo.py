"""The template of the memo (บันทึกข้อความ) that carries any of the reports up the office's chain.

The running number stays blank: it is given by the office's register of letters. The garuda is the office's to put in.
"""

from typing import Any, Final

from documents.reports.shapes import dots, footer, new_page, say

BLANK: Final = "......................................................"


def _which(word: str, unit: str) -> str:
    return f"{{% if numbers.{word} %}} ({unit} {{{{ numbers.{word} }}}}){{% endif %}}"


_FACTS: Final = (
    (
        "followup",
        "ได้ติดตามการเผยแพร่ข้อมูลสาธารณะ (OIT) ทั้งหมด {{ totals.total }} ข้อ พบว่า เผยแพร่แล้ว (มี)"
        f" {{{{ totals.present }}}} ข้อ ไม่สมบูรณ์ {{{{ totals.incomplete }}}} ข้อ{_which('incomplete', 'ข้อ')}"
        f" ไม่มี {{{{ totals.missing }}}} ข้อ{_which('missing', 'ข้อ')}"
        f" และยังไม่ได้ตรวจสอบ {{{{ totals.unchecked }}}} ข้อ{_which('unchecked', 'ข้อ')}",
    ),
    (
        "measures",
        "ส่วนราชการได้รายงานผลการดำเนินการตามมาตรการ ทั้งหมด {{ totals.total }} มาตรการ"
        " ดำเนินการเรียบร้อยแล้ว {{ totals.done }} มาตรการ อยู่ระหว่างดำเนินการ {{ totals.in_progress }} มาตรการ"
        f" ยังไม่ดำเนินการ {{{{ totals.not_started }}}} มาตรการ{_which('not_started', 'มาตรการที่')}"
        f" และยังไม่ได้รายงาน {{{{ totals.not_reported }}}} มาตรการ{_which('not_reported', 'มาตรการที่')}",
    ),
    ("plan", "ได้จัดทำแผนการดำเนินการตามมาตรการ จำนวน {{ totals.total }} มาตรการ พร้อมขั้นตอน ระยะเวลา และผู้รับผิดชอบ"),
    ("calendar", "ได้จัดทำปฏิทินการดำเนินการ จำนวน {{ totals.total }} ขั้นตอน พร้อมระยะเวลาและผู้รับผิดชอบ"),
    (
        "summary",
        "ความก้าวหน้าในภาพรวม ดำเนินการเรียบร้อยแล้ว {{ totals.done }} จากทั้งหมด {{ totals.total }} รายการ"
        " (ร้อยละ {{ totals.percent }}) อยู่ระหว่างดำเนินการ {{ totals.in_progress }}"
        " ยังไม่ดำเนินการ {{ totals.not_started }} ยังไม่ได้รายงาน {{ totals.not_reported }}"
        " และเลยกำหนด {{ totals.overdue }} รายการ",
    ),
)
_REPORTS: Final = "('progress', 'results', 'six-elements')"


def memo() -> Any:
    document = new_page(margins=(1.5, 2.0, 2.0, 3.0))
    say(document, "บันทึกข้อความ", bold=True, size=29, align="center", after=6)
    say(document, "**ส่วนราชการ** {{ division }} {{ place }}")
    say(document, f"**ที่** {BLANK}  **วันที่** {{{{ date }}}}")
    say(document, "**เรื่อง** {% if not title.startswith('รายงาน') %}ขอส่ง{% endif %}{{ title }}")
    say(document, "**เรียน** {{ to }}", after=6)
    _section(document, 0, "เรื่องเดิม")
    _text(
        document,
        "ตามที่ {{ office }} เข้ารับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
        " ประจำปีงบประมาณ พ.ศ. {{ year }} และได้มอบหมายให้ส่วนราชการที่เกี่ยวข้องดำเนินการ นั้น",
    )
    _section(document, 1, "ข้อเท็จจริง")
    for kind, text in _FACTS:
        meant = f"of in {_REPORTS}" if kind == "measures" else f"of == '{kind}'"
        say(document, f"{{%p if {meant} %}}")
        _text(document, f"{{{{ as_of }}}} {text} รายละเอียดตามเอกสารที่แนบมาพร้อมนี้")
        say(document, "{%p endif %}")
    _section(document, 2, "ข้อพิจารณา")
    _choice(
        document,
        "เห็นควรนำเรียนผู้บริหารเพื่อพิจารณาอนุมัติให้เผยแพร่{{ of_name }}บนเว็บไซต์ของหน่วยงาน",
        "เห็นควรนำเรียนผู้บริหารเพื่อโปรดทราบ และแจ้งส่วนราชการที่เกี่ยวข้องเพื่อดำเนินการในส่วนที่รับผิดชอบต่อไป",
    )
    say(document, "", size=8)
    _choice(
        document,
        "จึงเรียนมาเพื่อโปรดทราบ และพิจารณาอนุมัติให้เผยแพร่",
        "จึงเรียนมาเพื่อโปรดพิจารณา",
    )
    _signature(document, "ผู้รายงาน", named=False)
    say(document, "{%p for level in chain %}")
    say(
        document,
        "{% if level.last %}คำสั่ง/การพิจารณาของ{% else %}ความเห็นของ{% endif %}{{ level.post }}",
        bold=True,
        keep=True,
    )
    for _ in range(2):
        dots(document, 16.0)
    _signature(document, "{{ level.signs }}", named=True)
    say(document, "{%p endfor %}")
    footer(document, "{{ as_of }}")
    return document


def _section(document: Any, number: int, heading: str) -> None:
    say(document, f"{{{{ digits[{number}] }}}}. {heading}", bold=True, indent=2.5, keep=True)


def _text(document: Any, text: str) -> None:
    say(document, text, indent=2.5, align="thai")


def _choice(document: Any, report: str, other: str) -> None:
    say(document, f"{{%p if of in {_REPORTS} %}}")
    _text(document, report)
    say(document, "{%p else %}")
    _text(document, other)
    say(document, "{%p endif %}")


def _signature(document: Any, post: str, *, named: bool) -> None:
    say(document, "", size=8, keep=True)
    for line in (
        "(ลงชื่อ)..........................................",
        "(..........................................)",
        post if named else "ตำแหน่ง.......................................... ผู้รายงาน",
    ):
        say(document, line, align="center", hang=6.0, keep=line != post)
    say(document, "", size=8)
