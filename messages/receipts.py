"""What was recorded, what was taken back, and what could not be."""

from collections.abc import Sequence
from typing import Literal

from messages import flex
from messages.codec import fits
from messages.flex import Json
from messages.pack import Message, Quick, alt_text, single, text, with_quick
from messages.postbacks import Show, Undo
from messages.rows import QUICK_LISTS, first_lines
from messages.thai import code_ranges, join_thai
from messages.views import ChangeView, ItemView
from messages.wording import wording
from messages.words import LABELS, STATUSES, status_words

UndoRefusal = Literal[
    "changed_since",
    "reviewed_since",
    "due_changed_since",
    "snooze_changed_since",
    "results_changed_since",
    "not_yours",
    "already",
]
CHANGES_SHOWN, UNCHANGED_SHOWN = 15, 8
AFTER_REPORT: Quick = ((LABELS["missing"], Show("missing")), (LABELS["due"], Show("due")))


def receipt(
    changes: Sequence[ChangeView],
    *,
    undo: str,
    on_behalf: str | None,
    review_follows: bool,
    remaining: int,
    unchanged: Sequence[ChangeView] = (),
) -> list[Message]:
    divisions = [flex.one_line(name, 80) for name in _divisions(changes)]
    said = wording(
        "receipt",
        count=len(changes),
        divisions=divisions if len(divisions) <= 3 else [],
        summary=_summary(changes or unchanged),
        on_behalf=flex.one_line(on_behalf or "", 120),
        review_follows=review_follows,
        remaining=remaining,
    )
    body: list[Json] = [flex.text(said["heading"], bold=True, color=flex.NAVY, units=400), flex.separator()]
    body += _changes(changes, several=len(divisions) > 1)
    if not changes:
        body.append(flex.text(said["unchanged_only"], size="sm"))
    elif unchanged:
        body += [flex.separator(), flex.text(said["unchanged"], size="sm", color=flex.MUTED)]
    body += _unchanged(unchanged)
    body.append(flex.separator())
    if on_behalf:
        body.append(flex.text(said["on_behalf"], size="sm", color=flex.MUTED))
    body.append(flex.text(said["remaining"], size="sm"))
    if changes:
        body.append(flex.text(said["closing"], size="sm"))
    footer = []
    if changes and undo and fits(Undo(undo)):
        footer = [flex.button(flex.postback_action(LABELS["undo"], Undo(undo), said["undo_said"]))]
    return with_quick(single(flex.bubble(body, footer=footer), alt_text(said["alt"])), AFTER_REPORT)


def not_yours(*, items: Sequence[ItemView], own: Sequence[str]) -> list[Message]:
    """`own` is what the speaker may report for: divisions or codes."""
    lines, more = first_lines(
        [
            wording(
                "not_yours",
                item=item,
                title=flex.one_line(item.title, 120),
                owners=[flex.one_line(name, 80) for name in item.owners()[:6]],
            )["line"]
            for item in items
        ]
    )
    codes = len(own) > 3 and all(name[:1].isascii() for name in own)
    named = code_ranges(own) if codes else join_thai(flex.one_line(name, 80) for name in own[:20])
    return with_quick([text(wording("not_yours", lines=lines, more=more, own=named)["text"])], QUICK_LISTS)


def undone(changes: Sequence[ChangeView]) -> list[Message]:
    """Each change's `after` is the status in force again."""
    lines, more = first_lines(
        [wording("undone", change=change, title=flex.one_line(change.title, 120))["line"] for change in changes]
    )
    return with_quick([text(wording("undone", lines=lines, more=more)["text"])], AFTER_REPORT)


def nothing_to_undo() -> list[Message]:
    return with_quick([text(wording("undone")["nothing"])], QUICK_LISTS)


def undo_refused(reason: UndoRefusal) -> list[Message]:
    return with_quick([text(wording("undone")[reason])], QUICK_LISTS)


def _divisions(changes: Sequence[ChangeView]) -> list[str]:
    return list(dict.fromkeys(change.division for change in changes if change.division))


def _summary(changes: Sequence[ChangeView]) -> str:
    """O1–O3 ดำเนินการเรียบร้อยแล้ว · O8 อยู่ระหว่างดำเนินการ."""
    order = [*reversed(STATUSES), *sorted({c.after for c in changes} - set(STATUSES))]
    return " · ".join(
        f"{code_ranges(codes)} {status_words(status)}"
        for status in order
        if (codes := [change.code for change in changes if change.after == status])
    )


def _changes(changes: Sequence[ChangeView], *, several: bool) -> list[Json]:
    rows = []
    for change in changes[:CHANGES_SHOWN]:
        said = wording("receipt", before=change.before)
        ink = next((colors[0] for key, colors in flex.STATUS_COLORS.items() if key == change.after), flex.INK)
        lines = [flex.text(f"{change.code} {change.title}", units=120, lines=3)]
        if several and change.division:
            lines.append(flex.text(change.division, size="sm", color=flex.MUTED, units=80))
        lines.append(flex.text(status_words(change.after), bold=True, color=ink, units=60))
        lines.append(flex.text(said["change"], size="sm", color=flex.MUTED, units=60))
        rows.append(flex.box(lines, margin="md"))
    return [*rows, *_more(changes[CHANGES_SHOWN:])]


def _unchanged(unchanged: Sequence[ChangeView]) -> list[Json]:
    rows = [
        flex.text(f"{one.code} {one.title} – {status_words(one.after)}", size="sm", color=flex.MUTED, units=140)
        for one in unchanged[:UNCHANGED_SHOWN]
    ]
    return [*rows, *_more(unchanged[UNCHANGED_SHOWN:])]


def _more(left: Sequence[ChangeView]) -> list[Json]:
    if not left:
        return []
    said = wording("receipt", count=len(left), codes=[change.code for change in left])
    return [flex.text(said["more"], size="sm", color=flex.MUTED, units=400)]
