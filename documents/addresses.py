"""Where what a message shows can be opened; the edge makes the addresses, signed and with an end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from documents.evidence import FileAddress
from documents.figures import Pictures
from documents.papers import Pages
from documents.reports.kinds import Kind
from documents.reports.printing import Format

# Where a paper of the office (by id) opens, of one kind and format, for a while from now on.
ReportAddress = Callable[[int, Kind, Format, datetime], str]


@dataclass(frozen=True)
class Addresses:
    """None of them where a line is only tried."""

    picture: Pictures | None = None
    file: FileAddress | None = None
    page: Pages | None = None
    report: ReportAddress | None = None
