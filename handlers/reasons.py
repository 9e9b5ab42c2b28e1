"""Why: the answer to a question for a reason. Of a request for more time and of its refusal it comes after the fact
and holds nothing up; dates of the whole office do not move without one."""

from handlers import access, extension, shifting
from handlers.turn import Message, Turn
from messages import notices
from models.conversation import Conversation


def answered(text: str, question: Conversation, turn: Turn) -> list[Message]:
    reason = " ".join(text.split())[: extension.REASON_LENGTH]
    match question.proposal:
        case {"do": extension.ASKED, "change_set": str(change_set)}:
            return extension.reason_of_request(reason, change_set, turn)
        case {"do": extension.DECLINED, "change_set": str(change_set)}:
            return extension.reason_of_refusal(reason, change_set, turn)
    shift = shifting.with_reason(reason, question)
    if shift is None:
        return notices.button_outdated()
    return access.refusal(shift, turn) or shifting.handle(shift, turn)
