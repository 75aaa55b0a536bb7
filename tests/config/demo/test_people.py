import stat

import pytest
from django.conf import settings

from accounts.models import Membership, User
from accounts.roles import REVIEWERS, Role, has_role, holders, liaison_units
from audit.trail import record
from config.demo import people

pytestmark = pytest.mark.django_db


def test_nine_people_sign_in_and_the_others_cannot():
    people.settle("a-good-password")

    able = {user.username for user in User.objects.all() if user.has_usable_password()}
    assert able == {
        "contributor",
        "liaison",
        "curator",
        "first",
        "second",
        "final",
        "secrecy",
        "admin",
        "auditor",
    }
    assert all(user.check_password("a-good-password") for user in User.objects.filter(username__in=able))


def test_every_stage_has_a_reviewer_of_its_own():
    accounts = people.settle("a-good-password")

    assert [holders(role).get() for role in REVIEWERS] == [accounts[role] for role in REVIEWERS]
    assert has_role(accounts["curator"], Role.CURATOR)
    assert accounts["admin"].is_superuser


def test_every_unit_that_sends_works_has_a_liaison():
    accounts = people.settle("a-good-password")

    liaised = Membership.objects.filter(role=Membership.Role.LIAISON).values_list("unit__name", flat=True)
    assert len(liaison_units(accounts["liaison"])) == 3
    assert len(set(liaised)) == len(liaised) == 8


def test_a_second_time_changes_nothing_but_the_password():
    people.settle("a-good-password")
    User.objects.filter(username="first").update(name="改过的名字")

    people.settle("another-password")

    first = User.objects.get(username="first")
    assert first.name == "改过的名字"
    assert first.check_password("another-password")
    assert User.objects.count() == len(people.STAFF)


def test_the_password_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "from-outside")

    assert people.password() == "from-outside"


def test_a_password_is_made_once_and_kept_for_the_owner_alone():
    path = settings.VAR / "demo-password"
    path.unlink(missing_ok=True)
    try:
        first, again = people.password(), people.password()

        assert first == again
        assert len(first) >= 12
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        path.unlink(missing_ok=True)


def test_a_fresh_service_is_not_in_real_use():
    assert not people.in_real_use()


def test_an_administrators_own_account_shows_real_use_whatever_its_name():
    User.objects.create(username="admin")

    assert people.in_real_use()


def test_works_loaded_before_there_is_any_account_show_real_use():
    record("work.loaded", by="operator", subject="work:1")

    assert people.in_real_use()


def test_accounts_that_joined_the_demonstration_do_not_end_it():
    people.settle("a-good-password")

    User.objects.create(username="20210001")

    assert not people.in_real_use()
