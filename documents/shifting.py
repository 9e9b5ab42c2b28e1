"""A bulk move of dates as plain values, for chat and command line alike."""

from datetime import date

from documents.views import owner_name
from messages.shifting import Moved, ShiftView
from messages.words import Kind
from models.ladder import WorkingDays
from models.shifting import Move, Shift


def shift_view(shift: Shift, days: WorkingDays) -> ShiftView:
    kinds: dict[Kind, list[str]] = {}
    for item in shift.items:
        kinds.setdefault(item.kind, []).append(item.code)
    closed: dict[date, list[str]] = shift.closed_days(days)
    return ShiftView(
        count=len(shift.items),
        days=shift.wanted.days,
        to=shift.wanted.to,
        kinds=tuple((kind, tuple(codes)) for kind, codes in kinds.items()),
        moved=tuple(_moved(move) for move in shift.moves),
        closed=tuple((day, tuple(codes)) for day, codes in closed.items()),
        done=tuple(shift.done),
        undated=tuple(shift.undated),
        would_be_past=tuple(shift.would_be_past),
        later_already=tuple(dict.fromkeys(shift.later_already)),
    )


def _moved(move: Move) -> Moved:
    owner = owner_name(move.assignment) if move.assignment else None
    return Moved(move.item.code, owner, move.before, move.after)
