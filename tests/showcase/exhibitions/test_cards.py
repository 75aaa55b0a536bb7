"""The rows that lists read can be written anew and compared at any time."""

import pytest

from showcase import generation, rebuilding
from showcase.exhibitions import cards
from showcase.models import ExhibitionCard, Hung
from tests.showcase.exhibitions.halls import hall, room

pytestmark = pytest.mark.django_db


def test_a_card_holds_what_the_release_says():
    card = hall("a", room("sf-1", "wz-1"), room("sf-2", "sf-1"), cover="zp-1", closes="2099-01-01")

    assert (card.cover, str(card.closes)) == ("zp-1", "2099-01-01")
    assert card.works == ["sf-1", "wz-1", "sf-2"]
    assert set(card.hung.values_list("work", flat=True)) == {"sf-1", "wz-1", "sf-2"}
    assert rebuilding.differences() == []


def test_whatever_changes_begins_a_new_generation():
    before = generation.current()
    card = hall("a", room("sf-1"))
    between = generation.current()
    cards.take_off(card.release.page_id)

    assert before < between < generation.current()
    assert (ExhibitionCard.objects.count(), Hung.objects.count()) == (0, 0)


def test_what_is_wrong_is_found_and_mended():
    first, second, stray = (hall(slug, room("sf-1")) for slug in "abc")
    Hung.objects.filter(exhibition=first).delete()
    second.delete()
    stray.release.state = "withdrawn"
    stray.release.save()

    assert rebuilding.differences() == [
        "a: the exhibition's card differs",
        "b: the exhibition's card is missing",
        "c: an exhibition's card without a live release",
    ]
    rebuilding.rebuild()
    assert rebuilding.differences() == []
