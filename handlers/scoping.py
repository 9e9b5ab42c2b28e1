"""Whose items a question is about: mine, one division's, or the whole office's."""

from dataclasses import dataclass

from handlers.intents import Scope
from handlers.turn import Turn
from models.office import Division
from models.register import WorkItem


@dataclass(frozen=True)
class Scoped:
    """`label` is what the answer calls the scope; `divisions` is None for the whole office."""

    label: str
    divisions: tuple[Division, ...] | None

    @property
    def ids(self) -> tuple[int, ...] | None:
        return None if self.divisions is None else tuple(d.id for d in self.divisions)

    def covers(self, item: WorkItem) -> bool:
        ids = self.ids
        return ids is None or any(a.division_id in ids for a in item.assignments)


def scope_of(scope: Scope, names: tuple[str, ...], turn: Turn) -> Scoped:
    """`mine` of someone without a division (the chief, a stranger in the group) is the whole office."""
    if scope == "division":
        found = tuple(d for d in turn.divisions if d.name in names)
    elif scope == "mine":
        found = tuple(turn.own_divisions())
    else:
        found = ()
    if not found:
        return Scoped("ทั้งหน่วยงาน", None)
    return Scoped(" ".join(d.name for d in found), found)
