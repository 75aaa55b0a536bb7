"""The chooser of works: only what is public, only for curators."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role, grant
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def works(client):
    """Three public works, each with its page, and a curator at the desk."""
    from showcase.models import WorkCard, WorkPage, WorksPage

    folder = WorksPage.objects.get()
    for n, title in enumerate(("小池", "登鹳雀楼", "观书有感"), 1):
        card = WorkCard.objects.get(release=ReleaseFactory(slug=f"sf-2021-{n:04}", content={"title": title}))
        page = WorkPage(title=title, slug=card.slug, kind=card.kind, unit=card.unit, live=False)
        folder.add_child(instance=page)
    curator = User.objects.create_user("20001")
    Group.objects.get_or_create(name=Role.CURATOR)
    grant(curator, Role.CURATOR)
    client.force_login(curator)
    return {page.title: page for page in WorkPage.objects.all()}


def chosen(client, **query):
    answer = client.get(reverse("work_chooser:choose_results"), query)
    return [card.title for card, _pk, _address in answer.context["choices"]]


def test_it_finds_by_title_author_and_number(client, works):
    assert chosen(client) == ["观书有感", "登鹳雀楼", "小池"]
    assert chosen(client, q="小池") == ["小池"]
    assert chosen(client, q="sf-2021-0002") == ["登鹳雀楼"]
    assert len(chosen(client, q="示例甲")) == 3
    assert chosen(client, q="没有") == []


def test_what_is_withdrawn_is_not_chosen_any_more(client, works):
    from showcase.models import WorkCard

    page = works["小池"]
    address = reverse("work_chooser:chosen", args=[page.pk])
    assert client.get(address).json()["result"]["id"] == str(page.pk)

    WorkCard.objects.filter(slug=page.slug).delete()

    assert client.get(address).status_code == 404
    assert "小池" not in chosen(client)


def test_it_is_for_curators_alone(client, works):
    reviewer = User.objects.create_user("20002")
    Group.objects.get_or_create(name=Role.FIRST)
    grant(reviewer, Role.FIRST)
    client.force_login(reviewer)

    for name, arguments in (
        ("choose", []),
        ("choose_results", []),
        ("chosen", [works["小池"].pk]),
        ("create", []),
    ):
        assert client.get(reverse(f"work_chooser:{name}", args=arguments)).status_code == 404


def test_a_page_of_it_costs_the_same_for_one_work_and_for_three(client, works, django_assert_num_queries):
    address = reverse("work_chooser:choose_results")
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address, {"q": "小池"})
    with django_assert_num_queries(10):
        client.get(address)


def test_numbers_that_no_page_can_have_choose_nothing(client, works):
    address = reverse("work_chooser:chosen_multiple")

    answer = client.get(address, {"id": ["9" * 30, "小", str(works["小池"].pk)]})

    assert [each["title"] for each in answer.json()["result"]] == ["小池"]
    assert client.get(reverse("work_chooser:chosen", args=["9" * 30])).status_code == 404
