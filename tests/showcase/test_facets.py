"""How many works are public, kept at every release and withdrawal."""

import pytest

from showcase import facets
from showcase.facets import Key
from showcase.models import WorkCard, WorkCount
from showcase.signals import card_removed
from tests.factories import ItemFactory, UnitFactory
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def test_release_and_withdrawal_keep_every_count_true() -> None:
    unit, item = UnitFactory(), ItemFactory()
    first = ReleaseFactory(unit=unit, item=item)
    ReleaseFactory(unit=unit, essay=True)
    both = facets.true_counts()

    assert facets.counts(first.card.kind_id)[Key(first.card.kind_id, "unit", unit.pk)] == 1
    assert facets.counts()[Key(0, "unit", unit.pk)] == 2
    assert facets.counts()[Key(0, "item", item.pk)] == 1
    assert {tuple(key): number for key, number in both.items()} == kept()

    card_removed.send(WorkCard, card=first.card)
    first.card.delete()

    assert facets.counts()[Key(0, "all", 0)] == 1
    assert {tuple(key): number for key, number in facets.true_counts().items()} == kept()


def test_recount_mends_what_is_wrong() -> None:
    ReleaseFactory()
    WorkCount.objects.update(number=9)

    facets.recount()

    assert facets.counts()[Key(0, "all", 0)] == 1


def test_a_work_without_year_and_item_is_counted_where_it_belongs() -> None:
    assert facets.keys_of(3, 7, None, None) == [
        Key(0, "all", 0),
        Key(0, "kind", 3),
        Key(0, "unit", 7),
        Key(3, "unit", 7),
    ]


def kept() -> dict[tuple[int, str, int], int]:
    return {(row.within, row.facet, row.value): row.number for row in WorkCount.objects.filter(number__gt=0)}
