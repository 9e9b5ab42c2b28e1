"""The shipped facts: verified catalogues only, and names of divisions that mean one division each."""

import pytest

from documents.data import catalogue, catalogue_years, common_divisions, words_for_everyone
from documents.text import key


@pytest.mark.parametrize(
    ("year", "count", "code", "title"),
    [
        (2564, 43, "O43", "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"),
        (2567, 35, "O13", "E-Service"),
    ],
)
def test_a_verified_year_has_its_whole_list(year: int, count: int, code: str, title: str) -> None:
    assert list(catalogue(year)) == [f"O{n}" for n in range(1, count + 1)]
    assert catalogue(year)[code] == title


def test_a_year_that_was_not_verified_has_no_list() -> None:
    assert catalogue_years() == (2564, 2567)
    assert [dict(catalogue(year)) for year in (2565, 2566, 2568, 2569, 2570)] == [{}] * 5


def test_no_shipped_name_means_two_divisions() -> None:
    owners: dict[str, str] = {}
    for division in common_divisions():
        for name in {key(division.name), *map(key, division.aliases), *map(key, division.words)}:
            assert owners.setdefault(name, division.name) == division.name, name


def test_a_name_that_may_stand_inside_a_text_says_what_kind_of_unit_it_is() -> None:
    units = ("กอง", "สำนัก", "หน่วย", "ส่วน", "งาน")
    assert [a for d in common_divisions() for a in d.aliases if not a.startswith(units)] == []


def test_a_bare_common_word_is_no_alias_inside_a_text() -> None:
    inside = {key(alias) for division in common_divisions() for alias in division.aliases}
    assert inside.isdisjoint({"ศึกษา", "ช่าง", "คลัง", "แผน", "พัสดุ"})


def test_all_divisions_is_said_in_many_ways() -> None:
    assert {"ทุกกอง", "ทุกหน่วยงาน", "ทุกส่วนราชการ", "ทุกสำนัก/กอง"} <= set(words_for_everyone())
