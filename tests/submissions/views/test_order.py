"""The liaison's page of the order."""

import pytest
from django.test import Client

from submissions import ranking
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(client: Client):
    unit, call = UnitFactory(), CallFactory(kinds=["essay"])
    works = [
        SubmissionFactory(call=call, kind=kind("essay"), unit=unit, title=title, sent=True)
        for title in "甲乙丙"
    ]
    client.force_login(UserFactory(liaison_of=unit))
    return call, unit, works


def titles(call, unit) -> list[str]:
    return [work.title for work in ranking.order(call, unit, kind("essay"))]


def test_a_button_moves_a_work_without_any_script(client: Client, scene) -> None:
    call, unit, works = scene
    page = f"/calls/{call.slug}/order/"
    order = [str(work.uid) for work in works]
    answer = client.post(page, {"up": str(works[2].uid), "order": order, "kind": "1", "unit": "1"})

    assert answer["Location"] == f"{page}#{works[2].uid}"
    assert titles(call, unit) == ["甲", "丙", "乙"]
    assert client.get(page).text.index("丙") < client.get(page).text.index("乙")


def test_a_script_sends_the_whole_order(client: Client, scene) -> None:
    call, unit, works = scene
    said = {
        "unit": unit.pk,
        "kind": kind("essay").pk,
        "order": [str(works[place].uid) for place in (2, 0, 1)],
    }
    answer = client.post(f"/calls/{call.slug}/order/", said, headers={"X-Requested-With": "fetch"})

    assert answer.json() == {"sentence": "排序已保存。"}
    assert titles(call, unit) == ["丙", "甲", "乙"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"up": "x"},
        {"down": "00000000-0000-0000-0000-000000000000"},
        {"unit": "9" * 30},
        {"unit": "1", "kind": "x"},
    ],
)
def test_nonsense_is_nowhere(client: Client, scene, said: dict) -> None:
    call, *_rest = scene

    assert client.post(f"/calls/{call.slug}/order/", said).status_code == 404


def test_works_of_another_unit_are_nobodys_here(client: Client, scene) -> None:
    call, unit, works = scene
    client.force_login(UserFactory(liaison_of=UnitFactory()))
    page = f"/calls/{call.slug}/order/"
    said = {"unit": unit.pk, "kind": kind("essay").pk, "order": [str(works[2].uid)]}

    assert "甲" not in client.get(page).text
    assert client.post(page, {"up": str(works[2].uid)}).status_code == 404
    assert client.post(page, said).status_code == 404
    assert titles(call, unit) == ["甲", "乙", "丙"]
    client.force_login(UserFactory(unit=unit))
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("number", [3, 60])
def test_many_works_cost_no_more(client: Client, number: int, django_assert_num_queries) -> None:
    unit, call = UnitFactory(), CallFactory(kinds=["essay"])
    for _ in range(number):
        SubmissionFactory(call=call, kind=kind("essay"), unit=unit, sent=True)
    client.force_login(UserFactory(liaison_of=unit))
    client.get(f"/calls/{call.slug}/order/")

    with django_assert_num_queries(15):
        client.get(f"/calls/{call.slug}/order/")
