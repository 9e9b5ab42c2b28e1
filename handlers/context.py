"""What the understanding may know beside the line: the day, the office's names, the speaker, the open question."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Pending:
    """What the bot's last message asked for."""

    asks: str
    items: tuple[str, ...] = ()
    token: str = ""  # of a confirmation


@dataclass(frozen=True)
class DivisionName:
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemName:
    code: str
    title: str
    nicknames: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """What the understanding may know: no database, no clock."""

    today: date
    in_group: bool = False
    role: str | None = None
    divisions: tuple[DivisionName, ...] = ()
    items: tuple[ItemName, ...] = ()
    pending: Pending | None = None
    own_divisions: tuple[str, ...] = field(default=())
