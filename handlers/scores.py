"""What the office scored last: overall with its grade, one indicator or question, and what scored lowest."""

from documents import grades, planning
from documents.planning import Proposal
from handlers.intents_checking import ShowScores
from handlers.turn import Message, Turn
from messages import scores as wording
from messages.scores import IssueLine, ScoreLine
from models import scores
from models.scores import OVERALL, Score


def handle(intent: ShowScores, turn: Turn) -> list[Message]:
    year = scores.latest_year(turn.session, turn.office)
    if year is None:
        return wording.none_known()
    known = scores.scores_of(turn.session, turn.office, year)
    if intent.code:
        found = known.get(intent.code)
        return wording.one(_line(found), year) if found else wording.not_known(intent.code, year)
    lowest = [_line(score) for score in scores.lowest(turn.session, turn.office, year=year)]
    if intent.lowest:
        issues = [_planned(one) for one in planning.of_office(turn.session, turn.office)]
        return wording.lowest(lowest, year, issues) if lowest else wording.none_known()
    values = {code: score.value for code, score in known.items()}
    grade = grades.grade(year, values)
    return wording.overall(
        year=year,
        overall=str(values[OVERALL]) if OVERALL in values else None,
        grade=grade.name if grade else None,
        lines=[_line(score) for code, score in known.items() if code != OVERALL and not score.is_question],
        lowest=lowest,
    )


def _planned(one: Proposal) -> IssueLine:
    return IssueLine(one.issue, planning.lowest_words(one), one.measures)


def _line(score: Score) -> ScoreLine:
    return ScoreLine(score.code, str(score.value), score.title or grades.indicator_name(score.code), score.issue)
