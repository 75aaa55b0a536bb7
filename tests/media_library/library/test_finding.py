import datetime as dt

import pytest
from django.utils import timezone

from media_library.library.finding import FilterForm, found, with_thumbnails
from media_library.models import Asset, Rendition
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


def names(**asked: str) -> list[str]:
    form = FilterForm(asked)
    form.is_valid()
    return [asset.name for asset in found(form.cleaned_data)]


@pytest.fixture
def assets() -> None:
    li = UserFactory(name="李明", username="s77001")
    AssetFactory(name="兰亭.jpg", owner=li)
    AssetFactory(name="讲座.mp4", video=True)
    AssetFactory(name="坏.jpg", refused=True, family="")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["坏.jpg", "讲座.mp4", "兰亭.jpg"]),
        ({"q": "兰亭"}, ["兰亭.jpg"]),
        ({"q": "MP4"}, ["讲座.mp4"]),
        ({"q": "李明"}, ["兰亭.jpg"]),
        ({"q": "s77001"}, ["兰亭.jpg"]),
        ({"q": "%_"}, []),
        ({"family": "video"}, ["讲座.mp4"]),
        ({"state": "refused"}, ["坏.jpg"]),
        ({"state": "refused", "q": "兰亭"}, []),
        ({"family": "nonsense", "since": "no day", "q": "\x00"}, ["坏.jpg", "讲座.mp4", "兰亭.jpg"]),
    ],
)
def test_each_filter_narrows_and_nonsense_narrows_nothing(
    assets: None, asked: dict[str, str], expected: list[str]
):
    assert names(**asked) == expected


def test_a_file_is_found_by_the_beginning_of_its_digest(assets: None):
    wanted = Asset.objects.get(name="兰亭.jpg")

    assert names(q=wanted.sha256[:12].upper()) == ["兰亭.jpg"]


def test_a_day_is_a_day_in_shanghai_and_counts_whole():
    AssetFactory(name="late.jpg")
    Asset.objects.update(created_at=dt.datetime(2021, 6, 18, 15, 59, tzinfo=dt.UTC))  # 23:59 in Shanghai

    assert names(since="2021-06-18", until="2021-06-18") == ["late.jpg"]
    assert names(since="2021-06-19") == names(until="2021-06-17") == []
    assert timezone.get_default_timezone_name() == "Asia/Shanghai"


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_cost_two_queries_whatever_their_number(django_assert_num_queries, count: int):
    for asset in AssetFactory.create_batch(count):
        Rendition.objects.create(
            asset=asset, role="web", name="web-320.webp", media_type="image/webp", width=320, size=1
        )

    with django_assert_num_queries(2):
        assert [(each.owner.name, len(each.renditions.all())) for each in with_thumbnails(found({}))]
