"""LINE's common properties, what a message of any kind may carry: quick replies and a sender."""

from messages.limits.actions import EVERYWHERE, action
from messages.limits.checks import HTTPS, each, object_of, one_of, string

_QUICK_ACTION = action(20, labelled=True, kinds=(*EVERYWHERE, "camera", "cameraRoll", "location"))
_QUICK_ITEM = object_of({"type": one_of("action"), "action": _QUICK_ACTION}, {"imageUrl": HTTPS})
_SENDER = object_of({}, {"name": string(20), "iconUrl": HTTPS})
COMMON = {"quickReply": object_of({"items": each(_QUICK_ITEM, 1, 13)}), "sender": _SENDER}
