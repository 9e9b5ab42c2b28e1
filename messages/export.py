"""The office's papers to be opened from the chat, and what there is for those who are not given them."""

from collections.abc import Sequence

from messages import flex
from messages.pack import Message, alt_text, single, text, with_quick
from messages.rows import QUICK_LISTS
from messages.talk import SUMMARY
from messages.wording import wording


def papers(choices: Sequence[tuple[str, str]], *, office: str, year: int, approved: bool = False) -> list[Message]:
    """`choices`: what each paper is called, and the address that opens it for a day; `approved`: some are as they were
    approved."""
    said = wording("export", office=flex.one_line(office, 120), year=year, approved=approved)
    buttons = [
        flex.button(flex.uri_action(name, address)) for name, address in choices if flex.link(address) is not None
    ]
    body = [flex.text(said["lead"], size="sm", units=400)]
    bubble = flex.bubble(body, header=flex.header(said["heading"], said["whose"]), footer=buttons)
    return with_quick(single(bubble, alt_text(said["alt"])), [SUMMARY[0], *QUICK_LISTS[:2]])


def in_private() -> list[Message]:
    return [text(wording("export")["in_private"])]


def not_given(role: str | None) -> list[Message]:
    """What can be had without being the coordinator or the chief."""
    return with_quick([text(wording("export", role=role)["text"])], [SUMMARY[0], QUICK_LISTS[0], SUMMARY[1]])
