"""An item as a card: what it is, when it is due, who is responsible, and the buttons that report it."""

from collections.abc import Collection, Sequence
from datetime import date

from messages import flex
from messages.codec import fits
from messages.evidence_rows import SHOWN as EVIDENCE_SHOWN
from messages.evidence_rows import evidence_rows
from messages.flex import Json
from messages.links import link_line
from messages.pack import BUBBLE_BYTES, Card, size
from messages.postbacks import DecideExtension, SetStatus, Show, TellResults
from messages.results import doubt_line
from messages.rows import asked_words, days_left, notes
from messages.verdicts import verdict_row
from messages.views import AssignmentView, ItemView
from messages.wording import Wording, wording
from messages.words import BUTTON_STATUS_WORDS, KIND_WORDS, LABELS, REPORTABLE, REVIEW_WORDS, STATUS_WORDS, WEB_WORDS

ELEMENTS_SHOWN, ELEMENTS_FEW, OWNERS_SHOWN, OWNERS_BRIEF, BUTTON_ROWS = 12, 4, 8, 4, 4


def item_card_of(
    item: ItemView,
    *,
    can_report: Collection[int],
    today: date,
    brief: bool = False,
    can_decide: bool = False,
    can_review: bool = False,
) -> Card:
    """`can_decide`: the reader decides requests for more time; `can_review`: reviews what was reported done.

    `brief` leaves out what a reminder does not need: required elements, what was reported, the page's address."""
    days = days_left(item, today)
    said = wording("item", item=item, days=days, kind=KIND_WORDS[item.kind], web=WEB_WORDS[item.web_status])
    head = [
        flex.text(item.title, bold=True, units=200 if brief else 400, lines=3 if brief else None),
        flex.row(flex.status_badge(item.status)),
        _fact(said["due_label"], said["due"], flex.DUE_RED if days is not None and days < 0 else flex.INK),
    ]
    if item.web_status != "unchecked" or (item.kind == "o_item" and not brief):
        head.append(_fact(said["web_label"], said["web"]))
    if not brief and item.link:
        head.append(_fact(said["link_label"], link_line(item.link)))
    mine = [a for a in item.assignments if a.id in can_report]
    # A person reminded of one's own work knows whose it is.
    alone = brief and len(item.assignments) == len(mine) == 1 and mine[0].review in (None, "accepted")
    owners = [] if alone else _owners(item, said, rows=len(mine), brief=brief)
    footer = [
        *(_decisions(item) if can_decide else []),
        *(_verdicts(item, said) if can_review else []),
        *_buttons(item, mine, said),
    ]
    if not brief:
        footer += [*_results_buttons(item, mine), *_opening(item, said)]

    def bubble(elements: int, evidence: int) -> Json:
        details = [] if brief else _details(item, said, elements)
        body = [*head, *details, *owners, *([] if brief else _evidence(item, said, evidence)), *_asked(item)]
        return flex.bubble(body, header=flex.header(said["heading"]), footer=footer)

    # As many elements and pieces of evidence as the card has room for: addresses are long, and so are some elements.
    sizes = [(ELEMENTS_SHOWN, EVIDENCE_SHOWN), *((ELEMENTS_FEW, most) for most in range(EVIDENCE_SHOWN, 0, -1))]
    fitting = (one for most in sizes if size(one := bubble(*most)) <= BUBBLE_BYTES)
    return Card(next(fitting, bubble(ELEMENTS_FEW, 0)), (item.code,))


def _opening(item: ItemView, said: Wording) -> list[Json]:
    """The published page, and what was changed when."""
    links = []
    if address := flex.link(item.url):
        links.append(flex.button(flex.uri_action(LABELS["open_web"], address), style="link"))
    if fits(history := Show("history", item.code)):
        action = flex.postback_action(LABELS["history"], history, said["history_said"])
        links.append(flex.button(action, style="link"))
    return links


def _evidence(item: ItemView, said: Wording, most: int) -> list[Json]:
    if not item.evidence:
        return []
    return [flex.separator(), _label(said["evidence_label"]), *evidence_rows(item.evidence, most)]


