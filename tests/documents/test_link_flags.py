"""Flags: precision before recall. What could be in order is never flagged."""

from datetime import date
from typing import Any

import pytest

from documents.link_flags import finding, is_off_site, named_years, same_place, years_of_round
from documents.pages import Failure, PageFacts

SITE = "www.bangtuayang.go.th"
YEARS = years_of_round(2570, date(2026, 10, 1), date(2027, 9, 30))


def flags(url: str = f"https://{SITE}/o8", *, site: str = SITE, **facts: Any) -> tuple[str, ...]:
    given: dict[str, Any] = {"status": 200, "media_type": "text/html", "letters": 5000} | facts
    return finding(url, PageFacts(url, **given), site, YEARS).flags


def test_a_page_of_the_offices_own_site_about_this_year_has_no_flag() -> None:
    assert flags(title="แผนการใช้จ่ายงบประมาณประจำปี 2570") == ()


# --- Whose site -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "off"),
    [
        ("https://www.bangtuayang.go.th/a", False),
        ("http://bangtuayang.go.th:8080/a", False),
        ("https://e-service.bangtuayang.go.th/a", False),
        ("https://BANGTUAYANG.go.th./a", False),
        ("www.bangtuayang.go.th/a", False),
        ("www.other.go.th/a", True),
        ("https://drive.google.com/file/d/1", True),
        ("https://www.facebook.com/bangtuayang", True),
        ("https://otherbangtuayang.go.th/a", True),
        ("https://bangtuayang.go.th.example/a", True),
    ],
)
def test_the_offices_site_is_its_host_and_what_is_below_it(url: str, off: bool) -> None:
    assert is_off_site(url, SITE) is off


def test_an_office_that_has_not_told_its_website_gets_no_such_flag() -> None:
    assert flags("https://drive.google.com/file/d/1", site="") == ()


def test_a_thai_name_and_its_written_form_are_one_site() -> None:
    assert not is_off_site("https://" + "บางตัวอย่าง.ไทย".encode("idna").decode() + "/a", "www.บางตัวอย่าง.ไทย")


# --- Public ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "facts"),
    [
        ("https://accounts.google.com/ServiceLogin?continue=x", {}),
        ("https://login.microsoftonline.com/common/oauth2", {}),
        ("https://www.facebook.com/login/?next=x", {}),
        ("https://drive.google.com/file/d/1/view", {"title": "Google Drive - Access Denied"}),
        ("https://drive.google.com/file/d/1/view", {"text": "คุณต้องมีสิทธิ์เข้าถึง"}),
        (f"https://{SITE}/member/login.php", {"asks_password": True}),
        (f"https://{SITE}/x", {"asks_password": True, "title": "เข้าสู่ระบบ"}),
        (f"https://{SITE}/x", {"asks_password": True, "letters": 40}),
    ],
)
def test_a_page_that_wants_a_login_is_not_public(url: str, facts: dict[str, Any]) -> None:
    given: dict[str, Any] = {"media_type": "text/html", "letters": 5000, **facts}
    seen = finding(f"https://{SITE}/o8", PageFacts(url, 200, **given), SITE, YEARS)
    assert (seen.why, seen.flags[0]) == ("not_public", "not_public")


@pytest.mark.parametrize(
    ("url", "facts"),
    [
        (f"https://{SITE}/news", {"asks_password": True}),  # news, with a small form for members beside it
        (f"https://{SITE}/login-guide", {}),
        (f"https://{SITE}/blogin/1", {"asks_password": True}),
        ("https://drive.google.com/file/d/1/view", {"title": "O8 แผน 2570.pdf - Google Drive"}),
    ],
)
def test_a_page_that_can_be_read_is_public(url: str, facts: dict[str, Any]) -> None:
    assert "not_public" not in flags(url, **facts)


@pytest.mark.parametrize(("why", "expected"), [("not_public", ("not_public",)), ("not_found", ()), ("server", ())])
def test_a_page_that_was_refused_is_not_public_and_one_that_is_gone_is_gone(
    why: str, expected: tuple[str, ...]
) -> None:
    seen = finding(f"https://{SITE}/o8", Failure(why, 403), SITE, YEARS)
    assert (seen.why, seen.flags) == (why, expected)


