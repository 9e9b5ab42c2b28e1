"""Help, thanks, and the short answers to what is neither a report nor a question about the register."""

from messages import flex
from messages.pack import Message, Quick, text, with_quick
from messages.postbacks import Show
from messages.rows import QUICK_LISTS
from messages.wording import wording
from messages.words import LABELS

HELP: Quick = ((LABELS["help"], Show("help")),)
SUMMARY: Quick = ((LABELS["status"], Show("status")), (LABELS["summary"], Show("summary")))


def help_message(*, role: str | None, in_group: bool) -> list[Message]:
    said = text(wording("help", role=role, in_group=in_group)["text"])
    if role is None and not in_group:
        return [said]
    return with_quick([said], [*SUMMARY, *QUICK_LISTS[:2]] if role in ("coordinator", "chief") else QUICK_LISTS)


def not_understood() -> list[Message]:
    return with_quick([text(wording("talk")["not_understood"])], [*HELP, *QUICK_LISTS])


def thanks() -> list[Message]:
    return with_quick([text(wording("talk")["thanks"])], QUICK_LISTS)


def cannot_report(role: str) -> list[Message]:
    if role == "chief":
        return with_quick([text(wording("talk")["chief_cannot_report"])], SUMMARY)
    return with_quick([text(wording("talk")["cannot_report"])], QUICK_LISTS)


def read_only_stranger() -> list[Message]:
    return with_quick([text(wording("talk")["read_only_stranger"])], QUICK_LISTS)


def members_only() -> list[Message]:
    return with_quick([text(wording("talk")["members_only"])], QUICK_LISTS)


def apology(reference: str) -> list[Message]:
    named = flex.one_line(reference, 60) if reference else ""
    return [text(wording("talk", reference=named)["apology"])]
