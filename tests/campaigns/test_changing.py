"""Changing a plan after it was made."""

import pytest
from django.urls import reverse

from audit.models import Entry
from campaigns.changing import answered, begun, keep
from campaigns.fillings import key_of
from campaigns.models import Campaign, Item
from campaigns.showing import why_not
from tests.factories import CallFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_month_that_became_known_is_filled_in(plan, curator):
    assert keep(answered(plan, {"fill-19:3": "6"}), by=curator)

    assert Campaign.objects.get().fillings == {"19:3": "6"}
    assert keep(answered(Campaign.objects.get(), {"fill-19:3": ""}), by=curator)
    assert Campaign.objects.get().fillings == {}


def test_titles_units_and_deadlines_change_and_links_hold(plan, items, curator):
    item = items["10"]
    call = CallFactory(item=item)
    form = {
        f"item-{item.pk}-title": "书法文章征集",
        f"item-{item.pk}-answering": "牵头单位：政治部\n配合单位：工会",
        f"item-{item.pk}-deadline": "9月底前",
    }

    keep(answered(plan, form), by=curator)

    changed = Item.objects.get(pk=item.pk)
    assert (changed.title, changed.title_inferred, changed.deadline) == ("书法文章征集", False, "9月底前")
    assert [str(each) for each in changed.responsible.all()] == ["牵头单位：政治部", "配合单位：工会"]
    assert list(changed.calls.all()) == [call]


def test_a_changed_plan_is_shown_by_a_colleague_again(plan, curator):
    keep(answered(plan, {"title": "新的名称"}), by=curator)

    campaign = Campaign.objects.get()
    assert (campaign.public, campaign.edited_by) == (False, curator)
    assert campaign.waits_since
    assert why_not(campaign, curator)
    assert not why_not(campaign, UserFactory(curator=True))


def test_saving_without_a_change_changes_nothing(plan, curator):
    assert not keep(begun(plan), by=curator)

    assert Campaign.objects.get().public
    assert not Entry.objects.filter(action="campaign.changed").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "长" * 201},
        {"fill-19:3": "长" * 41},
        {"item-title": ""},
        {"item-answering": "长" * 121},
    ],
)
def test_a_mistake_is_named_and_nothing_is_kept(as_curator, plan, items, wrong):
    form = {key.replace("item-", f"item-{items['1'].pk}-"): value for key, value in wrong.items()}

    response = as_curator.post(reverse("plan_edit", args=[plan.pk]), form)

    assert response.status_code == 422
    assert Campaign.objects.get().public


def test_the_screen_saves_and_leads_back_to_the_wall(as_curator, plan):
    page = as_curator.get(reverse("plan_edit", args=[plan.pk])).content.decode()
    response = as_curator.post(reverse("plan_edit", args=[plan.pk]), {"fill-19:3": "6\x00"})

    assert page.count('class="hm-strip ') == 11
    assert response.url == f"{reverse('plan_wall')}?campaign={plan.pk}"
    assert Campaign.objects.get().fillings == {"19:3": "6"}


def test_only_curators_change_a_plan(client, plan):
    client.force_login(UserFactory())

    assert client.post(reverse("plan_edit", args=[plan.pk]), {"title": "x"}).status_code in (302, 404)
    assert Campaign.objects.get().title == plan.title


def test_who_saves_second_is_told_where_both_changed_an_item_and_keeps_what_was_typed(plan, items, curator):
    item, colleague = items["10"], UserFactory(curator=True)
    row = next(each for each in begun(plan).rows if each.item == item)
    form = {
        f"{row.key}-{name}": value
        for name, value in (("title", "我的题目"), ("deadline", row.deadline), ("seen", row.marks))
    }
    keep(answered(plan, {f"{row.key}-title": "同事的题目"}), by=colleague)
    plan.refresh_from_db()

    change = answered(plan, form)

    (told,) = [each for each in change.rows if each.errors]
    assert (told.item, told.title) == (item, "我的题目")
    assert str(colleague) in told.errors[0]
    assert "同事的题目" in told.errors[0]
    assert keep(answered(plan, {**form, f"{row.key}-seen": told.marks}), by=curator)
    assert Item.objects.get(pk=item.pk).title == "我的题目"


def test_an_item_that_only_the_colleague_changed_stays_as_the_colleague_wrote_it(plan, items, curator):
    mine, theirs = items["1"], items["10"]
    form = {}
    for row in begun(plan).rows:
        form |= {f"{row.key}-title": row.title, f"{row.key}-seen": row.marks}
    keep(answered(plan, {f"item-{theirs.pk}-title": "同事的题目"}), by=UserFactory(curator=True))
    plan.refresh_from_db()

    change = answered(plan, {**form, f"item-{mine.pk}-title": "我的题目"})

    assert change.is_sound
    keep(change, by=curator)
    assert Item.objects.get(pk=mine.pk).title == "我的题目"
    assert Item.objects.get(pk=theirs.pk).title == "同事的题目"


def test_the_title_of_the_plan_is_not_written_over_unseen(plan, curator):
    seen = begun(plan).marks
    keep(answered(plan, {"title": "同事的名称"}), by=UserFactory(curator=True))
    plan.refresh_from_db()

    change = answered(plan, {"title": "我的名称", "seen": seen})

    assert (change.title, change.is_sound) == ("我的名称", False)
    assert "同事的名称" in change.problems[0]
    assert answered(plan, {"title": "我的名称", "seen": change.marks}).is_sound


def test_what_two_people_fill_in_at_different_places_stands_beside_each_other(plan, curator):
    seen = begun(plan).marks
    one, two, *_rest = (key_of(hole) for hole in begun(plan).holes)
    keep(answered(plan, {f"fill-{one}": "同事填的"}), by=UserFactory(curator=True))
    plan.refresh_from_db()

    change = answered(plan, {f"fill-{one}": "", f"fill-{two}": "我填的", "seen": seen})

    assert change.is_sound
    assert (change.fillings[one], change.fillings[two]) == ("同事填的", "我填的")
