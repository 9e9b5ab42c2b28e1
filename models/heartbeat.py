"""When each of our clocks last ran: what `/readyz`, `/metrics` and the self-audit look at."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Heartbeat(Base):
    """One row a kind of work ("tick", "audit", "quota"), not one a process: any clock that runs keeps it fresh."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime]  # when it last ended well
    found: Mapped[int] = mapped_column(default=0)  # what it wrote or found