# --- Which year -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "รายงานผลการดำเนินงานประจำปี ๒๕๖๕"},
        {"title": "O8_2566"},
        {"title": "แผนพัฒนาท้องถิ่น (พ.ศ. 2561-2565)"},
        {"text": "รายงานการเงิน ประจำปีงบประมาณ พ.ศ. 2564 เทศบาลตำบลบางตัวอย่าง"},
        {"text": "Annual report, fiscal year 2021"},
        {"url": f"https://{SITE}/ita/2565/o8.pdf", "media_type": "application/pdf"},
        {"url": f"https://{SITE}/files/plan-2566.pdf", "media_type": "application/pdf"},
        {"url": f"https://{SITE}/ita?year=2566"},
    ],
)
def test_a_document_of_another_year_is_flagged(facts: dict[str, Any]) -> None:
    assert flags(**facts) == ("other_year",)


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "แผน ประจำปี 2570"},
        {"title": "รายงานผล ประจำปี 2569"},  # some items show last year's results
        {"title": "แผนพัฒนาท้องถิ่น (พ.ศ. 2566–2570)"},
        {"title": "แผนอัตรากำลัง 3 ปี พ.ศ. ๒๕๖๗ ถึง พ.ศ. ๒๕๖๙"},
        {"title": "เปรียบเทียบปี 2565 กับปี 2570"},
        {"title": "พระราชบัญญัติเทศบาล พ.ศ. 2496 และที่แก้ไขเพิ่มเติมถึง (ฉบับที่ 14) พ.ศ. 2562"},
        {"text": "ตามระเบียบกระทรวงการคลัง พ.ศ. 2560 ประกาศ ณ วันที่ 3 มีนาคม 2565"},  # a law, and the day of signing
        {"title": "โทร. 0-2565-2566 ต่อ 12"},
        {"url": f"https://{SITE}/news/2565"},  # an id
        {"url": f"https://{SITE}/wp-content/uploads/2022/03/o8.pdf", "media_type": "application/pdf"},
        {"url": f"https://{SITE}/page.php?id=2565"},
        {"url": f"https://{SITE}/20220315-o8"},
        {"title": "โครงสร้างส่วนราชการ"},
    ],
)
def test_what_may_be_in_order_is_not(facts: dict[str, Any]) -> None:
    assert flags(**facts) == ()


def test_the_years_of_a_round_are_those_assessed_worked_in_and_the_one_before() -> None:
    assert {2569, 2570} == YEARS
    # Assessed for 2567, carried out in the fiscal year after, as offices do with their plans of improvement.
    assert years_of_round(2567, date(2024, 10, 1), date(2025, 9, 30)) == {2566, 2567, 2568}


def test_a_span_of_years_names_each_of_them() -> None:
    assert named_years("", "แผน 2566-2568", "") == {2566, 2567, 2568}


# --- Files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "strange"),
    [
        ({"media_type": "application/pdf", "said_type": "application/pdf"}, False),
        ({"media_type": "image/jpeg"}, False),
        ({"media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, False),
        ({"media_type": "application/msword"}, False),
        ({"media_type": "application/zip"}, True),
        ({"media_type": "application/x-executable"}, True),
        ({"media_type": ""}, True),
        ({"media_type": "text/html", "said_type": "application/pdf"}, True),
        ({"media_type": "text/html", "url": f"https://{SITE}/o8.PDF"}, True),
    ],
)
def test_documents_and_pictures_are_in_order_and_archives_programs_and_disguises_are_not(
    facts: dict[str, Any], strange: bool
) -> None:
    assert flags(**facts) == (("file_type",) if strange else ())


def test_leaving_encryption_on_the_way_is_noted() -> None:
    assert flags(downgraded=True) == ("insecure",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.a.go.th/o8/", "http://A.go.th/o8#top", True),
        ("www.a.go.th/o8", "https://a.go.th/o8", True),
        ("https://a.go.th/%E0%B8%81", "https://a.go.th/ก", True),
        ("https://a.go.th/o8?id=1", "https://a.go.th/o8?id=2", False),
        ("https://a.go.th/#/o8", "https://a.go.th/#/o9", False),
        ("https://a.go.th:8080/", "https://a.go.th/", False),
    ],
)
def test_two_spellings_of_one_address_are_one_place(one: str, other: str, same: bool) -> None:
    assert (same_place(one) == same_place(other)) is same
