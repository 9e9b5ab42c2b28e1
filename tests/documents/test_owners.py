"""Who is responsible: names, nicknames, truncations, posts, several in one cell, all at once, persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.data import demo_office
from documents.plan import DivisionPlan
from documents.workbook.owners import OwnerBook

DIVISIONS = [DivisionPlan(d["name"], tuple(d["aliases"]), d["head"]) for d in demo_office()["division"]]
NAMES = [division.name for division in DIVISIONS]
BOOK = OwnerBook(DIVISIONS)
CITY = OwnerBook(
    [
        DivisionPlan("สำนักปลัดเทศบาล", ("สำนักงาน",)),
        DivisionPlan("กองวิชาการและแผนงาน"),
        DivisionPlan("กองคลัง"),
        DivisionPlan("กองสาธารณสุขและสิ่งแวดล้อม"),
    ]
)


@pytest.mark.parametrize("name", NAMES)
def test_every_division_is_found_by_its_name_and_with_ocr_blanks_in_it(name: str) -> None:
    assert BOOK.read(name).divisions == [name]
    assert BOOK.read(" ".join(name.replace(" ", ""))).divisions == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("คลัง", "กองคลัง"),
        ("กค.", "กองคลัง"),
        ("กค", "กองคลัง"),
        ("สาสุข", "กองสาธารณสุขและสิ่งแวดล้อม"),
        ("สาธา", "กองสาธารณสุขและสิ่งแวดล้อม"),
        ("กองสาธารณสุขฯ", "กองสาธารณสุขและสิ่งแวดล้อม"),
        ("กองการศึกษาฯ", "กองการศึกษา ศาสนาและวัฒนธรรม"),
        ("ยุทธศาสตร์ฯ", "กองยุทธศาสตร์และงบประมาณ"),
        ("สำนักฯ", "สำนักปลัด"),
        ("สำนักปลัดเทศบาล", "สำนักปลัด"),
        ("สำนักปลัด อบต.", "สำนักปลัด"),
        ("กองคลัง (งานพัสดุและงานการเงิน)", "กองคลัง"),
        ("ผู้อำนวยการกองคลัง", "กองคลัง"),
        ("ผอ.ช่าง", "กองช่าง"),
        ("หัวหน้าสำนักงานปลัด", "สำนักปลัด"),
        ("ฝ่ายอำนวยการ สำนักปลัด", "สำนักปลัด"),
        ("งานประชาสัมพันธ์ สำนักปลัด", "สำนักปลัด"),
        ("เจ้าหน้าที่พัสดุ กองคลัง", "กองคลัง"),
    ],
)
def test_a_division_is_found_by_what_people_write(text: str, name: str) -> None:
    owners = BOOK.read(text)
    assert (owners.divisions, owners.repaired, owners.unread) == ([name], [], [])


@pytest.mark.parametrize("text", ["สำนักฯ", "สำนักงานฯ", "สำนักงาน", "สำนักปลัดฯ", "สำนักปลัด"])
def test_a_city_office_has_one_palad_office_under_many_names(text: str) -> None:
    assert CITY.read(text).divisions == ["สำนักปลัดเทศบาล"]


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True),
    st.sampled_from(["\n", ", ", ",", "/", " / ", " และ ", "และ", " ", "\n- ", "\n○ ", "\n๐ ", " • ", ";\n", " กับ "]),
)
def test_any_divisions_in_one_cell_are_read_back(names: list[str], joint: str) -> None:
    owners = BOOK.read(joint.join(names))
    assert (owners.divisions, owners.unread, owners.repaired) == (names, [], []), joint.join(names)


@given(st.permutations(NAMES), st.sampled_from(["\n", " ", " และ ", "/"]))
def test_a_nickname_may_stand_for_each_name(names: list[str], joint: str) -> None:
    nicknames = {division.name: division.aliases[-1] for division in DIVISIONS}
    assert BOOK.read(joint.join(nicknames[name] for name in names)).divisions == names


@pytest.mark.parametrize(
    "text",
    ["○ กองคลัง\n○ กองช่าง", "๐ กองคลัง\n๐ กองช่าง", "1. กองคลัง\n2. กองช่าง", "-กองคลัง\n-กองช่าง", "o กองคลัง o กองช่าง"],
)
def test_bullets_and_numbers_before_names_are_no_part_of_them(text: str) -> None:
    assert BOOK.read(text).divisions == ["กองคลัง", "กองช่าง"]


@pytest.mark.parametrize(
    "text",
    [
        "ทุกกอง",
        "ทุกสำนัก / กอง",
        "ทุกสำนัก/กอง",
        "สำนัก/กอง",
        "ทุกหน่วยงาน",
        "ทุกส่วนราชการ (หมุนเวียนเวร)",
        "หัวหน้าสำนักงานปลัด และผู้อำนวยการกองทุกกอง (บูรณาการร่วมกัน)",
        "เจ้าหน้าที่พัสดุ กองคลัง และหัวหน้าส่วนราชการทุกส่วน",
    ],
)
def test_all_divisions_fan_out(text: str) -> None:
    owners = BOOK.read(text)
    assert (sorted(owners.divisions), owners.repaired, owners.unread) == (sorted(NAMES), [], [])


def test_all_the_divisions_concerned_may_not_be_all_of_them() -> None:
    owners = BOOK.read("ทุกส่วนราชการที่เกี่ยวข้อง")
    assert (owners.divisions, owners.repaired) == (NAMES, ["ทุกส่วนราชการที่เกี่ยวข้อง"])


def test_every_section_of_one_division_is_that_division() -> None:
    assert BOOK.read("ทุกฝ่ายในกองคลัง").divisions == ["กองคลัง"]


@pytest.mark.parametrize(
    ("text", "name"), [("สำนัก ๖", "สำนักปลัดเทศบาล"), ("วิชาการ ๖", "กองวิชาการและแผนงาน"), ("กองคลงั", "กองคลัง")]
)
def test_a_repaired_name_is_read_and_said(text: str, name: str) -> None:
    owners = CITY.read(text)
    assert (owners.divisions, owners.repaired) == ([name], [text])


@pytest.mark.parametrize(
    "text", ["กองช่างสุขาภิบาล", "กองบิน", "คณะทำงานประเมิน ITA", "ฝ่ายอำนาจการ", "นายก", "กองฯ", "นายสมชาย ใจดี"]
)
def test_an_unknown_owner_is_nobody(text: str) -> None:
    owners = BOOK.read(text)
    assert owners.divisions == []
    assert owners.unread == [text]


@pytest.mark.parametrize(("text", "unread"), [
    ("กองคลัง กองบิน", ["กองบิน"]),
    ("กองคลัง/คณะทำงาน ITA", ["คณะทำงาน ITA"]),
    ("กองคลัง ฯลฯ", ["ฯลฯ"]),
])  # fmt: skip
def test_what_stands_beside_a_known_owner_is_not_passed_over(text: str, unread: list[str]) -> None:
    owners = BOOK.read(text)
    assert (owners.divisions, owners.unread) == (["กองคลัง"], unread)


def test_a_truncation_that_fits_two_divisions_is_not_chosen_for() -> None:
    book = OwnerBook([DivisionPlan("สำนักปลัด"), DivisionPlan("สำนักช่าง"), DivisionPlan("กองคลัง")])
    assert book.read("สำนักฯ").divisions == []


def test_a_nickname_of_two_divisions_means_neither_but_their_names_do() -> None:
    book = OwnerBook([DivisionPlan("กองคลัง", ("การเงิน",)), DivisionPlan("กองช่าง", ("การเงิน",))])
    assert book.read("การเงิน").divisions == []
    assert book.read("กองคลัง").divisions == ["กองคลัง"]


def test_a_shipped_nickname_gives_way_to_the_offices_own() -> None:
    book = OwnerBook([DivisionPlan("กองคลัง"), DivisionPlan("กองช่าง", ("คลัง",))])
    assert book.read("คลัง").divisions == ["กองช่าง"]


@pytest.mark.parametrize(
    ("text", "persons", "divisions"),
    [
        ("นายเพียร สมมติ นายตั้งใจ สมมติ", ["นายเพียร สมมติ", "นายตั้งใจ สมมติ"], []),
        ("นายกฤต สมมติ และนางสาวมะลิ สมมติ", ["นายกฤต สมมติ", "นางสาวมะลิ สมมติ"], []),
        ("กองคลัง, นายเพียร สมมติ", ["นายเพียร สมมติ"], ["กองคลัง"]),
        ("ปลัดเทศบาล", ["ปลัดเทศบาล"], []),
        ("นายกเทศมนตรี", ["นายกเทศมนตรี"], []),
        ("คณะทำงาน ITA", ["คณะทำงาน ITA"], []),
        ("ผู้อำนวยการกองคลัง", [], ["กองคลัง"]),
    ],
)
def test_the_calendar_may_name_persons(text: str, persons: list[str], divisions: list[str]) -> None:
    owners = BOOK.read(text, persons=True)
    assert (owners.persons, owners.divisions, owners.unread) == (persons, divisions, [])
