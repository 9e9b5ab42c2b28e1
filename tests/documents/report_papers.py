"""Invented papers, as the register or an approval gives them, to be printed."""

from typing import Any

DIVISIONS = ("สำนักปลัด", "กองคลัง", "กองช่าง")
CHAIN = (("หัวหน้าสำนักปลัด", ""), ("นายกเทศมนตรี", "ปลัดเทศบาล"))


def o_item(number: int, web_status: str = "unchecked", **more: Any) -> dict[str, Any]:
    return {
        "code": f"O{number}",
        "number": number,
        "title": f"ข้อมูลที่ {number}",
        "owners": ["กองคลัง"],
        "elements": ["มีชื่อ", "มีวันที่"],
        "presented": "แผนปี 2570",
        "web_status": web_status,
        "url": "",
        **more,
    }


def measure(number: int, status: str = "not_reported", **more: Any) -> dict[str, Any]:
    return {
        "code": f"M{number}",
        "number": number,
        "title": f"มาตรการ {number}",
        "issue": "การใช้งบประมาณ",
        "steps": ["สำรวจ", "ประกาศ"],
        "period": "ตลอดปีงบประมาณ",
        "due": "2027-09-30",
        "owners": ["กองคลัง"],
        "status": status,
        "output": "",
        "outcome": "",
        "answers": [{"owner": "กองคลัง", "output": more.get("output", ""), "outcome": more.get("outcome", "")}],
        **more,
    }


def paper(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The follow-up table or the report on measures, by what its rows are."""
    field = "web_status" if "web_status" in rows[0] else "status"
    words = (
        ("present", "incomplete", "missing", "unchecked")
        if field == "web_status"
        else ("done", "in_progress", "not_started", "not_reported")
    )
    return {
        "title": "ตารางประจำปีงบประมาณ พ.ศ. 2570",
        "office": {"name": "เทศบาลตำบลบางตัวอย่าง", "kind": "เทศบาลตำบล", "province": "จังหวัดตัวอย่าง"},
        "round": {"assessment_year": 2570, "starts_on": "2026-10-01", "ends_on": "2027-09-30"},
        "as_of": "2027-02-10T02:00:00+00:00",
        "chain": [{"post": post, "acting": acting} for post, acting in CHAIN],
        "divisions": [{"name": name, "head_title": f"หัวหน้า{name}"} for name in DIVISIONS],
        "totals": {"total": len(rows), **{word: sum(row[field] == word for row in rows) for word in words}},
        "rows": list(rows),
        **more,
    }
