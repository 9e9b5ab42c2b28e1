"""The office's own names for the understanding: divisions with their nicknames, items with what people call them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from documents.data import division_nicknames, item_nicknames
from handlers.context import DivisionName, ItemName


def division_names(divisions: Iterable[tuple[str, Sequence[str]]]) -> tuple[DivisionName, ...]:
    """Each division with the office's own aliases and those in use everywhere; a nickname of two divisions is nobody's,
    unless the office itself has given it to one."""
    own = list(divisions)
    given = {alias for _, aliases in own for alias in aliases} | {name for name, _ in own}
    usual = {name: [n for n in division_nicknames(name) if n not in given] for name, _ in own}
    claims = Counter(nickname for nicknames in usual.values() for nickname in set(nicknames))
    return tuple(
        DivisionName(name, tuple(dict.fromkeys((*aliases, *(n for n in usual[name] if claims[n] == 1)))))
        for name, aliases in own
    )


def item_names(items: Iterable[tuple[str, str]]) -> tuple[ItemName, ...]:
    """Each item's code and title with its everyday names."""
    return tuple(ItemName(code, title, item_nicknames(title)) for code, title in items)
