"""The summary sheet has the office's exact columns, text where it must be text, and its foot."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import Unit, User
from submissions import ranking
from submissions.summary import summary
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(name="刑事审判庭")


@pytest.fixture
def liaison(unit: Unit) -> User:
    return UserFactory(liaison_of=unit, name="林静")


def sheet_of(data: bytes):
    return load_workbook(BytesIO(data)).worksheets[0]


def test_columns_rows_and_foot_are_the_offices(unit: Unit, liaison: User) -> None:
    work = SubmissionFactory(unit=unit, sent=True, title="登高")
    SubmissionFactory(unit=unit, returned=True)
    SubmissionFactory(unit=unit)
    SubmissionFactory(sent=True)

    rows = [list(row) for row in sheet_of(summary([unit], by=liaison)).values]

    assert rows[0] == [
        "序号",
        "类别",
        "题名",
        "作者",
        "单位",
        "职务",
        "规格/字数/时长",
        "推荐排序",
        "联系电话",
        "备注",
    ]
    assert rows[1][:5] == [1, "文章", "登高", work.contributor.name, "刑事审判庭"]
    assert [(row[0], row[2]) for row in rows[3:]][:2] == [
        ("报送单位（盖章）", "刑事审判庭"),
        ("联系人", "林静"),
    ]
    assert [row[0] for row in rows[3:]] == ["报送单位（盖章）", "联系人", "电话", "报送日期", "合计件数"]
    assert rows[-1][2] == 1


def test_title_is_never_a_formula_and_telephones_are_text(unit: Unit, liaison: User) -> None:
    SubmissionFactory(unit=unit, sent=True, title='=HYPERLINK("http://x")')

    sheet = sheet_of(summary([unit], by=liaison))

    assert (sheet["C2"].data_type, sheet["C2"].value) == ("s", '=HYPERLINK("http://x")')
    assert sheet["I2"].number_format == "@"


def test_only_liaisons_of_the_units_take_it(unit: Unit, liaison: User) -> None:
    for units, user in (([unit], UserFactory()), ([UnitFactory()], liaison), ([], liaison)):
        with pytest.raises(PermissionDenied):
            summary(units, by=user)


def test_it_costs_the_same_for_many(unit: Unit, liaison: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            summary([unit], by=liaison)
        return len(asked)

    SubmissionFactory(unit=unit, sent=True, kind="lecture")
    cost()  # the liaison's units and the trail's beginning are read once
    one = cost()
    for kind in ("lecture", "calligraphy", "essay"):
        SubmissionFactory(unit=unit, sent=True, kind=kind)

    assert cost() == one


def test_rank_and_telephone_stand_in_their_columns_and_the_best_comes_first(
    unit: Unit, liaison: User
) -> None:
    call = CallFactory(kinds=["essay"])
    first, second = (
        SubmissionFactory(
            call=call, kind="essay", unit=unit, title=title, telephone="0872-2310000", sent=True
        )
        for title in ("甲", "乙")
    )
    ranking.arrange(call, unit, first.kind, [second.uid, first.uid], liaison)

    rows = [list(row) for row in sheet_of(summary([unit], by=liaison)).values]
    assert [(row[2], row[7], row[8]) for row in rows[1:3]] == [
        ("乙", 1, "0872-2310000"),
        ("甲", 2, "0872-2310000"),
    ]
