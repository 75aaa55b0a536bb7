"""Changes of roles and permissions are in the trail with what was before and after, wherever they are made."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User
from accounts.roles import Role, grant
from audit.models import Entry

pytestmark = pytest.mark.django_db


def noted(action: str) -> list[tuple]:
    return [
        (each.actor, each.label, each.detail["before"], each.detail["after"])
        for each in Entry.objects.filter(action=action).order_by("pk")
    ]


@pytest.fixture
def user() -> User:
    return User.objects.create_user("s0001", name="买买提·艾力")


def test_a_role_that_is_given_and_taken_outside_every_screen(user: User) -> None:
    grant(user, Role.FIRST)
    grant(user, Role.FIRST)
    group = Group.objects.get(name=Role.CURATOR)
    group.user_set.add(user)
    group.user_set.clear()
    user.groups.clear()

    assert noted("permission.roles") == [
        ("hanmo", "买买提·艾力", [], ["first"]),
        ("hanmo", "买买提·艾力", ["first"], ["curator", "first"]),
        ("hanmo", "买买提·艾力", ["curator", "first"], ["first"]),
        ("hanmo", "买买提·艾力", ["first"], []),
    ]


def test_permissions_of_a_role_and_of_an_account(user: User) -> None:
    group = Group.objects.create(name="来宾")
    permission = Permission.objects.get(codename="add_unit")
    group.permissions.add(permission)
    permission.group_set.remove(group)
    user.user_permissions.set([permission])

    assert noted("permission.group") == [
        ("hanmo", "来宾", [], ["accounts.add_unit"]),
        ("hanmo", "来宾", ["accounts.add_unit"], []),
    ]
    assert noted("permission.own") == [("hanmo", "买买提·艾力", [], ["accounts.add_unit"])]


def test_who_becomes_an_administrator_or_is_deactivated(user: User) -> None:
    user.is_superuser = True
    user.save()
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.name = "别名"
    user.save()
    User.objects.create_superuser("boss")

    assert [(label, before, after) for _by, label, before, after in noted("permission.account")] == [
        (
            "买买提·艾力",
            {"administrator": False, "active": True},
            {"administrator": True, "active": True},
        ),
        (
            "买买提·艾力",
            {"administrator": True, "active": True},
            {"administrator": True, "active": False},
        ),
        ("boss", {"administrator": False, "active": True}, {"administrator": True, "active": True}),
    ]


def test_signing_in_is_no_change(user: User, client: Client) -> None:
    client.force_login(user)

    assert not Entry.objects.filter(action__startswith="permission.").exists()


def test_a_role_that_is_deleted(user: User) -> None:
    group = Group.objects.create(name="来宾")
    group.permissions.add(Permission.objects.get(codename="add_unit"))
    group.delete()

    assert noted("permission.group")[-1] == ("hanmo", "来宾", ["accounts.add_unit"], None)


def test_the_screens_of_groups_and_accounts_name_who_did_it(user: User, client: Client) -> None:
    admin = User.objects.create_superuser("boss", name="陈主任")
    client.force_login(admin)
    group = Group.objects.get(name=Role.SECRECY)
    page = client.get(f"/admin/groups/edit/{group.pk}/")
    [pages, *_others] = page.context["permission_panels"]
    offered = pages.empty_form.fields["permissions"].queryset.first()
    said = {
        "name": group.name,
        "permissions": [Permission.objects.get(codename="add_unit").pk],
        "page_permissions-TOTAL_FORMS": "1",
        "page_permissions-INITIAL_FORMS": "0",
        "page_permissions-0-page": "1",
        "page_permissions-0-permissions": [offered.codename],
        "collection_permissions-TOTAL_FORMS": "0",
        "collection_permissions-INITIAL_FORMS": "0",
    }
    for panel in page.context["permission_panels"]:
        said.setdefault(f"{panel.prefix}-TOTAL_FORMS", "0")
        said.setdefault(f"{panel.prefix}-INITIAL_FORMS", "0")
    answer = client.post(f"/admin/groups/edit/{group.pk}/", said)
    assert answer.status_code == 302

    changes = noted("permission.group")
    assert {by for by, *_rest in changes} == {"陈主任"}
    assert any(
        "accounts.add_unit" in after and "accounts.add_unit" not in before for *_who, before, after in changes
    )
    assert any(f"{offered.codename}: Root" in after for *_who, _before, after in changes)

    client.post(
        f"/admin/users/edit/{user.pk}/",
        {"username": "s0001", "name": user.name, "is_active": "on", "groups": [group.pk]},
    )
    assert noted("permission.roles") == [("陈主任", "买买提·艾力", [], ["secrecy"])]
