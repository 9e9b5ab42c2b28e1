"""LINE's limits, checked on plain message dicts before they are sent: the bot asks here first, the stand-in
platform answers 400 from the same rules. Lengths are UTF-16 units unless LINE counts grapheme clusters."""

from messages.limits.checks import Problem
from messages.limits.counting import cut, cut_graphemes, graphemes, utf16_len
from messages.limits.message import problems
from messages.limits.rich_menus import rich_menu_problems

__all__ = ["Problem", "cut", "cut_graphemes", "graphemes", "problems", "rich_menu_problems", "utf16_len"]
