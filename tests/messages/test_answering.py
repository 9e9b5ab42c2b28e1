"""Answers to a reminder fit into what LINE accepts, and a digest offers only what can be kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from messages import acknowledging, reminders
from messages.limits import graphemes
from tests.messages.samples import OFFICE, TODAY, item
from tests.messages.strategies import TEXT, modest, sends

CODES_LEFT = st.lists(st.integers(1, 400).map("O{}".format), min_size=1, max_size=300, unique=True)


@modest
@given(CODES_LEFT, st.dictionaries(st.dates(TODAY, date(2027, 12, 31)), CODES_LEFT, max_size=3), st.booleans(), TEXT)
def test_answers_to_a_reminder_always_fit(
    codes: list[str], days: dict[date, list[str]], shortened: bool, undo: str
) -> None:
    sends(acknowledging.acknowledged(codes, undo=undo))
    sends(acknowledging.already_acknowledged(codes))
    sends(acknowledging.put_off(days, already=days, due_today=codes, shortened=shortened, most=3, undo=undo))
    sends(acknowledging.how_long(codes, most=3))
    sends(acknowledging.nothing(codes))
    sends(acknowledging.taken_back(codes, put_off=shortened))


def test_a_digest_that_can_be_answered_offers_only_days_that_some_item_may_wait() -> None:
    def offered(due: date) -> list[str]:
        said = reminders.digest(
            salutation="เรียน ผอ.กองคลัง",
            office=OFFICE,
            year=2570,
            today=TODAY,
            due_soon=[item("O8", due=due)],
            overdue=[],
            can_report=(),
            day=TODAY,
        )
        labels = [one["action"]["label"] for one in said[-1]["quickReply"]["items"]]
        assert all(graphemes(label) <= 20 for label in labels)
        return labels[:-3]

    assert offered(TODAY) == ["รับทราบ"]
    assert offered(TODAY + timedelta(days=1)) == ["รับทราบ", "เลื่อนเตือน 1 วัน"]
    assert offered(TODAY + timedelta(days=3)) == ["รับทราบ", "เลื่อนเตือน 1 วัน", "เลื่อนเตือน 3 วัน"]
