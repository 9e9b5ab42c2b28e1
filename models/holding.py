"""One writer of an office's register at a time: what an event, a load or a command reads of it is what it changes.

On PostgreSQL two transactions would otherwise both read "not reported", and write two changes that cannot both follow
from it. An advisory lock keeps nobody from inserting webhook events, messages or reminders of the office meanwhile, as
a lock on its row would. SQLite has one writer anyway.
"""

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

_REGISTER: Final = 7_201  # the first half of the lock's key, so that no other use of such locks meets this one


def hold(session: Session, office_id: int) -> None:
    """Wait for it; held to the end of the transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_REGISTER, office_id)))


def try_hold(session: Session, office_id: int) -> bool:
    """Whether it was free, and is held now to the end of the transaction."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_REGISTER, office_id))))
