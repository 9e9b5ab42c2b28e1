"""«ลบข้อมูลของฉัน»: a person has themselves forgotten, in two steps and in private; the office's record stays."""

from documents.views import called
from handlers import proposals
from handlers.intents_checking import EraseMe
from handlers.turn import Message, Turn
from messages import erasing as wording
from messages.words import ROLE_WORDS
from models import erasing, queries


def handle(intent: EraseMe, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return wording.nothing_kept(days=turn.office.keep_chat_days)
    role = ROLE_WORDS[member.role]
    if not intent.confirmed:
        turn.wait_for("confirm", [], proposal=proposals.keep(intent), token=turn.change_set)
        alone, last = erasing.heirs(queries.members_of(turn.session, turn.office), member)
        return wording.confirm(
            name=called(member),
            role=role,
            token=turn.change_set,
            unanswered=[d.name for d in alone],
            last_coordinator=last,
        )
    erasing.erase(turn.session, member, role, turn.now, turn.event_id)
    # From here on the speaker is a stranger: nothing more is added to the answer, and its row names nobody.
    turn.member, turn.purpose = None, "goodbye"
    return wording.goodbye()
