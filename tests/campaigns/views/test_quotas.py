"""The page on which a call's quotas are set."""

import pytest
from django.test import Client

from campaigns.quotas import Quotas
from tests.factories import CallFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


def page(call) -> str:
    return f"/admin/plan/calls/{call.pk}/quotas/"


def test_a_curator_sets_the_number_of_every_unit_and_of_one(client: Client) -> None:
    call, essay = CallFactory(kinds=["essay"]), kind("essay").pk
    unit, other = UnitFactory(), UnitFactory()
    for each in (unit, other):
        call.item.responsible.create(unit=each)
    client.force_login(UserFactory(curator=True))
    said = {f"{essay}-every": "2", f"{essay}-{unit.pk}": "5", "binding": "on"}
    answer = client.post(page(call) + "?back=/admin/control/", said)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/control/")
    quotas = Quotas([call])
    assert [quotas.of(call.pk, essay, each.pk) for each in (unit, other)] == [5, 2]
    call.refresh_from_db()
    assert call.quota_binding is True


@pytest.mark.parametrize("number", ["-1", "1000", "zwei", "1.5"])
def test_what_is_no_number_of_works_is_said(client: Client, number: str) -> None:
    call, essay = CallFactory(kinds=["essay"]), kind("essay").pk
    client.force_login(UserFactory(curator=True))
    answer = client.post(page(call), {f"{essay}-every": number})

    assert answer.status_code == 422
    assert number in answer.text
    assert Quotas([call]).of(call.pk, essay, None) is None


def test_it_leads_nowhere_else(client: Client) -> None:
    call = CallFactory(kinds=["essay"])
    client.force_login(UserFactory(curator=True))

    answer = client.post(page(call) + "?back=https://example.org/", {f"{kind('essay').pk}-every": ""})
    assert answer["Location"].startswith("/admin/plan/")


def test_other_units_come_on_demand(client: Client) -> None:
    call = CallFactory(kinds=["essay"])
    call.item.responsible.create(unit=UnitFactory(name="研究室"))
    UnitFactory(name="法警支队")
    client.force_login(UserFactory(curator=True))

    assert "法警支队" not in client.get(page(call)).text
    assert "法警支队" in client.get(page(call) + "?all=1").text


def test_for_others_it_is_nowhere(client: Client) -> None:
    call = CallFactory()
    client.force_login(UserFactory(role="first"))

    assert client.get(page(call)).status_code == 404


@pytest.mark.parametrize("number", [3, 300])
def test_many_units_cost_no_more(client: Client, number: int, django_assert_num_queries) -> None:
    call = CallFactory(kinds=["essay", "calligraphy"])
    for _ in range(number):
        call.item.responsible.create(unit=UnitFactory())
    client.force_login(UserFactory(curator=True))
    client.get(page(call))

    with django_assert_num_queries(18):
        client.get(page(call))
