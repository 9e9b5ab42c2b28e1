"""Published addresses and how they were found: one row an address of an office, whatever items it stands for."""

import hashlib
from datetime import datetime
from typing import Literal

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfOffice, choice

# failing: could not be opened, and will be tried again before anybody is told it is broken
LinkState = Literal["unchecked", "good", "failing", "broken"]


class WebLink(OfOffice, Base):
    __tablename__ = "web_link"
    __table_args__ = (UniqueConstraint("office_id", "url_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    url_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[LinkState] = mapped_column(choice(LinkState, "link_state"), default="unchecked")
    check_at: Mapped[datetime | None] = mapped_column(index=True)  # next; NULL: nothing stands on it any more
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    last_good_at: Mapped[datetime | None] = mapped_column(default=None)
    broken_since: Mapped[datetime | None] = mapped_column(default=None)
    told_at: Mapped[datetime | None] = mapped_column(default=None)  # when it was reported as broken
    failures: Mapped[int] = mapped_column(default=0)  # in a row
    why: Mapped[str] = mapped_column(String(40), default="")  # it could not be opened
    http_status: Mapped[int | None] = mapped_column(default=None)
    final_url: Mapped[str] = mapped_column(Text, default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    title: Mapped[str] = mapped_column(Text, default="")
    flags: Mapped[list[str]] = mapped_column(default=list)


def url_hash(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()
