"""The workbook's sheets and columns as the contract names them, with the other headings offices print for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

EXAMPLE: Final = "(ตัวอย่าง)"  # a row with a cell that starts so is an example and is not loaded


@dataclass(frozen=True)
class Column:
    """`headings` are matched loosely, the first one is the contract's; `weak` ones only when nothing better fits."""

    field: str
    headings: tuple[str, ...]
    needed: bool = False
    weak: tuple[str, ...] = ()
    extra: bool = False  # most offices do without it: nobody is told when it is not there

    @property
    def heading(self) -> str:
        return self.headings[0]


@dataclass(frozen=True)
class Sheet:
    name: str
    others: tuple[str, ...]
    columns: tuple[Column, ...]
    needed: bool = True


_BEFORE: Final = Column("before", ("วันเตือนล่วงหน้า", "เตือนล่วงหน้า", "เตือนล่วงหน้า (วัน)", "จำนวนวันเตือนล่วงหน้า"), extra=True)
OFFICE: Final = Sheet(
    "หน่วยงาน",
    ("ข้อมูลหน่วยงาน", "สำนักงาน"),
    (
        Column("slug", ("รหัส", "รหัสหน่วยงาน", "slug"), needed=True),
        Column("name", ("ชื่อหน่วยงาน", "ชื่อ", "หน่วยงาน"), needed=True),
        Column("kind", ("ประเภท", "ประเภทหน่วยงาน")),
        Column("province", ("จังหวัด",)),
        Column("year", ("ปีประเมิน", "ปีที่ประเมิน", "ปีงบประมาณที่ประเมิน", "ปี"), needed=True),
        Column("starts_on", ("วันเริ่มดำเนินการ", "วันเริ่ม", "วันที่เริ่มดำเนินการ", "วันเริ่มต้น")),
        Column("ends_on", ("วันสิ้นสุดดำเนินการ", "วันสิ้นสุด", "วันที่สิ้นสุดดำเนินการ")),
        Column("website", ("เว็บไซต์", "เว็บไซต์หน่วยงาน", "เว็บไซต์ของหน่วยงาน", "ที่อยู่เว็บไซต์"), extra=True),
        _BEFORE,
        Column("remind_at", ("เวลาเตือน", "เวลาแจ้งเตือน", "เวลาที่เตือน"), extra=True),
        Column("review", ("ตรวจสอบก่อนนับ", "ตรวจก่อนนับ", "ตรวจสอบก่อนนับผล"), extra=True),
        Column("keep_days", ("เก็บข้อความ (วัน)", "เก็บข้อความ", "จำนวนวันที่เก็บข้อความ"), extra=True),
        Column("channel_secret", ("LINE Channel secret", "Channel secret"), extra=True),
        Column("channel_token", ("LINE Channel access token", "Channel access token"), extra=True),
        Column("numerals", ("ตัวเลขในเอกสาร", "เลขในเอกสาร", "ตัวเลข"), extra=True),
    ),
)
DIVISIONS: Final = Sheet(
    "ส่วนราชการ",
    ("กอง", "สำนัก/กอง", "รายชื่อส่วนราชการ"),
    (
        Column("name", ("ชื่อ", "ชื่อส่วนราชการ", "ส่วนราชการ", "สำนัก/กอง", "กอง"), needed=True),
        Column("aliases", ("ชื่อเรียกอื่น", "ชื่อย่อ", "ชื่อเรียก", "ชื่ออื่น")),
        Column("head_title", ("ตำแหน่งหัวหน้า", "หัวหน้า", "ตำแหน่งหัวหน้าส่วนราชการ", "ตำแหน่ง")),
    ),
)
_OWNERS: Final = (
    "หน่วยงานที่รับผิดชอบ",
    "ผู้รับผิดชอบ",
    "หน่วยงานรับผิดชอบ",
    "ส่วนราชการที่รับผิดชอบ",
    "ผู้รับผิดชอบ/หน่วยงาน",
    "กองที่รับผิดชอบ",
)
_OWNERS_SHORT: Final = ("ผู้รับผิดชอบ", *(h for h in _OWNERS if h != "ผู้รับผิดชอบ"))
_DUE: Final = ("กำหนดส่ง", "กำหนดเสร็จ", "กำหนดแล้วเสร็จ", "วันครบกำหนด", "ภายในวันที่", "กำหนดส่งข้อมูล")
_PERIOD: Final = ("ระยะเวลา", "ช่วงระยะเวลา", "ระยะเวลาดำเนินการ", "ช่วงระยะเวลาในการดำเนินการ", "ช่วงเวลา")

