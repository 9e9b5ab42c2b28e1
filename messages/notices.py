"""Short notices: a button that no longer counts, a question that was dropped."""

from messages.pack import Message, text, with_quick
from messages.rows import QUICK_LISTS
from messages.wording import wording


def button_outdated() -> list[Message]:
    return with_quick([text(wording("notices")["outdated"])], QUICK_LISTS)


def cancelled() -> list[Message]:
    return with_quick([text(wording("notices")["cancelled"])], QUICK_LISTS)


def no_owner(code: str) -> list[Message]:
    return [text(wording("notices", code=code)["no_owner"])]
