"""The plan wall and the doors on it."""

import pytest
from django.urls import reverse

from campaigns import tallies
from campaigns.models import Campaign
from campaigns.showing import ask
from campaigns.wall import wall
from tests.factories import CallFactory, CampaignFactory, ItemFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_items_stand_against_units_with_their_zeros(plan, items):
    stranger = UnitFactory(name="民事审判庭")
    tallies.put(items["10"].pk, stranger.pk, works_in=3, released=1)

    built = wall(plan)

    assert [unit.name for unit in built.units][-1] == "民事审判庭"
    row = built.rows[9]
    assert [
        (cell.unit.name, cell.role, cell.works_in, cell.released) for cell in row.cells if not cell.is_blank
    ] == [
        ("政治部", "责任单位", 0, 0),
        ("民事审判庭", "", 3, 1),
    ]
    assert (row.works_in, row.released) == (3, 1)
    assert sum(bool(cell.role) for each in built.rows for cell in each.cells) == 14


def test_units_that_answer_and_sent_nothing_are_named(plan, items):
    office = items["9"].responsible.get().unit
    tallies.put(items["9"].pk, office.pk, works_in=1)

    assert [unit.name for unit in wall(plan).silent] == [
        "党支部",
        "政治部",
        "州法院党史学习教育领导小组办公室",
        "各部门",
    ]


def test_the_wall_opens_for_curators(as_curator, plan, items):
    CallFactory(item=items["10"], title="书法征集")

    page = as_curator.get(reverse("plan_wall")).content.decode()

    assert "书法征集" in page
    assert page.count("0 / 0") > 11


def test_who_wrote_a_call_is_told_that_a_colleague_shows_it(as_curator, curator, plan, items):
    call = CallFactory(item=items["10"], edited_by=curator)
    assert "须由另一位同事向访客公开。" in as_curator.get(reverse("plan_wall")).content.decode()

    type(call).objects.update(edited_by=UserFactory(curator=True))

    assert "须由另一位同事向访客公开。" not in as_curator.get(reverse("plan_wall")).content.decode()


def test_a_colleague_is_asked_and_may_leave_it_to_the_staff(as_curator, curator, plan, items):
    call, door = CallFactory(item=items["10"], edited_by=curator), reverse("plan_wall")
    address = reverse("call_show", args=[call.pk])
    assert "请同事公开" in as_curator.get(door).content.decode()

    as_curator.post(address, {"ask": "1"})
    page = as_curator.get(door).content.decode()
    assert "已请其他同事向访客公开" in page
    assert "请同事公开" not in page
    answer = as_curator.post(address, follow=True)

    assert "仅供内部使用" in answer.content.decode()
    call.refresh_from_db()
    assert (call.public, call.waits_since) == (False, None)


def test_it_is_said_at_once_where_nobody_else_can_show_it(as_curator, curator):
    campaign = CampaignFactory(created_by=curator)
    ask(campaign, by=curator)
    assert "没有其他人可以公开" in as_curator.get(reverse("plan_wall")).content.decode()

    UserFactory(curator=True)

    assert "没有其他人可以公开" not in as_curator.get(reverse("plan_wall")).content.decode()


def test_the_wall_is_closed_to_contributors(client, plan):
    client.force_login(UserFactory())

    assert client.get(reverse("plan_wall")).status_code in (302, 404)


def test_without_a_plan_the_wall_points_to_the_import(as_curator, db):
    assert reverse("plan_import") in as_curator.get(reverse("plan_wall")).content.decode()


def test_a_plan_is_shown_and_taken_back(as_curator, plan):
    Campaign.objects.update(public=False)

    as_curator.post(reverse("plan_show", args=[plan.pk]), {"public": "1"})
    assert Campaign.objects.get().public
    as_curator.post(reverse("plan_show", args=[plan.pk]))
    assert not Campaign.objects.get().public


def test_the_one_who_made_it_is_refused_in_words(as_curator, curator):
    campaign = CampaignFactory(created_by=curator)

    response = as_curator.post(reverse("plan_show", args=[campaign.pk]), {"public": "1"}, follow=True)

    campaign.refresh_from_db()
    assert not campaign.public
    assert "须由另一位同事" in response.content.decode()


@pytest.mark.parametrize("name", ["plan_show", "call_show"])
def test_contributors_cannot_show_anything(client, plan, items, name):
    call = CallFactory(item=items["1"], pk=plan.pk)
    client.force_login(UserFactory())

    assert client.post(reverse(name, args=[plan.pk]), {"public": "1"}).status_code in (302, 404)
    call.refresh_from_db()
    assert not call.public


def test_more_items_cost_no_more_queries(as_curator, django_assert_max_num_queries):
    campaign = CampaignFactory()

    def rows(count: int) -> None:
        for _ in range(count):
            item = ItemFactory(group__campaign=campaign)
            CallFactory(item=item)
            tallies.put(item.pk, UnitFactory().pk, works_in=1)

    rows(1)
    as_curator.get(reverse("plan_wall"))
    with django_assert_max_num_queries(60) as few:
        as_curator.get(reverse("plan_wall"))
    rows(3)
    with django_assert_max_num_queries(len(few)):
        as_curator.get(reverse("plan_wall"))
