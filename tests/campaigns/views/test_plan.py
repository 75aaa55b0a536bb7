"""The programme and the calls: what visitors meet, and what only staff."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns import shown, tallies
from campaigns.models import Campaign
from campaigns.shown import ShownWork
from tests.factories import CallFactory, CampaignFactory, ItemFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_visitors_read_the_programme_as_the_notice_has_it(client, plan):
    page = client.get(reverse("plan")).content.decode()

    assert "X月至XX月底" in page
    assert (
        page.index("党旗在法院基层一线高高飘扬活动")
        < page.index("激发干劲聚合力")
        < page.index("学习体验活动")
    )
    assert page.count('class="entry"') == 11


def test_fillings_show_in_the_programme(client, plan):
    Campaign.objects.update(fillings={"19:3": "6"})

    assert "6月下旬，要利用" in client.get(reverse("plan")).content.decode()


def test_a_plan_is_the_staff_s_until_it_is_shown(client, plan):
    Campaign.objects.update(public=False)

    assert plan.title not in client.get(reverse("plan")).content.decode()
    assert client.get(reverse("plan"), {"campaign": plan.pk}).status_code == 404
    client.force_login(UserFactory())
    assert plan.title in client.get(reverse("plan")).content.decode()


def test_an_older_plan_stays_at_its_address(client, plan):
    CampaignFactory(title="更新的活动", public=True)

    assert "更新的活动" in client.get(reverse("plan")).content.decode()
    assert client.get(reverse("plan"), {"campaign": plan.pk}).context["programme"].campaign == plan


@pytest.mark.parametrize("campaign", ["0", "x", "9" * 40, "1\x00"])
def test_an_address_without_a_plan_is_not_found(client, plan, campaign):
    assert client.get(reverse("plan"), {"campaign": campaign}).status_code == 404


def test_without_any_plan_the_page_says_so(client, db):
    assert "尚无活动安排" in client.get(reverse("plan")).content.decode()


def test_released_works_stand_beneath_their_item(client, items, monkeypatch):
    work = ShownWork("登鹳雀楼", "示例甲", "政治部", "书法", "/works/sf-2021-0001/")
    monkeypatch.setattr(shown, "_provider", lambda keys, each: {items["10"].pk: [work]})
    tallies.put(items["10"].pk, UnitFactory().pk, works_in=9, released=3)

    entry = [e for c in client.get(reverse("plan")).context["programme"].chapters for e in c.entries][9]

    assert (entry.works, entry.released, entry.more) == ([work], 3, 2)


def test_visitors_meet_only_the_calls_that_are_shown_to_them(client, items):
    CallFactory(item=items["10"], title="公开的征集", public=True)
    CallFactory(item=items["10"], title="院内的征集")

    for address in (reverse("plan"), reverse("calls")):
        page = client.get(address).content.decode()
        assert ("公开的征集" in page, "院内的征集" in page) == (True, False)


def test_staff_see_calls_by_their_dates(client, db):
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    CallFactory(title="最后一天", closes_on=today)
    CallFactory(title="长期")
    CallFactory(title="明天开始", opens_on=today + day)
    CallFactory(title="昨天截止", closes_on=today - day)
    client.force_login(UserFactory())

    context = client.get(reverse("calls")).context

    assert [call.title for call in context["now"]] == ["最后一天", "长期"]
    assert [call.title for call in context["soon"]] == ["明天开始"]
    assert [call.title for call in context["past"]] == ["昨天截止"]


@pytest.mark.parametrize("address", ["plan", "calls"])
def test_more_rows_cost_no_more_queries(client, django_assert_max_num_queries, address):
    campaign = CampaignFactory(public=True)
    client.force_login(UserFactory())

    def rows(count: int) -> None:
        for _ in range(count):
            item = ItemFactory(group__campaign=campaign)
            CallFactory(item=item)
            tallies.put(item.pk, UnitFactory().pk, works_in=1, released=1)

    rows(1)
    client.get(reverse(address))
    with django_assert_max_num_queries(50) as few:
        client.get(reverse(address))
    rows(3)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse(address))


def test_both_pages_are_there_in_english(client, plan):
    assert "Other programmes" not in client.get("/en/plan/").content.decode()
    assert client.get("/en/calls/").status_code == 200
