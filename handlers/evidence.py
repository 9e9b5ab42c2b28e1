"""Links and files as evidence: recorded on the item; they say nothing of its state, so that is asked."""

from handlers import attaching, keeping, publishing, whose
from handlers.attaching import Attached
from handlers.intents import AttachEvidence
from handlers.turn import Message, Turn
from handlers.whose import Instead, Owned
from messages import evidence, talk
from messages import files as files_wording
from models.evidence import Evidence
from models.weblinks import watch

LONGEST_URL = 2000
ATTACHED = "attached"  # what a question of the state follows on: «ยกเลิก» takes that back
# Questions of ours that a file or link on the way answers in part or not at all: they stay.
_STAYING = frozenset(("date", "problem", "output", "outcome"))


def handle(intent: AttachEvidence, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    if not member.reports:
        return talk.cannot_report(member.role)
    if turn.source == "button" and not intent.urls and not intent.files:
        return evidence.lost()  # an old button: what it was about has found its item, or is forgotten
    kept = keeping.kept(AttachEvidence, turn)
    urls = tuple(dict.fromkeys((*(kept.urls if kept else ()), *intent.urls)))
    files = attaching.waiting_files((*(kept.files if kept else ()), *intent.files), turn)
    if not urls and not files and intent.items and kept is None and not intent.files:
        files = attaching.left_over(turn)
    if not urls and not files:
        return evidence.lost()
    if any(len(url) > LONGEST_URL for url in urls):
        return evidence.too_long(LONGEST_URL)
    if not intent.items:
        return keeping.ask_where(AttachEvidence((), urls, tuple(row.id for row in files)), turn)
    found = whose.resolve(intent.items, None, turn, member)
    if isinstance(found, Instead):
        return found.messages
    return attach(found, urls, files, turn)


def attach(
    found: list[Owned], urls: tuple[str, ...], files: list[Evidence], turn: Turn, *, together: int = 1
) -> list[Message]:
    """`together`: how many pictures come with this one."""
    attached = attaching.attach(found, urls, files, turn)
    watch(turn.session, turn.office.id, urls, turn.now)
    for owned in found:
        publishing.told(owned.assignment.item, urls, turn, on_behalf=owned.on_behalf)
    turn.purpose = "receipt"
    keeping.settled(turn)
    codes = list(dict.fromkeys(o.assignment.item.code for o in found if o.assignment.is_open))
    question = turn.question()
    if question is not None and question.asks in _STAYING:
        turn.asked, codes = not question.token, []  # one with a token stays by itself
    if codes:
        turn.wait_for("status", codes, proposal={"do": ATTACHED, "change_set": turn.change_set})
    items = list(dict.fromkeys(o.assignment.item for o in found))
    return evidence.recorded(
        [whose.item_view(item, turn) for item in items],
        urls=attached.urls,
        files=called(attached, together),
        known=attached.known,
        ask=codes,
        on_behalf=whose.behalf(found),
        take_off=turn.change_set if attached.urls or attached.files else "",
    )


def called(attached: Attached, together: int = 1) -> list[str]:
    """ภาพถ่าย 3 ภาพ, รายงาน.pdf: how a receipt names what was sent."""
    pictures = sum(row.kind == "picture" and not row.name for row in attached.files)
    named = [row.name for row in attached.files if row.name]
    return [*([files_wording.pictures_named(max(pictures, together))] if pictures else []), *named]
