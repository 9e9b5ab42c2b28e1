"""However long the addresses and however many are broken, LINE takes what is said of them."""

from hypothesis import given
from hypothesis import strategies as st

from messages import links
from messages.limits import utf16_len
from messages.views import BrokenLink, LinkView
from tests.messages.strategies import DAYS, LINKS, LONG, TEXT, modest, sends

URLS = TEXT | st.just("https://www.bangtuayang.example/" + "ก" * 1900) | st.just("https://[broken")
CODES = st.lists(st.text(min_size=1, max_size=12) | st.just(LONG), min_size=1, max_size=40).map(tuple)
BROKEN = st.builds(BrokenLink, URLS, CODES, DAYS, TEXT)


@modest
@given(st.lists(BROKEN, min_size=1, max_size=40), st.none() | TEXT, TEXT)
def test_broken_links_always_fit_into_one_message(
    broken: list[BrokenLink], salutation: str | None, office: str
) -> None:
    said = links.broken(broken, salutation=salutation, office=office)
    sends(said)
    assert len(said) == 1
    assert "จึงเรียนมาเพื่อโปรดตรวจสอบ" in said[0]["text"]


@modest
@given(LINKS)
def test_a_line_of_a_card_is_one_short_line(view: LinkView) -> None:
    said = links.link_line(view)
    assert said
    assert "\n" not in said
    assert utf16_len(said) <= 300


def test_forty_broken_links_name_the_first_and_count_the_rest() -> None:
    [said] = links.broken(
        [BrokenLink(f"https://a.go.th/{n}", ("O8",), None) for n in range(40)], salutation=LONG, office="ก"
    )
    assert "และอีก 32 ลิงก์" in said["text"]
