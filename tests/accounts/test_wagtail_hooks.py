"""Giving and taking roles leaves a row in the audit trail."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from audit.models import Entry

pytestmark = pytest.mark.django_db


def test_a_role_given_on_the_form_is_recorded(admin_client):
    user = User.objects.create_user("10001", name="张清和")
    form = {"username": "10001", "name": "张清和", "is_active": "on"}

    admin_client.post(
        reverse("wagtailusers_users:edit", args=[user.pk]),
        {**form, "groups": [Group.objects.get(name=Role.FIRST).pk]},
    )

    entry = Entry.objects.get(action="account.saved")
    assert (entry.actor, entry.subject, entry.detail["roles"]) == ("admin", f"account:{user.pk}", ["first"])


def test_roles_given_to_several_at_once_are_recorded(admin_client):
    people = [User.objects.create_user(number) for number in ("10001", "10002")]
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])

    admin_client.post(
        f"{url}?id={people[0].pk}&id={people[1].pk}&next=/admin/",
        {"role": Group.objects.get(name=Role.FINAL).pk},
    )

    assert [each.detail["roles"] for each in Entry.objects.filter(action="account.saved")] == [["final"]] * 2
