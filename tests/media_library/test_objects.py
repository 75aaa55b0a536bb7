"""The store that is a bucket, on a real server: names, sizes, lists beyond a page, and a machine that is away."""

import os
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from media_library import storage
from media_library.storage import StoreAway
from media_library.uploads.tidying import STRAY

MEGABYTE = 1 << 20


@pytest.mark.parametrize(
    "size", [0, 1, 5 * MEGABYTE + 1, 8 * MEGABYTE - 1, 8 * MEGABYTE, 8 * MEGABYTE + 1, 20 * MEGABYTE]
)
def test_bytes_come_back_as_they_were(on_s3, tmp_path: Path, size: int):
    data = os.urandom(size)
    (tmp_path / "file").write_bytes(data)
    private, public = storages["default"], storages["public"]

    private.take(tmp_path / "file", "a/taken")
    private.save("a/saved", ContentFile(data))
    storage.copy(private, "a/taken", public, "b/copied")

    assert b"".join(storage.blocks(private, "a/taken")) == data
    assert b"".join(storage.blocks(private, "a/saved")) == data
    assert b"".join(storage.blocks(public, "b/copied")) == data
    assert private.facts("a/taken").size == size


def test_a_folder_of_more_than_a_page_is_listed_and_cleared(on_s3, tmp_path: Path):
    for number in range(1005):
        tile = tmp_path / f"{number},0,512,512" / "512,512"
        tile.mkdir(parents=True)
        (tile / "default.jpg").write_bytes(b"tile")
    private = storages["default"]

    private.take_tree(tmp_path, "r/1")
    private.save("r/10", ContentFile(b"another, whose name begins alike"))
    listed = dict(storage.walk(private, "r/1"))
    private.clear("r/1")

    assert len(listed) == 1005
    assert listed["7,0,512,512/512,512/default.jpg"] == 4
    assert list(storage.walk(private, "r/1")) == []
    assert private.exists("r/10")


def test_what_was_half_put_and_left_is_dropped_in_time(on_s3):
    store = storages["default"]
    store.end_abandoned(timezone.now() + STRAY)  # what tests of a store that is away left in this bucket
    bucket = {"Bucket": store.bucket_name, "Key": "a/half"}
    begun = store.client.create_multipart_upload(**bucket)["UploadId"]
    store.client.upload_part(**bucket, UploadId=begun, PartNumber=1, Body=b"x" * 5 * MEGABYTE)

    now = timezone.now()
    young, old = (store.end_abandoned(before) for before in (now - STRAY, now + STRAY))

    assert (young, old) == (0, 1)
    assert "Uploads" not in store.client.list_multipart_uploads(Bucket=store.bucket_name)
    assert not store.exists("a/half")


def test_what_is_not_there_is_missing_and_not_a_store_that_is_away(on_s3):
    private = storages["default"]

    with pytest.raises(FileNotFoundError):
        private.facts("never")
    with pytest.raises(FileNotFoundError):
        next(storage.blocks(private, "never"))
    with pytest.raises(FileNotFoundError):
        private.open("never")
    assert not private.exists("never")
    private.delete("never")


def test_a_stranger_may_neither_read_list_nor_write(on_s3):
    for bucket in (on_s3["S3_PRIVATE_BUCKET"], on_s3["S3_PUBLIC_BUCKET"]):
        address = f"{on_s3['S3_ENDPOINT']}/{bucket}"
        storages["default" if "private" in bucket else "public"].save("a", ContentFile(b"a"))

        for method, path in (("GET", "/a"), ("HEAD", "/a"), ("GET", "/"), ("PUT", "/b"), ("DELETE", "/a")):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(urllib.request.Request(address + path, method=method), timeout=10)
            assert refused.value.code == 403


def test_a_machine_that_is_gone_is_away(away):
    storages["default"].save("a", ContentFile(b"a"))
    away(True)
    private = storages["default"]

    assert not private.answers()
    for ask in (
        lambda: private.exists("a"),
        lambda: private.save("b", ContentFile(b"b")),
        lambda: private.facts("a"),
        lambda: list(storage.blocks(private, "a")),
        lambda: list(storage.walk(private, "")),
        lambda: private.delete("a"),
    ):
        with pytest.raises(StoreAway):
            ask()


def test_a_bucket_that_is_not_there_is_away(on_s3, settings):
    from config.stores import on_s3 as entries

    settings.STORAGES = settings.STORAGES | entries(on_s3 | {"S3_PRIVATE_BUCKET": "never"})

    with pytest.raises(StoreAway):
        storages["default"].save("a", ContentFile(b"a"))
