"""What is said to those who answer a reminder without a report, for the agreed readings of `goldens`."""

from collections.abc import Callable
from datetime import date

from messages import acknowledging, receipts
from messages.pack import Message
from messages.views import HistoryEntry
from tests.messages.samples import AS_OF

ANSWERED = (
    HistoryEntry(AS_OF, "ส้ม", "snooze", "2027-03-26", "", ("กองคลัง",), undoes=True),
    HistoryEntry(AS_OF, "ส้ม", "snooze", "", "2027-03-26", ("กองคลัง",), undone=True),
    HistoryEntry(AS_OF, "ส้ม", "acknowledge", "", "", ("กองคลัง",), undoes=True),
    HistoryEntry(AS_OF, "ส้ม", "acknowledge", "", "", ("กองคลัง",), undone=True),
)

SAID: dict[str, Callable[[], list[Message]]] = {
    "undo_snooze_changed_since": lambda: receipts.undo_refused("snooze_changed_since"),
    "acknowledged": lambda: acknowledging.acknowledged(["O8", "O11"], undo="c1"),
    "already_acknowledged": lambda: acknowledging.already_acknowledged(["O8", "O11"]),
    "put_off": lambda: acknowledging.put_off(
        {date(2027, 3, 26): ["O8"], date(2027, 3, 25): ["O14", "O9"]},
        already={date(2027, 3, 26): ["O5"]},
        due_today=["O11"],
        shortened=True,
        most=3,
        undo="c1",
    ),
    "put_off_nothing": lambda: acknowledging.put_off(
        {}, already={}, due_today=["O11"], shortened=False, most=3, undo="c1"
    ),
    "put_off_how_long": lambda: acknowledging.how_long(["O1", "O2", "O3"], most=3),
    "put_off_in_private": acknowledging.in_private,
    "put_off_nothing_told": acknowledging.nothing,
    "put_off_answered": lambda: acknowledging.nothing(["O8"]),
    "put_off_taken_back": lambda: acknowledging.taken_back(["O8", "O9"], put_off=True),
    "acknowledged_taken_back": lambda: acknowledging.taken_back(["O8", "O9"], put_off=False),
}
