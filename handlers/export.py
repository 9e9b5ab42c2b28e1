"""A document is wanted: the office's papers for the coordinator and the chief, at addresses that end in a day."""

from typing import Final

from documents.reports.kinds import PAPER, Kind
from documents.reports.printing import Format
from handlers.intents import ExportReport
from handlers.turn import Message, Turn
from messages import export
from messages.words import APPROVED_LABELS, PAPER_LABELS
from models import approvals

GIVEN_TO: Final = ("coordinator", "chief")
# What is offered, in the order in which offices ask for it; the table of items is also worked on in Excel.
OFFERED: Final[tuple[tuple[Kind, Format, Kind | None], ...]] = (
    ("followup", "docx", None),
    ("followup", "xlsx", None),
    ("progress", "docx", None),
    ("six-elements", "docx", None),
    ("results", "docx", None),
    ("plan", "docx", None),
    ("calendar", "docx", None),
    ("memo", "docx", "followup"),
    ("memo", "docx", "six-elements"),
    ("summary", "docx", None),
)


# As they were approved, beside them as they stand now.
APPROVED: Final[tuple[Kind, ...]] = ("followup", "progress", "six-elements", "results")


def handle(_intent: ExportReport, turn: Turn) -> list[Message]:
    role = turn.member.role if turn.member else None
    office, make = turn.office, turn.reports
    if role not in GIVEN_TO or office.current_round is None:
        return export.not_given(role)
    if turn.in_group:
        return export.in_private()
    # A line that is only tried has no addresses to give.
    choices = [
        (PAPER_LABELS[of or kind, "memo" if of else to], make(office.id, kind, to, turn.now, of=of))
        for kind, to, of in OFFERED
        if make
    ]
    approved = {
        one.paper for one in approvals.of_round(turn.session, office.current_round.id) if one.state == "approved"
    }
    choices += [
        (APPROVED_LABELS[kind], make(office.id, kind, "docx", turn.now, approved=True))
        for kind in APPROVED
        if make and PAPER[kind] in approved
    ]
    return export.papers(
        choices, office=office.name, year=office.current_round.assessment_year, approved=bool(approved)
    )
