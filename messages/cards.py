"""An item as a card: what it is, when it is due, who is responsible, and the buttons that report it."""

from collections.abc import Collection, Sequence
from datetime import date

from messages import flex
from messages.flex import Json
from messages.links import link_line
from messages.pack import Card
from messages.postbacks import DecideExtension, SetStatus
from messages.rows import asked_words, days_left, notes
from messages.views import AssignmentView, ItemView
from messages.wording import Wording, wording
from messages.words import BUTTON_STATUS_WORDS, KIND_WORDS, LABELS, REPORTABLE, REVIEW_WORDS, STATUS_WORDS, WEB_WORDS

ELEMENTS_SHOWN, OWNERS_SHOWN, OWNERS_BRIEF, BUTTON_ROWS = 4, 8, 4, 4


def item_card_of(
    item: ItemView, *, can_report: Collection[int], today: date, brief: bool = False, can_decide: bool = False
) -> Card:
    """`can_decide`: the reader decides requests for more time.

    `brief` leaves out what a reminder does not need: required elements, what was reported, the page's address."""
    days = days_left(item, today)
    said = wording("item", item=item, days=days, kind=KIND_WORDS[item.kind], web=WEB_WORDS[item.web_status])
    body = [
        flex.text(item.title, bold=True, units=200 if brief else 400, lines=3 if brief else None),
        flex.row(flex.status_badge(item.status)),
        _fact(said["due_label"], said["due"], flex.DUE_RED if days is not None and days < 0 else flex.INK),
    ]
    if item.web_status != "unchecked" or (item.kind == "o_item" and not brief):
        body.append(_fact(said["web_label"], said["web"]))
    if not brief and item.link:
        body.append(_fact(said["link_label"], link_line(item.link)))
    if not brief:
        body += _details(item, said)
    mine = [a for a in item.assignments if a.id in can_report]
    # A person reminded of one's own work knows whose it is.
    if not (brief and len(item.assignments) == len(mine) == 1 and mine[0].review in (None, "accepted")):
        body += _owners(item, said, rows=len(mine), brief=brief)
    body += _asked(item)
    footer = [*(_decisions(item) if can_decide else []), *_buttons(item, mine, said)]
    if not brief and (address := flex.link(item.url)):
        footer.append(flex.button(flex.uri_action(LABELS["open_web"], address), style="link"))
    return Card(flex.bubble(body, header=flex.header(said["heading"]), footer=footer), (item.code,))


def _details(item: ItemView, said: Wording) -> list[Json]:
    parts: list[Json] = []
    if item.period:
        parts.append(_fact(said["period_label"], flex.clean(item.period, 200)))
    if item.checkpoints:
        parts.append(flex.text(said["checkpoints"], size="sm", color=flex.MUTED))
    if item.elements:
        parts += [flex.separator(), _label(said["elements_label"])]
        parts += [_bullet(element) for element in item.elements[:ELEMENTS_SHOWN]]
        if (left := len(item.elements) - ELEMENTS_SHOWN) > 0:
            parts.append(flex.text(wording("item", count=left)["more"], size="sm", color=flex.MUTED))
    if item.presented:
        parts += [
            flex.separator(),
            _label(said["presented_label"]),
            flex.text(item.presented, size="sm", units=300),
        ]
    return parts


def _owners(item: ItemView, said: Wording, *, rows: int, brief: bool) -> list[Json]:
    parts = [flex.separator(), _label(said["owners_label"])]
    if not item.assignments:
        return [*parts, flex.text(said["no_owner"], size="sm", color=flex.MUTED)]
    count = len(item.assignments)
    # Where several rows of buttons take the room, the texts of what was done are left out.
    in_full = count <= OWNERS_BRIEF and rows <= 1
    most = OWNERS_BRIEF if brief else OWNERS_SHOWN
    for assignment in item.assignments[:most]:
        parts.append(_owner(assignment, said, alone=count == 1, in_full=in_full, brief=brief))
    if (left := count - most) > 0:
        parts.append(flex.text(wording("item", count=left)["more"], size="sm", color=flex.MUTED))
    return parts


