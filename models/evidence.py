"""What shows that the work is done: links, pictures and files, each on the answer it was given for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, Text, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, OfOffice, choice
from models.people import Member
from models.register import Assignment, WorkItem

EvidenceKind = Literal["link", "picture", "file"]
# A link is kept at once. A file is expected until its content is fetched from LINE; LINE may have none any more
# (gone), or we do not take it (refused, `why` says the reason).
EvidenceState = Literal["expected", "kept", "gone", "refused"]


class Evidence(OfOffice, Base):
    """One link, picture or file. Without an item it waits to be told what it belongs to; without an assignment it
    stands for the whole item."""

    __tablename__ = "evidence"
    __table_args__ = (
        # Not unique: a picture given for two divisions is a row for each, and they share what is stored.
        Index("ix_evidence_office_id_message_id", "office_id", "message_id"),
        Index("ix_evidence_state_try_at", "state", "try_at"),
        Index("ix_evidence_change_set_office_id", "change_set", "office_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("work_item.id", ondelete="CASCADE"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), index=True)
    kind: Mapped[EvidenceKind] = mapped_column(choice(EvidenceKind, "evidence_kind"))
    state: Mapped[EvidenceState] = mapped_column(choice(EvidenceState, "evidence_state"), default="kept")
    url: Mapped[str] = mapped_column(Text, default="")  # of a link
    message_id: Mapped[str | None] = mapped_column(String(64), default=None)  # LINE's, of a picture or file
    set_id: Mapped[str] = mapped_column(String(64), default="")  # LINE's, of pictures sent together
    name: Mapped[str] = mapped_column(String(200), default="")  # made safe, with the ending its content calls for
    media_type: Mapped[str] = mapped_column(String(100), default="")  # by content
    size: Mapped[int | None] = mapped_column(default=None)  # bytes
    sha256: Mapped[str] = mapped_column(String(64), default="")
    stored_at: Mapped[str] = mapped_column(String(300), default="")  # the key in the store
    why: Mapped[str] = mapped_column(String(40), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime | None] = mapped_column(default=None)  # when the content is asked for (again)
    added_at: Mapped[datetime]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    change_set: Mapped[str] = mapped_column(String(32))
    event_id: Mapped[str | None] = mapped_column(String(64), default=None)
    removed_at: Mapped[datetime | None] = mapped_column(default=None)  # taken back; the record of it stays

    item: Mapped[WorkItem | None] = relationship()
    assignment: Mapped[Assignment | None] = relationship()
    adder: Mapped[Member | None] = relationship()

    def again(self, now: datetime) -> "Evidence":
        """The same picture or file once more, for another place."""
        expected = self.state == "expected"
        return Evidence(
            office_id=self.office_id,
            kind=self.kind,
            state=self.state,
            message_id=self.message_id,
            set_id=self.set_id,
            name=self.name,
            media_type=self.media_type,
            size=self.size,
            sha256=self.sha256,
            stored_at=self.stored_at,
            attempts=self.attempts,
            try_at=(self.try_at or now) if expected else None,
            added_at=self.added_at,
            added_by=self.added_by,
            change_set=self.change_set,
            event_id=self.event_id,
        )


def of_items(session: Session, items: Sequence[WorkItem]) -> dict[int, list[Evidence]]:
    """What is kept and not taken back, by the item's id, oldest first; an item without evidence has no entry."""
    return {
        item_id: kept
        for item_id, rows in all_of_items(session, items).items()
        if (kept := [row for row in rows if row.state == "kept"])
    }


def all_of_items(session: Session, items: Sequence[WorkItem]) -> dict[int, list[Evidence]]:
    """The same with what is still being fetched and what could not be had."""
    found: dict[int, list[Evidence]] = {}
    rows = session.scalars(
        select(Evidence)
        .where(Evidence.item_id.in_([item.id for item in items]), Evidence.removed_at.is_(None))
        .order_by(Evidence.added_at, Evidence.id)
    )
    for row in rows:
        if row.item_id is not None:
            found.setdefault(row.item_id, []).append(row)
    return found


def unplaced(session: Session, office_id: int, member_id: int, ids: Sequence[int] | None = None) -> Sequence[Evidence]:
    """What this member sent without saying for which item, oldest first. Named by `ids`, also what was taken back: it
    may be placed again."""
    mine = (
        Evidence.office_id == office_id,
        Evidence.added_by == member_id,
        Evidence.kind != "link",
        Evidence.state.in_(("expected", "kept")),
    )
    waits = (Evidence.item_id.is_(None), Evidence.removed_at.is_(None)) if ids is None else (Evidence.id.in_(ids),)
    return session.scalars(select(Evidence).where(*mine, *waits).order_by(Evidence.id)).all()


def sent_together(session: Session, office_id: int, member_id: int, set_id: str) -> Sequence[Evidence]:
    """The pictures of one sending that have arrived and stand, oldest first."""
    return session.scalars(
        select(Evidence)
        .where(
            Evidence.office_id == office_id,
            Evidence.added_by == member_id,
            Evidence.set_id == set_id,
            Evidence.removed_at.is_(None),
        )
        .order_by(Evidence.id)
    ).all()


def has_link(session: Session, item: WorkItem, assignment: Assignment | None, url: str) -> bool:
    """Whether this very link stands there already, on the answer or on the whole item."""
    given = Evidence.assignment_id.is_(None)
    return bool(
        session.scalar(
            select(
                exists().where(
                    Evidence.item_id == item.id,
                    given if assignment is None else given | (Evidence.assignment_id == assignment.id),
                    Evidence.kind == "link",
                    Evidence.url == url,
                    Evidence.removed_at.is_(None),
                )
            )
        )
    )


def of_change_set(session: Session, office_id: int, change_set: str) -> Sequence[Evidence]:
    """What was attached by one line or tap and stands."""
    return session.scalars(
        select(Evidence)
        .where(
            Evidence.office_id == office_id,
            Evidence.change_set == change_set,
            Evidence.item_id.is_not(None),
            Evidence.removed_at.is_(None),
        )
        .order_by(Evidence.id)
    ).all()