def _details(item: ItemView, said: Wording, elements: int) -> list[Json]:
    parts: list[Json] = []
    if item.period:
        parts.append(_fact(said["period_label"], flex.clean(item.period, 200)))
    if item.checkpoints:
        parts.append(flex.text(said["checkpoints"], size="sm", color=flex.MUTED))
    if item.elements:
        parts += [flex.separator(), _label(said["elements_label"])]
        parts += [_bullet(element) for element in item.elements[:elements]]
        if (left := len(item.elements) - elements) > 0:
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
    if item.kind == "measure" and count > 1 and not brief:
        told = sum(bool(a.output and a.outcome) for a in item.assignments)
        parts.append(flex.text(wording("item", told=told, total=count)["told"], size="sm", color=flex.MUTED))
    most = OWNERS_BRIEF if brief else OWNERS_SHOWN
    for assignment in item.assignments[:most]:
        parts.append(_owner(assignment, said, alone=count == 1, in_full=in_full, brief=brief, steps=item.steps))
    if (left := count - most) > 0:
        parts.append(flex.text(wording("item", count=left)["more"], size="sm", color=flex.MUTED))
    return parts


def _owner(
    assignment: AssignmentView, said: Wording, *, alone: bool, in_full: bool, brief: bool, steps: int = 0
) -> Json:
    """A division and how it stands; its own status is said only where it may differ from the item's."""
    lines = [flex.text(assignment.division or said["no_owner"], units=80)]
    marks = [] if alone else [STATUS_WORDS[assignment.status]]
    if assignment.review in ("pending", "returned"):
        marks.append(REVIEW_WORDS[assignment.review])
    elif assignment.self_reviewed and not brief:
        marks.append(said["self_reviewed"])
    if marks:
        ink = flex.STATUS_COLORS[assignment.status][0]
        lines.append(flex.text(" · ".join(marks), size="sm", color=ink, bold=True))
    if not brief:
        own = wording("item", assignment=assignment, steps=steps)
        told = [own["reported"]]
        room = 240 if alone else 140 if in_full else 80
        if steps and (alone or assignment.steps_done):
            told.append(own["steps"])
        if in_full:
            told += [own["output"] if assignment.output else "", own["outcome"] if assignment.outcome else ""]
        lines += [flex.text(line, size="sm", color=flex.MUTED, units=room) for line in told if line]
        lines += [doubt_line(doubt) for doubt in assignment.doubts]
    return flex.box(lines, spacing="none", margin="sm")


def _results_buttons(item: ItemView, mine: Sequence[AssignmentView]) -> list[Json]:
    """To tell what a measure came to, and to read what all divisions have told."""
    parts: list[Json] = []
    if item.kind == "measure" and len(mine) == 1:
        tell = flex.postback_action(LABELS["tell_results"], TellResults(mine[0].id), f"แจ้งผล {item.code}")
        parts.append(flex.button(tell))
    all_of_them = Show("results", item.code)
    if item.kind == "measure" and len(item.assignments) > 1 and fits(all_of_them):
        parts.append(flex.button(flex.postback_action(LABELS["show_results"], all_of_them, f"รวมผล {item.code}")))
    return parts


def _asked(item: ItemView) -> list[Json]:
    """What was asked for and what stands in the way, under everything else."""
    return [flex.text(line, size="sm", color=flex.MUTED, units=240) for line in notes(item)]


def _decisions(item: ItemView) -> list[Json]:
    """Yes, another date, no for each waiting request, as far as there is room; parts of one request ask one date."""
    parts: list[Json] = []
    for one in item.asked()[:BUTTON_ROWS]:
        yes, no = DecideExtension(one.id, approve=True), DecideExtension(one.id, approve=False)
        parts.append(_label(asked_words(one)))
        boxes = [flex.tap_box(flex.postback_action(LABELS["approve"], yes), LABELS["approve"], primary=True)]
        if one.picks and one.picks[0] < one.picks[1]:
            boxes.append(flex.tap_box(flex.date_action(LABELS["other_date"], yes, *one.picks), LABELS["other_date"]))
        boxes.append(flex.tap_box(flex.postback_action(LABELS["decline"], no), LABELS["decline"]))
        parts.append(flex.row(*boxes, spacing="sm"))
    return parts


def _verdicts(item: ItemView, said: Wording) -> list[Json]:
    """The buttons of a review for each answer that waits, as far as there is room."""
    waiting = [a for a in item.assignments if a.review == "pending" and a.status == "done"]
    parts: list[Json] = []
    for assignment in waiting[:BUTTON_ROWS]:
        owner = f" {flex.clean(assignment.division, 60)}" if assignment.division and len(item.assignments) > 1 else ""
        parts.append(_label(said["review_label"] + owner))
        parts.append(verdict_row(item.code, item.kind, assignment.division, assignment.id, assignment.seen))
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
