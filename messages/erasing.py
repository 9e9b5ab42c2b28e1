"""Being forgotten: what goes and what stays, the last word, and why it is not done in a group."""

from collections.abc import Sequence

from messages import flex
from messages.pack import Message, alt_text, single, text
from messages.postbacks import Cancel, Confirm
from messages.thai import join_thai
from messages.wording import wording
from messages.words import LABELS


def confirm(*, name: str, role: str, token: str, unanswered: Sequence[str], last_coordinator: bool) -> list[Message]:
    """`unanswered`: the divisions for which nobody else is registered."""
    divisions = join_thai([flex.one_line(one, 80) for one in unanswered[:5]])
    said = wording("erase", name=flex.one_line(name, 120), role=role, divisions=divisions)
    body = [
        flex.text(said["heading"], size="lg", bold=True, color=flex.NAVY),
        flex.separator(),
        flex.text(said["goes_title"], bold=True),
        flex.text(said["goes"]),
        flex.text(said["stays_title"], bold=True, margin="md"),
        flex.text(said["stays"]),
        flex.separator(),
    ]
    body += [flex.text(said["last_coordinator"], color=flex.DUE_RED)] if last_coordinator else []
    body += [flex.text(said["unanswered"], color=flex.DUE_RED)] if divisions else []
    body.append(flex.text(said["after"], size="sm", color=flex.MUTED))
    yes = flex.postback_action(LABELS["erase"], Confirm(token))
    no = flex.postback_action(LABELS["cancel"], Cancel(), said["cancel_said"])
    return single(flex.bubble(body, footer=[flex.button(yes), flex.button(no)]), alt_text(said["alt"]))


def goodbye() -> list[Message]:
    return [text(wording("erase")["goodbye"])]


def nothing_kept(*, days: int) -> list[Message]:
    return [text(wording("erase", days=days)["nothing_kept"])]


def in_private() -> list[Message]:
    return [text(wording("erase")["in_private"])]
