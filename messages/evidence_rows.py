"""Evidence on a card: each piece opens with a tap; below it who gave it when, and what is to be known of it."""

from collections.abc import Sequence

from messages import flex
from messages.flex import Json
from messages.links import link_line
from messages.thai import thai_date
from messages.views import EvidenceView
from messages.wording import wording
from messages.words import LABELS

SHOWN = 5
OPENS = "#1B4F8A"


def evidence_rows(evidence: Sequence[EvidenceView], most: int = SHOWN) -> list[Json]:
    """`evidence`: newest first."""
    rows = [_row(one) for one in evidence[:most]]
    if (left := len(evidence) - most) > 0:
        rows.append(flex.text(wording("item", count=left)["more"], size="sm", color=flex.MUTED))
    return rows


def _row(one: EvidenceView) -> Json:
    said = wording("item", one=one)
    told = [one.division or "", one.by or "", thai_date(one.added_on) if one.added_on else "", said["evidence_state"]]
    below = " · ".join(flex.one_line(part, 80) for part in told if part)
    address = flex.link(one.address) if one.address else None
    name = one.name.split("://", 1)[-1] if one.kind == "link" else one.name
    shown = flex.text(flex.one_line(name, 120), size="sm", color=OPENS if address else flex.INK, lines=2, units=120)
    if address:  # underlined: a colour must never be the only sign
        shown |= {"decoration": "underline"}
    lines = [shown]
    lines += [flex.text(below, size="sm", color=flex.MUTED, units=200)] if below else []
    if one.link is not None:
        doubtful = bool(one.link.flags) or one.link.state in ("failing", "broken")
        ink = flex.DUE_RED if doubtful else flex.MUTED
        lines.append(flex.text(link_line(one.link), size="sm", color=ink, units=240))
    row = flex.box(lines, spacing="none", margin="sm")
    return row | ({"action": flex.uri_action(LABELS["open_evidence"], address)} if address else {})