O_ITEMS: Final = Sheet(
    "ข้อ OIT",
    ("OIT", "รายการ OIT", "ข้อมูล OIT", "แบบ OIT"),
    (
        Column("number", ("ข้อ", "ข้อที่", "รหัสข้อ", "ข้อ OIT", "ลำดับ", "ที่"), needed=True, weak=("ชื่อ",)),
        Column(
            "title",
            ("ชื่อข้อมูล", "ชื่อรายการ", "ข้อมูล", "รายการ", "สรุปข้อมูลและองค์ประกอบ", "หัวข้อ"),
            needed=True,
            weak=("ชื่อ",),
        ),
        Column("elements", ("องค์ประกอบ", "องค์ประกอบด้านข้อมูล", "รายละเอียดองค์ประกอบ", "สิ่งที่ต้องมี")),
        Column("presented", ("ข้อมูลที่นำเสนอ", "ข้อมูลที่น่าสนใจ", "ข้อมูลที่เผยแพร่", "เอกสารที่นำเสนอ")),
        Column("owners", _OWNERS, needed=True),
        Column("due", _DUE),
        Column(
            "web_status",
            (
                "การเผยแพร่บนเว็บไซต์",
                "การติดตามการประกาศในเว็บไซต์",
                "การประกาศในเว็บไซต์",
                "สถานะการเผยแพร่",
                "สถานะบนเว็บไซต์",
                "เว็บไซต์",
            ),
        ),
        Column("url", ("URL", "ลิงก์", "Link", "ที่อยู่เว็บไซต์", "URL ที่เผยแพร่")),
        _BEFORE,
    ),
)
MEASURES: Final = Sheet(
    "มาตรการ",
    ("มาตรการ ITA", "แผนมาตรการ"),
    (
        Column("number", ("ที่", "ลำดับ", "ลำดับที่", "ข้อ", "มาตรการที่", "ประเด็นที่"), needed=True),
        Column(
            "issue",
            ("ตัวชี้วัด/ประเด็น", "ตัวชี้วัด", "ประเด็น", "ประเด็นที่ต้องยกระดับผลการประเมิน", "ประเด็น/ตัวชี้วัด"),
        ),
        Column(
            "title",
            ("มาตรการ", "มาตรการ/แนวทาง", "มาตรการ โครงการ หรือกิจกรรม", "มาตรการ โครงการหรือกิจกรรม"),
            needed=True,
        ),
        Column("steps", ("ขั้นตอน", "ขั้นตอนหรือวิธีการปฏิบัติ", "วิธีการดำเนินการ", "ขั้นตอนการดำเนินการ")),
        Column("period", _PERIOD),
        Column("owners", _OWNERS_SHORT, needed=True),
        Column("due", _DUE),
        Column("status", ("สถานะ", "สถานะการดำเนินงาน", "สถานะการดำเนินการ")),
        Column("output", ("ผลการดำเนินการ", "ผลการดำเนินงาน", "ผลการดำเนินการ (Output)", "Output")),
        Column("outcome", ("ผลลัพธ์", "ผลลัพธ์หรือผลสัมฤทธิ์", "ผลสัมฤทธิ์", "ผลลัพธ์หรือผลสัมฤทธิ์ (Outcome)", "Outcome")),
        _BEFORE,
    ),
)
STEPS: Final = Sheet(
    "ปฏิทิน",
    ("ปฏิทินการดำเนินการ", "ปฏิทินการดำเนินงาน", "ปฏิทิน ITA"),
    (
        Column("number", ("ที่", "ลำดับ", "ลำดับที่", "ขั้นตอนที่"), needed=True),
        Column("title", ("หัวข้อ", "กิจกรรม", "รายการ", "เรื่อง", "การดำเนินการ"), needed=True),
        Column("period", _PERIOD, needed=True),
        Column("owners", _OWNERS_SHORT, needed=True),
    ),
)
CLOSED_DAYS: Final = Sheet(
    "วันหยุด",
    ("วันหยุดราชการ", "วันหยุดของหน่วยงาน"),
    (
        Column("day", ("วันที่", "วันหยุด", "วัน เดือน ปี"), needed=True),
        Column("name", ("ชื่อวันหยุด", "ชื่อ", "รายการ", "หมายเหตุ")),
    ),
    needed=False,
)
CHAIN: Final = Sheet(
    "สายการเสนอ",
    ("สายบังคับบัญชา", "ลำดับการเสนอ", "สายการเสนอเรื่อง", "สายการอนุมัติ"),
    (
        Column("number", ("ลำดับ", "ที่", "ลำดับที่", "ระดับ")),
        Column("post", ("ตำแหน่ง", "ชื่อตำแหน่ง", "ตำแหน่งผู้พิจารณา", "ผู้พิจารณา"), needed=True),
        Column(
            "acting",
            ("ผู้รักษาการ/ปฏิบัติหน้าที่แทน", "ปฏิบัติหน้าที่แทน", "ผู้ปฏิบัติหน้าที่แทน", "ผู้รักษาการ", "รักษาราชการแทน", "ปฏิบัติหน้าที่โดย"),
            extra=True,
        ),
    ),
    needed=False,
)
SHEETS: Final = (OFFICE, DIVISIONS, O_ITEMS, MEASURES, STEPS, CLOSED_DAYS, CHAIN)

