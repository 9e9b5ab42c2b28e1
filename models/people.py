"""The people who talk to the bot: members and their roles, one-time invite codes, and the office's LINE group."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, OfOffice, choice
from models.office import Division
from models.words import Role

INVITE_LIFETIME = timedelta(days=14)
WRONG_CODES_ALLOWED = 5
WRONG_CODES_WINDOW = timedelta(hours=1)
# No 0/O, 1/I/L: people copy the code from a screen or paper by hand.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # pragma: allowlist secret
_CODE_LENGTH = 10

member_division = Table(
    "member_division",
    Base.metadata,
    Column("member_id", ForeignKey("member.id", ondelete="CASCADE"), primary_key=True),
    Column("division_id", ForeignKey("division.id", ondelete="CASCADE"), primary_key=True),
)


class Member(OfOffice, Base):
    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("office_id", "line_user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_user_id: Mapped[str | None] = mapped_column(String(64))
    display_name: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    registered_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None] = mapped_column(default=None)
    # A post of the office's chain of approval that is no head of a division: รองปลัด, ปลัด, นายก.
    post: Mapped[str] = mapped_column(String(200), default="")
    consented_at: Mapped[datetime | None] = mapped_column(default=None)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)

    divisions: Mapped[list[Division]] = relationship(secondary=member_division, order_by=Division.position)

    @property
    def reachable(self) -> bool:
        return self.line_user_id is not None and self.blocked_at is None

    def answers_for(self, division_id: int | None) -> bool:
        """Whether a report on this division is this member's own: heads and staff, for their divisions."""
        return self.role in ("head", "staff", "coordinator") and any(d.id == division_id for d in self.divisions)

    @property
    def reports_on_behalf(self) -> bool:
        return self.role == "coordinator"

    @property
    def decides(self) -> bool:
        """Who grants more time."""
        return self.role in ("coordinator", "chief")

    @property
    def reports(self) -> bool:
        return self.role != "chief"


def who_answers(members: Sequence[Member], division_id: int | None) -> list[Member]:
    """Whom a reminder of this division reaches: its head, a coordinator who heads it, else its staff."""
    registered = [m for m in members if m.reachable and any(d.id == division_id for d in m.divisions)]
    for roles in (("head", "coordinator"), ("staff",)):
        if found := [m for m in registered if m.role in roles]:
            return found
    return []


class Invite(OfOffice, Base):
    """A one-time registration code; only its hash is kept."""

    __tablename__ = "invite"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    division_id: Mapped[int | None] = mapped_column(ForeignKey("division.id", ondelete="CASCADE"))
    post: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    used_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), default=None)

    division: Mapped[Division | None] = relationship()


class WrongCode(OfOffice, Base):
    """A registration attempt with a code that did not open: five an hour are enough."""

    __tablename__ = "wrong_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_user_id: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]


class Group(OfOffice, Base):
    __tablename__ = "line_group"
    __table_args__ = (UniqueConstraint("office_id", "line_group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_group_id: Mapped[str] = mapped_column(String(64))
    bound_at: Mapped[datetime]
    bound_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))


def new_code() -> str:
    """Never without a digit: letters alone, typed small, could be somebody's name."""
    code = ""
    while not any(letter.isdigit() for letter in code):
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return code


def hash_code(code: str) -> str:
    """The stored form of a code. It carries 49 random bits: a plain digest in a stolen backup would be turned back in a
    day, so each guess is made to cost some 16 MB and 40 ms. The salt is one for all: a code is found by its hash."""
    return hashlib.scrypt(code.strip().upper().encode(), salt=b"tamngan-invite", n=2**14, r=8, p=1, dklen=32).hex()
