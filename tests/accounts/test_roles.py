"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from accounts import roles
from accounts.models import Membership, Person, Unit, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("10001", name="示例甲")


def test_migration_makes_a_group_for_each_role() -> None:
    groups = Group.objects.filter(name__in=Role.values)

    assert set(groups.values_list("name", flat=True)) == set(Role.values)
    for group in groups:
        assert group.permissions.filter(codename="access_admin").exists()


def test_role_is_held_after_grant_and_only_that_one(user: User) -> None:
    assert roles.has_role(user, *Role) is False

    roles.grant(user, Role.FIRST)

    assert roles.has_role(user, Role.FIRST) is True
    assert roles.has_role(user, Role.SECOND, Role.FINAL, Role.SECRECY, Role.CURATOR) is False


def test_superuser_curates_but_signs_nothing(user: User) -> None:
    user.is_superuser = True

    assert roles.has_role(user, Role.CURATOR) is True
    assert roles.has_role(user, *roles.REVIEWERS) is False


def test_deactivated_account_holds_nothing(user: User) -> None:
    roles.grant(user, *Role)
    user.is_active = False

    assert roles.has_role(user, *Role) is False
    assert roles.may_enter_admin(user) is False
    assert roles.liaison_units(user) == set()


def test_stranger_holds_nothing() -> None:
    stranger = AnonymousUser()

    assert roles.has_role(stranger, *Role) is False
    assert roles.liaison_units(stranger) == set()


def test_holders_are_the_active_accounts_of_a_role(user: User) -> None:
    gone = User.objects.create_user("10002", is_active=False)
    roles.grant(user, Role.FINAL)
    roles.grant(gone, Role.FINAL)

    assert list(roles.holders(Role.FINAL)) == [user]
    assert list(roles.holders(Role.FIRST)) == []


def test_liaison_rights_come_from_memberships_in_active_units(user: User) -> None:
    person = Person.objects.create(name="示例甲", user=user)
    branch = Unit.objects.create(name="示例支部")
    division = Unit.objects.create(name="示例庭")
    closed = Unit.objects.create(name="示例旧庭", active=False)
    Membership.objects.create(person=person, unit=branch, role=Membership.Role.LIAISON)
    Membership.objects.create(person=person, unit=division)
    Membership.objects.create(person=person, unit=closed, role=Membership.Role.LIAISON)

    assert roles.liaison_units(user) == {branch.pk}
    assert set(roles.units_of(user)) == {branch, division}


@pytest.mark.parametrize("role", list(Role))
def test_every_global_role_opens_the_admin(user: User, role: Role) -> None:
    roles.grant(user, role)

    assert roles.may_enter_admin(user) is True


def test_roles_are_read_once_for_each_user_object(user: User, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        roles.has_role(user, Role.FIRST)
        roles.has_role(user, Role.SECOND)
