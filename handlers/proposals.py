"""What one tap would do, kept as plain JSON beside the question it belongs to.

A proposal waits for a confirmation; a question with several readings keeps one for each of them; what was said without
its item is kept as a proposal that lacks the item.
"""

from datetime import date
from typing import Any

from handlers.intents import AttachEvidence, Chase, ReportProblem, RequestExtension, StatusChange, UpdateStatus
from handlers.intents_checking import EraseMe, ShiftDates, SubmitPaper

Proposed = UpdateStatus | AttachEvidence | ReportProblem | RequestExtension | Chase | ShiftDates | SubmitPaper | EraseMe
_CHOOSE, _PLACE = "choose", "place"


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
        case AttachEvidence(items, urls, files):
            return {"do": "evidence", "items": list(items), "urls": list(urls), "files": list(files)}
        case ReportProblem(items, text):
            return {"do": "problem", "items": list(items), "text": text}
        case RequestExtension(items, until, reason, division):
            day = until.isoformat() if until else None
            return {"do": "extension", "items": list(items), "until": day, "reason": reason, "division": division}
        case Chase(divisions):
            return {"do": "chase", "divisions": list(divisions)}
        case ShiftDates(items, days, to, reason):
            to_day = to.isoformat() if to else None
            return {"do": "shift", "items": list(items), "days": days, "to": to_day, "reason": reason}
        case SubmitPaper(paper):
            return {"do": "submit", "paper": paper}
        case EraseMe():
            return {"do": "erase"}


def keep_choices(choices: dict[str, Proposed]) -> dict[str, Any]:
    """Several proposals under one question; the part of the button's token after the dot says which."""
    return {"do": _CHOOSE, "of": {name: keep(intent) for name, intent in choices.items()}}


def keep_unplaced(intent: Proposed) -> dict[str, Any]:
    """Something said without its item: a confirmation does not let it through, only an item does."""
    return {"do": _PLACE, "of": keep(intent)}


def read(proposal: dict[str, Any], choice: str = "") -> Proposed | None:
    """What a confirmation lets through. A chosen reading says what was meant, so it may still have to be confirmed."""
    if proposal.get("do") == _CHOOSE:
        chosen = proposal["of"].get(choice)
        return None if chosen is None else _read(chosen, confirmed=False)
    return None if choice else _read(proposal, confirmed=True)


def unplaced(proposal: dict[str, Any]) -> Proposed | None:
    """What waits for its item."""
    return _read(proposal["of"], confirmed=False) if proposal.get("do") == _PLACE else None


def _read(kept: dict[str, Any], *, confirmed: bool) -> Proposed | None:
    match kept.get("do"):
        case "report":
            return UpdateStatus(
                changes=tuple(StatusChange(item, status) for item, status in kept["changes"]),
                evidence=tuple(kept["evidence"]),
                division=kept["division"],
                assignment_id=kept["assignment_id"],
                confirmed=confirmed,
            )
        case "evidence":
            return AttachEvidence(tuple(kept["items"]), tuple(kept["urls"]), tuple(kept.get("files", ())))
        case "problem":
            return ReportProblem(tuple(kept["items"]), kept["text"])
        case "extension":
            until = date.fromisoformat(kept["until"]) if kept["until"] else None
            return RequestExtension(tuple(kept["items"]), until, kept["reason"], kept["division"])
        case "chase":
            return Chase(tuple(kept["divisions"]), confirmed=confirmed)
        case "shift":
            to = date.fromisoformat(kept["to"]) if kept["to"] else None
            return ShiftDates(tuple(kept["items"]), kept["days"], to, kept["reason"], confirmed=confirmed)
        case "submit":
            return SubmitPaper(kept["paper"], confirmed=confirmed)
        case "erase":
            return EraseMe(confirmed=confirmed)
        case _:
            return None
