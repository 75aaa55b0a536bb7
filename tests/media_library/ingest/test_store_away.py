"""A store that is away is no fault of the file: it waits, however long that takes. With a real S3 server."""

from collections.abc import Callable

import pytest
from django.core.files.storage import storages

from jobs.models import Job
from media_library.ingest import pipeline
from media_library.ingest.words import describe_progress
from media_library.models import Asset, State
from tests.media_library.arriving import arrive
from tests.media_library.corpus_pictures import encoded, painting, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def asset(on_s3: dict[str, str]) -> Asset:
    """Large enough for a later step."""
    return arrive("晨光.jpg", save(encoded(painting(1100, 700), "JPEG")))


def test_a_file_waits_for_the_store(asset: Asset, away: Callable, work_off: Callable) -> None:
    away(True)
    for _ in range(7):  # more often than a job is tried
        pipeline.look_again()
        work_off()

    asset.refresh_from_db()
    assert (asset.state, asset.step) == (State.WAITING, "store")
    assert describe_progress(asset) == "文件正在等待文件存储，存储目前没有响应。"

    away(False)
    pipeline.look_again()
    work_off()

    asset.refresh_from_db()
    assert (asset.state, asset.step) == (State.READY, "")
    assert asset.renditions.filter(role="avif").exists()


def test_while_the_store_is_away_nothing_is_asked_of_it(
    asset: Asset, away: Callable, work_off: Callable
) -> None:
    away(True)
    work_off()

    pipeline.look_again()

    assert not Job.objects.filter(name="ingest.show").exclude(state="done").exists()


def test_a_later_step_waits_too_and_the_file_stays_ready(
    asset: Asset, away: Callable, work_off: Callable
) -> None:
    pipeline.show(str(asset.uid))
    away(True)
    pipeline.avif(str(asset.uid))
    asset.refresh_from_db()
    assert (asset.state, asset.step, describe_progress(asset)) == (State.READY, "store", "已就绪。")

    away(False)
    Job.objects.all().delete()
    pipeline.look_again()
    work_off()

    asset.refresh_from_db()
    assert (asset.state, asset.step) == (State.READY, "")
    for rendition in asset.renditions.filter(role="avif"):
        assert storages["default"].exists(rendition.path)
