"""All divisions' results of a measure: who has answered, one text of all, and the coordinator's own wording."""

from documents import result_views as views
from documents import results as rules
from documents.results import Part
from handlers import intents_checking as checking
from handlers import whose
from handlers.turn import Message, Turn
from messages import folding as wording
from messages import notices, talk
from messages import results as results_wording
from models import results
from models.conversation import Conversation
from models.register import WorkItem


def show(intent: checking.ShowResults, turn: Turn) -> list[Message]:
    """In a group only who has answered: the texts are not final yet."""
    item = turn.item(intent.item)
    if item is None:
        return whose.unknown_items([intent.item], turn)
    if item.kind != "measure":
        return results_wording.only_measures(item.code)
    if not item.assignments:
        return wording.no_owners(item.code)
    return _shown(item, turn)


def edit(intent: checking.EditFold, turn: Turn) -> list[Message]:
    item = turn.item(intent.item)
    if item is None or item.kind != "measure" or not _may_word(turn):
        return notices.button_outdated()
    turn.wait_for("fold_output" if intent.part == "output" else "fold_outcome", [item.code], token=turn.change_set)
    return wording.ask_wording(item.code, intent.part, views.text_of(item, intent.part), rules.FOLD_LETTERS)


def answer(text: str, question: Conversation, turn: Turn) -> list[Message]:
    item = turn.item(question.items[0]) if question.items else None
    if item is None or not _may_word(turn):
        turn.session.delete(question)
        return notices.button_outdated()
    part: Part = "output" if question.asks == "fold_output" else "outcome"
    said = rules.tidy(text)
    if len(said) > rules.FOLD_LETTERS:
        return results_wording.too_long(len(said), rules.FOLD_LETTERS)
    turn.session.delete(question)
    if said in ("-", "–", "ใช้ตามคำตอบของส่วนราชการ") or said == _as_answered(item, part):
        said = ""
    turn.session.refresh(item, results.PARTS, with_for_update=True)
    change = results.tell(item, part, said, turn.actor(), turn.now)
    if change is None:
        return wording.same(item.code, part)
    turn.session.add(change)
    turn.session.flush()
    turn.purpose = "receipt"
    return _shown(item, turn, undo=turn.change_set, above=wording.saved(item.code, part, emptied=not said))


def _as_answered(item: WorkItem, part: Part) -> str:
    return rules.tidy(views.as_answered(item, part))


def _may_word(turn: Turn) -> bool:
    return turn.member is not None and turn.member.reports_on_behalf


def _shown(item: WorkItem, turn: Turn, *, undo: str | None = None, above: str = "") -> list[Message]:
    parts = [
        views.folded_part(item, part, outdated=results.answers_are_newer(turn.session, item, part))
        for part in results.PARTS
    ]
    if turn.member is None:
        return talk.read_only_stranger()
    return wording.folded(
        item.code,
        item.title,
        parts,
        total=len(item.assignments),
        can_edit=_may_word(turn),
        undo=undo,
        above=above,
        brief=turn.in_group,
    )
