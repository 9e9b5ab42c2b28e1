"""Items as lines of a list, sections above them, and the days they have left: what the longer answers share."""

from collections.abc import Iterable, Sequence
from datetime import date

from messages import flex
from messages.codec import fits
from messages.flex import Json
from messages.pack import Quick
from messages.postbacks import Show
from messages.views import AskedView, ItemView
from messages.wording import wording
from messages.words import LABELS, STATUS_WORDS, WEB_WORDS, Status

ROWS_EACH = 16  # rows a bubble; more is a scroll nobody finishes
TITLE_UNITS = 120
QUICK_LISTS: Quick = (
    (LABELS["missing"], Show("missing")),
    (LABELS["due"], Show("due")),
    (LABELS["status"], Show("status")),
)


def days_left(item: ItemView, today: date | None = None) -> int | None:
    """Days until the item is due; None when it has no date, or was reported done and the days no longer matter."""
    if item.due is None or item.status == "done" or item.is_waiting:
        return None
    if item.days_left is None and today:
        return (item.due - today).days
    return item.days_left


def is_late(item: ItemView, today: date | None = None) -> bool:
    days = days_left(item, today)
    return days is not None and days < 0


def item_row(
    item: ItemView,
    *,
    status: Status | None = None,
    today: date | None = None,
    owners: bool = False,
    dated: bool = True,
) -> Json:
    """Code, title, status and date; a tap opens the item's card. `status` is one division's when it differs."""
    shown = status or item.status
    said = wording("rows", item=item, days=days_left(item, today), web=WEB_WORDS[item.web_status])
    lines = [
        flex.text(item.title, lines=2, units=TITLE_UNITS),
        flex.text(STATUS_WORDS[shown], size="sm", color=flex.STATUS_COLORS[shown][0], bold=True),
    ]
    if item.is_waiting or (shown == "done" and item.missing and item.status != "done"):
        lines.append(flex.text(said["waits"], size="sm", color=flex.MUTED))
    if dated:
        red = is_late(item, today)
        lines.append(flex.text(said["due"], size="sm", color=flex.DUE_RED if red else flex.MUTED, bold=red))
    if item.web_status in ("incomplete", "missing"):
        lines.append(flex.text(said["web"], size="sm", color=flex.MUTED))
    lines += [flex.text(note, size="sm", color=flex.MUTED, units=160) for note in notes(item)]
    if owners:
        lines.append(flex.text(owners_line(item), size="sm", color=flex.MUTED, units=200))
    code = flex.box([flex.text(item.code, bold=True, color=flex.NAVY, units=12)], width="50px", flex=0)
    row = flex.row(code, flex.box(lines, flex=1, spacing="none"), paddingTop="6px", paddingBottom="6px")
    opens = Show("item", item.code)
    return row | ({"action": flex.postback_action(item.code, opens, said["show"])} if fits(opens) else {})


def owners_line(item: ItemView, most: int = 4) -> str:
    owners = item.owners()
    said = wording("rows", owners=owners if len(owners) <= most else owners[:most], more=len(owners) - most)
    if not owners:
        return said["no_owner"]
    return said["owners"] if len(owners) <= most else said["many_owners"]


def notes(item: ItemView) -> list[str]:
    """What the reviewer asked to be put right, the requests for more time that wait, and the obstacles reported, a line
    each; no more than three in all."""
    lacking = [wording("rows", lacking=flex.one_line(lacking, 140))["lacking"] for lacking in item.lacking()]
    asked = dict.fromkeys(asked_words(one) for one in item.asked())
    problems = [wording("rows", problem=flex.one_line(problem, 140))["problem"] for problem in item.problems()]
    return [*lacking[:2], *list(asked)[:2], *problems][:3]


def asked_words(asked: AskedView) -> str:
    return wording("rows", until=asked.until)["asked"]


def section(name: str, color: str = flex.NAVY) -> Json:
    return flex.box(
        [flex.text(name, bold=True, color=color, units=200)],
        backgroundColor=flex.SOFT,
        cornerRadius="6px",
        paddingAll="8px",
        margin="md",
    )


def section_name(name: str | None, count: int) -> str:
    return wording("rows", name=_division_name(name), count=count)["section"]


def continued(name: str | None) -> str:
    return wording("rows", name=_division_name(name))["continued"]


def item_line(item: ItemView, units: int = 160) -> str:
    """Code and title in one line of text."""
    return flex.one_line(f"{item.code} {item.title}", units)


def distinct_codes(items: Iterable[ItemView]) -> list[str]:
    return list(dict.fromkeys(item.code for item in items))


def first_lines(lines: Sequence[str], most: int = 12) -> tuple[list[str], int]:
    """The lines there is room for, and how many are left over."""
    return list(lines[:most]), max(0, len(lines) - most)


def _division_name(name: str | None) -> str:
    return wording("rows")["no_owner"] if name is None else flex.one_line(name, 120)
