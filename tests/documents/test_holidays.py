"""The public holidays of civil servants: the library's, less the days on which offices work, by short Thai names."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from documents.holidays import days_off, not_announced

days = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def test_the_fiscal_year_2570_has_the_days_of_the_cabinets_list() -> None:
    found = {h.day.isoformat(): h.name for h in days_off(date(2026, 10, 1), date(2027, 9, 30))}
    assert found == {
        "2026-10-13": "วันนวมินทรมหาราช",
        "2026-10-23": "วันปิยมหาราช",
        "2026-12-05": "วันคล้ายวันพระบรมราชสมภพ รัชกาลที่ 9 วันชาติ และ วันพ่อแห่งชาติ",
        "2026-12-07": "ชดเชยวันคล้ายวันพระบรมราชสมภพ รัชกาลที่ 9 ชดเชยวันชาติ และ ชดเชยวันพ่อแห่งชาติ",
        "2026-12-10": "วันรัฐธรรมนูญ",
        "2026-12-31": "วันสิ้นปี",
        "2027-01-01": "วันขึ้นปีใหม่",
        "2027-02-21": "วันมาฆบูชา",
        "2027-02-22": "ชดเชยวันมาฆบูชา",
        "2027-04-06": "วันจักรี",
        "2027-04-13": "วันสงกรานต์",
        "2027-04-14": "วันสงกรานต์",
        "2027-04-15": "วันสงกรานต์",
        "2027-05-04": "วันฉัตรมงคล",
        "2027-05-20": "วันวิสาขบูชา",
        "2027-06-03": "วันเฉลิมพระชนมพรรษาสมเด็จพระบรมราชินี",
        "2027-07-18": "วันอาสาฬหบูชา",
        "2027-07-19": "วันเข้าพรรษา",
        "2027-07-20": "ชดเชยวันอาสาฬหบูชา",
        "2027-07-28": "วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว",
        "2027-08-12": "วันคล้ายวันพระราชสมภพสมเด็จพระบรมราชชนนีพันปีหลวง และ วันแม่แห่งชาติ",
    }


def test_offices_work_on_childrens_day_and_labour_day_and_what_would_stand_for_them() -> None:
    names = [h.name for h in days_off(date(2025, 1, 1), date(2035, 12, 31))]
    assert [name for name in names if "เด็ก" in name or "แรงงาน" in name] == []
    assert days_off(date(2027, 5, 1), date(2027, 5, 3)) == ()


def test_the_ploughing_day_is_a_holiday_of_offices() -> None:
    [ploughing] = days_off(date(2026, 5, 13), date(2026, 5, 13))
    assert ploughing.name == "วันพืชมงคล"


def test_a_ploughing_day_that_was_not_announced_is_said_and_not_guessed() -> None:
    assert not_announced(date(2025, 10, 1), date(2027, 12, 31)) == (2027,)
    assert not_announced(date(2026, 10, 1), date(2027, 4, 30)) == ()
    assert not_announced(date(2027, 6, 1), date(2027, 12, 31)) == ()


@given(first=days, length=st.integers(0, 900), cut=st.integers(0, 900))
def test_a_span_is_its_two_parts_and_every_name_fits_the_table(first: date, length: int, cut: int) -> None:
    last = first + timedelta(days=length)
    middle = min(first + timedelta(days=cut), last)
    whole = days_off(first, last)
    assert whole == days_off(first, middle) + days_off(middle + timedelta(days=1), last)
    assert [h.day for h in whole] == sorted({h.day for h in whole})
    assert all(first <= h.day <= last and 0 < len(h.name) <= 200 for h in whole)
