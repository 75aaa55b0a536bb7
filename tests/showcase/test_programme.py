"""The plan names the newest public works of each item."""

import pytest

from showcase.programme import works_beneath
from tests.factories import ItemFactory
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def test_each_item_has_its_own_newest_works(django_assert_num_queries):
    busy, quiet, empty = ItemFactory(), ItemFactory(), ItemFactory()
    titles = [ReleaseFactory(item=busy, essay=True).card.title for _ in range(3)]
    ReleaseFactory(item=quiet, essay=True)
    ReleaseFactory(essay=True)

    with django_assert_num_queries(1):
        found = works_beneath([busy.pk, quiet.pk, empty.pk], each=2)

    assert {pk: [work.title for work in works] for pk, works in found.items()} == {
        busy.pk: titles[:0:-1],
        quiet.pk: titles[:1],
    }


def test_a_work_is_named_with_its_label_and_address():
    item = ItemFactory()
    card = ReleaseFactory(item=item, essay=True).card

    (work,) = works_beneath([item.pk], each=1)[item.pk]

    assert (work.title, work.authors, work.unit, work.url) == (
        card.title,
        card.authors,
        card.unit.name,
        card.url,
    )
