"""Evidence as people see it: what was given for an item, by whom and when, and where it opens."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from documents import views
from documents.links import link_views
from messages.views import EvidenceView, LinkView
from messages.words import EVIDENCE_WORDS
from models import evidence
from models.clock import local_date
from models.evidence import Evidence
from models.office import Office
from models.register import WorkItem

# Where a kept picture or file opens, for a while from now on.
FileAddress = Callable[[Evidence, datetime], str]


def shown(
    session: Session, office: Office, items: Sequence[WorkItem], files: FileAddress | None, now: datetime
) -> dict[int, tuple[EvidenceView, ...]]:
    """By the item's id, newest first: what stands, what is being fetched and what could not be had. Without `files`
    pictures and files are named and do not open."""
    found = evidence.all_of_items(session, items)
    links = link_views(session, office, items) if found else {}
    return {
        item_id: tuple(evidence_view(row, files, links, now) for row in reversed(rows))
        for item_id, rows in found.items()
    }


def evidence_view(
    row: Evidence, files: FileAddress | None, links: Mapping[str, LinkView], now: datetime
) -> EvidenceView:
    address = row.url if row.kind == "link" else files(row, now) if files and row.state == "kept" else None
    return EvidenceView(
        kind=row.kind,
        state=row.state,
        name=row.url or row.name or EVIDENCE_WORDS[row.kind],
        address=address,
        by=(row.adder.display_name or None) if row.adder else None,
        division=views.owner_name(row.assignment) if row.assignment else None,
        added_on=local_date(row.added_at),
        link=links.get(row.url, LinkView(row.url)) if row.kind == "link" else None,
    )
