"""Where a printed paper's content comes from: the register as it stands now, or what was approved and is frozen."""

import re
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from documents import chain, chart, papers, summary, views
from documents.figures import office_figures
from documents.papers import Content
from documents.reports.kinds import NAMES, PAPER, Kind
from documents.thai_dates import read_period
from messages import thai
from messages.views import ItemView
from models import approvals, queries
from models.errors import DomainError
from models.office import Office
from models.register import WorkItem

_TITLES: Final[dict[Kind, str]] = {
    "six-elements": "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}",
    "results": "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}",
    "plan": "แผนการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}",
    "calendar": "ปฏิทินการดำเนินการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน (ITA) ประจำปีงบประมาณ พ.ศ. {year}",
    "summary": "สรุปความก้าวหน้าการดำเนินการ ITA ประจำปีงบประมาณ พ.ศ. {year}",
}

_DIGIT: Final = re.compile(r"(&#?\w+;)|[0-9๐-๙]")  # or an escape, whose digits stay


def content(session: Session, office: Office, kind: Kind, now: datetime, *, approved: bool = False) -> Content:
    """Raises DomainError where there is nothing to print."""
    found = _approved(session, office, kind) if approved else _present(session, office, kind, now)
    if not found["rows"]:
        raise DomainError(f"ยังไม่มีข้อมูลสำหรับ{NAMES[kind]}ในรอบการประเมินปัจจุบันของหน่วยงาน")
    return (
        {**found, "title": _TITLES[kind].format(year=found["round"]["assessment_year"])} if kind in _TITLES else found
    )


def picture(session: Session, office: Office, now: datetime, *, thai_numerals: bool = True) -> bytes | None:
    """The summary's chart; None where no division has anything to do yet."""
    figures = office_figures(session, office, now)
    drawn = chart.named(session, figures)
    if drawn is None or not figures.overall.total:
        return None
    turn = thai.thai_numerals if thai_numerals else thai.arabic_numerals
    # Only what stands between two tags: numbers in attributes are places on the picture.
    svg = re.sub(r">[^<]+<", lambda told: _DIGIT.sub(lambda m: m[1] or turn(m[0]), told[0]), chart.svg(drawn))
    return chart.rendered(svg)


def _approved(session: Session, office: Office, kind: Kind) -> Content:
    if kind not in PAPER:
        raise DomainError(f"{NAMES[kind]}ไม่มีฉบับที่ได้รับอนุมัติ โปรดพิมพ์โดยไม่ระบุ --approved")
    if office.current_round_id is not None:
        for approval in approvals.of_round(session, office.current_round_id):
            if approval.paper == PAPER[kind] and approval.state == "approved":
                ended = approval.ended_at.isoformat() if approval.ended_at else ""
                return {**approval.content, "approved_at": ended}
    raise DomainError(f"ยังไม่มี{papers.NAMES[PAPER[kind]]}ฉบับที่ได้รับอนุมัติในรอบการประเมินปัจจุบัน")


def _present(session: Session, office: Office, kind: Kind, now: datetime) -> Content:
    levels = chain.levels_of(session, office)
    if kind in PAPER:
        return papers.content(session, office, PAPER[kind], levels, now)
    frame = papers.content(session, office, "progress", levels, now)
    if kind == "calendar":
        steps = [item for item in queries.items_of_round(session, office) if item.kind == "step"]
        return {**frame, "kind": kind, "totals": {"total": len(steps)}, "rows": [_step(item) for item in steps]}
    return {**frame, "kind": kind, **_week(session, office, now)}


def _step(item: WorkItem) -> Content:
    owners = [name for a in item.assignments if (name := views.owner_name(a))]
    return {"number": item.number, "title": item.title, "period": _when(item), "owners": list(dict.fromkeys(owners))}


def _when(item: WorkItem) -> str:
    """As written; a date that was moved since stands below it."""
    written = read_period(item.period) if item.period else None
    if item.due is None or (written is not None and written.end == item.due):
        return item.period
    moved = thai.thai_date(item.due, "long")
    return f"{item.period}\n(ปรับเป็นภายในวันที่ {moved})" if item.period else f"ภายในวันที่ {moved}"


def _week(session: Session, office: Office, now: datetime) -> dict[str, Any]:
    week = summary.week_of(session, office, now)
    tally = week.overall
    return {
        "totals": {**asdict(tally), "total": tally.total, "open": tally.open, "percent": tally.percent},
        "rows": [
            {"owner": d.division or "", "total": d.tally.total, **asdict(d.tally)} for d in week.divisions
        ],
        "overdue": [_line(view) for view in week.overdue],
        "due_soon": [_line(view) for view in week.due_soon],
        "no_output": list(week.no_output),
        "no_outcome": list(week.no_outcome),
    }  # fmt: skip


def _line(view: ItemView) -> Content:
    due = view.due.isoformat() if view.due else ""
    return {"code": view.code, "title": view.title, "owners": [name for name in view.owners() if name], "due": due}
