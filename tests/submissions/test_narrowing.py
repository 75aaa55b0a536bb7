import pytest

from media_library.models import Asset
from submissions.narrowing import held_by
from tests.factories import AssetFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    asset = AssetFactory(name="夏日.jpg")
    AssetFactory()
    return SubmissionFactory(kind="photograph", contributor=asset.owner, assets=[asset], recalled=True)


def names(path: str, key: object) -> list[str]:
    return list(Asset.objects.filter(held_by(path, str(key))).values_list("name", flat=True))


def test_files_are_found_by_unit_item_and_campaign(submission):
    item = submission.call.item

    assert names("unit", submission.unit_id) == ["夏日.jpg"]
    assert names("call__item", item.pk) == ["夏日.jpg"]
    assert names("call__item__group__campaign", item.group.campaign_id) == ["夏日.jpg"]
    assert names("unit", submission.unit_id + 1) == []


def test_a_file_taken_out_stays_with_the_version_that_had_it(submission):
    submission.files.all().delete()

    assert names("unit", submission.unit_id) == ["夏日.jpg"]
