"""How far an office's divisions were at one instant: few numbers, small enough to travel inside an address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from documents import views
from messages.views import DivisionProgress, Tally
from models import queries
from models.clock import local_date
from models.office import Office


@dataclass(frozen=True)
class Figures:
    """What a picture shows, frozen. Divisions by id, in the office's order; None stands for what nobody answers for."""

    office_id: int
    year: int  # B.E.
    as_of: datetime
    overall: Tally
    divisions: tuple[tuple[int | None, Tally], ...]


# The address where figures are shown as a picture; None when there is nothing to show or no address for it.
Pictures = Callable[[Figures], str | None]


def figures_of(office: Office, overall: Tally, divisions: Sequence[DivisionProgress], now: datetime) -> Figures:
    ids: dict[str | None, int] = {division.name: division.id for division in office.divisions}
    return Figures(
        office_id=office.id,
        year=office.current_round.assessment_year if office.current_round else 0,
        as_of=now,
        overall=overall,
        divisions=tuple((ids.get(one.division), one.tally) for one in divisions),
    )


def office_figures(session: Session, office: Office, now: datetime) -> Figures:
    """The whole office as it stands at `now`."""
    today = local_date(now)
    items = views.counted(queries.items_of_round(session, office))
    divisions = views.division_progress(items, office, queries.members_of(session, office), today)
    return figures_of(office, views.tally(items, office, today), divisions, now)
