"""Whose turn it is: offices are served one after the other, so that one office's flood keeps no other waiting."""

from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, case
from sqlalchemy.orm import InstrumentedAttribute


@dataclass
class Turns:
    """`after`: the office that was served last. Threads may share one: a lost step costs a turn, nothing more."""

    after: int = 0

    def order(self, office_id: InstrumentedAttribute[int]) -> tuple[ColumnElement[int], InstrumentedAttribute[int]]:
        """To order rows by: the next office's first, then round from the beginning."""
        return in_turn(office_id, self.after)


def in_turn(
    office_id: InstrumentedAttribute[int], after: int | BindParameter[int]
) -> tuple[ColumnElement[int], InstrumentedAttribute[int]]:
    return case((office_id > after, 0), else_=1), office_id
