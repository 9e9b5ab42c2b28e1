"""An office's LINE channel: its own secrets, sealed, and whether LINE takes what it sends."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, ForeignKey, String, Text, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column, relationship

from models.base import Base
from models.office import Office

# How soon something is tried again with a token that LINE refused: it may have been replaced.
PROBE_AFTER: Final = timedelta(minutes=10)


class Channel(Base):
    """`sealed` empty: the office speaks through the channel of the settings, if there is one."""

    __tablename__ = "channel"

    office_id: Mapped[int] = mapped_column(ForeignKey("office.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text, default="")  # the channel's secrets and token, as `bot.vault` writes them
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    barred_since: Mapped[datetime | None] = mapped_column(default=None)  # LINE refuses the token; nothing is sent
    barred_until: Mapped[datetime | None] = mapped_column(default=None)  # when one message is tried again
    barred_why: Mapped[str] = mapped_column(String(200), default="")

    office: Mapped[Office] = relationship()

    def free(self) -> None:
        self.barred_since = self.barred_until = None
        self.barred_why = ""


def of_office(session: Session, office_id: int) -> Channel | None:
    return session.get(Channel, office_id)


def of_slug(session: Session, slug: str) -> Channel | None:
    return session.scalars(select(Channel).join(Channel.office).where(Office.slug == slug)).first()


def seal(session: Session, office_id: int, sealed: str, now: datetime) -> None:
    """The office's own channel from now on; an empty text is the settings' again."""
    row = _row(session, office_id)
    row.sealed, row.changed_at = sealed, now
    row.free()


def bar(session: Session, office_id: int, why: str, now: datetime) -> bool:
    """LINE refuses the token. Whether that is news."""
    row = _row(session, office_id)
    is_news = row.barred_since is None
    row.barred_since = row.barred_since or now
    row.barred_until, row.barred_why = now + PROBE_AFTER, why[:200]
    return is_news


def free(session: Session, office_id: int) -> bool:
    """LINE takes it (again). Whether that is news."""
    row = session.get(Channel, office_id)
    if row is None or row.barred_since is None:
        return False
    row.free()
    return True


def barred(session: Session) -> Sequence[Channel]:
    """For operators, with their offices."""
    found = select(Channel).where(Channel.barred_since.is_not(None)).join(Channel.office).order_by(Office.slug)
    return session.scalars(found).all()


def is_barred(office_id: InstrumentedAttribute[int], now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Whether nothing of that office is to be sent now."""
    return exists().where(Channel.office_id == office_id, Channel.barred_until > now)


def with_secrets(session: Session) -> Sequence[Channel]:
    return session.scalars(select(Channel).where(Channel.sealed != "").order_by(Channel.office_id)).all()


def _row(session: Session, office_id: int) -> Channel:
    row = session.get(Channel, office_id)
    if row is None:
        row = Channel(office_id=office_id)
        session.add(row)
    return row
