"""Where what a message shows can be opened; the edge makes the addresses, signed and with an end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from documents.evidence import FileAddress
from documents.figures import Pictures
from documents.papers import Pages
from documents.reports.kinds import Kind
from documents.reports.printing import Format


class ReportAddress(Protocol):
    """Where a paper of the office (by id) opens for a while from now on, of one kind and format: as the register stands
    when it is opened, or as it was last approved. `of`: the paper that a memo covers."""

    def __call__(
        self, office_id: int, kind: Kind, to: Format, now: datetime, *, of: Kind | None = None, approved: bool = False
    ) -> str: ...


@dataclass(frozen=True)
class Addresses:
    """None of them where a line is only tried."""

    picture: Pictures | None = None
    file: FileAddress | None = None
    page: Pages | None = None
    report: ReportAddress | None = None
