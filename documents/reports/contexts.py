"""A paper's content as the words that a template prints: everything is a text by then, in one kind of numerals."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from documents.plan import LOWEST, NO_OWNER
from documents.reports import completeness
from documents.reports.kinds import NAMES, Kind
from messages import thai
from messages.limits import cut_graphemes
from messages.words import STATUS_WORDS, WEB_WORDS, Status, WebStatus

Context = dict[str, Any]
TICK: Final = "✓"  # as the offices tick: websites with the one, measures with the other
SLASH: Final = "/"
EVERYBODY: Final = "ทุกส่วนราชการ"
MOST_LINES: Final = 6  # of a list in the summary, which is one page
_COLUMNS: Final[tuple[Status, ...]] = ("not_started", "in_progress", "done")
_WEB: Final[tuple[WebStatus, ...]] = ("present", "incomplete", "missing", "unchecked")
# What keeps its digits: addresses, and codes as ป.ป.ช. prints them (E9, O12).
_KEPT: Final = re.compile(
    r"\b[OEIM]\d{1,3}\b|(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:go|or|ac|co|in|mi|net)\.th\S*",
    re.ASCII,
)
# What XML cannot hold, and what docxtpl takes for more than a letter.
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200b\ufeff]")


def context(kind: Kind, content: Mapping[str, Any], *, thai_numerals: bool = True, of: Kind | None = None) -> Context:
    """`of`: the paper that a memo covers."""
    shown: Kind = of if kind == "memo" and of else kind
    made = {**_frame(content), "kind": kind, **_BUILDERS[shown](content)}
    if kind == "memo":
        made |= _memo(shown, content)
    told: Context = _in_words(made, thai.thai_numerals if thai_numerals else thai.arabic_numerals)
    return told


def numerals(text: str, turn: Callable[[str], str]) -> str:
    """Every digit turned, but for those of web and mail addresses and of codes."""
    parts, at = [], 0
    for found in _KEPT.finditer(text):
        parts += [turn(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*parts, turn(text[at:])])


def _in_words(value: Any, turn: Callable[[str], str], name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _in_words(inner, turn, key) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_in_words(inner, turn, name) for inner in value]
    if isinstance(value, bool) or value is None:
        return value
    text = f"{value:,}" if isinstance(value, int) and name not in ("year", "number") else str(value)
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
    return text if name in ("url", "kind", "of") else numerals(text, turn)


def _frame(content: Mapping[str, Any]) -> Context:
    as_of = datetime.fromisoformat(content["as_of"])
    office, round_ = content["office"], content["round"]
    days = [_day(round_[name]) for name in ("starts_on", "ends_on")]
    approved = content.get("approved_at")
    return {
        "title": content["title"],
        "office": office["name"],
        "province": office["province"],
        "place": " ".join(filter(None, (office["name"], office["province"]))),
        "year": round_["assessment_year"],
        "period": " - ".join(filter(None, days)),
        "as_of": f"ข้อมูล ณ วันที่ {thai.thai_datetime(as_of, 'long')}",
        "date": thai.thai_date(as_of.astimezone(thai.BANGKOK).date(), "long"),
        "approved": f"ฉบับที่ได้รับอนุมัติเมื่อวันที่ {thai.thai_datetime(datetime.fromisoformat(approved), 'long')}"
        if approved
        else "",
        "totals": dict(content["totals"]),
        "digits": [str(digit) for digit in range(1, 7)],  # for templates: their own letters are not turned
        "fortnight": 14,
    }


def _followup(content: Mapping[str, Any]) -> Context:
    rows = [
        {
            "number": row["number"],
            "title": row["title"],
            "elements": "".join(f"\n○ {element}" for element in row["elements"]),
            "presented": row["presented"],
            "owners": _owners(row["owners"], content),
            **{word: TICK if row["web_status"] == word else "" for word in _WEB},
            "url": row["url"],
        }
        for row in content["rows"]
    ]
    counts = [f"{WEB_WORDS[word]} {content['totals'][word]:,}" for word in _WEB]
    not_there = {word: _numbers(content, "web_status", word) for word in _WEB}
    return {"rows": rows, "totals_line": _totals(content, "ข้อ", counts), "numbers": not_there}


def _progress(content: Mapping[str, Any]) -> Context:
    rows: list[Context] = []
    before: str | None = None
    for row in content["rows"]:
        issue = row["issue"] or "-"
        done = row["output"] or (STATUS_WORDS["not_reported"] if row["status"] == "not_reported" else "")
        rows.append(
            {
                **_measure(row, content),
                "issue": "" if issue == before else issue,  # an empty cell: as above
                "output": done,
                **{str(word): SLASH if row["status"] == word else "" for word in _COLUMNS},
            }
        )
        before = issue
    return {"rows": rows, **_of_measures(content)}


def _measures(content: Mapping[str, Any]) -> Context:
    return {"rows": [_measure(row, content) for row in content["rows"]], **_of_measures(content)}


def _six(content: Mapping[str, Any]) -> Context:
    lacking = completeness.sentences(dict(content))
    return {**_measures(content), "labels": dict(completeness.ELEMENTS), "lacking": lacking}


def _measure(row: Mapping[str, Any], content: Mapping[str, Any]) -> Context:
    return {
        "number": row["number"],
        "issue": row["issue"],
        "lowest": _lowest(row),
        "title": row["title"],
        "steps": "\n".join(f"{number}. {step}" for number, step in enumerate(row["steps"], start=1)),
        "period": row["period"] or (f"ภายในวันที่ {_day(row['due'])}" if row["due"] else ""),
        "owners": _owners(row["owners"], content),
        "output": row["output"],
        "outcome": row["outcome"],
        "status": STATUS_WORDS[row["status"]],
    }


def _lowest(row: Mapping[str, Any]) -> str:
    """What the issue scored lowest; a paper approved before scores were kept with it has none."""
    found = row.get("lowest") or []
    codes = thai.code_ranges(one["code"] for one in found)
    title = f" {found[0]['title']}" if len(found) == 1 and found[0]["title"] else ""
    return f"\n{LOWEST} {row['scored']}: {codes}{title} {found[0]['value']} คะแนน" if found else ""


def _of_measures(content: Mapping[str, Any]) -> Context:
    order: tuple[Status, ...] = ("done", "in_progress", "not_started", "not_reported")
    counts = [f"{STATUS_WORDS[word]} {content['totals'][word]:,}" for word in order]
    return {
        "totals_line": _totals(content, "มาตรการ", counts),
        "numbers": {word: _numbers(content, "status", word) for word in order},
    }


def _calendar(content: Mapping[str, Any]) -> Context:
    rows = [{**row, "owners": _owners(row["owners"], content)} for row in content["rows"]]
    return {"rows": rows, "totals_line": f"รวม {len(rows):,} ขั้นตอน"}


def _summary(content: Mapping[str, Any]) -> Context:
    return {
        "rows": [{**row, "owner": row["owner"] or NO_OWNER} for row in content["rows"]],
        "overdue": _lines(content["overdue"], content),
        "due_soon": _lines(content["due_soon"], content),
        **{n: _cut(thai.code_ranges(code[1:] for code in content[n]), 50) for n in ("no_output", "no_outcome")},
    }


def _lines(views: Sequence[Mapping[str, Any]], content: Mapping[str, Any]) -> list[str]:
    told = []
    for view in sorted(views, key=lambda view: view["due"]):
        owners, due = _cut(_owners(view["owners"], content), 20), _day(view["due"], "short")
        told.append(f"{_named(view['code'])} {_cut(view['title'], 34)} ({owners}) กำหนด {due}")
    more = len(told) - MOST_LINES
    return [*told[:MOST_LINES], f"และอีก {more:,} รายการ"] if more > 0 else told


def _named(code: str) -> str:
    """ข้อ 8: on paper a code goes without its letter, which would stand between two kinds of numerals."""
    return f"{'มาตรการที่' if code.startswith('M') else 'ข้อ'} {code[1:]}"


def _cut(text: str, letters: int) -> str:
    return cut_graphemes(" ".join(text.split()), letters)


def _memo(of: Kind, content: Mapping[str, Any]) -> Context:
    posts = [dict(level) for level in content["chain"]]
    return {
        "of": of,
        "of_name": NAMES[of],
        "division": _drafting(content),
        "to": posts[-1]["post"] if posts else "",
        # Each level signs under its post's title; who acts for it signs with both.
        "chain": [
            {
                "post": post["post"],
                "signs": f"{post['acting']} ปฏิบัติหน้าที่{post['post']}" if post["acting"] else post["post"],
                "last": post is posts[-1],
            }
            for post in posts
        ],
    }


def _drafting(content: Mapping[str, Any]) -> str:
    """The division whose head is the first of the chain: there such a memo begins."""
    from documents.chain import same_post

    first = content["chain"][0]["post"] if content["chain"] else ""
    heads = {d["name"]: (d["head_title"], f"หัวหน้า{d['name']}", thai.head_of(d["name"])) for d in content["divisions"]}
    found = (name for name, titles in heads.items() if any(same_post(title, first) for title in titles if title))
    return next(found, "")


def _owners(names: Sequence[str], content: Mapping[str, Any]) -> str:
    every = [division["name"] for division in content["divisions"]]
    if len(every) > 1 and set(names) >= set(every):
        return ", ".join([EVERYBODY, *(name for name in names if name not in every)])
    return ", ".join(names) or NO_OWNER


def _numbers(content: Mapping[str, Any], field: str, word: str) -> str:
    return thai.code_ranges(str(row["number"]) for row in content["rows"] if row[field] == word)


def _totals(content: Mapping[str, Any], unit: str, counts: Sequence[str]) -> str:
    return f"รวม {content['totals']['total']:,} {unit}: {' · '.join(counts)}"


def _day(iso: str, style: thai.DateStyle = "long") -> str:
    return thai.thai_date(date.fromisoformat(iso), style) if iso else ""


_BUILDERS: Final[dict[Kind, Callable[[Mapping[str, Any]], Context]]] = {
    "followup": _followup,
    "progress": _progress,
    "results": _measures,
    "plan": _measures,
    "six-elements": _six,
    "calendar": _calendar,
    "summary": _summary,
}
