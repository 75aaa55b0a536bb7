"""A code is good once, for its own person, for some days."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import ActivationCode, User
from accounts.slips.issuing import VALID, issue
from accounts.slips.redeeming import Spent, found, redeem
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db) -> User:
    return UserFactory(username="00012")


@pytest.fixture
def code(user) -> str:
    return issue([user], UserFactory(is_superuser=True))[0].code


def test_the_code_is_found_however_it_is_typed(user, code) -> None:
    for typed in (
        code,
        code.replace(" ", ""),
        code.replace(" ", "-"),
        code.translate({48 + n: 0xFF10 + n for n in range(10)}),
    ):
        assert found(" ０００12 ", typed)


def test_it_belongs_to_one_person(code) -> None:
    UserFactory(username="2")

    assert found("2", code) is None
    assert found("00012", "0000 0000 0000") is None
    assert found("\x00", code) is None


def test_it_ends(user, code) -> None:
    ActivationCode.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    assert found("00012", code) is None
    assert dt.timedelta(days=14) == VALID


def test_it_is_not_for_the_deactivated(user, code) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert found("00012", code) is None


def test_of_two_at_once_one_wins(user, code) -> None:
    first, second = found("00012", code), found("00012", code)
    assert first and second

    redeem(first, "shan-shui-88")
    with pytest.raises(Spent):
        redeem(second, "another-one-99")

    user.refresh_from_db()
    assert user.check_password("shan-shui-88")
    assert found("00012", code) is None


def test_a_slip_that_was_replaced_meanwhile_is_not_spent(user, code) -> None:
    old = found("00012", code)
    issue([user], UserFactory(is_superuser=True))

    with pytest.raises(Spent):
        redeem(old, "shan-shui-88")
