"""Where grammar and model disagree: a report that the model does not take for one is asked back, and a line that the
grammar could only shrug at is read as the model thinks — if the grammar can build that reading, and never to write.
A report whose states the model takes for others is confirmed first."""

from dataclasses import replace
from typing import Final

from handlers import intents
from handlers.context import Context
from handlers.intents import Intent, StatusChange
from handlers.understanding import doubts, model, states
from handlers.understanding.building import NAMES, build, is_hard
from handlers.understanding.sentence import Sentence
from models.words import Status

REPORT_AT_LEAST: Final = 0.12  # below this a report is asked back
TELLING: Final = 0.55  # from here on a state that the grammar did not read is offered
TOLD_AT_LEAST: Final = 0.6  # below this what a report tells is confirmed first
SURE: Final = 0.6  # the model must hold its own reading at least so likely,
DOUBTFUL: Final = 0.18  # and the grammar's at most so
NOT_DONE: Final[tuple[Status, ...]] = ("in_progress", "not_started")
LIKELY: Final = 0.12  # readings offered as buttons,
MOST: Final = 3  # at most so many


def weighed(read: Intent, s: Sentence, context: Context) -> Intent:
    classes = model.load().weigh(*model.features(s.marked, context))
    likely = _by_intent(classes)
    own = NAMES.get(type(read), "")
    if not own or is_hard(read, s):
        return read
    top = max(likely, key=lambda name: likely[name])
    if isinstance(read, intents.UpdateStatus):
        if likely[own] < REPORT_AT_LEAST and top != own and not s.is_plain:
            return _asked_back(s, likely, read)
        told = model.class_of(own, [change.status for change in read.changes])
        return replace(read, doubtful=classes.get(told, 0.0) < TOLD_AT_LEAST and not s.is_plain)
    if isinstance(read, intents.Clarify | intents.Unknown) and (proposed := _proposed(classes, s)) is not None:
        return proposed
    if top != own and likely[top] >= SURE and likely.get(own, 0.0) <= DOUBTFUL:
        other = build(top, s)
        if other is not None and not isinstance(other, intents.UpdateStatus):
            read = other
    return _with_readings(read, s, likely)


def _by_intent(classes: dict[str, float]) -> dict[str, float]:
    likely: dict[str, float] = {}
    for name, weight in classes.items():
        intent = name.split(":")[0]
        likely[intent] = likely.get(intent, 0.0) + weight
    return likely


def _proposed(classes: dict[str, float], s: Sentence) -> intents.UpdateStatus | None:
    """Work under way or not begun, told in words that the grammar does not know, is offered to be confirmed. That
    something is done is never guessed."""
    if s.question or s.unsure or s.unknown or len(s.of_this) != 1 or doubts.is_doubtful(s):
        return None
    if s.report.changes is None and any(span.state == "done" for span in states.find(s.text)):
        return None  # contradictory
    for status in NOT_DONE:
        if classes.get(model.class_of("update_status", [status]), 0.0) >= TELLING:
            changes = (StatusChange(s.of_this[0], status),)
            return intents.UpdateStatus(changes, s.marked.urls, s.marked.only_division, doubtful=True)
    return None


def _asked_back(s: Sentence, likely: dict[str, float], read: intents.UpdateStatus) -> Intent:
    return _with_readings(intents.Clarify(items=s.items, readings=(read,)), s, likely)


def _with_readings(read: Intent, s: Sentence, likely: dict[str, float]) -> Intent:
    """A question back offers the two or three likeliest readings that can be built."""
    if not isinstance(read, intents.Clarify) or read.unknown_codes or read.unknown_division:
        return read
    offered = list(read.readings)
    if s.report.only and not s.items and 0 < len(s.marked.vague) <= MOST:
        offered += [intents.UpdateStatus((StatusChange(code, s.report.only),)) for code in s.marked.vague]
    for name in sorted(likely, key=lambda name: -likely[name]):
        if likely[name] < LIKELY or len(offered) >= MOST:
            break
        other = build(name, s)
        if (
            other is not None
            and other not in offered
            and not isinstance(other, intents.Clarify | intents.Unknown | intents.Thanks)
        ):
            offered.append(other)
    return intents.Clarify(read.items, read.status, readings=tuple(offered))
