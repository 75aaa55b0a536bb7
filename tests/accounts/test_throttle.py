"""Whoever guesses has to wait; whoever knows the password does not wait long."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts import throttle
from accounts.models import FailedLogin, User

PASSWORD = "mo-yan-2021-bi"


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("10001", password=PASSWORD)


def guess(client: Client, username: str = "10001", password: str = "wrong", address: str = "10.0.0.1"):
    return client.post("/login/", {"username": username, "password": password}, REMOTE_ADDR=address)


def let_pass(minutes: float) -> None:
    for failure in FailedLogin.objects.all():
        FailedLogin.objects.filter(pk=failure.pk).update(at=failure.at - dt.timedelta(minutes=minutes))


def test_five_wrong_passwords_close_the_name_for_a_quarter_of_an_hour(client: Client, user: User) -> None:
    for _ in range(5):
        guess(client)

    refused = guess(client, password=PASSWORD)

    assert refused.context["form"].non_field_errors() == ["密码错误次数过多，请在 15 分钟后再试。"]
    let_pass(minutes=14.5)
    assert guess(client, password=PASSWORD).context["form"].non_field_errors() == [
        "密码错误次数过多，请在 1 分钟后再试。"
    ]
    let_pass(minutes=0.6)
    assert guess(client, password=PASSWORD).status_code == HTTPStatus.FOUND


def test_from_wherever_they_come(client: Client, user: User) -> None:
    for number in range(5):
        guess(client, address=f"10.0.0.{number}")

    assert throttle.minutes_to_wait("10001", "10.0.0.99") == 15


def test_trying_on_does_not_prolong_it(client: Client, user: User) -> None:
    for _ in range(30):
        guess(client)

    assert FailedLogin.objects.count() == 5


def test_account_that_does_not_exist_is_closed_alike(client: Client, db: None) -> None:
    for _ in range(5):
        guess(client, username="99999")

    assert "throttled" in {
        error.code for error in guess(client, username="99999").context["form"].non_field_errors().as_data()
    }


def test_spelling_of_the_name_makes_no_difference(db: None) -> None:
    for name in ("abc", "ABC", " abc ", "ａｂｃ", "Abc"):
        throttle.note_failure(name, "10.0.0.1")

    assert throttle.minutes_to_wait("abc", "10.0.0.9") == 15


def test_many_names_from_one_address_close_the_address(db: None) -> None:
    for number in range(throttle.FOR_ONE_ADDRESS):
        throttle.note_failure(f"2{number}", "10.0.0.1")

    assert throttle.minutes_to_wait("10001", "10.0.0.1") == 15
    assert throttle.minutes_to_wait("10001", "10.0.0.2") == 0


def test_right_password_begins_anew(client: Client, user: User) -> None:
    for _ in range(4):
        guess(client)

    guess(client, password=PASSWORD)

    assert FailedLogin.objects.count() == 0


def test_failures_are_kept_no_longer_than_they_count(db: None) -> None:
    throttle.note_failure("10001", "10.0.0.1")
    FailedLogin.objects.update(at=timezone.now() - dt.timedelta(minutes=16))

    throttle.note_failure("10002", "10.0.0.1")

    assert [failure.username for failure in FailedLogin.objects.all()] == ["10002"]


class TestAddress:
    def test_what_the_visitor_wrote_is_not_believed(self, settings) -> None:
        settings.PROXIES = 0
        request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4")

        assert throttle.address_of(request) == "10.0.0.1"

    def test_behind_our_proxy_it_is_what_the_proxy_saw(self, settings) -> None:
        settings.PROXIES = 1
        request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 10.0.0.7")

        assert throttle.address_of(request) == "10.0.0.7"
