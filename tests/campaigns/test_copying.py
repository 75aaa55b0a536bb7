"""A call for other items, in one step."""

import datetime as dt

import pytest
from django.http import Http404

from campaigns.attaching import attach
from campaigns.copying import copy
from campaigns.models import Call
from tests.factories import AssetFactory, CallFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(items) -> Call:
    return CallFactory(
        item=items["10"],
        kinds=["essay"],
        rules="须原创。",
        limits={"essay": {"text_max": 3000}},
        opens_on=dt.date(2026, 3, 1),
        closes_on=dt.date(2026, 3, 31),
        public=True,
    )


def test_everything_is_taken_over_and_dates_shift(call, items, curator) -> None:
    attach(call, [AssetFactory(owner=curator)], curator)

    first, second = copy(call, [items["1"], items["9"]], curator, days=30)

    assert (first.item, first.title) == (items["1"], items["1"].title)
    assert [kind.code for kind in first.kinds.all()] == ["essay"]
    assert (first.rules, first.limits, first.terms) == (call.rules, call.limits, call.terms)
    assert (first.opens_on, first.closes_on) == (dt.date(2026, 3, 31), dt.date(2026, 4, 30))
    assert first.attachments.get().asset == call.attachments.get().asset
    assert len({call.slug, first.slug, second.slug}) == 3
    call.refresh_from_db()
    assert (call.item, call.public, call.attachments.count()) == (items["10"], True, 1)


def test_a_copy_is_shown_to_visitors_by_a_colleague(call, items, curator) -> None:
    (new,) = copy(call, [items["1"]], curator)

    assert (new.public, new.edited_by, new.closes_on) == (False, curator, call.closes_on)
    assert Call.objects.get(pk=new.pk).waits_since


def test_only_curators_copy(call, items) -> None:
    with pytest.raises(Http404):
        copy(call, [items["1"]], UserFactory())

    assert Call.objects.count() == 1
