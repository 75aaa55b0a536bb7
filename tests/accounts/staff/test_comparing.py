"""The preview tells what would happen, and costs the same for many."""

import pytest

from accounts.models import Membership, Person, Unit, User
from accounts.roles import Role, grant

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = ("1", "甲", "办公室"), ("2", "乙", "政治部"), ("3", "丙", "政治部")


def verdicts(found) -> dict[str, str]:
    return {line.number: line.verdict for line in found.lines}


def test_new_changed_same_and_left(taken_over, brought, preview) -> None:
    taken_over(ONE, TWO, THREE)

    found = preview(brought(ONE, ("2", "乙", "办公室"), ("4", "丁", "办公事")))

    assert verdicts(found) == {"1": "same", "2": "changed", "4": "new", "3": "left"}
    assert found.having("changed")[0].changes == ["加入办公室", "离开政治部"]
    assert found.new_units == {"办公事": "办公室"}


def test_accounts_made_by_hand_and_administrators_never_leave(
    taken_over, brought, preview, administrator
) -> None:
    User.objects.create_user("hand")
    taken_over(ONE, ("admin", "管理员", "办公室"))

    found = preview(brought(TWO))

    assert verdicts(found) == {"2": "new", "1": "left"}
    assert found.others == 2


def test_who_left_and_is_on_the_sheet_again_is_back(taken_over, brought, preview) -> None:
    taken_over(ONE, TWO)
    taken_over(ONE)

    assert verdicts(preview(brought(ONE, TWO))) == {"1": "same", "2": "back"}


def test_a_sheet_of_some_lets_nobody_leave(taken_over, brought, preview) -> None:
    taken_over(ONE, TWO)

    assert verdicts(preview(brought(ONE, whole=False))) == {"1": "same"}


def test_a_third_may_leave_but_not_more(taken_over, brought, preview) -> None:
    taken_over(ONE, TWO, THREE)

    assert not preview(brought(ONE, TWO)).is_drastic
    assert preview(brought(ONE)).is_drastic


def test_memberships_given_by_hand_stay(taken_over, brought, preview) -> None:
    taken_over(ONE)
    branch = Unit.objects.create(name="第一支部")
    Membership.objects.create(person=Person.objects.get(), unit=branch, role=Membership.Role.LIAISON)

    assert verdicts(preview(brought(ONE))) == {"1": "same"}
    assert verdicts(preview(brought((*ONE, "第一支部")))) == {"1": "same"}


def test_zeros_that_the_sheet_lost_are_noticed(taken_over, brought, preview) -> None:
    taken_over(("00012", "甲", "办公室"))

    line = preview(brought((12, "甲", "办公室"))).lines[0]

    assert (line.verdict, "00012" in line.entry.problems[0]) == ("bad", True)


def test_roles_of_who_would_leave_are_said(taken_over, brought, preview) -> None:
    taken_over(ONE, TWO)
    grant(User.objects.get(username="2"), Role.FIRST)

    assert preview(brought(ONE)).having("left")[0].roles == ["初审"]


def test_the_digest_is_of_what_would_happen(brought, preview) -> None:
    sheet = brought(ONE, TWO)
    before = preview(sheet).digest

    assert preview(sheet).digest == before
    User.objects.create_user("2")
    assert preview(sheet).digest != before


def test_many_rows_cost_the_same_queries(brought, preview, django_assert_num_queries) -> None:
    few = brought(ONE)
    many = brought(*((str(n), f"员{n}", f"第{n % 40}庭") for n in range(500)))

    with django_assert_num_queries(5):
        preview(few)
    with django_assert_num_queries(5):
        preview(many)
