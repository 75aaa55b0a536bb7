"""The pages around a slip: printing it, and using it."""

import re

import pytest

from accounts import throttle
from accounts.models import ActivationCode, User
from accounts.roles import Role
from accounts.slips.issuing import issue
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = {"password1": "shan-shui-88", "password2": "shan-shui-88"}


@pytest.fixture
def unit(db):
    return UnitFactory(name="示例庭")


@pytest.fixture
def liaison(unit) -> User:
    return UserFactory(liaison_of=unit)


@pytest.fixture
def new(unit) -> User:
    return UserFactory(username="00012", name="买买提·艾力", unit=unit, password=None)


def test_from_the_printed_slip_to_the_desk(client, liaison, new) -> None:
    client.force_login(liaison)
    paper = client.post("/unit/people/").content.decode()
    client.logout()
    code = re.search(r"\d{4} \d{4} \d{4}", paper)[0]

    assert "买买提·艾力" in paper and "00012" in paper and "data:image/svg+xml" in paper
    answer = client.post("/activate/", {"username": "00012", "code": code, **NEW})

    assert answer["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    new.refresh_from_db()
    assert new.check_password("shan-shui-88")
    again = client.post("/activate/", {"username": "00012", "code": code, **NEW})
    assert again.status_code == 422


def test_opening_the_address_spends_nothing(client, liaison, new) -> None:
    code = issue([new], liaison)[0].code

    client.get("/activate/", {"username": "00012", "code": code, **NEW})

    assert ActivationCode.objects.get().used_at is None


def test_a_weak_password_does_not_spend_the_code(client, liaison, new) -> None:
    code = issue([new], liaison)[0].code

    answer = client.post(
        "/activate/", {"username": "00012", "code": code, "password1": "1", "password2": "1"}
    )

    assert "password2" in answer.context["form"].errors or "password1" in answer.context["form"].errors
    assert client.post("/activate/", {"username": "00012", "code": code, **NEW}).status_code == 302


def test_wrong_codes_are_counted_with_wrong_passwords(client, liaison, new) -> None:
    code = issue([new], liaison)[0].code
    for _ in range(throttle.FOR_ONE_NAME):
        client.post("/activate/", {"username": "00012", "code": "1", **NEW})

    answer = client.post("/activate/", {"username": "00012", "code": code, **NEW})

    assert answer.status_code == 422
    assert "分钟" in answer.content.decode()
    assert ActivationCode.objects.get().used_at is None


def test_nobody_learns_which_numbers_exist(client, new) -> None:
    said = {
        str(
            client.post("/activate/", {"username": number, "code": "1", **NEW})
            .context["form"]
            .non_field_errors()
        )
        for number in ("00012", "nobody", "\x00")
    }

    assert len(said) <= 2  # the third is no text at all


def test_a_liaison_resets_one_colleague(client, liaison, unit) -> None:
    user = UserFactory(unit=unit)
    client.force_login(liaison)

    paper = client.post("/unit/people/", {"reset": user.username}).content.decode()

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert len(re.findall(r"\d{4} \d{4} \d{4}", paper)) == 1


def test_a_liaison_sees_but_does_not_reset_who_holds_a_role(client, liaison, unit) -> None:
    reviewer = UserFactory(unit=unit, role=Role.FIRST)
    client.force_login(liaison)

    page = client.get("/unit/people/").content.decode()
    client.post("/unit/people/", {"reset": reviewer.username})

    assert reviewer.username in page and f'value="{reviewer.username}"' not in page
    reviewer.refresh_from_db()
    assert reviewer.has_usable_password()


def test_strangers_to_the_unit_are_nowhere(client, liaison) -> None:
    stranger = UserFactory(unit=UnitFactory())
    client.force_login(liaison)
    assert client.post("/unit/people/", {"reset": stranger.username}).status_code == 404

    client.force_login(stranger)
    assert client.get("/unit/people/").status_code == 404
    assert client.get("/admin/staff/slips/").status_code in (302, 404)
    client.logout()
    assert client.get("/unit/people/").status_code == 404


def test_an_administrator_prints_by_unit_each_person_once(client, unit, new) -> None:
    other = UserFactory(unit=UnitFactory(name="别庭"), password=None)
    client.force_login(UserFactory(is_superuser=True))

    assert client.get("/admin/staff/slips/").content.decode().count('name="unit"') == 2
    paper = client.post("/admin/staff/slips/", {"unit": [unit.pk]}).content.decode()

    assert "示例庭" in paper and "别庭" not in paper
    assert not ActivationCode.objects.filter(user=other).exists()
    before = ActivationCode.objects.get().digest
    client.post("/admin/staff/slips/", {"unit": [unit.pk]})
    assert ActivationCode.objects.get().digest == before
    client.post("/admin/staff/slips/", {"unit": [unit.pk], "again": "1"})
    assert ActivationCode.objects.get().digest != before


def test_many_colleagues_cost_the_same_queries(client, liaison, unit, django_assert_num_queries) -> None:
    UserFactory(unit=unit)
    client.force_login(liaison)
    client.get("/unit/people/")
    with django_assert_num_queries(EXACT):
        client.get("/unit/people/")
    for _ in range(15):
        UserFactory(unit=unit)
    with django_assert_num_queries(EXACT):
        client.get("/unit/people/")


EXACT = 8
