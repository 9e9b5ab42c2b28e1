"""A task to publish something: the link given for it is the address where it was published."""

from collections.abc import Sequence

from handlers.turn import Turn
from models import tasks
from models.register import WorkItem


def told(item: WorkItem, urls: Sequence[str], turn: Turn, *, on_behalf: bool) -> None:
    """The last link counts; of anything but a task a link is evidence and no more."""
    change = tasks.tell_address(item, urls[-1], turn.actor(), turn.now, on_behalf=on_behalf) if urls else None
    if change is not None:
        turn.session.add(change)