def _owner(assignment: AssignmentView, said: Wording, *, alone: bool, in_full: bool, brief: bool) -> Json:
    """A division and how it stands; its own status is said only where it may differ from the item's."""
    lines = [flex.text(assignment.division or said["no_owner"], units=80)]
    marks = [] if alone else [STATUS_WORDS[assignment.status]]
    if assignment.review in ("pending", "returned"):
        marks.append(REVIEW_WORDS[assignment.review])
    if marks:
        ink = flex.STATUS_COLORS[assignment.status][0]
        lines.append(flex.text(" · ".join(marks), size="sm", color=ink, bold=True))
    if not brief:
        own = wording("item", assignment=assignment)
        told = [own["reported"]]
        room = 240 if alone else 140 if in_full else 80
        if in_full:
            told += [own["output"] if assignment.output else "", own["outcome"] if assignment.outcome else ""]
        lines += [flex.text(line, size="sm", color=flex.MUTED, units=room) for line in told if line]
    return flex.box(lines, spacing="none", margin="sm")


def _asked(item: ItemView) -> list[Json]:
    """What was asked for and what stands in the way, under everything else."""
    return [flex.text(line, size="sm", color=flex.MUTED, units=240) for line in notes(item)]


def _decisions(item: ItemView) -> list[Json]:
    """Two buttons for each waiting request, as far as there is room; parts of one request ask one date."""
    parts: list[Json] = []
    for one in item.asked()[:BUTTON_ROWS]:
        yes, no = DecideExtension(one.id, approve=True), DecideExtension(one.id, approve=False)
        parts.append(_label(asked_words(one)))
        parts.append(
            flex.row(
                flex.tap_box(flex.postback_action(LABELS["approve"], yes), LABELS["approve"], primary=True),
                flex.tap_box(flex.postback_action(LABELS["decline"], no), LABELS["decline"]),
                spacing="sm",
            )
        )
    return parts


def _buttons(item: ItemView, mine: Sequence[AssignmentView], said: Wording) -> list[Json]:
    if not mine:
        return []
    if len(mine) > BUTTON_ROWS:
        named = next((a.division for a in mine if a.division), "")
        told = wording("item", item=item, division=flex.clean(named or "", 60))
        return [flex.text(told["type_it"], size="sm", color=flex.MUTED)]
    if len(mine) == 1:
        return [flex.separator("none"), _label(said["report_label"]), _state_row(item, mine[0], named=False)]
    parts: list[Json] = [flex.separator("none"), _label(said["report_label"])]
    for assignment in mine:
        parts.append(flex.text(assignment.division or said["no_owner"], size="sm", units=80))
        parts.append(_state_row(item, assignment, named=True))
    return parts


def _state_row(item: ItemView, assignment: AssignmentView, *, named: bool) -> Json:
    """Three buttons side by side. The filled one is the usual answer; what is already so is never the filled one."""
    buttons = []
    for status in REPORTABLE:
        division = flex.clean(assignment.division, 60) if named and assignment.division else ""
        said = wording("item", item=item, division=division, to=status)["said"]
        action = flex.postback_action(STATUS_WORDS[status], SetStatus(assignment.id, status), said)
        primary = status == "done" and assignment.status != "done"
        buttons.append(flex.tap_box(action, BUTTON_STATUS_WORDS[status], primary=primary))
    return flex.row(*buttons, spacing="sm")


def _fact(label: str, value: str, color: str = flex.INK) -> Json:
    return flex.row(
        flex.text(label, size="sm", color=flex.MUTED, flex=2),
        flex.text(value, size="sm", color=color, flex=5, bold=color == flex.DUE_RED),
        spacing="sm",
    )


def _label(words: str) -> Json:
    return flex.text(words, size="sm", color=flex.MUTED, bold=True)


def _bullet(words: str) -> Json:
    return flex.text(f"• {words}", size="sm", units=160)
