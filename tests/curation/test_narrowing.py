import pytest

from curation.narrowing import shown_by, used
from media_library.models import Asset
from showcase.models import WorkMedia, WorkPage
from tests.factories import AssetFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> WorkPage:
    asset = AssetFactory(name="夏日.jpg")
    AssetFactory(name="别的.jpg")
    SubmissionFactory(kind="photograph", contributor=asset.owner, assets=[asset], accepted=True)
    return WorkMedia.objects.get(asset=asset).page


def names(condition) -> list[str]:
    return list(Asset.objects.filter(condition).values_list("name", flat=True))


def test_files_are_found_by_the_unit_and_the_item_of_their_work(page: WorkPage):
    assert names(shown_by("unit", str(page.unit_id))) == ["夏日.jpg"]
    assert names(shown_by("item", str(page.item_id))) == ["夏日.jpg"]
    assert names(shown_by("unit", "0")) == []


def test_what_some_work_shows_and_what_none_does(page: WorkPage):
    assert names(used("yes")) == ["夏日.jpg"]
    assert names(used("no")) == ["别的.jpg"]
