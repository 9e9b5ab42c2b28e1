"""What a tapped confirmation would do, kept as plain JSON beside the question it belongs to.

A proposal is one report or one chase; a question with several readings keeps one proposal for each of them.
"""

from typing import Any

from handlers.intents import Chase, StatusChange, UpdateStatus

Proposed = UpdateStatus | Chase


def keep(intent: Proposed) -> dict[str, Any]:
    match intent:
        case UpdateStatus():
            return {
                "do": "report",
                "changes": [[c.item, c.status] for c in intent.changes],
                "evidence": list(intent.evidence),
                "division": intent.division,
                "assignment_id": intent.assignment_id,
            }
        case Chase():
            return {"do": "chase", "divisions": list(intent.divisions)}


def keep_choices(choices: dict[str, Proposed]) -> dict[str, Any]:
    """Several proposals under one question; the part of the button's token after the dot says which."""
    return {"do": "choose", "of": {name: keep(intent) for name, intent in choices.items()}}


def read(proposal: dict[str, Any], choice: str = "") -> Proposed | None:
    """What a confirmation lets through. A chosen reading says what was meant, so it may still have to be confirmed."""
    match proposal.get("do", "report"):
        case "choose":
            chosen = proposal["of"].get(choice)
            return None if chosen is None else _read(chosen, confirmed=False)
        case _ if choice or not proposal:
            return None
        case _:
            return _read(proposal, confirmed=True)


def _read(proposal: dict[str, Any], *, confirmed: bool) -> Proposed:
    if proposal.get("do") == "chase":
        return Chase(tuple(proposal["divisions"]), confirmed=confirmed)
    return UpdateStatus(
        changes=tuple(StatusChange(item, status) for item, status in proposal["changes"]),
        evidence=tuple(proposal["evidence"]),
        division=proposal["division"],
        assignment_id=proposal["assignment_id"],
        confirmed=confirmed,
    )
