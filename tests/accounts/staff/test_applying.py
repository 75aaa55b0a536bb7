"""Confirming writes what was seen: all of it or nothing, once."""

import time

import pytest

from accounts.models import Membership, Person, StaffSheet, Unit, User
from accounts.roles import liaison_units
from accounts.staff.applying import NotConfirmed, confirm
from accounts.staff.sheet import read
from audit.models import Entry
from tests.accounts.staff.books import book

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = ("1", "甲", "办公室"), ("2", "乙", "政治部"), ("3", "丙", "政治部")


def test_accounts_people_units_and_memberships_are_made(taken_over) -> None:
    sheet = taken_over(("00012", "买买提·艾力", "政治部", "第一支部", "联络员"), ("2", "𠮷𫖯𬘭", "政治部"))

    user = User.objects.get(username="00012")
    assert (user.name, user.person.name, user.is_active) == ("买买提·艾力", "买买提·艾力", True)
    assert not user.has_usable_password()
    assert liaison_units(user) == {Unit.objects.get(name="政治部").pk}
    assert set(user.person.memberships.values_list("unit__name", "role")) == {
        ("政治部", "liaison"),
        ("第一支部", "member"),
    }
    assert User.objects.get(username="2").person.name == "𠮷𫖯𬘭"
    assert (sheet.outcome["new"], sheet.table, sheet.applied_at is not None) == (2, {}, True)
    assert Entry.objects.filter(action="account.new").count() == 2
    assert Entry.objects.filter(action="staff.confirmed").count() == 1


def test_who_left_is_deactivated_and_out_and_nothing_is_deleted(taken_over, client) -> None:
    taken_over(ONE, TWO, THREE)
    gone = User.objects.get(username="3")
    client.force_login(gone)
    assert client.get("/me/").status_code == 200

    taken_over(ONE, TWO)

    gone.refresh_from_db()
    assert (gone.is_active, gone.person.memberships.count()) == (False, 1)
    assert client.get("/me/").status_code == 302
    assert Entry.objects.filter(action="account.left", subject=f"account:{gone.pk}").exists()


def test_who_is_back_comes_in_by_a_new_slip(taken_over) -> None:
    taken_over(ONE, TWO)
    User.objects.get(username="2").set_password("x")
    taken_over(ONE)

    taken_over(ONE, TWO)

    back = User.objects.get(username="2")
    assert (back.is_active, back.has_usable_password()) == (True, False)
    assert Person.objects.count() == 2


def test_changes_move_people_and_leave_their_password(taken_over) -> None:
    taken_over(ONE, TWO)
    user = User.objects.get(username="1")
    user.set_password("ink-and-paper")
    user.save()

    taken_over(("1", "甲改", "政治部", None, "联络员"), TWO)

    user = User.objects.get(username="1")
    assert (user.name, user.person.name, user.check_password("ink-and-paper")) == ("甲改", "甲改", True)
    assert list(user.person.memberships.values_list("unit__name", "role")) == [("政治部", "liaison")]


def test_the_same_sheet_again_changes_nothing(taken_over, brought, preview) -> None:
    rows = (("1", "甲", "办公室", "第一支部", "联络员"), TWO)
    taken_over(*rows)

    assert not preview(brought(*rows)).changes_anything


def test_confirming_twice_is_confirming_once(brought, preview, administrator) -> None:
    sheet = brought(ONE)
    digest = preview(sheet).digest
    stale = StaffSheet.objects.get(pk=sheet.pk)

    confirm(sheet, administrator, digest=digest)
    again = confirm(stale, administrator, digest=digest)

    assert (again.outcome["new"], User.objects.count()) == (1, 2)
    assert Entry.objects.filter(action="staff.confirmed").count() == 1


def test_what_was_not_seen_is_not_confirmed(brought, preview, administrator) -> None:
    sheet = brought(ONE, TWO)
    digest = preview(sheet).digest
    User.objects.create_user("2", name="另一人")

    with pytest.raises(NotConfirmed, match="名册已有变动"):
        confirm(sheet, administrator, digest=digest)

    sheet.refresh_from_db()
    assert (sheet.applied_at, User.objects.filter(username="1").exists()) == (None, False)


def test_more_than_a_third_asks_twice(taken_over, brought, preview, administrator) -> None:
    taken_over(ONE, TWO, THREE)
    sheet = brought(ONE)

    with pytest.raises(NotConfirmed, match="三分之一"):
        confirm(sheet, administrator, digest=preview(sheet).digest)

    assert User.objects.get(username="2").is_active
    confirm(sheet, administrator, digest=preview(sheet).digest, drastic=True)
    assert not User.objects.get(username="2").is_active


def test_a_bad_row_holds_everything(brought, preview, administrator) -> None:
    sheet = brought(ONE, ("", "乙", "政治部"))

    with pytest.raises(NotConfirmed):
        confirm(sheet, administrator, digest=preview(sheet).digest)

    assert not Unit.objects.filter(name="办公室").exists()


def test_a_failure_in_the_middle_leaves_nothing(brought, preview, administrator, monkeypatch) -> None:
    sheet = brought(ONE)
    monkeypatch.setattr("accounts.staff.applying._note", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        confirm(sheet, administrator, digest=preview(sheet).digest)

    assert StaffSheet.objects.get().applied_at is None
    assert not Person.objects.exists() and not Membership.objects.exists()


def test_two_thousand_people_take_seconds(brought, preview, administrator) -> None:
    rows = [
        (f"{n:05d}", f"员{n}", f"第{n % 40}庭", f"第{n % 20}支部", "联络员" if n % 50 == 0 else "")
        for n in range(2000)
    ]
    begun = time.perf_counter()

    read(book(*rows))
    sheet = brought(*rows)
    confirm(sheet, administrator, digest=preview(sheet).digest)

    assert User.objects.count() == 2001
    assert Membership.objects.count() == 4000
    assert time.perf_counter() - begun < 20  # 3 s at rest; the gate's machine is busy