WEB_WORDS: Final = ("มี", "ไม่สมบูรณ์", "ไม่มี", "ยังไม่ได้ตรวจสอบ")
STATUS_WORDS: Final = ("ยังไม่ได้รายงาน", "ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการเรียบร้อยแล้ว")

# The template's example rows, by sheet; the reader skips a row that still looks like this.
EXAMPLES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {
        OFFICE.name: (
            (f"{EXAMPLE} bangtuayang",),
            (f"{EXAMPLE} องค์การบริหารส่วนตำบลบางตัวอย่าง",),
            (f"{EXAMPLE} อบต.",),
            (f"{EXAMPLE} จังหวัดตัวอย่าง",),
            (f"{EXAMPLE} 2570",),
            (f"{EXAMPLE} 1 ต.ค. 2569",),
            (f"{EXAMPLE} 30 ก.ย. 2570",),
        ),
        DIVISIONS.name: ((f"{EXAMPLE} กองคลัง", "คลัง, กค.", "ผู้อำนวยการกองคลัง"),),
        O_ITEMS.name: (
            (
                f"{EXAMPLE} O1",
                "โครงสร้าง",
                "แผนผังการแบ่งส่วนราชการ\nส่วนงานภายในของแต่ละกอง",
                "แผนผังโครงสร้างตามแผนอัตรากำลัง",
                "กองคลัง",
                "31 มี.ค. 2570",
                "มี",
                "https://www.bangtuayang.example/structure",
                "",
            ),
        ),
        MEASURES.name: (
            (
                f"{EXAMPLE} 1",
                "การให้บริการและระบบ E-Service",
                "เผยแพร่ช่องทาง E-Service",
                "1. จัดทำสื่อแนะนำวิธีใช้งาน\n2. ประชาสัมพันธ์ในทุกชุมชน",
                "1 ธันวาคม 2569 - 31 มีนาคม 2570",
                "กองคลัง",
                "31 มี.ค. 2570",
                "อยู่ระหว่างดำเนินการ",
                "จัดทำสื่อแล้ว 2 เรื่อง",
                "",
                "",
            ),
        ),
        STEPS.name: ((f"{EXAMPLE} 1", "ตรวจสอบข้อมูลบนเว็บไซต์", "1 - 15 ธันวาคม 2569", "กองคลัง"),),
        CLOSED_DAYS.name: ((f"{EXAMPLE} 10 ธ.ค. 2569", "วันรัฐธรรมนูญ"),),
        CHAIN.name: (
            (f"{EXAMPLE} 1", "หัวหน้าสำนักปลัด", ""),
            (f"{EXAMPLE} 2", "รองปลัด", ""),
            (f"{EXAMPLE} 3", "ปลัด", ""),
            (f"{EXAMPLE} 4", "นายก", "ปลัด"),
        ),
    }
)
