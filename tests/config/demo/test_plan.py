import pytest

from campaigns.models import Call, Campaign, Item
from config.demo import people, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts():
    return people.settle("a-good-password")


def test_the_notice_becomes_a_plan_of_six_groups_and_eleven_items(accounts):
    plan.make(accounts["curator"], accounts["s0101"])

    campaign = Campaign.objects.get()
    assert [group.items.count() for group in campaign.groups.all()] == [4, 1, 2, 1, 1, 2]
    assert campaign.phases.count() == 2
    assert campaign.requirements.count() == 3
    assert campaign.public
    assert set(Item.objects.values_list("responsible__unit__name", flat=True)) == {
        "机关党支部",
        "政治部",
        "活动办公室",
        "各部门",
        "新媒体团队",
    }


def test_calls_are_open_on_items_five_to_ten(accounts):
    calls = plan.make(accounts["curator"], accounts["s0101"])

    assert sorted(calls, key=int) == ["5", "6", "7", "8", "9", "10"]
    assert {call.state for call in calls.values()} == {"open"}
    assert [call.item.label for call in Call.objects.filter(public=True)] == ["10"]


def test_a_second_time_makes_nothing_new(accounts):
    first = plan.make(accounts["curator"], accounts["s0101"])
    again = plan.make(accounts["curator"], accounts["s0101"])

    assert first == again
    assert (Campaign.objects.count(), Call.objects.count()) == (1, 6)
