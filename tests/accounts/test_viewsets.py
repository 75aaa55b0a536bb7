"""Curators keep the register of units, people and memberships; what is needed stays."""

from http import HTTPStatus

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from accounts.models import Membership, Person, Unit, User
from accounts.roles import Role, grant


@pytest.fixture
def curator(client: Client, db: None) -> User:
    user = User.objects.create_user("curator", name="采编")
    grant(user, Role.CURATOR)
    client.force_login(user)
    return user


@pytest.fixture
def belonging(db: None) -> Membership:
    person = Person.objects.create(name="示例甲")
    return Membership.objects.create(person=person, unit=Unit.objects.create(name="示例庭"))


def test_curator_adds_a_unit(client: Client, curator: User) -> None:
    response = client.post(
        "/admin/units/new/", {"name": "示例支部", "name_en": "", "parent": "", "active": "on"}
    )

    assert response.status_code == HTTPStatus.FOUND
    assert Unit.objects.get(name="示例支部").active is True


def test_second_unit_of_a_name_is_refused_with_a_sentence(client: Client, curator: User, belonging) -> None:
    response = client.post("/admin/units/new/", {"name": "示例庭", "active": "on"})

    assert response.status_code == HTTPStatus.OK
    assert "name" in response.context["form"].errors


def test_unit_that_is_needed_stays_and_it_is_said_why(client: Client, curator: User, belonging) -> None:
    response = client.post(f"/admin/units/delete/{belonging.unit_id}/")

    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert response.status_code == HTTPStatus.FOUND
    assert Unit.objects.filter(pk=belonging.unit_id).exists()
    assert len(said) == 1
    assert "无法删除“示例庭”：归属关系“示例甲, 示例庭" in said[0]


def test_unit_that_nobody_needs_goes(client: Client, curator: User) -> None:
    unit = Unit.objects.create(name="示例误录")

    client.post(f"/admin/units/delete/{unit.pk}/")

    assert not Unit.objects.filter(pk=unit.pk).exists()


@pytest.mark.parametrize("name", ["units", "people", "memberships"])
@pytest.mark.parametrize("query", ["", "?q=示例"])
def test_lists_open_and_search(client: Client, curator: User, belonging, name: str, query: str) -> None:
    response = client.get(f"/admin/{name}/{query}")

    assert response.status_code == HTTPStatus.OK
    assert "示例" in response.content.decode()


@pytest.mark.parametrize("role", [Role.FIRST, Role.SECRECY])
def test_reviewers_do_not_keep_the_register(client: Client, db: None, role: Role) -> None:
    user = User.objects.create_user("10001")
    grant(user, role)
    client.force_login(user)

    assert client.get("/admin/units/").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/admin/people/new/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("address", "queries"), [("units", 13), ("people", 13), ("memberships", 14)])
@pytest.mark.parametrize("number", [1, 12])
def test_a_list_costs_the_same_for_any_number_of_rows(
    client: Client, curator: User, django_assert_num_queries, address: str, queries: int, number: int
) -> None:
    court = Unit.objects.create(name="示例法院")
    for at in range(number):
        account = User.objects.create_user(f"u{at}", name="示例")
        person = Person.objects.create(name="示例", user=account)
        Membership.objects.create(person=person, unit=Unit.objects.create(name=f"示例{at}庭", parent=court))
    client.get(f"/admin/{address}/")

    with django_assert_num_queries(queries):
        client.get(f"/admin/{address}/")
