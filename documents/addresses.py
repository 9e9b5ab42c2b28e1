"""Where what a message shows can be opened; the edge makes the addresses, signed and with an end."""

from dataclasses import dataclass

from documents.evidence import FileAddress
from documents.figures import Pictures
from documents.papers import Pages


@dataclass(frozen=True)
class Addresses:
    """None of them where a line is only tried."""

    picture: Pictures | None = None
    file: FileAddress | None = None
    page: Pages | None = None
