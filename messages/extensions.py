"""More time: what was asked for, what the coordinator is to decide, and how it was decided."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from messages import flex
from messages.codec import fits
from messages.flex import Json
from messages.pack import Message, PickDate, Quick, alt_text, single, text, with_quick
from messages.postbacks import DecideExtension, Postback, Undo
from messages.rows import QUICK_LISTS, first_lines
from messages.thai import code_ranges
from messages.views import DeadlineView
from messages.wording import Wording, wording
from messages.words import LABELS

DateProblem = Literal["past", "not_later", "too_far"]
Decided = Literal["approved", "declined", "withdrawn"]
Outcome = Literal["approved", "declined", "reopened"]
Told = Literal["asked", "granted", "restored"]  # what the second date of a line is
_TELLING: dict[Outcome, str] = {
    "approved": "told_approved",
    "declined": "told_declined",
    "reopened": "told_reopened",
}
_ALREADY: dict[Decided, str] = {
    "approved": "already_approved",
    "declined": "already_declined",
    "withdrawn": "already_withdrawn",
}
SHOWN = 12
REASON_UNITS = 300


def asked(
    lines: Sequence[DeadlineView],
    *,
    reason: str,
    withdraw: str,
    told: bool,
    decide: int | None = None,
    picks: tuple[date, date] | None = None,
    on_behalf: str | None = None,
    left_out: Sequence[str] = (),
) -> list[Message]:
    """The receipt of a request. `told`: some coordinator is being told of it; `decide`: its reader may decide it, on
    one of the days `picks`. Without a reason it asks for one."""
    said = _said(
        lines, reason, left_out=code_ranges(left_out), on_behalf=flex.one_line(on_behalf, 120) if on_behalf else ""
    )
    notes = [said["on_behalf"]] if on_behalf else []
    notes += [said["left_out"]] if left_out else []
    notes.append(said["yours_to_decide"] if decide is not None else said["waits"] if told else said["nobody_to_ask"])
    footer = [] if decide is None else _decision_buttons(decide, picks)
    if fits(Undo(withdraw)):
        footer.append(flex.button(flex.postback_action(LABELS["withdraw"], Undo(withdraw))))
    card = _card("asked", lines, said, notes, footer)
    if not reason:
        card.append(text(said["ask_reason_sent" if told and decide is None else "ask_reason"]))
    return with_quick(card, QUICK_LISTS)


def reason_kept(lines: Sequence[DeadlineView], reason: str) -> list[Message]:
    return with_quick([text(_said(lines, reason)["reason_kept"])], QUICK_LISTS)


def refusal_reason_kept(lines: Sequence[DeadlineView], reason: str, *, told: bool) -> list[Message]:
    """`told`: the asker is told of it with the decision."""
    said = _said(lines, reason)
    return with_quick([text(_joined(said["reason_kept"], said["asker_is_told"] if told else ""))], QUICK_LISTS)


def ask_date(
    lines: Sequence[DeadlineView], *, picks: Postback, first: date, last: date, left_out: Sequence[str] = ()
) -> list[Message]:
    """The request is recorded; until when is asked."""
    said = _said(lines, left_out=code_ranges(left_out), first=first)
    return with_quick(
        [text(_joined(said["ask_date"], said["left_out"] if left_out else ""))], _picker(picks, first, last)
    )


def bad_date(
    problem: DateProblem, lines: Sequence[DeadlineView], *, picks: Postback, first: date, last: date
) -> list[Message]:
    """The date cannot be: why, and another is asked for. Nothing was recorded."""
    said = wording("extension", until=lines[0].until, due=max((v.due for v in lines if v.due), default=None))
    return with_quick([text(_joined(said[problem], said["another_date"]))], _picker(picks, first, last))


def to_decide(
    lines: Sequence[DeadlineView],
    *,
    salutation: str,
    asker: str,
    reason: str,
    decide: int,
    picks: tuple[date, date] | None = None,
) -> list[Message]:
    """For a coordinator: who asks for what, and the buttons: yes, no, another date."""
    said = _said(lines, reason, salutation=flex.one_line(salutation, 200), asker=flex.one_line(asker, 120))
    return _card(
        "to_decide", lines, said, [said["please_decide"]], _decision_buttons(decide, picks), above=said["from"]
    )


def decided(lines: Sequence[DeadlineView], *, approved: bool, take_back: str = "", told: bool = False) -> list[Message]:
    """For whoever decided. An approval can be taken back. `told`: who asked is being told."""
    kind: Told = "granted" if approved else "asked"
    said = _said(lines, kind=kind)
    notes = [said["approved_note"] if approved else said["stays"]]
    notes += [said["asker_is_told"] if approved else said["say_why"]] if told else []
    footer = _take_back_button(take_back) if approved else []
    return with_quick(_card("approved" if approved else "declined", lines, said, notes, footer, kind=kind), QUICK_LISTS)


def ordered(lines: Sequence[DeadlineView], *, take_back: str, left_out: Sequence[str] = ()) -> list[Message]:
    """For the chief, whose date counts at once."""
    said = _said(lines, kind="granted", left_out=code_ranges(left_out))
    notes = [said["ordered_note"], *([said["left_out"]] if left_out else [])]
    return with_quick(_card("ordered", lines, said, notes, _take_back_button(take_back), kind="granted"), QUICK_LISTS)


def told_asker(
    lines: Sequence[DeadlineView], *, salutation: str, outcome: Outcome, by: str, reason: str = ""
) -> list[Message]:
    """The push to whoever had asked. `reason`: why it was declined."""
    said = _said(
        lines,
        reason,
        kind="granted" if outcome == "approved" else "asked",
        salutation=flex.one_line(salutation, 200),
        by=flex.one_line(by, 120),
    )
    return with_quick([text(said[_TELLING[outcome]])], QUICK_LISTS)


def already_decided(state: Decided, *, by: str, on: date | None, until: date | None) -> list[Message]:
    said = wording("extension", by=flex.one_line(by, 120) if by else "", on=on, until=until)
    return with_quick([text(said[_ALREADY[state]])], QUICK_LISTS)


def date_wanted(lines: Sequence[DeadlineView], *, extension_id: int, first: date, last: date) -> list[Message]:
    """An approval needs a date: the one who approves names it."""
    picks = DecideExtension(extension_id, approve=True)
    return with_quick([text(_said(lines)["date_wanted"])], _picker(picks, first, last))


def withdrawn(lines: Sequence[DeadlineView]) -> list[Message]:
    return with_quick([text(_said(lines)["withdrawn"])], QUICK_LISTS)


def taken_back(lines: Sequence[DeadlineView], *, waits: bool) -> list[Message]:
    """The approval no longer counts; `waits`: there is a request that waits again."""
    said = _said(lines, kind="restored")
    return with_quick([text(_joined(said["taken_back"], said["waits_again"] if waits else ""))], QUICK_LISTS)


def already_done(codes: Sequence[str]) -> list[Message]:
    return with_quick([text(wording("extension", codes=code_ranges(codes))["already_done"])], QUICK_LISTS)


def cannot_decide() -> list[Message]:
    return with_quick([text(wording("extension")["cannot_decide"])], QUICK_LISTS)


def _said(lines: Sequence[DeadlineView], reason: str = "", kind: Told = "asked", **values: object) -> Wording:
    shown, more = first_lines([_line(line, kind) for line in lines], SHOWN)
    return wording(
        "extension",
        lines=shown,
        more=more,
        kind=kind,
        codes=code_ranges(line.code for line in lines),
        until=lines[0].until if lines else None,
        other=any(line.asked and line.asked != line.until for line in lines),
        reason=flex.one_line(reason, REASON_UNITS) if reason else "",
        **values,
    )


def _line(line: DeadlineView, kind: Told) -> str:
    title = flex.one_line(line.title, 100)
    return wording(
        "extension",
        line=line,
        title=title,
        division=flex.one_line(line.division, 80) if line.division else "",
        kind=kind,
    )["line"]


def _card(
    block: str,
    lines: Sequence[DeadlineView],
    said: Wording,
    notes: Sequence[str],
    footer: Sequence[Json],
    above: str = "",
    kind: Told = "asked",
) -> list[Message]:
    body = [flex.text(said[block], bold=True, color=flex.NAVY, units=400)]
    body += [flex.text(above, units=600)] if above else []
    body.append(flex.separator())
    for line in lines[:SHOWN]:
        owner = f" ({flex.one_line(line.division, 80)})" if line.division else ""
        dates = wording("extension", line=line, kind=kind)["dates"]
        body.append(
            flex.box(
                [
                    flex.text(f"{line.code} {flex.one_line(line.title, 120)}{owner}", units=220, lines=3),
                    flex.text(dates, size="sm", bold=True),
                ],
                margin="md",
            )
        )
    if len(lines) > SHOWN:
        body.append(flex.text(said["more_lines"], size="sm", color=flex.MUTED))
    if block in ("asked", "to_decide") and said["reason"]:
        body.append(flex.text(said["reason"], size="sm", units=400))
    body.append(flex.separator())
    body += [flex.text(note, size="sm", units=400) for note in notes]
    return single(flex.bubble(body, footer=footer), alt_text(f"{said[block]}: {said['summary']}"))


def _decision_buttons(extension_id: int, picks: tuple[date, date] | None) -> list[Json]:
    yes, no = DecideExtension(extension_id, approve=True), DecideExtension(extension_id, approve=False)
    buttons = [flex.button(flex.postback_action(LABELS["approve"], yes), primary=True)]
    if picks and picks[0] < picks[1]:
        buttons.append(flex.button(flex.date_action(LABELS["other_date"], yes, *picks)))
    return [*buttons, flex.button(flex.postback_action(LABELS["decline"], no))]


def _take_back_button(change_set: str) -> list[Json]:
    return [flex.button(flex.postback_action(LABELS["take_back"], Undo(change_set)))] if fits(Undo(change_set)) else []


def _picker(picks: Postback, first: date, last: date) -> Quick:
    """The calendar; where the data or the days do not allow one, the sentence says how to type the date."""
    return [(LABELS["pick_date"], PickDate(picks, first, last))] if fits(picks) and first < last else QUICK_LISTS


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
