"""Who is meant by a member's id on paper: the name; the post alone of somebody who was forgotten."""

from datetime import datetime

from sqlalchemy.orm import Session

from messages.record_words import NOTHING
from messages.thai import BANGKOK, be_year
from messages.words import ROLE_WORDS
from models import queries
from models.office import Office


class People:
    """An office's members, read once."""

    def __init__(self, session: Session, office: Office) -> None:
        members = queries.members_of(session, office)
        self._names = {m.id: m.display_name for m in members if m.erased_at is None}
        self._posts = {m.id: m.post for m in members}
        self._roles = {m.id: m.role for m in members}

    def name(self, member_id: int | None, role: str | None) -> str:
        """Of a change that no person made there is neither name nor role."""
        if member_id is None:
            return self.role(role)
        return self._names.get(member_id) or self._posts.get(member_id) or self.role(role) or self.role_of(member_id)

    def role(self, role: str | None) -> str:
        return next((words for key, words in ROLE_WORDS.items() if key == role), "") if role else ""

    def role_of(self, member_id: int | None) -> str:
        return self.role(self._roles.get(member_id)) if member_id is not None else NOTHING

    @staticmethod
    def clock(at: datetime) -> tuple[str, str]:
        """31/03/2570 and 09.30 น. on Bangkok's clock."""
        local = at.astimezone(BANGKOK)
        return f"{local.day:02}/{local.month:02}/{be_year(local.date())}", f"{local.hour:02}.{local.minute:02} น."
