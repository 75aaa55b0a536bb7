import pytest
from django.db.models import Q

from campaigns.narrowing import by_unit_campaign_and_item
from tests.factories import ItemFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_units_campaigns_and_items_under_their_campaigns_can_be_chosen():
    unit = UnitFactory()
    item = ItemFactory(label="3", title="拍下清晨")
    campaign = item.group.campaign
    asked = []

    unit_filter, campaign_filter, item_filter = by_unit_campaign_and_item(
        lambda path, key: asked.append((path, key)) or Q(), item="call__item"
    )
    for each in (unit_filter, campaign_filter, item_filter):
        each.fits("7")

    assert (str(unit.pk), unit.name) in unit_filter.choices()
    assert list(campaign_filter.choices()) == [(str(campaign.pk), campaign.title)]
    assert list(item_filter.choices()) == [(campaign.title, [(str(item.pk), "3 拍下清晨")])]
    assert asked == [("unit", "7"), ("call__item__group__campaign", "7"), ("call__item", "7")]
