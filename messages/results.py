"""A division tells a measure's results: the checklist of its steps, the two questions, and the receipt."""

from collections.abc import Sequence
from typing import Literal

from messages import flex
from messages.codec import fits
from messages.flex import Json
from messages.pack import Message, Quick, alt_text, flow, pack, single, text, with_quick
from messages.postbacks import MarkStep, ResultPart, Show, TellResults, Undo
from messages.rows import QUICK_LISTS
from messages.thai import code_ranges, join_thai
from messages.views import Doubt, ResultView
from messages.wording import Wording, wording
from messages.words import LABELS

Topic = Literal["service", "money", "complaint", "property", "people", "integrity", "news", "other"]
PARTS: tuple[ResultPart, ...] = ("output", "outcome")
STEPS_EACH, STEP_UNITS, NOW_UNITS, SHOWN_UNITS = 12, 300, 1_000, 600
WHILE_ASKED: Quick = ((LABELS["skip"], LABELS["skip"]), (LABELS["cancel"], LABELS["cancel"]))


def checklist(view: ResultView) -> list[Message]:
    """The steps, each a tap; numbers can be typed as well."""
    said = _said(view, total=len(view.steps), done=len(view.done))
    header = flex.header(said["heading"], flex.one_line(view.title, 160), flex.one_line(view.division or "", 80))
    rows = [("", _step(view, place, step)) for place, step in enumerate(view.steps)]
    every = MarkStep(view.assignment_id)
    footer = [flex.button(flex.postback_action(LABELS["all_steps"], every), primary=True)]

    def frame(shown: Sequence[Json], _page: int) -> Json:
        counted = [flex.text(said["steps"], bold=True, color=flex.NAVY), flex.separator()]
        hint = flex.text(said["steps_hint"], size="sm", color=flex.MUTED)
        return flex.bubble([*counted, *shown, flex.separator(), hint], header=header, footer=footer)

    messages = pack(flow(rows, frame, rows_each=STEPS_EACH), alt_text(f"{said['heading']}: {said['steps']}"), most=2)
    return with_quick(messages, [(LABELS["next"], LABELS["next"]), *WHILE_ASKED[1:]])


def ask(view: ResultView, part: ResultPart, topic: Topic, *, recorded: ResultPart | None = None) -> list[Message]:
    """`recorded`: what was written down just before."""
    now = flex.one_line(view.text(part), NOW_UNITS) if view.text(part) else ""
    asked = _said(view, part=part, topic=topic, now=now)["ask"]
    if recorded:
        asked = _said(view, part=recorded)["recorded"] + "\n\n" + asked
    return with_quick([text(asked)], WHILE_ASKED)


def ask_again(view: ResultView, doubt: Doubt, topic: Topic) -> list[Message]:
    """Once only, and kindly: the text says too little or says something again."""
    said = _said(view, part=doubt.part, why=doubt.why, topic=topic)
    return with_quick([text(said["again"])], [(LABELS["keep_text"], LABELS["keep_text"]), *WHILE_ASKED])


def too_long(letters: int, most: int) -> list[Message]:
    said = wording("results", letters=f"{letters:,}", most=f"{most:,}")
    return with_quick([text(said["too_long"])], WHILE_ASKED)


