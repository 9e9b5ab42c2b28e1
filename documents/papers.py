"""What an office submits for approval, as plain JSON of one instant: the O-items' follow-up table and the report on
the measures. What is approved is this very content, whatever the register becomes; Word is printed from it too.

No person is named in it: the content can never change, and a person may have to be forgotten.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from documents import planning, views
from documents.planning import Proposal
from documents.result_views import text_of
from messages.words import Status, WebStatus
from models import evidence, queries
from models.approvals import Level, PaperKind
from models.evidence import Evidence
from models.office import Office
from models.register import Assignment, WorkItem
from models.scores import Score

VERSION: Final = 1
Content = dict[str, Any]
# The address of a page that shows a paper: the approval's number, or the kind of one that is not submitted yet.
Pages = Callable[[int, int | PaperKind, datetime], str]

NAMES: Final[dict[PaperKind, str]] = {
    "followup": "ตารางติดตามข้อมูลสาธารณะ",
    "progress": "รายงานผลการดำเนินการตามมาตรการ",
}
_TITLES: Final[dict[PaperKind, str]] = {
    "followup": "ตารางติดตามการเผยแพร่ข้อมูลสาธารณะ (OIT) ประกอบการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}",
    "progress": "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ITA ประจำปีงบประมาณ พ.ศ. {year}",
}
_WEB: Final[tuple[WebStatus, ...]] = ("present", "incomplete", "missing", "unchecked")
_STATUSES: Final[tuple[Status, ...]] = ("done", "in_progress", "not_started", "not_reported")


def content(session: Session, office: Office, kind: PaperKind, levels: Sequence[Level], now: datetime) -> Content:
    """The paper as things stand at `now`. Its round is the office's current one."""
    round_ = office.current_round
    year = round_.assessment_year if round_ else 0
    wanted = "o_item" if kind == "followup" else "measure"
    items = [item for item in queries.items_of_round(session, office) if item.kind == wanted]
    given = evidence.of_items(session, items) if kind == "followup" else {}
    lowest = {} if kind == "followup" else {one.key: one for one in planning.of_office(session, office)}
    rows = [
        _o_item(item, office, given.get(item.id, ()))
        if kind == "followup"
        else _measure(item, office, lowest.get(planning.issue_key(item.issue)))
        for item in items
    ]
    return {
        "version": VERSION,
        "kind": kind,
        "title": _TITLES[kind].format(year=year),
        "office": {"name": office.name, "kind": office.kind, "province": office.province},
        "round": {
            "assessment_year": year,
            "starts_on": _iso(round_.starts_on if round_ else None),
            "ends_on": _iso(round_.ends_on if round_ else None),
        },
        "as_of": now.astimezone(UTC).isoformat(timespec="seconds"),
        "chain": [{"post": level.post, "acting": level.acting} for level in levels],
        "divisions": [{"name": d.name, "head_title": d.head_title} for d in queries.divisions_of(session, office)],
        "totals": _totals(rows, "web_status" if kind == "followup" else "status", kind),
        "rows": rows,
    }


def digest(paper: Content) -> str:
    """SHA-256 of the canonical JSON: the same content in any order of its keys is the same."""
    canonical = json.dumps(paper, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def as_of(paper: Content) -> datetime:
    return datetime.fromisoformat(paper["as_of"])


def lacking(paper: Content) -> dict[str, list[str]]:
    """What a reader should know is not there yet, by what it is: the codes of its rows."""
    rows = paper["rows"]
    if paper["kind"] == "followup":
        found = {
            "incomplete": [r["code"] for r in rows if r["web_status"] == "incomplete"],
            "missing": [r["code"] for r in rows if r["web_status"] == "missing"],
            "unchecked": [r["code"] for r in rows if r["web_status"] == "unchecked"],
            "no_url": [r["code"] for r in rows if r["web_status"] == "present" and not r["url"]],
        }
    else:
        found = {
            "not_done": [r["code"] for r in rows if r["status"] != "done"],
            "no_output": [r["code"] for r in rows if not r["output"]],
            "no_outcome": [r["code"] for r in rows if not r["outcome"]],
        }
    return {what: codes for what, codes in found.items() if codes}


def _totals(rows: Sequence[Content], field: str, kind: PaperKind) -> dict[str, int]:
    counts = Counter(row[field] for row in rows)
    words: Sequence[str] = _WEB if kind == "followup" else _STATUSES
    return {"total": len(rows), **{word: counts[word] for word in words}}


def _o_item(item: WorkItem, office: Office, given: Sequence[Evidence]) -> Content:
    """Its address is the office's own word; else the last link that was given for it and stands."""
    links = [row.url for row in given if row.kind == "link"]
    return {
        **_common(item, office),
        "elements": list(item.elements),
        "presented": item.presented,
        "web_status": item.web_status,
        "url": item.url or (links[-1] if links else ""),
    }


def _measure(item: WorkItem, office: Office, proposed: Proposal | None) -> Content:
    """With what its issue scored lowest in the year assessed, which is why it is planned."""
    done = [place for place in range(len(item.steps)) if _is_step_done(item, place)]
    return {
        **_common(item, office),
        "issue": item.issue,
        "steps": list(item.steps),
        "steps_done": done,
        "lowest": [{"code": s.code, "value": str(s.value), "title": s.title} for s in proposed.lowest]
        if proposed
        else [],
        "scored": proposed.year if proposed else None,
        "output": text_of(item, "output"),
        "outcome": text_of(item, "outcome"),
    }


def _question(score: Score) -> Content:
    return {"code": score.code, "value": str(score.value), "title": score.title}


def _common(item: WorkItem, office: Office) -> Content:
    owners = [name for a in item.assignments if (name := views.owner_name(a))]
    return {
        "code": item.code,
        "number": item.number,
        "title": item.title,
        "period": item.period,
        "owners": list(dict.fromkeys(owners)),
        "due": _iso(item.due),
        "status": item.status(review_on=office.review_on),
        "answers": [_answer(a) for a in item.assignments],
    }


def _answer(assignment: Assignment) -> Content:
    return {
        "owner": views.owner_name(assignment) or "",
        "status": assignment.status,
        "review": assignment.review or "",
        "lacking": assignment.lacking,
        "due": _iso(assignment.due_on),
        "steps_done": sorted(assignment.steps_done or []),
        "output": assignment.output,
        "outcome": assignment.outcome,
    }


def _is_step_done(item: WorkItem, place: int) -> bool:
    """A step of several divisions is done when each of them has done it."""
    return bool(item.assignments) and all(a.status == "done" or place in (a.steps_done or []) for a in item.assignments)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
