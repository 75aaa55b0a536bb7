"""The curators' page for late access, and the code on the call's page."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from submissions.models import LateAccess
from tests.factories import CallFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/submissions/late/"


def test_curator_makes_a_code_and_the_colleague_uses_it(client: Client, django_assert_num_queries) -> None:
    today = timezone.localdate()
    call = CallFactory(closes_on=today - dt.timedelta(days=1), title="示例征集")
    colleague = UserFactory(username="s900")
    client.force_login(UserFactory(curator=True))
    said = {"call": call.pk, "number": "s900", "until": today.isoformat(), "reason": "出差"}

    assert client.post(PAGE, said).status_code == 302
    access = LateAccess.objects.get()
    assert (access.user, access.until, access.reason) == (colleague, today, "出差")
    assert access.code in client.get(PAGE).text

    client.force_login(colleague)
    page = client.get(f"/calls/{call.slug}/")
    assert f"/calls/{call.slug}/late/" in page.text
    assert "/start/" not in page.text
    client.post(f"/calls/{call.slug}/late/", {"code": "AAAAAAAA"})
    assert "/start/" not in client.get(f"/calls/{call.slug}/").text
    client.post(f"/calls/{call.slug}/late/", {"code": access.code})
    assert "/start/" in client.get(f"/calls/{call.slug}/").text


@pytest.mark.parametrize(
    "wrong",
    [{}, {"number": "nobody"}, {"number": "s900", "unit": True}, {"until": "2021-01-01", "number": "s900"}],
)
def test_what_is_wrong_is_said(client: Client, wrong: dict) -> None:
    UserFactory(username="s900")
    call = CallFactory(closes_on=timezone.localdate())
    said = {"call": call.pk, "until": timezone.localdate().isoformat(), "reason": "出差", **wrong}
    if wrong.get("unit"):
        said["unit"] = UnitFactory().pk
    client.force_login(UserFactory(curator=True))

    assert client.post(PAGE, said).status_code == 422
    assert not LateAccess.objects.exists()


def test_only_curators_come_in(client: Client) -> None:
    client.force_login(UserFactory(liaison_of=UnitFactory()))
    assert client.get(PAGE).status_code == 404


def test_the_list_costs_the_same_for_many(client: Client, django_assert_max_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    curator = UserFactory(curator=True)
    client.force_login(curator)
    call = CallFactory(closes_on=timezone.localdate())

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(PAGE)
        return len(queries)

    def give(number: int) -> None:
        for _each in range(number):
            LateAccess.objects.create(
                call=call,
                code=f"C{LateAccess.objects.count()}",
                user=UserFactory(),
                until=timezone.localdate(),
                reason="x",
                given_by=curator,
            ).taken_up_by.add(UserFactory())

    give(2)
    client.get(PAGE)
    few = cost()
    give(10)
    assert cost() == few
