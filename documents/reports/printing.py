"""A report of one kind, ready to be kept or sent: from the register to the bytes of a Word or Excel file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from documents.papers import Content
from documents.reports import completeness, contexts, sources
from documents.reports.kinds import NAMES, Kind
from models.errors import DomainError
from models.office import Office

Format = Literal["docx", "xlsx"]


@dataclass(frozen=True)
class Wanted:
    """`of`: the paper a memo covers. `templates`: a folder of the office's own Word templates."""

    kind: Kind
    of: Kind = "followup"
    approved: bool = False
    thai_numerals: bool = True
    templates: Path | None = None

    @property
    def shown(self) -> Kind:
        return self.of if self.kind == "memo" else self.kind


@dataclass(frozen=True)
class Source:
    """What is printed, gathered while the database is open; to print it takes none."""

    content: Content
    picture: bytes | None = None


def gather(session: Session, office: Office, wanted: Wanted, now: datetime) -> Source:
    """Raises DomainError where there is nothing to print."""
    if wanted.shown == "memo":
        raise DomainError(f"{NAMES['memo']}นำส่งบันทึกข้อความด้วยกันไม่ได้ โปรดเลือกเอกสารอื่น")
    content = sources.content(session, office, wanted.shown, now, approved=wanted.approved)
    if wanted.kind != "summary":
        return Source(content)
    return Source(content, sources.picture(session, office, now, thai_numerals=wanted.thai_numerals))


def printed(source: Source, wanted: Wanted, to: Format) -> bytes:
    context = contexts.context(wanted.kind, source.content, thai_numerals=wanted.thai_numerals, of=wanted.shown)
    if to == "xlsx":
        from documents.reports import book  # each format loads only its own library

        return book.write(wanted.kind, context)
    from documents.reports import word

    return word.write(
        wanted.kind,
        context,
        templates=wanted.templates,
        picture=source.picture,
        thai_numerals=wanted.thai_numerals,
    )


def warnings(source: Source, wanted: Wanted) -> Sequence[str]:
    """What whoever prints it should know is not there yet."""
    return completeness.sentences(source.content) if wanted.shown == "six-elements" else ()
