"""Who came in, who did not, and who was shut out, is in the audit trail, with the address."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.throttle import FOR_ONE_NAME
from audit.models import Entry

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, str]]:
    return [(each.action, each.subject, each.detail["address"]) for each in Entry.objects.order_by("pk")]


def test_coming_and_going_are_told() -> None:
    user = User.objects.create_user("10001", password="correct-horse")
    client = Client(REMOTE_ADDR="10.0.0.7")

    client.post("/login/", {"username": "10001", "password": "correct-horse"})
    client.post("/logout/")

    assert told() == [
        ("login.done", f"account:{user.pk}", "10.0.0.7"),
        ("login.ended", f"account:{user.pk}", "10.0.0.7"),
    ]


def test_wrong_passwords_and_the_lock_out_are_told_once_each() -> None:
    user = User.objects.create_user("10001", password="correct-horse")
    client = Client(REMOTE_ADDR="10.0.0.7")

    for _try in range(FOR_ONE_NAME + 3):
        client.post("/login/", {"username": "10001", "password": "wrong"})

    failed = [("login.failed", f"account:{user.pk}", "10.0.0.7")] * FOR_ONE_NAME
    assert told() == [*failed, ("login.locked", f"account:{user.pk}", "10.0.0.7")]


def test_a_name_that_nobody_has_may_be_a_password_and_is_not_kept() -> None:
    Client().post("/login/", {"username": "my-secret-password", "password": "x"})

    entry = Entry.objects.get()
    assert entry.subject == "account:unknown"
    assert "my-secret-password" not in f"{entry.label}{entry.actor}{entry.detail}"
