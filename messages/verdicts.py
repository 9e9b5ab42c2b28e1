"""The buttons of a review: มี, ไม่สมบูรณ์, ไม่มี of what stands on the website, ผ่าน or ขอให้แก้ไข of anything else."""

from messages import flex
from messages.flex import Json
from messages.postbacks import Verdict, WhatIsThere
from messages.words import LABELS, WEB_WORDS, Kind

_ON_THE_WEBSITE: dict[WhatIsThere, str] = {
    "present": WEB_WORDS["present"],
    "incomplete": WEB_WORDS["incomplete"],
    "missing": WEB_WORDS["missing"],
}
_ELSEWHERE: dict[WhatIsThere, str] = {"present": LABELS["pass"], "incomplete": LABELS["give_back"]}


def words(kind: Kind) -> dict[WhatIsThere, str]:
    return _ON_THE_WEBSITE if kind == "o_item" else _ELSEWHERE


def verdict_row(code: str, kind: Kind, division: str | None, assignment_id: int, seen: int) -> Json:
    """`seen`: the report that the card shows."""
    owner = f" {flex.one_line(division, 60)}" if division else ""
    return flex.row(
        *(
            flex.tap_box(
                flex.postback_action(label, Verdict(assignment_id, verdict, seen), f"{code}{owner}: {label}"),
                label,
                primary=verdict == "present",
            )
            for verdict, label in words(kind).items()
        ),
        spacing="sm",
    )
