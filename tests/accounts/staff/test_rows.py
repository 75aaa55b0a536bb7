"""Rows become people; what is wrong with a row is said in words."""

import pytest

from accounts.staff.rows import LIAISON, MEMBER, entries
from accounts.staff.sheet import Raw, Table

ALL = ["number", "name", "units", "branches", "role"]


def read(*rows: Raw, columns: list[str] = ALL):
    return entries(Table(list(rows), columns, []))


def person(**facts):
    return Raw(**({"line": 2, "number": "10001", "name": "示例甲", "units": "政治部"} | facts))


def test_spaces_and_wide_digits_are_put_right_and_it_is_said() -> None:
    entry = read(person(number="１０ ００１", name="张　三", units="政治部、 审管办/机关党委"))[0]

    assert (entry.number, entry.name, list(entry.units)) == (
        "10001",
        "张三",
        ["政治部", "审管办", "机关党委"],
    )
    assert (len(entry.notes), entry.problems) == (2, [])


@pytest.mark.parametrize("name", ["买买提·艾力", "𠮷𫖯𬘭", "Anna Maria", "\uf9dc"])
def test_names_are_not_rewritten(name: str) -> None:
    assert read(person(name=name))[0].name == name


@pytest.mark.parametrize(
    ("role", "units"),
    [
        ("", {"政治部": MEMBER, "第一支部": MEMBER}),
        ("联络员", {"政治部": LIAISON, "第一支部": MEMBER}),
        ("支部联络员", {"政治部": MEMBER, "第一支部": LIAISON}),
        ("联络员、支部联络员", {"政治部": LIAISON, "第一支部": LIAISON}),
    ],
)
def test_roles_stand_for_the_unit_or_the_branch(role: str, units: dict[str, str]) -> None:
    assert read(person(branches="第一支部", role=role))[0].units == units


def test_a_sheet_without_roles_says_nothing_of_them() -> None:
    assert read(person(), columns=["number", "name", "units"])[0].units == {"政治部": None}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"number": ""}, "缺少工号"),
        ({"number": "甲/1"}, "工号只能"),
        ({"number": "1" * 41}, "工号只能"),
        ({"name": " "}, "缺少姓名"),
        ({"name": "名" * 81}, "80"),
        ({"units": ""}, "缺少部门"),
        ({"units": "部" * 121}, "名称过长"),
        ({"role": "院长"}, "“院长”"),
        ({"role": "初审"}, "“初审”"),
        ({"role": "支部联络员"}, "联络员须写明"),
        ({"marks": ["merged:name"]}, "合并单元格"),
        ({"marks": ["number", "inexact"]}, "丢失"),
    ],
)
def test_a_bad_row_says_why(facts: dict, sentence: str) -> None:
    problems = read(person(**facts))[0].problems

    assert any(sentence in problem for problem in problems), problems


def test_a_number_that_stands_twice_is_named_with_its_rows() -> None:
    found = read(person(line=2, number="a1"), person(line=7, number="A1"), person(line=8))

    assert [bool(each.problems) for each in found] == [True, True, False]
    assert "2、7" in found[0].problems[0]


def test_numbers_that_may_have_lost_their_zeros_are_asked_about() -> None:
    found = read(person(number="00012"), person(number="13", marks=["number"]))

    assert ["可能丢了" in "".join(each.problems) for each in found] == [False, True]
