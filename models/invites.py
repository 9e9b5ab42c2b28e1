"""Giving out registration codes."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.office import Division, Office
from models.people import INVITE_LIFETIME, Invite, hash_code, new_code
from models.words import Role


def issue(
    session: Session, office: Office, role: Role, division: Division | None, now: datetime, post: str = ""
) -> str:
    """A new one-time code, valid for 14 days. It is returned once and kept only as a hash. `post`: of the chain of
    approval."""
    code = new_code()
    session.add(
        Invite(
            office_id=office.id,
            code_hash=hash_code(code),
            role=role,
            division_id=division.id if division else None,
            post=post,
            created_at=now,
            expires_at=now + INVITE_LIFETIME,
        )
    )
    return code
