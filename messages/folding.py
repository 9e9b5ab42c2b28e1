"""A measure that several divisions answer for: who has told what, all answers in one text, and its wording."""

from collections.abc import Sequence

from messages import flex
from messages.codec import fits
from messages.flex import Json
from messages.limits import cut, utf16_len
from messages.pack import Message, Quick, alt_text, single, text, with_quick
from messages.postbacks import EditFold, ResultPart, Undo
from messages.results import doubt_line
from messages.rows import QUICK_LISTS
from messages.thai import join_thai
from messages.views import FoldedPart
from messages.wording import wording
from messages.words import LABELS

DOUBTS_SHOWN, WAITING_SHOWN = 6, 12
IN_CARD, EACH = 500, 4_800  # units of a text in the card; of a text message
ASKED: Quick = ((LABELS["as_answered"], "-"), (LABELS["cancel"], LABELS["cancel"]))
_EDIT: dict[ResultPart, str] = {"output": "edit_output", "outcome": "edit_outcome"}


def folded(
    code: str,
    title: str,
    parts: Sequence[FoldedPart],
    *,
    total: int,
    can_edit: bool,
    undo: str | None = None,
    above: str = "",
    brief: bool = False,
) -> list[Message]:
    """The card; a text that is too long for it follows in full. `brief`: for a group, who has answered and no more."""
    said = wording("results", code=flex.one_line(code, 40), title=flex.one_line(title, 100))
    body: list[Json] = [flex.text(title, bold=True, units=200, lines=3)]
    if above:
        body.append(flex.text(above, size="sm", color=flex.NAVY, units=300))
    full: list[Message] = []
    for part in parts:
        cut_off = not brief and utf16_len(part.text) > IN_CARD
        body += [flex.separator(), *_part(part, total, brief=brief, cut_off=cut_off)]
        if cut_off:
            full += _chunks(part.text, most=2)
    footer: list[Json] = []
    for part in parts if can_edit and not brief else ():
        edit = EditFold(code, part.part)
        if fits(edit):
            footer.append(flex.button(flex.postback_action(LABELS[_EDIT[part.part]], edit)))
    if undo and fits(Undo(undo)):
        footer.append(flex.button(flex.postback_action(LABELS["take_back_results"], Undo(undo))))
    header = flex.header(said["fold_heading"])
    card = single(flex.bubble(body, header=header, footer=footer), alt_text(said["fold_alt"]))
    return with_quick([*card, *full], () if brief else QUICK_LISTS)


def ask_wording(code: str, part: ResultPart, now: str, most: int) -> list[Message]:
    """The present text stands alone in a message of its own, to be copied."""
    said = wording("results", code=flex.one_line(code, 40), part=part, most=f"{most:,}")
    if not now:
        return with_quick([text(said["ask_fold_empty"])], ASKED[1:])
    return with_quick([text(said["ask_fold"]), *_chunks(now, most=3)], ASKED)


def saved(code: str, part: ResultPart, *, emptied: bool) -> str:
    said = wording("results", code=flex.one_line(code, 40), part=part)
    return said["fold_emptied"] if emptied else said["fold_saved"]


def same(code: str, part: ResultPart) -> list[Message]:
    return with_quick([text(wording("results", code=flex.one_line(code, 40), part=part)["fold_same"])], QUICK_LISTS)


def no_owners(code: str) -> list[Message]:
    return with_quick([text(wording("results", code=flex.one_line(code, 40))["no_owners"])], QUICK_LISTS)


def answered_words(answered: int, total: int, waiting: Sequence[str] = ()) -> str:
    """ตอบแล้ว 5 จาก 6 ส่วนราชการ (ยังขาด: กองช่าง)."""
    named = [flex.one_line(name, 80) for name in waiting[:WAITING_SHOWN]]
    left = f" (+{len(waiting) - WAITING_SHOWN})" if len(waiting) > WAITING_SHOWN else ""
    return wording("results", answered=answered, total=total, waiting=join_thai(named) + left)["answered"]


def _part(part: FoldedPart, total: int, *, brief: bool, cut_off: bool) -> list[Json]:
    said = wording("results", part=part.part)
    lines = [
        flex.text(said["part"], bold=True, color=flex.NAVY),
        flex.text(answered_words(part.answered, total, part.waiting), size="sm", units=600),
    ]
    if brief:
        return lines
    if part.edited:
        lines.append(flex.text(said["edited"], size="sm", color=flex.MUTED))
    if part.outdated:
        lines.append(flex.text(said["outdated"], size="sm", color=flex.DUE_RED))
    lines.append(flex.text(part.text or said["untold"], size="sm", units=IN_CARD))
    if cut_off:
        lines.append(flex.text(said["more_below"], size="sm", color=flex.MUTED))
    return [*lines, *(doubt_line(doubt, division) for division, doubt in part.doubts[:DOUBTS_SHOWN])]


def _chunks(words: str, *, most: int) -> list[Message]:
    """A long text in several messages, broken at its lines where it can be."""
    chunks: list[str] = []
    rest = words
    while rest and len(chunks) < most:
        if utf16_len(rest) <= EACH:
            chunks.append(rest)
            break
        piece = cut(rest, EACH).removesuffix("…")
        at = piece.rfind("\n")
        piece = piece[: at + 1] if at > 0 else piece
        chunks.append(piece)
        rest = rest[len(piece) :]
    return [text(chunk) for chunk in chunks]
