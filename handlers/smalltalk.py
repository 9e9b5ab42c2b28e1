"""Help, thanks, the summary on demand, and lines that are not about this work."""

from documents import views
from documents.figures import office_figures
from documents.summary import earlier_summary, weekly_summary
from handlers.intents import Help, Thanks, Unknown, WeeklySummary
from handlers.turn import Message, Turn
from messages import talk


def help_(_intent: Help, turn: Turn) -> list[Message]:
    return talk.help_message(role=turn.member.role if turn.member else None, in_group=turn.in_group)


def thanks(_intent: Thanks, _turn: Turn) -> list[Message]:
    return talk.thanks()


def unknown(_intent: Unknown, _turn: Turn) -> list[Message]:
    return talk.not_understood()


def summary(intent: WeeklySummary, turn: Turn) -> list[Message]:
    """In a group nobody is given the buttons that urge a division, nor what is for the coordinator alone."""
    if intent.earlier:
        return earlier_summary(turn.session, turn.office, turn.now)
    role = turn.member.role if turn.member and not turn.in_group else None
    salutation = views.salutation(turn.member)
    picture = turn.picture(office_figures(turn.session, turn.office, turn.now))
    return weekly_summary(turn.session, turn.office, salutation=salutation, role=role, now=turn.now, picture=picture)
