"""Actions, what a button or an area does when tapped: the same kinds everywhere, the label's length and necessity
differ by place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from messages.limits.checks import Check, Problem, anything, by_type, like, object_of, one_of, string, url
from messages.limits.counting import graphemes

_URI = url(1000, "http", "https", "line", "tel")
_PICKED = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%dT%H:%M"}
_PICKED_SHAPE = {
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d",
    "datetime": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d",
}


def _picker(value: Any, path: str) -> Iterator[Problem]:
    mode = value.get("mode")
    moments: dict[str, datetime] = {}
    for name in ("initial", "max", "min") if isinstance(mode, str) and mode in _PICKED else ():
        given = value.get(name)
        if given is None:
            continue
        moment = None
        if isinstance(given, str) and re.fullmatch(_PICKED_SHAPE[mode], given):
            try:
                moment = datetime.strptime(given.upper(), _PICKED[mode])  # noqa: DTZ007 - LINE's has no zone
            except ValueError:
                moment = None
        # A Buddhist-era year lands beyond 2100 and is refused here, as LINE refuses it.
        if moment is None or not 1900 <= moment.year <= 2100:
            yield Problem(f"{path}.{name}", f"Must be a valid {mode}")
        else:
            moments[name] = moment
    first, last = moments.get("min"), moments.get("max")
    if first and last and first >= last:
        yield Problem(f"{path}.max", "max must be later than min")
    initial = moments.get("initial")
    if initial and ((first and initial < first) or (last and initial > last)):
        yield Problem(f"{path}.initial", "initial must be between min and max")


def _postback(value: Any, path: str) -> Iterator[Problem]:
    if value.get("displayText") is not None and value.get("text") is not None:
        yield Problem(f"{path}.displayText", "displayText and text cannot be specified together")
    if value.get("fillInText") is not None and value.get("inputOption") != "openKeyboard":
        yield Problem(f"{path}.fillInText", "fillInText needs inputOption openKeyboard")


_DATA = string(300, least=0)
_SAID = string(300, graphemes)
_INPUTS = one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")
_ACTIONS: dict[str, tuple[Mapping[str, Check], Mapping[str, Check], Check]] = {
    "postback": (
        {"data": _DATA},
        {"displayText": _SAID, "text": _SAID, "inputOption": _INPUTS, "fillInText": _SAID},
        _postback,
    ),
    "message": ({"text": _SAID}, {}, anything),
    "uri": ({"uri": _URI}, {"altUri": object_of({"desktop": _URI})}, anything),
    "datetimepicker": ({"data": _DATA, "mode": one_of(*_PICKED)}, {}, _picker),
    "clipboard": ({"clipboardText": string(1000)}, {}, anything),
    "richmenuswitch": (
        {"richMenuAliasId": like(r"[a-z0-9_-]{1,32}", "invalid alias"), "data": _DATA},
        {},
        anything,
    ),
    "camera": ({}, {}, anything),
    "cameraRoll": ({}, {}, anything),
    "location": ({}, {}, anything),
}
EVERYWHERE = ("postback", "message", "uri", "datetimepicker", "clipboard")


def action(label: int, *, labelled: bool, kinds: Sequence[str] = EVERYWHERE) -> Check:
    text = string(label, graphemes, least=1 if labelled else 0)

    def one(kind: str) -> Check:
        required, optional, beyond = _ACTIONS[kind]
        needs = {"label": text, **required} if labelled else required
        fields = object_of(needs, {"label": text, **optional})

        def check(value: Any, path: str) -> Iterator[Problem]:
            yield from fields(value, path)
            yield from beyond(value, path)

        return check

    return by_type({kind: one(kind) for kind in kinds})
