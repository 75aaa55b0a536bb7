"""Whoever is known and may not enter the admin, or one of its screens, finds nothing; a stranger is asked to sign in."""

import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

AJAX = {"X-Requested-With": "XMLHttpRequest"}
SCREENS = ("/admin/users/", "/admin/groups/new/", "/admin/sites/", "/admin/pages/1/edit/", "/admin/calls/")


@pytest.fixture
def signer(client: Client) -> User:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=Role.FIRST))
    client.force_login(user)
    return user


def _said(text: str) -> str:
    """The page without the values of its attributes, such as tokens and its own address."""
    return re.sub(r'="[^"]*"', "", text)


@pytest.mark.parametrize("headers", [{}, AJAX])
@pytest.mark.parametrize("address", SCREENS)
def test_a_screen_that_is_not_ones_own_is_nowhere(
    client: Client, signer: User, address: str, headers: dict
) -> None:
    nothing = [client.get(each) for each in ("/admin/pages/99999/edit/", "/admin/nowhere/", "/admin/audit/")]
    refused = [client.get(address, headers=headers), client.post(address, headers=headers)]

    assert {answer.status_code for answer in (*nothing, *refused)} == {404}
    assert len({_said(answer.text) for answer in (*nothing, *refused)}) == 1
    assert "这个地址上没有内容。" in refused[0].text
    assert list(get_messages(refused[0].wsgi_request)) == []


@pytest.mark.parametrize("headers", [{}, AJAX])
def test_the_admin_is_nowhere_for_a_contributor(client: Client, headers: dict) -> None:
    client.force_login(UserFactory())

    answers = [client.get(each, headers=headers) for each in ("/admin/", "/admin/nowhere/", *SCREENS)]

    assert {answer.status_code for answer in answers} == {404}
    assert [answer.request["PATH_INFO"] for answer in answers if "没有权限" in answer.text] == []
    assert "没有权限" not in client.get("/").text


def test_a_stranger_is_asked_to_sign_in_and_led_on(client: Client) -> None:
    for address in ("/admin/users/", "/admin/nowhere/"):
        answer = client.get(address)

        assert answer.status_code == 302
        assert answer["Location"].endswith(f"/login/?next={address}")
