"""When each of our clocks last ran: what `/readyz`, `/metrics` and the self-audit look at."""

from datetime import datetime
from typing import Final

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.upsert import upsert

WORK: Final = ("tick", "audit", "quota", "retention")
_FOUND_OF_KIND = "audit:"


class Heartbeat(Base):
    """One row a kind of work ("tick", "audit", "quota", "retention"), not one a process: any clock that runs keeps it
    fresh. What the audit found stands beside it, a row a kind of finding ("audit:lost")."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime]  # when it last ended well
    found: Mapped[int] = mapped_column(default=0)  # what it wrote or found


def beat(session: Session, name: str, now: datetime, found: int = 0) -> None:
    upsert(session, Heartbeat, ("name",), {"name": name, "at": now, "found": found})


def beat_found(session: Session, kind: str, now: datetime, found: int) -> None:
    """How many findings of this kind the audit that ended now has."""
    beat(session, _FOUND_OF_KIND + kind, now, found)


def last(session: Session) -> dict[str, Heartbeat]:
    """The last run of each kind of work that ever ended well."""
    return {row.name: row for row in session.scalars(select(Heartbeat).where(Heartbeat.name.in_(WORK)))}


def found_by_kind(session: Session) -> dict[str, int]:
    """What the last audit found."""
    rows = session.scalars(select(Heartbeat).where(Heartbeat.name.startswith(_FOUND_OF_KIND)))
    return {row.name.removeprefix(_FOUND_OF_KIND): row.found for row in rows}