def receipt(view: ResultView, *, undo: str | None, on_behalf: bool = False, shared: bool = False) -> list[Message]:
    """What stands in the register now. `undo`: the change set of the last answer, if it wrote something; `shared`:
    other divisions answer for the measure too."""
    missing = join_thai(_said(view, part=part)["short_part"] for part in PARTS if not view.text(part))
    said = _said(view, missing=missing, total=len(view.steps), done=len(view.done))
    title = said["receipt"] if undo else said["as_it_stands"]
    body: list[Json] = [flex.text(title, bold=True, color=flex.NAVY, units=300)]
    body.append(flex.text(view.title, size="sm", color=flex.MUTED, units=200, lines=3))
    body.append(flex.separator())
    if view.steps:
        body += _told(said["steps_word"], said["steps"])
    for part in PARTS:
        body += _told(_said(view, part=part)["part"], view.text(part) or said["untold"])
    body += [doubt_line(doubt) for doubt in view.doubts]
    body.append(flex.separator())
    if on_behalf and view.division:
        body.append(flex.text(said["on_behalf"], size="sm", color=flex.MUTED))
    body.append(flex.text(said["missing"] if missing else said["complete"], size="sm"))
    tell = LABELS["tell_results"] if missing else LABELS["change_results"]
    footer = [flex.button(flex.postback_action(tell, TellResults(view.assignment_id), f"แจ้งผล {view.code}"))]
    if shared and fits(Show("results", view.code)):
        footer.append(flex.button(flex.postback_action(LABELS["show_results"], Show("results", view.code))))
    if undo and fits(Undo(undo)):
        footer.append(flex.button(flex.postback_action(LABELS["take_back_results"], Undo(undo))))
    return with_quick(single(flex.bubble(body, footer=footer), alt_text(f"{title} {said['alt']}")), QUICK_LISTS)


def doubt_line(doubt: Doubt, of_whom: str = "") -> Json:
    said = wording("results", part=doubt.part, why=doubt.why, of_whom=flex.one_line(of_whom, 80) if of_whom else "")
    return flex.text(said["doubt"], size="sm", color=flex.DUE_RED, units=240)


def in_private(codes: Sequence[str]) -> list[Message]:
    """In a group nothing is asked."""
    return [text(wording("results", code=code_ranges(codes[:1]) or "M1")["in_private"])]


def which_division(code: str, divisions: Sequence[tuple[int, str]]) -> list[Message]:
    """`divisions`: the assignment and its division's name."""
    first = flex.one_line(divisions[0][1], 80) if divisions else ""
    asked = text(wording("results", code=code, division=first)["which_division"])
    return with_quick([asked], [(name, TellResults(assignment)) for assignment, name in divisions])


def only_measures(code: str) -> list[Message]:
    return with_quick([text(wording("results", code=code)["only_measures"])], QUICK_LISTS)


def no_measure() -> list[Message]:
    return with_quick([text(wording("results")["no_measure"])], QUICK_LISTS)


def still_waiting(view: ResultView, part: ResultPart) -> list[Message]:
    """After something else was done: the question is still open."""
    return with_quick([text(_said(view, part=part)["still_waiting"])], WHILE_ASKED)


def nothing_waits() -> list[Message]:
    return with_quick([text(wording("results")["nothing_waits"])], QUICK_LISTS)


def ended(codes: Sequence[str]) -> list[Message]:
    return with_quick([text(wording("results", code=code_ranges(codes))["ended"])], QUICK_LISTS)


def taken_back(codes: Sequence[str]) -> list[Message]:
    return with_quick([text(wording("results", codes=code_ranges(codes))["taken_back"])], QUICK_LISTS)


def _said(view: ResultView, **values: object) -> Wording:
    division = flex.one_line(view.division, 80) if view.division else ""
    return wording("results", code=flex.one_line(view.code, 40), division=division, title="", **values)


def _step(view: ResultView, place: int, step: str) -> Json:
    number = place + 1
    ticked = place in view.done
    said = wording("results", number=number, step=flex.one_line(step, STEP_UNITS), ticked=ticked)
    ink = flex.STATUS_COLORS["done"][0] if ticked else flex.INK
    line = flex.text(said["step"], size="sm", color=ink, bold=ticked, units=STEP_UNITS + 20)
    action = flex.postback_action(said["step_label"], MarkStep(view.assignment_id, place))
    return flex.row(line, action=action, paddingTop="6px", paddingBottom="6px")


def _told(label: str, words: str) -> list[Json]:
    return [
        flex.text(label, size="sm", color=flex.MUTED, bold=True),
        flex.text(words, size="sm", units=SHOWN_UNITS),
    ]
