import datetime as dt
import os
import uuid

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from jobs.models import Job
from media_library.models import Asset, Upload
from media_library.uploads import arriving, tidying
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def begun(*blocks: bytes, length: int = 6, days: int = 0) -> Upload:
    """An upload that began so many days ago."""
    upload = arriving.begin(UserFactory(), name="兰亭.jpg", length=length)
    with arriving.held(upload) as descriptor:
        arriving.append(upload, descriptor, blocks)
    began = timezone.now() - dt.timedelta(days=days, minutes=10)
    Upload.objects.filter(pk=upload.pk).update(created_at=began, expires_at=began + arriving.LIFETIME)
    upload.refresh_from_db()
    return upload


def files() -> list[str]:
    return sorted(path.name for path in arriving.folder().iterdir())


def test_after_a_week_an_unfinished_upload_goes_with_its_file():
    old, young = begun(b"ink", days=7), begun(b"ink", days=6)

    tidying.tidy()

    assert list(Upload.objects.all()) == [young]
    assert files() == [str(young.uid)]
    assert str(old.uid) not in files()


def test_an_upload_that_somebody_writes_to_is_left_for_the_next_round():
    upload = begun(b"ink", days=7)

    with arriving.held(upload):
        tidying.tidy()

    assert files() == [str(upload.uid)]


def test_a_row_without_a_file_goes_too():
    upload = begun(b"ink", days=7)
    arriving.path_of(upload.uid).unlink()

    tidying.tidy()

    assert Upload.objects.count() == 0


def test_a_whole_upload_is_never_thrown_away_but_ended():
    upload = begun(b"inkjar", days=7)

    tidying.tidy()
    tidying.look()
    tidying.finish_left_alone(str(upload.uid))

    assert [asset.uid for asset in Asset.objects.all()] == [upload.uid]


def test_the_row_of_an_ended_upload_goes_and_its_asset_stays():
    upload = begun(b"inkjar", days=7)
    tidying.finish_left_alone(str(upload.uid))

    tidying.tidy()

    assert (Upload.objects.count(), Asset.objects.count()) == (0, 1)


def test_a_file_that_no_upload_owns_goes_after_a_day():
    yesterday = (timezone.now() - dt.timedelta(days=2)).timestamp()
    stray, fresh = arriving.path_of(uuid.uuid4()), arriving.path_of(uuid.uuid4())
    for path in (stray, fresh):
        path.write_bytes(b"never acknowledged")
    os.utime(stray, (yesterday, yesterday))

    tidying.tidy()

    assert files() == [fresh.name]


def test_what_is_half_put_into_a_bucket_today_may_still_be_ended(on_s3):
    store = storages["default"]
    begun = store.client.create_multipart_upload(Bucket=store.bucket_name, Key="a/half")["UploadId"]

    tidying.tidy()

    left = store.client.list_multipart_uploads(Bucket=store.bucket_name)["Uploads"]
    assert [each["UploadId"] for each in left] == [begun]


def test_the_round_asks_for_what_was_left_alone():
    left, sending = begun(b"inkjar"), begun(b"ink")
    just_now = begun(b"inkjar")
    Upload.objects.filter(pk=just_now.pk).update(created_at=timezone.now())

    tidying.look()

    asked = set(Job.objects.values_list("name", "subject"))
    assert asked == {("uploads.tidy", "all"), ("uploads.finish", str(left.uid))}
    assert sending.asset is None


def test_an_upload_that_is_gone_by_then_is_no_fault():
    tidying.finish_left_alone(str(uuid.uuid4()))

    assert Asset.objects.count() == 0
