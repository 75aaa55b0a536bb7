import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit.models import Entry
from media_library.duplicates.deciding import decide, same_as
from media_library.models import Resemblance
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


def pair(first=None, second=None) -> Resemblance:
    one, two = sorted([first or AssetFactory(), second or AssetFactory()], key=lambda asset: asset.pk)
    return Resemblance.objects.create(
        first=one, second=two, agreement=0.98, of_first=[0, 0, 1, 1], of_second=[0, 0, 1, 1]
    )


def test_a_decision_stands_with_who_and_when_and_in_the_history_of_both():
    it, curator = pair(), UserFactory(curator=True)

    decide(it, "different", by=curator)
    decide(it, "different", by=curator)
    decide(it, "same", by=curator)

    it.refresh_from_db()
    assert (it.verdict, it.by) == ("same", curator)
    assert it.at is not None
    for asset in (it.first, it.second):
        acts = (
            Entry.objects.filter(subject=f"asset:{asset.pk}").order_by("pk").values_list("action", flat=True)
        )
        assert list(acts) == ["asset.different", "asset.same"]


def test_only_curators_decide():
    with pytest.raises(PermissionDenied):
        decide(pair(), "same", by=UserFactory())

    assert Resemblance.objects.get().verdict == ""
    assert not Entry.objects.exists()


@pytest.mark.parametrize("verdict", ["", "perhaps"])
def test_a_decision_is_one_of_two(verdict: str):
    with pytest.raises(ValueError):
        decide(pair(), verdict, by=UserFactory(curator=True))


def test_the_database_holds_one_row_for_a_pair_in_one_order_and_no_verdict_of_nobody():
    it = pair()
    for wrong in (
        {"first": it.first, "second": it.second},
        {"first": it.second, "second": it.first},
        {"first": it.first, "second": AssetFactory(), "verdict": "same"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Resemblance.objects.create(agreement=1, of_first=[], of_second=[], **wrong)


def test_the_best_original_of_the_same_pictures_is_named_by_way_of_others_too():
    small, large, middle = AssetFactory(width=400), AssetFactory(width=4000), AssetFactory(width=900)
    curator = UserFactory(curator=True)
    decide(pair(small, middle), "same", by=curator)
    decide(pair(middle, large), "same", by=curator)
    decide(pair(large, AssetFactory(width=9000)), "different", by=curator)

    assert same_as(small) == [large, middle, small]
    assert same_as(AssetFactory()) == []
