"""The closed sets of words the register uses, as the database stores them."""

from typing import Final, Literal

Role = Literal["head", "staff", "coordinator", "chief"]
Kind = Literal["o_item", "measure", "step", "task"]
Status = Literal["not_reported", "not_started", "in_progress", "done"]
Review = Literal["pending", "accepted", "returned"]
WebStatus = Literal["unchecked", "present", "incomplete", "missing"]
Audience = Literal["owner", "coordinator"]  # whom a reminder speaks to
# How a reminder was told: by a push, on a free reply, or not at all because the month's quota is short.
Carrier = Literal["push", "reply", "held_back"]

KIND_LETTER: Final[dict[Kind, str]] = {"o_item": "O", "measure": "M", "step": "S", "task": "T"}
KIND_ORDER: Final[dict[Kind, int]] = {"o_item": 0, "measure": 1, "step": 2, "task": 3}


def aggregate(statuses: list[Status]) -> Status:
    """The one status that several divisions' answers amount to: done only when all are done."""
    if not statuses:
        return "not_reported"
    if len(set(statuses)) == 1:
        return statuses[0]
    if "in_progress" in statuses or "done" in statuses:
        return "in_progress"
    return "not_started"
