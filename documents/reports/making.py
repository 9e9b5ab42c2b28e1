"""Our own Word templates, made anew by `python -m documents.reports.making`: an office may take one and change it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from documents.reports import making_memo
from documents.reports.completeness import ELEMENTS
from documents.reports.kinds import Kind
from documents.reports.shapes import Column, footer, new_page, say, table

FOLDER: Final = Path(__file__).parents[1] / "data" / "templates"
WIDE: Final = (1.5, 2.0, 2.0, 2.0)
_WEBSITE: Final = "การติดตามการประกาศในเว็บไซต์"
_LISTS: Final = (("overdue", "รายการที่เลยกำหนด"), ("due_soon", "รายการที่จะครบกำหนดภายใน {{ fortnight }} วัน"))
_STATUS: Final = "สถานะการดำเนินงาน"


def followup() -> Any:
    document = _opened(wide=True)
    columns = (
        Column("ข้อ", "{{ r.number }}", 1.1, "center"),
        Column("สรุปข้อมูลและองค์ประกอบ", "{{ r.title }}", 6.4, more="{{ r.elements }}"),
        Column("ข้อมูลที่นำเสนอ", "{{ r.presented }}", 4.7),
        Column("หน่วยงานที่รับผิดชอบ", "{{ r.owners }}", 3.6),
        Column("มี", "{{ r.present }}", 1.1, "center", _WEBSITE),
        Column("ไม่สมบูรณ์", "{{ r.incomplete }}", 1.7, "center", _WEBSITE),
        Column("ไม่มี", "{{ r.missing }}", 1.2, "center", _WEBSITE),
        Column("ยังไม่ตรวจ", "{{ r.unchecked }}", 1.7, "center", _WEBSITE),
        Column("URL", "{{ r.url }}", 4.0),
    )
    table(document, columns, "rows", size=14)
    return document


def progress() -> Any:
    document = _opened(wide=True)
    columns = (
        Column("ตัวชี้วัด", "{{ r.issue }}", 4.6),
        Column("มาตรการ/แนวทาง", "{{ r.number }}. {{ r.title }}", 6.6),
        Column("ยังไม่ดำเนินการ", "{{ r.not_started }}", 3.0, "center", _STATUS),
        Column("อยู่ระหว่างดำเนินการ", "{{ r.in_progress }}", 2.4, "center", _STATUS),
        Column("ดำเนินการเรียบร้อยแล้ว", "{{ r.done }}", 2.6, "center", _STATUS),
        Column("ผลการดำเนินการ", "{{ r.output }}", 6.4),
    )
    table(document, columns, "rows")
    return document


def results() -> Any:
    document = _opened(wide=True)
    columns = (
        Column("มาตรการ", "{{ r.number }}. {{ r.title }}", 5.6),
        Column("วิธีการดำเนินการ", "{{ r.steps }}", 7.4),
        Column("ผลการดำเนินการ", "{{ r.output }}", 8.8),
        Column("ผู้รับผิดชอบ", "{{ r.owners }}", 3.8),
    )
    table(document, columns, "rows")
    return document


def plan() -> Any:
    document = _opened(wide=True, totals=False)
    columns = (
        Column("ประเด็นที่ต้องยกระดับผลการประเมิน", "{{ r.issue }}", 5.0, more="{{ r.lowest }}"),
        Column("มาตรการ โครงการหรือกิจกรรม", "{{ r.number }}. {{ r.title }}", 5.4),
        Column("ขั้นตอนหรือวิธีการปฏิบัติ", "{{ r.steps }}", 7.4),
        Column("ช่วงระยะเวลาในการดำเนินการ", "{{ r.period }}", 4.0),
        Column("ผู้รับผิดชอบ", "{{ r.owners }}", 3.8),
    )
    table(document, columns, "rows")
    return document


def calendar() -> Any:
    document = _opened(totals=False)
    columns = (
        Column("ที่", "{{ r.number }}", 1.1, "center"),
        Column("หัวข้อ", "{{ r.title }}", 6.2),
        Column("ระยะเวลา", "{{ r.period }}", 4.2),
        Column("ผู้รับผิดชอบ", "{{ r.owners }}", 4.5),
    )
    table(document, columns, "rows")
    return document


def six_elements() -> Any:
    document = _opened()
    say(document, "{%p for r in rows %}")
    say(document, "มาตรการที่ {{ r.number }}{% if r.issue %}: {{ r.issue }}{% endif %}", bold=True, keep=True)
    for number, (name, label) in enumerate(ELEMENTS, start=1):
        value = f"{{{{ r.{name} }}}}"
        if name == "steps":  # a list begins on a line of its own
            value = "{% if r.steps %}\n{{ r.steps }}{% else %}(ยังไม่มีข้อมูล){% endif %}"
        elif name in ("period", "output", "outcome"):
            value = f"{{% if r.{name} %}}{value}{{% else %}}(ยังไม่มีข้อมูล){{% endif %}}"
        # Thai digits as the form prints them; a report in Arabic numerals turns them.
        say(document, f"**({{{{ digits[{number - 1}] }}}}) {label}:** {value}", hang=0.6)
    say(document, "")
    say(document, "{%p endfor %}")
    say(document, "{%p if lacking %}")
    say(document, "การตรวจสอบความครบถ้วน", bold=True, keep=True)
    say(document, "รายงานฉบับนี้ยังไม่ครบทั้งหกองค์ประกอบ ดังนี้", keep=True)
    say(document, "{%p for line in lacking %}")
    say(document, "- {{ line }}", hang=0.6)
    say(document, "{%p endfor %}")
    say(document, "{%p else %}")
    say(document, "การตรวจสอบความครบถ้วน: ครบทั้งหกองค์ประกอบทุกมาตรการ", bold=True)
    say(document, "{%p endif %}")
    return document


def summary() -> Any:
    document = new_page(margins=(1.2, 2.0, 1.2, 2.5))
    say(document, "{{ title }}", bold=True, size=18, align="center")
    say(document, "{{ place }}", bold=True, align="center")
    say(document, "{{ as_of }}", align="center", after=4)
    say(
        document,
        "ดำเนินการเรียบร้อยแล้ว {{ totals.done }} จากทั้งหมด {{ totals.total }} รายการ (ร้อยละ {{ totals.percent }})"
        " อยู่ระหว่างดำเนินการ {{ totals.in_progress }} ยังไม่ดำเนินการ {{ totals.not_started }}"
        " ยังไม่ได้รายงาน {{ totals.not_reported }} เลยกำหนด {{ totals.overdue }}",
        align="left", after=4,
    )  # fmt: skip
    say(document, "{{ picture }}", align="center")
    for name, label in _LISTS:
        say(document, f"{{%p if {name} %}}")
        say(document, label, bold=True, size=14, keep=True)
        say(document, f"{{%p for line in {name} %}}")
        say(document, "- {{ line }}", size=14, hang=0.4)
        say(document, "{%p endfor %}")
        say(document, "{%p endif %}")
    for name, label in (("no_output", "ผลการดำเนินการ"), ("no_outcome", "ผลลัพธ์หรือผลสัมฤทธิ์")):
        say(document, f"{{%p if {name} %}}")
        say(document, f"ยังไม่มี{label}ครบทุกส่วนราชการ: มาตรการที่ {{{{ {name} }}}}", size=14)
        say(document, "{%p endif %}")
    return document


def _opened(*, wide: bool = False, totals: bool = True) -> Any:
    document = new_page(wide=wide, margins=WIDE if wide else (1.5, 2.0, 2.0, 3.0))
    say(document, "{{ title }}", bold=True, size=18, align="center")
    say(document, "{{ place }}", bold=True, size=18, align="center")
    say(document, "{{ as_of }}", align="center")
    say(document, "{%p if approved %}")
    say(document, "{{ approved }}", align="center")
    say(document, "{%p endif %}")
    if totals:
        say(document, "{{ totals_line }}", align="center")
    say(document, "", size=8)
    footer(document, "{{ as_of }}")
    return document


TEMPLATES: Final[dict[Kind, Callable[[], Any]]] = {
    "followup": followup,
    "progress": progress,
    "results": results,
    "plan": plan,
    "six-elements": six_elements,
    "calendar": calendar,
    "summary": summary,
    "memo": making_memo.memo,
}


def main(folder: Path = FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for kind, made in TEMPLATES.items():
        (folder / f"{kind}.docx").write_bytes(_dateless(made()))


def _dateless(document: Any) -> bytes:
    """The same bytes every time: a file that did not change does not look changed."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as given, ZipFile(out, "w") as kept:
        for name in sorted(given.namelist()):
            kept.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), given.read(name), ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    main()
