"""The office: one local government with its divisions, its round of assessment and its closed days."""

from datetime import date, time
from typing import Any, Literal

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, OfOffice, choice

DaySource = Literal["holidays", "workbook", "office"]
# Days for which what people typed is kept. A week at least: the self-audit looks back that far.
KEPT_USUALLY, KEPT_AT_LEAST, KEPT_AT_MOST = 30, 7, 365


class Office(Base):
    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40), default="")
    province: Mapped[str] = mapped_column(String(80), default="")
    remind_at: Mapped[time] = mapped_column(default=time(8, 30))
    review_on: Mapped[bool] = mapped_column(default=False)
    website: Mapped[str] = mapped_column(String(200), default="")  # the host of the office's own site
    keep_chat_days: Mapped[int] = mapped_column(default=KEPT_USUALLY)  # how long what people typed is kept
    thai_numerals: Mapped[bool] = mapped_column(default=True)  # in the documents the office prints
    # The office's own reminder policy (`Ladder.to_json`); NULL is the default one.
    ladder: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    # The last day whose reminders are written: within a day the clock looks at an office once.
    reminded_on: Mapped[date | None] = mapped_column(default=None)
    current_round_id: Mapped[int | None] = mapped_column(
        ForeignKey("round.id", use_alter=True, ondelete="SET NULL"), default=None
    )

    divisions: Mapped[list["Division"]] = relationship(
        back_populates="office", order_by="Division.position", cascade="all, delete-orphan"
    )
    current_round: Mapped["Round | None"] = relationship(foreign_keys=[current_round_id], post_update=True)


class Division(OfOffice, Base):
    __tablename__ = "division"
    __table_args__ = (UniqueConstraint("office_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    aliases: Mapped[list[str]] = mapped_column(default=list)
    head_title: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)

    office: Mapped[Office] = relationship(back_populates="divisions")


class Round(OfOffice, Base):
    """Two years that always differ: the year assessed, and the period in which the work runs (inclusive dates)."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("office_id", "assessment_year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_year: Mapped[int]  # B.E.
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class ClosedDay(OfOffice, Base):
    """A day on which the office does not work, beside Saturdays and Sundays; or, with `works`, a public holiday on
    which it does. `source` says whose word it is: the office's outlasts the library's and the workbook's."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("office_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    name: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[DaySource] = mapped_column(choice(DaySource, "day_source"), default="workbook")
    works: Mapped[bool] = mapped_column(default=False)
